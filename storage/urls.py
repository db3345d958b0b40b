"""Reads the database's address."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True)
class DatabaseUrl:
    """Where a database is: a file, or a server. Its password is not shown."""

    text: str = field(repr=False)
    """As the drivers take it."""
    file: Path | None
    """The SQLite file as it was written, perhaps relative or a link; None for a server."""


def parse(url: str) -> DatabaseUrl:
    """Return the address in parts. Raises ValueError for other databases, and for one in memory."""
    if url.startswith(SQLITE) and (name := url[len(SQLITE) :]) not in ("", ":memory:"):
        return DatabaseUrl(url, Path(name))
    if url.startswith(POSTGRES):
        return DatabaseUrl(url, None)
    raise ValueError("QUNBAN_DATABASE 只支持 sqlite:///文件 和 postgresql://…")
