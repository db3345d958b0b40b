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
from handlers.kit import Context, FeatureRegistry, Refusal, Reply
from handlers.kit.words import half_width, truncate
from handlers.purchases.service import read_amount, read_order_number, record_purchase
from handlers.text.money import format_yuan
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
ENCODING = "这个文件不是 UTF-8，也不是 GBK，请在表格软件里另存为 CSV UTF-8。"
HEADER = "第一行要写列名：用户,金额,订单（还可以有 时间），这里没有「{missing}」。"
BROKEN = "不是 CSV：{error}"
TIME = "「{shown}」不是时间，请写成 2026-11-23 或 2026-11-23 08:30。"
FUTURE = "{shown} 还没有到呢。"
NO_DATABASE = "这里没有数据库：{path}，没有记账。请检查 QUNBAN_DATABASE 有没有写错。"
ACTOR = "命令行"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of the file; its number counts from 1, the header's."""

    number: int
    good: bool
    text: str

    def __str__(self) -> str:
        return f"{self.number} {'✓' if self.good else '✗'} {self.text}"


class Undone(Exception):
    """Carries the outcome of a trial out of its transaction, which is undone by it."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = lines


def read(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the file's rows with their line numbers, by column (user, amount, order, time); raises Refusal or OSError.

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
    reader = csv.reader(text.splitlines(), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise Refusal(BROKEN.format(error=error)) from None
    names = [COLUMNS.get(half_width(name).strip().lower(), "") for name in rows[0][1]] if rows else []
    for name, shown in NEEDED.items():
        if name not in names:
            raise Refusal(HEADER.format(missing=shown))
    return [(number, dict(zip(names, row, strict=False))) for number, row in rows[1:] if any(map(str.strip, row))]


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


async def book(settings: Settings, group: Group, path: Path, *, dry: bool) -> list[Line]:
    """Record the file's orders in one transaction, each line for itself, and tell what became of each.

    `dry` undoes it all. Raises BlockingIOError while the bot runs on the database, Refusal and OSError for the file.
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
            return await database.write(lambda db: _book(db, group, path.name, rows, dry=dry), lane=group.id)
        except Undone as undone:
            return undone.lines


async def _stop(writer: SqliteWriter, serving: asyncio.Task[None]) -> None:
    writer.stop()
    await serving


def _book(db: Db, group: Group, name: str, rows: Iterable[tuple[int, dict[str, str]]], *, dry: bool) -> list[Line]:
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
    if dry:
        raise Undone(lines)
    good = sum(line.good for line in lines)
    audit.record(db, group.id, "", ACTOR, f"orders {name}：{good} 单", ctx.key, now)
    return lines


def _lines(ctx: Context, rows: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Line]:
    for number, row in rows:
        try:
            yield Line(number, good=True, text=_record(ctx, row))
        except Refusal as refusal:
            yield Line(number, good=False, text=str(refusal))


def _record(ctx: Context, row: dict[str, str]) -> str:
    fen, number = read_amount(row.get("amount", "")), read_order_number(row.get("order", ""))
    at = time_of(row.get("time", ""), ctx.group.zone, ctx.now)
    member = find_member(ctx, row["user"].strip().removeprefix("@"))
    paid = record_purchase(ctx, member, fen, number, actor="", bought_at=at)
    owed = f"，{paid.owed} 分先记账" if paid.owed else ""
    return f"{member.name} {number} {format_yuan(fen)} 元 +{paid.points} 分{owed}"


def _nothing(key: str, reply: Reply) -> None:  # noqa: ARG001
    raise RuntimeError(f"recording orders says nothing, not even {key}")
