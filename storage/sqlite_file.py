"""One SQLite file: made, copied while it is in use, and cut down to what it holds."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

PAGE = 2048
"""Bytes."""
UNFINISHED = ".unfinished"
INCREMENTAL = 2
"""The mode of auto_vacuum in which free pages are given back in portions."""


def create_if_missing(path: Path) -> None:
    """Make a new SQLite file, and its folder, with what can only be chosen at the beginning.

    Small pages, because a check-in touches many of them, a few bytes each; and free pages that can be given back.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA page_size={PAGE}")
            connection.execute(f"PRAGMA auto_vacuum={INCREMENTAL}")
            connection.execute("VACUUM")


def connect_existing(path: Path, *, is_shared: bool = False) -> sqlite3.Connection:
    """Open a file that is there, where it is shared for any thread and without transactions of its own accord.

    Raises sqlite3.OperationalError where it is not there, instead of making one.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    if is_shared:
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    return sqlite3.connect(address, uri=True)


def copy(source: Path, target: Path) -> None:
    """Copy a database as it is at this moment, also while a bot writes to it; the target appears when it is complete.

    What is still in the write-ahead log is in the copy, which is one file. Raises OSError or sqlite3.Error.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch()
        shutil.copymode(source, unfinished)  # before there is anything to read in it
        with closing(connect_existing(source)) as original, closing(sqlite3.connect(unfinished)) as copied:
            original.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
        replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def replace(new: Path, target: Path) -> None:
    """Put a file in the place of another, at once and durably."""
    with new.open("rb+") as handle:
        os.fsync(handle.fileno())
    new.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def gives_space_back(connection: sqlite3.Connection) -> bool:
    """Return whether free pages can be given back in portions; files of earlier versions only reuse them."""
    return bool(connection.execute("PRAGMA auto_vacuum").fetchone()[0] == INCREMENTAL)


def compact(path: Path) -> None:
    """Rewrite a file that nobody uses, so that from now on it gives space back. Takes a second for 100 MB."""
    with closing(connect_existing(path)) as connection:
        connection.execute(f"PRAGMA auto_vacuum={INCREMENTAL}")
        connection.execute("VACUUM")
