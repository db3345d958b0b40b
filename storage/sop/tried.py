"""How a group tried to keep a member, or to call them back: waves that spoke to them, and journeys they went on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis
from storage.members.roster import Member
from storage.sop import waves


@dataclass(frozen=True, slots=True)
class Attempt:
    """A wave or a journey."""

    is_wave: bool
    name: str
    at: datetime
    """When they were spoken to first, or began."""
    until: datetime | None
    """When a wave's days are over for them, or a journey ended; None while they are on it."""
    reached: bool
    """They came back, or did what the journey is for."""
    took: bool
    """What a wave offered."""


def list_attempts(db: Db, member: Member, limit: int) -> list[Attempt]:
    """Return what was tried with a member, the latest first. Who was left alone by a wave was not tried."""
    rows = db.fetch_all(
        """SELECT wave_run.id AS run_id, wave_run.name AS name, wave_member.touched_at AS at,
            wave_member.until AS until, 0 AS reached,
            CASE WHEN wave_member.taken_at IS NULL THEN 0 ELSE 1 END AS took
        FROM wave_member JOIN wave_run ON wave_run.id = wave_member.run_id
        WHERE wave_member.member_id = :member_id AND wave_member.touched_at IS NOT NULL
        UNION ALL SELECT NULL, journey.name, journey.began_at, journey.ended_at,
            CASE WHEN journey.outcome = 'goal' THEN 1 ELSE 0 END, 0
        FROM journey WHERE journey.member_id = :member_id
        ORDER BY at DESC LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [
        Attempt(
            is_wave=run_id is not None,
            name=name,
            at=from_millis(at),
            until=until and from_millis(until),
            reached=bool(reached) or (run_id is not None and _is_back(db, run_id, member)),
            took=bool(took),
        )
        for run_id, name, at, until, reached, took in rows
    ]


def _is_back(db: Db, run_id: int, member: Member) -> bool:
    run = waves.get(db, run_id)
    asked = "SELECT 1 FROM wave_member WHERE run_id = :run AND member_id = :member"
    return run is not None and bool(db.fetch_one(f"{asked} AND {run.is_back}", run=run_id, member=member.id))
