"""The last good version of each group's file, for a start at which the file is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel

from storage import state
from storage.db import Db

PLACE = "group_file"


class _Version(BaseModel):
    file: str
    text: str


class GroupFileVersion(NamedTuple):
    """What a group's file said when it could be used."""

    group_id: str
    file: str
    """Its name, without the folder."""
    text: str


def save(db: Db, versions: Iterable[GroupFileVersion]) -> None:
    """Keep these versions in place of the ones before."""
    for version in versions:
        state.save(db, version.group_id, PLACE, _Version(file=version.file, text=version.text))


def list_all(db: Db) -> list[GroupFileVersion]:
    """Return the version that is kept of each group."""
    return [
        GroupFileVersion(group_id, version.file, version.text)
        for group_id, version in state.load_all(db, PLACE, _Version)
    ]
