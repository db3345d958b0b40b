"""How long connections stood last: kept so that a restart knows what it missed, and others than the process can ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel

from storage import state
from storage.db import Db

_FEATURE = "line {channel}"
GAPS = 20
"""Gaps that are remembered."""


class Gap(BaseModel):
    """A span in which nothing was heard. The platform repeats nothing."""

    start: datetime
    end: datetime


class LineRecord(BaseModel):
    """One channel's connection."""

    is_up: bool = False
    is_stopped: bool = False
    since: datetime | None = None
    """When it came up, went down or was given up."""
    alive_at: datetime | None = None
    """When it was last known to stand."""
    heard_at: datetime | None = None
    refused_at: datetime | None = None
    refused: str = ""
    """Why it broke last, in Chinese."""
    gaps: list[Gap] = []
    """The latest ones, oldest first."""
    encrypted_ids: bool = False
    """Whether members' ids came encrypted."""
    other_name: str = ""
    """What is said of a bot that goes by another name than its settings have, and when that was noticed last."""
    other_name_at: datetime | None = None


def change(db: Db, channel: str, edit: Callable[[LineRecord], None]) -> LineRecord:
    """Change what is known of a channel's connection, one after the other, and return it."""
    db.lock(_FEATURE.format(channel=channel))
    record = load(db, channel)
    edit(record)
    _save(db, channel, record)
    return record


def load(db: Db, channel: str) -> LineRecord:
    """Return what is known of a channel's connection; the defaults where it never had one."""
    return state.load(db, "", _FEATURE.format(channel=channel), LineRecord)


def _save(db: Db, channel: str, record: LineRecord) -> None:
    """Keep what is known, with the latest gaps only."""
    kept = record.model_copy(update={"gaps": record.gaps[-GAPS:]})
    state.save(db, "", _FEATURE.format(channel=channel), kept)
