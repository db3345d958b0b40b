"""How a group tried to keep a member, or to call them back: waves that spoke to them, and journeys they went on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis
from storage.members.roster import Member


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
        """SELECT 1 AS is_wave, wave_run.name AS name, wave_member.touched_at AS at, wave_member.until AS until,
            CASE WHEN wave_member.woken_at IS NULL THEN 0 ELSE 1 END AS reached,
            CASE WHEN wave_member.taken_at IS NULL THEN 0 ELSE 1 END AS took
        FROM wave_member JOIN wave_run ON wave_run.id = wave_member.run_id
        WHERE wave_member.member_id = :member_id AND wave_member.touched_at IS NOT NULL
        UNION ALL SELECT 0, journey.name, journey.began_at, journey.ended_at,
            CASE WHEN journey.outcome = 'goal' THEN 1 ELSE 0 END, 0
        FROM journey WHERE journey.member_id = :member_id
        ORDER BY at DESC LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [
        Attempt(bool(is_wave), name, from_millis(at), until and from_millis(until), bool(reached), bool(took))
        for is_wave, name, at, until, reached, took in rows
    ]
