"""Copies of an SQLite database, in `backup/` beside it: before upgrades, by day, and of what was replaced."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import date
from pathlib import Path

from storage.sqlite_file import compact, connect_existing, copy, gives_space_back, replace

FOLDER = "backup"
KEPT = 3
"""Copies from before upgrades, and files replaced by `restore`, that are kept."""


class NotRestorable(Exception):
    """A file cannot take the database's place; the text is a sentence that says why."""


def keep_before_upgrade(path: Path, revision: str) -> Path:
    """Keep the database as it is at this revision. A repeated start replaces its own copy, not those of others."""
    return _keep(path, f"before-upgrade-of-{revision}", "before-upgrade-of-", KEPT)


def keep_daily(path: Path, day: date, most: int) -> Path:
    """Keep the database as it is on this day, and the copies of the last days up to `most`."""
    return _keep(path, day.isoformat(), "[0-9]", most)


def _keep(path: Path, words: str, kind: str, most: int) -> Path:
    folder = path.resolve().parent / FOLDER
    kept = folder / f"{path.stem}-{words}.db"
    copy(path, kept)
    for old in sorted(folder.glob(f"{_literal(path.stem)}-{kind}*.db"))[:-most]:
        if old != kept:
            old.unlink()
    return kept


def _literal(words: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in words)


def restore(source: Path, path: Path, stamp: str, known: Collection[str]) -> Path | None:
    """Put a copy in the place of a database that nobody uses; return where the replaced file is, None without one.

    `known` are the revisions that this version can bring along. At every moment one of the two is in place. Raises
    NotRestorable, OSError and sqlite3.Error.
    """
    _check(source, known)
    new = path.with_name(f"{path.name}.restored")
    copy(source, new)
    try:
        with closing(connect_existing(new)) as connection:
            compacted = gives_space_back(connection)
        if not compacted:
            compact(new)
        replaced = _set_aside(path, stamp) if path.exists() else None
        replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return replaced


def _check(source: Path, known: Collection[str]) -> None:
    if not source.is_file():
        raise NotRestorable(f"没有这个文件：{source}")
    try:
        with closing(connect_existing(source)) as connection:
            damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise NotRestorable(f"{source} 不是群伴的数据库，或者已经损坏：{error}") from error
    if damage != "ok":
        raise NotRestorable(f"{source} 已经损坏：{damage}")
    if not row or row[0] not in known:
        raise NotRestorable(f"{source} 来自更新的版本，请先升级群伴")


def _set_aside(path: Path, stamp: str) -> Path:
    """Give the file a second name, with all that its write-ahead log holds; then the first one may go."""
    with closing(connect_existing(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    folder = path.resolve().parent / FOLDER
    folder.mkdir(exist_ok=True)
    kept = folder / f"{path.stem}-replaced-{stamp}.db"
    try:
        kept.hardlink_to(path)
    except OSError:
        shutil.copy2(path, kept)
    for old in sorted(folder.glob(f"{_literal(path.stem)}-replaced-*.db"))[:-KEPT]:
        old.unlink()
    return kept
