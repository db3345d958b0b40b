"""`qunban orders`: purchases from a spreadsheet's CSV file, line by line, as staff record them in the group."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.spreadsheet import Columns, Line, record_all
from config.group import Group
from config.settings import Settings
from handlers.dates.typed import read_date, read_time
from handlers.kit import Context, Refusal
from handlers.kit.words import half_width, truncate
from handlers.points.payments import Paid
from handlers.purchases.service import describe_cap, read_order_number, record_purchase
from handlers.text.money import format_yuan, read_amount
from handlers.text.people import find_member

COLUMNS = Columns(
    names={
        "用户": "user",
        "金额": "amount",
        "订单": "order",
        "订单号": "order",
        "时间": "time",
        "user": "user",
        "amount": "amount",
        "order": "order",
        "time": "time",
    },
    needed={"user": "用户", "amount": "金额", "order": "订单"},
    others={"time": "时间"},
    header="第一行要写列名：用户,金额,订单（还可以有 时间），这里没有「{missing}」。",
    commas="金额里的千位逗号请去掉",
)
TIME = "「{shown}」不是时间，请写成 2026-11-23 或 2026-11-23 08:30。"
FUTURE = "{shown} 还没有到呢。"
NOBODY = "没有写用户。"
RECORDED = "{name} {number} {yuan} 元 {points}"


def time_of(words: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Return a local time as spreadsheets write it, or now where nothing is written, in UTC; raises Refusal."""
    if not words.strip():
        return now
    day, *clock = re.split("[ T]+", half_width(words).strip(), maxsplit=1)
    typed, since_midnight = read_date(day), read_time(clock[0]) if clock else timedelta()
    # Without periods to choose from, only a date with its year has a day.
    days = typed.dates(now.date()) if typed else []
    if not days or since_midnight is None:
        raise Refusal(TIME.format(shown=truncate(words, 20)))
    at = datetime.combine(days[0], time(), zone) + since_midnight
    if at > now:
        raise Refusal(FUTURE.format(shown=truncate(words, 20)))
    return at.astimezone(UTC)


async def book(settings: Settings, group: Group, path: Path, *, dry: bool, partial: bool) -> list[Line]:
    """Record the file's orders; see `record_all`."""
    return await record_all(settings, group, path, COLUMNS, _record, name="orders", unit="单", dry=dry, partial=partial)


def _record(ctx: Context, row: dict[str, str]) -> str:
    fen, number = read_amount(row.get("amount", "")), read_order_number(row.get("order", ""))
    at = time_of(row.get("time", ""), ctx.group.zone, ctx.now)
    member = find_member(ctx, named(row))
    paid = record_purchase(ctx, member, fen, number, actor="", bought_at=at)
    return RECORDED.format(name=member.name, number=number, yuan=format_yuan(fen), points=_points(paid)) + describe_cap(
        ctx, fen
    )


def named(row: dict[str, str]) -> str:
    """Return the name in a line; raises Refusal where there is none."""
    name = row.get("user", "").removeprefix("@").strip()
    if not name:
        raise Refusal(NOBODY)
    return name


def _points(paid: Paid) -> str:
    """Say what became of an order's points."""
    return f"+{paid.points} 分" + (f"，{paid.owed} 分先记账" if paid.owed else "")
