"""A PostgreSQL database copied into an SQLite file, so that the same checks look at both."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg

from storage.migrate import migrate


async def mirror(postgres: str, path: Path) -> None:
    """Copy every table into an SQLite file that is not there yet, with the schema of this version."""
    await migrate(f"sqlite:///{path}")
    connection = await asyncpg.connect(postgres)
    with closing(sqlite3.connect(path)) as file:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in tables:
            rows = await connection.fetch(f'SELECT * FROM "{table}"')
            file.execute(f'DELETE FROM "{table}"')
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row.keys())  # noqa: SIM118 - a record iterates over its values
                marks = ", ".join("?" * len(row))
                file.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
        file.commit()
    await connection.close()


async def empty(postgres: str) -> None:
    """Drop everything in a database; the bot makes its tables anew."""
    connection = await asyncpg.connect(postgres)
    await connection.execute("DROP SCHEMA public CASCADE")
    await connection.execute("CREATE SCHEMA public")
    await connection.close()


async def count_unfinished(postgres: str) -> int:
    """Return how many timers are still to go off and messages still to leave."""
    connection = await asyncpg.connect(postgres)
    counted = await connection.fetchval(
        "SELECT (SELECT COUNT(*) FROM timer) + (SELECT COUNT(*) FROM outbox WHERE state IN ('new', 'claimed'))"
    )
    await connection.close()
    return int(counted)
