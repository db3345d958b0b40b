"""`qunban orders`: purchases from a spreadsheet's CSV file, line by line, as staff record them in the group."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from config.group import Group
from config.settings import Settings
from handlers.dates.typed import read_date, read_time
from handlers.kit import Context, FeatureRegistry, Notice, Refusal
from handlers.kit.words import half_width, truncate
from handlers.points.payments import Paid
from handlers.purchases.service import describe_cap, read_order_number, record_purchase
from handlers.text.money import format_yuan, read_amount
from handlers.text.people import find_member
from sop.features import FEATURES
from storage.database import Database
from storage.db import Db
from storage.migrate import migrate
from storage.process_lock import hold
from storage.system import audit
from storage.writer import SqliteWriter

COLUMNS = {
    "用户": "user",
    "金额": "amount",
    "订单": "order",
    "订单号": "order",
    "时间": "time",
    "user": "user",
    "amount": "amount",
    "order": "order",
    "time": "time",
}
NEEDED = {"user": "用户", "amount": "金额", "order": "订单"}
SHOWN = NEEDED | {"time": "时间"}
ENCODING = "这个文件不是 UTF-8，也不是 GBK，请在表格软件里另存为 CSV UTF-8。"
HEADER = "第一行要写列名：用户,金额,订单（还可以有 时间），这里没有「{missing}」。"
TWICE = "第一行有两列都是「{name}」，分不清用哪一列，请去掉一列。"
QUOTES = "引号没有配对；单元格里有换行的，请先去掉换行"
TOO_MANY_FIELDS = "比第一行多出 {extra} 列；金额里的千位逗号请去掉"
LONGEST_LINE = 20_000
"""Characters; what shops export has a few hundred."""
TOO_LONG = "太长了"
NO_TEXT = "里面有不是文字的字符"
TIME = "「{shown}」不是时间，请写成 2026-11-23 或 2026-11-23 08:30。"
FUTURE = "{shown} 还没有到呢。"
NO_DATABASE = "这里没有数据库：{path}，没有记账。请检查 QUNBAN_DATABASE 有没有写错。"
ACTOR = "命令行"
NOBODY = "没有写用户。"
RECORDED = "{name} {number} {yuan} 元 {points}"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of the file; its number counts from 1, the header's."""

    number: int
    good: bool
    text: str

    def __str__(self) -> str:
        return f"{self.number} {'✓' if self.good else '✗'} {self.text}"


class Undone(Exception):
    """Carries the outcome out of a transaction that it undoes: of a trial, or of a file with bad lines."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = lines


Row = dict[str, str] | str
"""A line's fields by column (user, amount, order, time), or what is wrong with it."""


def read(path: Path) -> list[tuple[int, Row]]:
    """Return the file's lines with their numbers, without empty ones; raises Refusal or OSError.

    UTF-8, with or without a mark, or GBK, as Excel writes it.
    """
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refusal(ENCODING)
    first, *_ = lines = re.split("\r\n|\n|\r", text)
    rows = [(number, _split(line, "\t" if "\t" in first else ",")) for number, line in enumerate(lines, 1)]
    header = rows[0][1]
    if isinstance(header, str):
        raise Refusal(f"第一行{header}。")
    names = [COLUMNS.get(half_width(name).lower(), "") for name in header]
    for name, shown in NEEDED.items():
        if name not in names:
            raise Refusal(HEADER.format(missing=shown))
    for name, shown in SHOWN.items():
        if names.count(name) > 1:
            raise Refusal(TWICE.format(name=shown))
    return [(number, _fields(names, row)) for number, row in rows[1:] if isinstance(row, str) or any(row)]


def _split(line: str, delimiter: str) -> list[str] | str:
    """Return the trimmed fields of one line, or what is wrong with it.

    Each line is read by itself: a quotation mark that is never closed must not take the lines after it along.
    """
    if len(line) > LONGEST_LINE:
        return TOO_LONG
    if "\0" in line:
        return NO_TEXT
    try:
        return [field.strip() for row in csv.reader([line], delimiter=delimiter, strict=True) for field in row]
    except csv.Error:
        return QUOTES


def _fields(names: list[str], row: list[str] | str) -> Row:
    """Return a row by column; what is wrong with it where it has more than there are columns: commas in its amount."""
    if isinstance(row, str):
        return row
    extra = len(row) - len(names)
    return TOO_MANY_FIELDS.format(extra=extra) if any(row[len(names) :]) else dict(zip(names, row, strict=False))


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
    """Record the file's orders in one transaction and tell what became of each line.

    `dry` undoes it all, and so does a bad line, unless `partial` records the others.
    Raises BlockingIOError while the bot runs on the database, Refusal and OSError for the file.
    """
    rows = read(path)
    async with AsyncExitStack() as stack:
        database = Database(settings.database)
        if database.path and not database.path.exists():
            raise Refusal(NO_DATABASE.format(path=database.path))
        held = await hold(database)
        stack.push_async_callback(held.release)
        stack.push_async_callback(database.close)
        await migrate(settings.database)
        if database.writer:
            serving = asyncio.create_task(database.writer.run())
            stack.push_async_callback(_stop, database.writer, serving)
        try:
            return await database.write(
                lambda db: _book(db, group, path.name, rows, dry=dry, partial=partial), lane=group.id
            )
        except Undone as undone:
            return undone.lines


async def _stop(writer: SqliteWriter, serving: asyncio.Task[None]) -> None:
    writer.stop()
    await serving


def _book(db: Db, group: Group, name: str, rows: Iterable[tuple[int, Row]], *, dry: bool, partial: bool) -> list[Line]:
    now = SystemClock().now()
    ctx = Context(
        db=db,
        group=group,
        now=now,
        random=Random(),  # noqa: S311  # recording an order draws nothing
        key=f"orders:{truncate(name, 60)}",
        post=_nothing,
        registry=FeatureRegistry(FEATURES),
        capabilities_of=lambda _: frozenset(),
    )
    lines = list(_lines(ctx, rows))
    good = sum(line.good for line in lines)
    if dry or (good < len(lines) and not partial):
        raise Undone(lines)
    audit.record(db, group.id, "", ACTOR, f"orders {name}：{good} 单", ctx.key, now)
    return lines


def _lines(ctx: Context, rows: Iterable[tuple[int, Row]]) -> Iterator[Line]:
    for number, row in rows:
        try:
            if isinstance(row, str):
                raise Refusal(row)
            yield Line(number, good=True, text=_record(ctx, row))
        except Refusal as refusal:
            yield Line(number, good=False, text=str(refusal))


def _record(ctx: Context, row: dict[str, str]) -> str:
    fen, number = read_amount(row.get("amount", "")), read_order_number(row.get("order", ""))
    at = time_of(row.get("time", ""), ctx.group.zone, ctx.now)
    member = find_member(ctx, _named(row))
    paid = record_purchase(ctx, member, fen, number, actor="", bought_at=at)
    return RECORDED.format(name=member.name, number=number, yuan=format_yuan(fen), points=_points(paid)) + describe_cap(
        ctx, fen
    )


def _named(row: dict[str, str]) -> str:
    """Return the name in a line; raises Refusal where there is none."""
    name = row.get("user", "").removeprefix("@").strip()
    if not name:
        raise Refusal(NOBODY)
    return name


def _points(paid: Paid) -> str:
    """Say what became of an order's points."""
    return f"+{paid.points} 分" + (f"，{paid.owed} 分先记账" if paid.owed else "")


def _nothing(key: str, notice: Notice) -> None:  # noqa: ARG001
    raise RuntimeError(f"recording orders says nothing, not even {key}")
