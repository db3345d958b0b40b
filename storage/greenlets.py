"""Lets synchronous questions wait for PostgreSQL's asynchronous driver: the same functions run on both databases."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from greenlet import getcurrent, greenlet

T = TypeVar("T")


async def run_sync(work: Callable[[], T]) -> T:
    """Run a synchronous function on the event loop; whatever it waits for through `wait`, others go on meanwhile."""
    caller = getcurrent()
    running = greenlet(work, caller)
    running.gr_context = caller.gr_context  # context variables, the log's among them, go along
    step: Any = running.switch()
    while not running.dead:
        try:
            result = await step
        except BaseException:
            step = running.throw(*sys.exc_info())
        else:
            step = running.switch(result)
    return step  # type: ignore[no-any-return]


def wait(awaitable: Awaitable[T]) -> T:
    """Wait in a synchronous function that `run_sync` runs; raises what the awaited raises."""
    parent = getcurrent().parent
    assert parent, "called outside of run_sync"
    return parent.switch(awaitable)  # type: ignore[no-any-return]
