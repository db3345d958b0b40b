"""One database for many examples, each of which finds it empty."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from storage.database import Database
from storage.db import Db

T = TypeVar("T")


async def in_one_database(url: str, work: Callable[[Db], T]) -> T:
    database = Database(url)
    assert database.writer
    serving = asyncio.create_task(database.writer.run())
    try:
        return await database.write(work)
    finally:
        database.writer.stop()
        await serving
        await database.close()


class Undone(Exception):
    """Every example finds the database empty again."""


async def undone(path: Path, work: Callable[[Db], None]) -> None:
    try:
        await in_one_database(f"sqlite:///{path}", work)
    except Undone:
        return
