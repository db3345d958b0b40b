"""`qunban facts`: what members did elsewhere, from a spreadsheet's CSV file."""

from __future__ import annotations

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
RECORDED = "{name} {day} {kind} {count} 次{seconds}"
SECONDS = "，{seconds} 秒"
CLOCK = ":"
"""In a time that tells the hour; a date alone tells none."""


async def record(settings: Settings, group: Group, path: Path, *, dry: bool, partial: bool) -> list[Line]:
    """Record what the file tells; see `record_all`.

    What it says of a member, a day and a kind takes the place of what was on record of them, so the same file may come
    twice; lines of one file are added up.
    """
    told: dict[tuple[int, date, Kind], Fact] = {}

    def record_line(ctx: Context, row: dict[str, str]) -> str:
        member = find_member(ctx, named(row))
        words = row.get("day", "")
        at = ctx.local(time_of(words, ctx.group.zone, ctx.now))
        day, hour = at.date(), at.hour if CLOCK in half_width(words) else None
        count, seconds = row.get("count", ""), row.get("seconds", "")
        fact = read_fact(ctx, member, row.get("kind", ""), day, count, seconds, hour=hour)
        key = (member.id, day, fact.kind)
        [told[key]] = add_up([fact, *([told[key]] if key in told else [])])
        facts.replace(ctx.db, [told[key]])
        lasted = SECONDS.format(seconds=fact.seconds) if fact.seconds else ""
        return RECORDED.format(name=member.name, day=fact.day, kind=TITLES[fact.kind], count=fact.count, seconds=lasted)

    return await record_all(
        settings, group, path, COLUMNS, record_line, name="facts", unit="行", dry=dry, partial=partial
    )
