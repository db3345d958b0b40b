"""A time of day as the owner writes it, when it comes next in a group, and a moment as people read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import StringConstraints

from handlers.kit.context import Context

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Such as 09:00."""


def moment_at(ctx: Context, day: date, at: TimeOfDay) -> datetime:
    """Return the local time of a local day, in UTC."""
    return datetime.combine(day, time.fromisoformat(at), ctx.group.zone).astimezone(UTC)


def next_at(ctx: Context, at: TimeOfDay) -> datetime:
    """Return when the local time comes next, in UTC."""
    today = moment_at(ctx, ctx.today, at)
    return today if today > ctx.now else moment_at(ctx, ctx.today + timedelta(days=1), at)


def format_time(ctx: Context, at: datetime) -> str:
    """Return a moment as people read it: 今天 20:00, 11-24 20:00 on another day, 今天 24:00 for midnight."""
    local = ctx.local(at)
    if local.date() == ctx.today:
        return f"今天 {local:%H:%M}"
    if at == moment_at(ctx, ctx.today + timedelta(days=1), "00:00"):
        return "今天 24:00"
    return f"{local:%m-%d %H:%M}" if local.year == ctx.today.year else f"{local:%Y-%m-%d %H:%M}"
