"""What a database holds, in a form that is the same for SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

from sqlalchemy import RowMapping, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.migrations.configuration import engine_url

NOT_COMPARED = {"alembic_version", "sqlite_sequence"}
OMITTED = {
    "timer": {"payload"},
    "picture": {"saved_at"},
    "birthday": {"calendar"},
    "member": {
        *("seen_on", "seen_days", "spoke_days", "checked_days", "seen_weeks"),
        *("first_joined_at", "first_left_at"),
    },
}
"""Columns that came since, or say the same in another form: a timer's key tells what its payload does."""
NUMBERED = {"reverses": "SELECT id, key FROM entry", "order_id": "SELECT id, code FROM mall_order"}
"""Columns that point at rows whose numbers depend on the kind of database, and what stands for them."""

Row = list[Any]
Change = dict[str, list[Any]]
"""Of a table: its columns, the rows that are gone, and those that are new."""
Content = dict[str, tuple[list[str], Counter[str]]]
"""By table: its columns, and its rows as JSON."""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    """Open a connection of the test's own; each statement is a transaction."""
    target = engine_url(url)
    # The connection outlives an upgrade: a statement prepared before it would not fit the tables after it.
    uncached = {"prepared_statement_cache_size": 0, "statement_cache_size": 0}
    engine = create_async_engine(
        target,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args=uncached if target.get_backend_name() == "postgresql" else {},
    )
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


async def content(connection: AsyncConnection) -> Content:
    """Return all rows of all tables, without the numbers that depend on the kind of database."""
    tables = {}
    names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    keys = {column: {row[0]: row[1] for row in await connection.execute(text(sql))} for column, sql in NUMBERED.items()}
    for name in sorted(set(names) - NOT_COMPARED):
        result = await connection.execute(text(f'SELECT * FROM "{name}"'))
        columns = sorted(set(result.keys()) - {"id"} - OMITTED.get(name, set()))
        tables[name] = columns, Counter(_line(row, columns, keys) for row in result.mappings())
    return tables


def _line(row: RowMapping, columns: list[str], keys: dict[str, dict[int, str]]) -> str:
    values = []
    for column in columns:
        value = row[column]
        if isinstance(value, bytes):
            value = sha256(value).hexdigest()
        elif isinstance(value, bool):
            value = int(value)
        elif column in keys:
            value = keys[column].get(value)
        values.append(unnumbered(value) if isinstance(value, str) else value)
    return json.dumps(values, ensure_ascii=False)


def unnumbered(words: str) -> str:
    """Return words without the numbers of timers and entries: PostgreSQL leaves gaps where SQLite does not."""
    return re.sub(r"(timer:\w+:|reverse:|#|冲正 )\d+", r"\1…", words)


def changes(before: Content, after: Content) -> dict[str, Change]:
    """Return what changed in each table of `before`."""
    return {
        name: {
            "columns": columns,
            "gone": _rows(rows - after[name][1]),
            "new": _rows(after[name][1] - rows),
        }
        for name, (columns, rows) in before.items()
    }


def _rows(lines: Counter[str]) -> list[Row]:
    return [json.loads(line) for line in sorted(lines.elements())]
