"""What must be true of a database however the bot was treated: the books balance and the file is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.db import SqliteDb
from storage.points.reconciliation import wrong_balances


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that cannot change anything."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def number(path: Path, question: str) -> int:
    """Return the one number that a question is answered with."""
    with reading(path) as connection:
        return int(connection.execute(question).fetchone()[0])


def unfinished(path: Path) -> int:
    """Timer still to go off and messages still to leave."""
    return number(
        path,
        "SELECT (SELECT COUNT(*) FROM timer) + (SELECT COUNT(*) FROM outbox WHERE state IN ('new', 'claimed'))",
    )


def faults(path: Path) -> list[str]:
    """Return everything that is wrong with the books or the file; empty is right."""
    with reading(path) as connection:
        found = [f"integrity_check: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign_key_check: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        found += [f"balance is not the sum of its entries: {row}" for row in wrong_balances(SqliteDb(connection))]
        sums = connection.execute("SELECT group_id, unit, SUM(balance) FROM account GROUP BY 1, 2")
        found += [f"balances do not sum to zero: {row}" for row in sums if row[2]]
    return found
