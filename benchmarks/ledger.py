"""What questions to the books cost as they grow: the same members with ten thousand entries, and with five million."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.gates import Gate
from storage.db import Db, SqliteDb
from storage.members.roster import Member
from storage.migrate import migrate
from storage.points import ledger, rankings

GROUP = "bench"
MEMBERS = 2000
FEW, MANY = 10_000, 5_000_000
ASKED = 300
"""Members who ask, at random, the same ones of both books."""
REPEATS = 5

_MEMBERS = """
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :members)
INSERT INTO member (id, group_id, user_id, name, joined_at) SELECT n, :group_id, 'u' || n, '成员' || n, 0 FROM number"""
_ENTRIES = """
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < :entries - 1)
INSERT INTO entry (key, kind, group_id, unit, source, target, amount, reason, cause, at)
SELECT 'checkin:' || n, 'checkin', :group_id, 'points', 'issuer', 'member:' || (n % :members + 1), 1 + n % 40, '签到',
    'office:' || n, n * 1000 FROM number"""
_ACCOUNTS = """
INSERT INTO account (group_id, unit, holder, member_id, balance)
SELECT group_id, unit, target, CAST(SUBSTR(target, 8) AS INTEGER), SUM(amount) FROM entry GROUP BY 1, 2, 3
UNION ALL SELECT group_id, unit, source, NULL, -SUM(amount) FROM entry GROUP BY 1, 2, 3"""

QUESTIONS: dict[str, Callable[[Db, Member], object]] = {
    "balance": ledger.balance,
    "rank": rankings.get_rank,
    "top10": lambda db, member: rankings.list_top(db, member.group_id, 10),
}


async def books(path: Path, entries: int) -> sqlite3.Connection:
    """Return a database whose ledger has so many rows, over the same members."""
    await migrate(f"sqlite:///{path}")
    connection = sqlite3.connect(path, isolation_level=None)
    values = {"group_id": GROUP, "members": MEMBERS, "entries": entries}
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for statement in (_MEMBERS, _ENTRIES, _ACCOUNTS):
        connection.execute(statement, values)
    connection.execute("COMMIT")
    return connection


def cost(db: Db, question: Callable[[Db, Member], object]) -> float:
    """Microsecond a question takes, as the median of its repeats, everything being in memory."""
    random = Random(1)
    members = [Member(one, GROUP, f"u{one}", f"成员{one}") for one in random.choices(range(1, MEMBERS + 1), k=ASKED)]
    taken = []
    for _ in range(1 + REPEATS):
        start = perf_counter()
        for member in members:
            question(db, member)
        taken.append((perf_counter() - start) / ASKED * 1e6)
    return median(taken[1:])


async def measure() -> list[Gate]:
    """Return one gate for each question: how much more it costs with many entries than with few."""
    with TemporaryDirectory() as place:
        few, many = await books(Path(place, "few.db"), FEW), await books(Path(place, "many.db"), MANY)
        try:
            gates = []
            for name, question in QUESTIONS.items():
                small, large = cost(SqliteDb(few), question), cost(SqliteDb(many), question)
                print(f"{name}: {small:.0f} us with {FEW} entries, {large:.0f} us with {MANY}")
                gates.append(Gate(f"{name}_growth", large / small, 2))
        finally:
            few.close()
            many.close()
    return gates


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
