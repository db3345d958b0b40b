"""What `qunban orders` and `qunban facts` share: reading a spreadsheet's CSV file, and all or nothing of it."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.clock import SystemClock
from config.group import Group
from config.settings import Settings
from handlers.kit import Context, FeatureRegistry, Notice, Refusal
from handlers.kit.words import half_width, truncate
from sop.features import FEATURES
from storage.database import Database
from storage.db import Db
from storage.migrate import migrate
from storage.process_lock import hold
from storage.system import audit
from storage.writer import SqliteWriter

ENCODING = "这个文件不是 UTF-8，也不是 GBK，请在表格软件里另存为 CSV UTF-8。"
TWICE = "第一行有两列都是「{name}」，分不清用哪一列，请去掉一列。"
QUOTES = "引号没有配对；单元格里有换行的，请先去掉换行"
TOO_MANY_FIELDS = "比第一行多出 {extra} 列；{hint}"
LONGEST_LINE = 20_000
"""Characters; what shops export has a few hundred."""
TOO_LONG = "太长了"
NO_TEXT = "里面有不是文字的字符"
NO_DATABASE = "这里没有数据库：{path}，没有记账。请检查 QUNBAN_DATABASE 有没有写错。"
ACTOR = "命令行"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a kind of file."""

    names: Mapping[str, str]
    """What owners call them, and what we do."""
    needed: Mapping[str, str]
    """Our names of those without which nothing can be read, as they are shown."""
    others: Mapping[str, str]
    header: str
    """Asks for the first line, where `{missing}` is not in it."""
    commas: str
    """What to do where a line has more fields than there are columns."""


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
"""A line's fields by column, or what is wrong with it."""


def read(path: Path, columns: Columns) -> list[tuple[int, Row]]:
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
    names = [columns.names.get(half_width(name).lower(), "") for name in header]
    for name, shown in columns.needed.items():
        if name not in names:
            raise Refusal(columns.header.format(missing=shown))
    for name, shown in {**columns.needed, **columns.others}.items():
        if names.count(name) > 1:
            raise Refusal(TWICE.format(name=shown))
    return [
        (number, _fields(names, row, columns.commas)) for number, row in rows[1:] if isinstance(row, str) or any(row)
    ]


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


def _fields(names: list[str], row: list[str] | str, hint: str) -> Row:
    """Return a row by column; what is wrong with it where it has more than there are columns: commas in its amount."""
    if isinstance(row, str):
        return row
    extra = len(row) - len(names)
    too_many = any(row[len(names) :])
    return TOO_MANY_FIELDS.format(extra=extra, hint=hint) if too_many else dict(zip(names, row, strict=False))


Record = Callable[[Context, dict[str, str]], str]
"""Records one line, and returns what it was; raises Refusal."""


async def record_all(
    settings: Settings,
    group: Group,
    path: Path,
    columns: Columns,
    record: Record,
    *,
    name: str,
    unit: str,
    dry: bool,
    partial: bool,
) -> list[Line]:
    """Record the lines of a file in one transaction and tell what became of each.

    `name` is the command's, for the books and the audit log, which counts `unit`. `dry` undoes it all, and so does a
    bad line, unless `partial` records the others. Raises BlockingIOError while the bot runs on the database, Refusal
    and OSError for the file.
    """
    rows = read(path, columns)
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

        def work(db: Db) -> list[Line]:
            ctx = _context(db, group, f"{name}:{truncate(path.name, 60)}")
            lines = list(_lines(ctx, rows, record))
            good = sum(line.good for line in lines)
            if dry or (good < len(lines) and not partial):
                raise Undone(lines)
            audit.record(db, group.id, "", ACTOR, f"{name} {path.name}：{good} {unit}", ctx.key, ctx.now)
            return lines

        try:
            return await database.write(work, lane=group.id)
        except Undone as undone:
            return undone.lines


async def _stop(writer: SqliteWriter, serving: asyncio.Task[None]) -> None:
    writer.stop()
    await serving


def _context(db: Db, group: Group, key: str) -> Context:
    return Context(
        db=db,
        group=group,
        now=SystemClock().now(),
        random=Random(),  # noqa: S311  # recording draws nothing
        key=key,
        post=_nothing,
        registry=FeatureRegistry(FEATURES),
        capabilities_of=lambda _: frozenset(),
    )


def _lines(ctx: Context, rows: Iterable[tuple[int, Row]], record: Record) -> Iterator[Line]:
    for number, row in rows:
        try:
            if isinstance(row, str):
                raise Refusal(row)
            yield Line(number, good=True, text=record(ctx, row))
        except Refusal as refusal:
            yield Line(number, good=False, text=str(refusal))


def _nothing(key: str, notice: Notice) -> None:  # noqa: ARG001
    raise RuntimeError(f"recording says nothing, not even {key}")
