"""Open questions to the group: the next words may be answers, until a time or until it is settled.

A round belongs to a group and a feature, is kept in the database and so survives restarts. The router offers it what is
no command, before the listeners hear it; what a round does not take stays talk. Answers count by their own time,
however late they are heard, as long as the round has not been ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import structlog

from handlers.kit.audience import HandlerResult
from handlers.kit.context import Context, MemberContext
from handlers.kit.declarations import Round, RoundKind, RoundState, TimerPayload
from handlers.kit.timers import cancel_timer, set_timer
from storage import rounds
from storage.db import DATABASE_ERRORS
from storage.members import aliases

log = structlog.get_logger()

AT_ONE_SITTING = timedelta(hours=1)
"""A round that lasts no longer is played to its end, also into the quiet hours: those who play it are awake."""
END_FAILED = "「{title}」结束了，可是我算结果的时候出了点问题，这一局不作数，抱歉～"


class RoundEnd(TimerPayload):
    """The timer that ends a round."""

    ends: int
    """The round's number."""
    is_short: bool = False

    @property
    def key(self) -> str:
        return f"end:{self.ends}"

    @property
    def breaks_silence(self) -> bool:
        return self.is_short


class RoundWarning(TimerPayload):
    """The timer that says that a round will end soon."""

    warns: int
    """The round's number."""
    is_short: bool = False

    @property
    def key(self) -> str:
        return f"warning:{self.warns}"

    @property
    def breaks_silence(self) -> bool:
        return self.is_short


Outcome = Literal["time", "done", "stopped"]


def open_round(
    ctx: Context, feature: str, state: RoundState, lasts: timedelta, *, warning: timedelta | None = None
) -> int:
    """Open a round that ends by itself, and return its number; with `warning` it is told so long before the end.

    It lasts from the moment at which it is really opened, also where it was to be opened while the bot did not run.
    """
    ends_at, is_short = ctx.carried_out_at + lasts, lasts <= AT_ONE_SITTING
    number = rounds.create(
        ctx.db,
        ctx.group.id,
        feature,
        state.model_dump_json(),
        opened_by=ctx.member.id if isinstance(ctx, MemberContext) else None,
        opened_at=ctx.carried_out_at,
        ends_at=ends_at,
    )
    set_timer(ctx, feature, RoundEnd(ends=number, is_short=is_short), ends_at)
    if warning and warning < lasts:
        set_timer(ctx, feature, RoundWarning(warns=number, is_short=is_short), ends_at - warning)
    return number


def save_round(ctx: Context, number: int, state: RoundState) -> None:
    """Keep a round's new state."""
    rounds.save_state(ctx.db, number, state.model_dump_json())


def close_round(ctx: Context, feature: str, number: int, outcome: Outcome) -> bool:
    """Close a round before its time, or at it; False where it was closed before."""
    cancel_timer(ctx, feature, RoundEnd(ends=number))
    cancel_timer(ctx, feature, RoundWarning(warns=number))
    return rounds.end(ctx.db, number, outcome, ctx.now)


def list_features(ctx: Context) -> list[tuple[str, int, datetime]]:
    """Return the feature, the number and the end of each open round of the group, oldest first."""
    return [(row.feature, row.id, row.ends_at) for row in rounds.list_open(ctx.db, ctx.group.id)]


def find_round(ctx: Context, feature: str, kind: RoundKind) -> Round | None:
    """Return the feature's oldest open round in the group."""
    row = next((row for row in rounds.list_open(ctx.db, ctx.group.id) if row.feature == feature), None)
    return read_round(ctx, row, kind) if row else None


def get_round(ctx: Context, number: int, kind: RoundKind) -> Round | None:
    """Return a round while it is open."""
    row = rounds.get_open(ctx.db, ctx.group.id, number)
    return read_round(ctx, row, kind) if row else None


def read_round(ctx: Context, row: rounds.Row, kind: RoundKind) -> Round:
    """Return a stored round with its state as the feature knows it; raises pydantic's ValidationError.

    Two members who have become one since it was opened are one person in it.
    """
    state = kind.state.model_validate_json(row.state)
    if row.has_merged:
        for gone, stays in aliases.list_merged_since(ctx.db, row.group_id, row.opened_at - rounds.LATEST):
            state.merge(gone, stays)
    return Round(row.id, row.opened_by, row.opened_at, row.ends_at, state)


def end_round(ctx: Context, feature: str, kind: RoundKind, number: int, outcome: Outcome) -> HandlerResult:
    """Close a round and say how it ended; None where it was closed before.

    It stays closed where its end raises, which is undone and told: one that stayed open would bar all others for good.
    """
    row = rounds.get_open(ctx.db, ctx.group.id, number)
    if row is None or not close_round(ctx, feature, number, outcome):
        return None
    try:
        with ctx.db.savepoint():
            found = read_round(ctx, row, kind)
            found.state.unfinished = outcome == "stopped"
            return kind.at_end(found, ctx)
    except DATABASE_ERRORS:
        raise
    except Exception:
        log.exception("round_end_failed", group=ctx.group.id, feature=feature, round=number)
        return END_FAILED.format(title=ctx.registry.titles[feature])


def end_by_time(feature: str, kind: RoundKind, timer: RoundEnd, ctx: Context) -> HandlerResult:
    """End a round whose time has come, and say how."""
    return end_round(ctx, feature, kind, timer.ends, "time")


def warn_of_end(kind: RoundKind, timer: RoundWarning, ctx: Context) -> HandlerResult:
    """Say that a round will end soon, where it is still open and its time is not over yet."""
    found = get_round(ctx, timer.warns, kind)
    return kind.warn(found, ctx) if found and ctx.carried_out_at < found.ends_at else None
