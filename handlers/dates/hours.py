"""A time of day as the owner writes it, when it comes next in a group, and a moment as people read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from handlers.kit.context import Context

PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _check(value: object) -> object:
    if isinstance(value, str | int) and not re.match(PATTERN, str(value)):
        raise ValueError("要写成 18:00 这样的时间，24 小时制，小时和分都写两位")
    return value


TimeOfDay = Annotated[str, StringConstraints(pattern=PATTERN), BeforeValidator(_check)]
"""Such as 09:00."""


def moment_at(ctx: Context, day: date, at: TimeOfDay) -> datetime:
    """Return the local time of a local day, in UTC."""
    return datetime.combine(day, time.fromisoformat(at), ctx.group.zone).astimezone(UTC)


def next_at(ctx: Context, at: TimeOfDay) -> datetime:
    """Return when the local time comes next, in UTC."""
    today = moment_at(ctx, ctx.today, at)
    return today if today > ctx.now else moment_at(ctx, ctx.today + timedelta(days=1), at)


def format_time(ctx: Context, at: datetime) -> str:
    """Return a moment as people read it: 今天 20:00, 11-24 20:00 on another day, 今天 24:00 for midnight.

    Today is the day on which it is said, also where it was planned for the day before.
    """
    local, today = ctx.local(at), _day_said(ctx)
    if local.date() == today:
        return f"今天 {local:%H:%M}"
    if day_told(ctx, at) == today:
        return "今天 24:00"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"


def day_told(ctx: Context, at: datetime) -> date:
    """Return the local day that `format_time` speaks of: midnight is the 24:00 of today."""
    today = _day_said(ctx)
    is_midnight = at == moment_at(ctx, today + timedelta(days=1), "00:00")
    return today if is_midnight else ctx.local(at).date()


def _day_said(ctx: Context) -> date:
    return ctx.local(ctx.carried_out_at).date()
