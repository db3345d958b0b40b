"""The stored life, put into a database of each kind, and the three days that follow."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.upgrade.acts import first_day, second_day, third_day
from tests.upgrade.content import connected
from tests.upgrade.days import Record, play

HERE = Path(__file__).parent
LIFE = {"sqlite": HERE / "life.db", "postgres": HERE / "life.postgres.sql"}
EXPECTED = HERE / "expected.json"
CHANGED = HERE / "changed.json"
"""What later rules changed on purpose: commands are no talk and bring no growth; nothing is said in the quiet hours;
badges and levels count as mentions; points keep their date as a gift; an inviter is told what their level adds; several
messages are remembered as said; a streak that a card will save is on the board; plans are numbered; orders and rewards
of tasks count like points by hand.

Answers by number, messages by origin, tables by name."""


def _expected() -> dict[str, Any]:
    """Return what the code of 5288ed1 did in the three days, with what was changed since."""
    expected: dict[str, Any] = json.loads(EXPECTED.read_text())
    changed = json.loads(CHANGED.read_text())
    for number, answer in changed["answers"].items():
        expected["answers"][int(number)] = answer
    expected["messages"].update(changed["messages"])
    for table, parts in changed["tables"].items():
        expected["tables"][table].update(parts)
    return expected


OLD = _expected()
"""The same on both kinds of database."""


def lived_on(engine: str, folder: Path, postgres: str) -> Record:
    """Play the three days on a copy of the life in `folder`, or in the database with the URL `postgres`."""
    config = Path(shutil.copytree(HERE / "config", folder / "config"))
    if engine == "sqlite":
        url = f"sqlite:///{shutil.copy(LIFE[engine], folder / 'life.db')}"
    else:
        url = postgres
        asyncio.run(_fill(url))
    return asyncio.run(play(config, url, (first_day, second_day, third_day)))


async def _fill(url: str) -> None:
    """Replace everything in a PostgreSQL database by the dump."""
    async with connected(url) as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        await driver.execute(LIFE["postgres"].read_text())
