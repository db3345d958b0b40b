"""Telling those in charge that something waits for their review: some of it together, and no more than once an hour."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Context, ForStaff, Role, TimerPayload, reply, set_timer

TOGETHER = timedelta(hours=1)
"""So long after the first of it they are told of all that has come in."""


class ReviewsDue(TimerPayload):
    """The timer that tells those in charge what waits; one at a time for each feature."""

    only_speaks = True

    @property
    def key(self) -> str:
        return "reviews"


def tell_soon(ctx: Context, feature: str) -> None:
    """Let a feature tell those in charge that something waits, with whatever else comes in until then."""
    set_timer(ctx, feature, ReviewsDue(), ctx.now + TOGETHER)


def notice(text: str, ask: str) -> ForStaff:
    """Return what those in charge are told; `ask` is the command by which they see what waits."""
    return ForStaff(reply=reply(text), ask=ask, role=Role.STAFF)
