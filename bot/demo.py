"""The living group of the first start: a month that the demo group has already lived, through the very same bot.

Nothing in it is made up: people say what the script has them say, the timetable speaks when it is due, and points,
levels and pictures are what follows from that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.app import Bot
from bot.channels.sandbox.channel import Sandbox
from bot.clock import FixedClock
from bot.time_travel import fast_forward
from config.group import Group
from config.loader import read
from config.settings import Settings
from storage import urls

SCRIPT = Path("demo", "month.yaml")
"""In the folder of the configuration."""
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_SPAN = re.compile("([0-9]{1,3})-([0-9]{1,3})")


def _span(words: str) -> str:
    if not _SPAN.fullmatch(words):
        raise ValueError("这里要写 30-1，从几天前到几天前")
    return words


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    who: str
    at: Annotated[str, Field(pattern="^[0-2][0-9]:[0-5][0-9]$")]
    say: str = ""


class Daily(_Line):
    """What somebody says every day of a span, in days ago."""

    days: Annotated[str, AfterValidator(_span)]


class Weekly(Daily):
    """What somebody says on one weekday of each week of a span; {week} is the number of the week, from 1."""

    says: list[str] = []
    """In place of `say`: something else each week, from the beginning again after the last one."""
    on: Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


class Once(_Line):
    """What somebody says, or that they join by an invitation, so many days ago."""

    day: int = Field(ge=0, le=366)
    join: str = ""


class Script(BaseModel):
    """A month of a group's life."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: str
    days: int = Field(ge=1, le=366)
    daily: list[Daily]
    weekly: list[Weekly] = []
    acts: list[Once]


class Act(NamedTuple):
    """Something that somebody does at a moment."""

    at: datetime
    who: str
    say: str
    join: str = ""


def is_wanted(settings: Settings) -> bool:
    """Return whether this is the first start of all: there is a script, and no database yet."""
    file = urls.parse(settings.database).file
    return file is not None and not file.exists() and (settings.config / SCRIPT).is_file()


async def live(settings: Settings, now: datetime) -> None:
    """Let the demo group live its month up to `now`, and put the database in place when all of it is there.

    Does nothing beside real channels, or where the sandbox has no such group. Raises ConfigError where the script or
    channels.yaml is wrong.
    """
    script = read(settings.config / SCRIPT, Script)
    final = urls.parse(settings.database).file
    assert final  # `is_wanted` has looked
    rehearsal = final.with_name(f"{final.name}.first")
    rehearsal.unlink(missing_ok=True)
    bot = Bot(
        settings.model_copy(update={"database": f"sqlite:///{rehearsal}"}),
        clock=FixedClock(now - timedelta(days=script.days)),
    )
    try:
        await bot.open()
        sandbox = bot.sandbox()
        group = sandbox.group(script.group) if sandbox else None
        lived = sandbox is not None and group is not None and not bot.has_real_channels
        if sandbox and group and lived:
            await _play(bot, sandbox, group, script, now)
    finally:
        await bot.close()
    if lived:
        rehearsal.rename(final)
    for path in final.parent.glob(f"{rehearsal.name}*"):
        path.unlink()


async def _play(bot: Bot, sandbox: Sandbox, group: Group, script: Script, now: datetime) -> None:
    for act in sorted(acts_of(script, now, group.zone)):
        await fast_forward(bot.clock, bot.runner, bot.sender, act.at)
        if act.join:
            await sandbox.join(group, act.who, act.join)
        if act.say:
            await sandbox.say(group, act.who, act.say)
    await fast_forward(bot.clock, bot.runner, bot.sender, now)


def acts_of(script: Script, now: datetime, zone: ZoneInfo) -> Iterator[Act]:
    """Yield what happens before `now`; days and times are those of the zone."""
    today = now.astimezone(zone).date()
    begin = now - timedelta(days=script.days)
    lines = [Act(_moment(today, once.day, once.at, zone), once.who, once.say, once.join) for once in script.acts]
    for daily in script.daily:
        first, last = map(int, daily.days.split("-"))
        days = list(range(last, first + 1))
        lines.extend(Act(_moment(today, day, daily.at, zone), daily.who, daily.say) for day in days)
    for weekly in script.weekly:
        first, last = map(int, weekly.days.split("-"))
        since = (today.weekday() - WEEKDAYS.index(weekly.on)) % 7
        days = [day for day in range(last, first + 1) if day % 7 == since]
        says = weekly.says or [weekly.say]
        moments = [_moment(today, day, weekly.at, zone) for day in reversed(days)]
        lines.extend(
            Act(moment, weekly.who, says[week % len(says)].replace("{week}", f"{week + 1}"))
            for week, moment in enumerate(moment for moment in moments if moment > begin)
        )
    yield from (act for act in lines if begin < act.at < now)


def _moment(today: date, days_ago: int, at: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), time.fromisoformat(at), zone)
