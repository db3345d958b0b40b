"""Carries out what is due in many groups at once, and in each group one thing after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol, TypeVar


class InLane(Protocol):
    """Something that is due in a group."""

    @property
    def group_id(self) -> str:
        """Return the group in whose lane it runs."""


T = TypeVar("T", bound=InLane)


async def in_lanes(due: Iterable[T], act: Callable[[T], Awaitable[None]]) -> None:
    """Let groups not wait for each other, so that many share a commit; keep the order within each group."""
    lanes: dict[str, list[T]] = {}
    for item in due:
        lanes.setdefault(item.group_id, []).append(item)

    async def in_order(lane: list[T]) -> None:
        for item in lane:
            await act(item)

    await asyncio.gather(*map(in_order, lanes.values()))
