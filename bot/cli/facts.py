"""`qunban facts`: what members did elsewhere, from a spreadsheet's CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.cli.orders import named, time_of
from bot.cli.spreadsheet import Columns, Line, record_all
from config.group import Group
from config.settings import Settings
from handlers.kit import Context
from handlers.kit.words import half_width
from handlers.reports.outside import add_up, read_fact
from handlers.reports.rules import TITLES
from handlers.text.people import find_member
from storage.members import facts
from storage.members.facts import Fact, Kind

COLUMNS = Columns(
    names={
        "用户": "user",
        "种类": "kind",
        "日期": "day",
        "时间": "day",
        "次数": "count",
        "秒": "seconds",
        "时长": "seconds",
        "user": "user",
        "kind": "kind",
        "day": "day",
        "count": "count",
        "seconds": "seconds",
    },
    needed={"user": "用户", "kind": "种类", "day": "日期"},
    others={"count": "次数", "seconds": "秒"},
    header="第一行要写列名：用户,种类,日期（还可以有 次数、秒），这里没有「{missing}」。",
    commas="数目里的千位逗号请去掉",
)
RECORDED = "{name} {day} {kind} {did}"
CHANGED = "（改：这天原来记的是 {was}，现在共 {now}）"
TIMES = "{count} 次"
SECONDS = "，{seconds} 秒"
CLOCK = ":"
"""In a time that tells the hour; a date alone tells none."""

Key = tuple[int, date, Kind]
"""A member, a day, and what they did."""


async def record(settings: Settings, group: Group, path: Path, *, dry: bool, partial: bool) -> list[Line]:
    """Record what the file tells; see `record_all`.

    What it says of a member, a day and a kind takes the place of what was on record of them, so the same file may come
    twice; lines of one file are added up. Where that changes what was on record, its first line says so.
    """
    told: dict[Key, Fact] = {}
    before: dict[Key, tuple[int, int] | None] = {}
    keys: list[Key] = []
    """What each good line is about, in order."""

    def record_line(ctx: Context, row: dict[str, str]) -> str:
        member = find_member(ctx, named(row))
        words = row.get("day", "")
        at = ctx.local(time_of(words, ctx.group.zone, ctx.now))
        day, hour = at.date(), at.hour if CLOCK in half_width(words) else None
        count, seconds = row.get("count", ""), row.get("seconds", "")
        fact = read_fact(ctx, member, row.get("kind", ""), day, count, seconds, hour=hour)
        key = (member.id, day, fact.kind)
        if key not in told:
            before[key] = facts.get(ctx.db, member, day, fact.kind)
        keys.append(key)
        [told[key]] = add_up([fact, *([told[key]] if key in told else [])])
        facts.replace(ctx.db, [told[key]])
        did = _say(fact.count, fact.seconds)
        return RECORDED.format(name=member.name, day=fact.day, kind=TITLES[fact.kind], did=did)

    lines = await record_all(
        settings, group, path, COLUMNS, record_line, name="facts", unit="行", dry=dry, partial=partial
    )
    about = iter(keys)
    return [_say_change(line, next(about), told, before) if line.good else line for line in lines]


def _say_change(line: Line, key: Key, told: Mapping[Key, Fact], before: dict[Key, tuple[int, int] | None]) -> Line:
    """Return a line, with what it takes the place of where it is the first one that does."""
    was, now = before.pop(key, None), told[key]
    if was is None or was == (now.count, now.seconds):
        return line
    changed = CHANGED.format(was=_say(*was), now=_say(now.count, now.seconds))
    return replace(line, text=line.text + changed)


def _say(count: int, seconds: int) -> str:
    return TIMES.format(count=count) + (SECONDS.format(seconds=seconds) if seconds else "")
