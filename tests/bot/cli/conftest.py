"""What the commands find: a group with two members, in a database of its own that no bot is using."""

from __future__ import annotations

import asyncio
import shutil
from functools import partial
from pathlib import Path

import pytest

from storage.database import Database
from storage.db import Db
from storage.members import roster
from tests.chat import GROUP, START, write_config


@pytest.fixture
def url(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the database of a group with 小明 and 小红 in it, to which the environment points."""
    monkeypatch.setenv("QUNBAN_CONFIG", str(write_config(tmp_path / "config", GROUP)))
    url = f"sqlite:///{tmp_path / 'group.db'}"
    monkeypatch.setenv("QUNBAN_DATABASE", url)
    shutil.copy(migrated_file, tmp_path / "group.db")
    asyncio.run(_meet(url))
    return url


async def _meet(url: str) -> None:
    database = Database(url)
    assert database.writer
    serving = asyncio.create_task(database.writer.run())
    for name in ("小明", "小红"):
        await database.write(partial(_member, name))
    database.writer.stop()
    await serving
    await database.close()


def _member(name: str, db: Db) -> None:
    roster.get_or_create(db, "demo", name, name, START)
