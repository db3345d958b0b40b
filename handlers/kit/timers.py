"""Timers of features: moments at which something typed is to happen, kept until then in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from handlers.kit.audience import HandlerResult
from handlers.kit.context import Context
from handlers.kit.declarations import TimerHandler, TimerPayload
from storage import timers

T = TypeVar("T")
P = TypeVar("P", bound=TimerPayload)


def set_timer(ctx: Context, feature: str, payload: TimerPayload, at: datetime) -> bool:
    """Set a timer of a feature; return False where one with the payload's key runs already, which then stays."""
    return timers.set_once(ctx.db, ctx.group.id, feature, payload.key, at, payload.model_dump_json())


def cancel_timer(ctx: Context, feature: str, payload: TimerPayload) -> None:
    """Take a timer back, if it is running."""
    timers.cancel(ctx.db, ctx.group.id, feature, payload.key)


def find_timer(ctx: Context, feature: str, kind: type[P], key: str) -> P | None:
    """Return what a running timer of a feature carries; raises pydantic's ValidationError for one of another kind."""
    payload = timers.get_payload(ctx.db, ctx.group.id, feature, key)
    return kind.model_validate_json(payload) if payload else None


def run_timer(handlers: Sequence[TimerHandler], payload: str, ctx: Context) -> HandlerResult:
    """Hand a stored payload to the handler of its kind; raises pydantic's ValidationError where it fits none."""
    read = _reader(tuple(handler.payload for handler in handlers)).validate_json(payload)
    handler = next(handler for handler in handlers if type(read) is handler.payload)
    return handler.run(read, ctx)


def read_timer(handlers: Sequence[TimerHandler], payload: str) -> TimerPayload | None:
    """Return what a stored payload carries; None where it fits no kind."""
    try:
        return _reader(tuple(handler.payload for handler in handlers)).validate_json(payload)
    except ValidationError:
        return None


@cache
def _reader(kinds: tuple[type[TimerPayload], ...]) -> TypeAdapter[TimerPayload]:
    union = kinds[0]
    for kind in kinds[1:]:
        union |= kind  # type: ignore[assignment]
    return TypeAdapter(union)


def continue_in_batches(
    ctx: Context, feature: str, batch: Sequence[T], size: int, rest: Callable[[T], TimerPayload]
) -> None:
    """Leave what follows a full batch to a transaction of its own, so that nobody waits long for the writer.

    `rest` makes the timer's payload from the batch's last element; a batch of fewer than `size` was the last one.
    """
    if len(batch) == size:
        set_timer(ctx, feature, rest(batch[-1]), ctx.now)


def carry_out_in_lots(ctx: Context, feature: str, lots: Sequence[P], carry_out: Callable[[Context, P], object]) -> None:
    """Carry the first lot out now, and leave each other one to a transaction of its own by a timer that carries it."""
    for lot in lots[:1]:
        carry_out(ctx, lot)
    for lot in lots[1:]:
        set_timer(ctx, feature, lot, ctx.now)
