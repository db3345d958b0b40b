"""Challenges in which teams check in together for some days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from storage.db import Db, to_millis
from storage.numbering import next_number
from storage.rows import columns, read


class State(StrEnum):
    """Where a challenge stands. Stored, so the names stay."""

    GATHERING = "gathering"
    """Members may sign up."""
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Challenge:
    """Some days on which teams check in together."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    days: int
    size: int
    """Members of a team, about."""
    reward: int
    """Points for each member of a team that does all of it."""
    gathers_until: datetime
    first_day: date
    state: State

    @property
    def last_day(self) -> date:
        """Return the local date of the last day."""
        return self.first_day + timedelta(days=self.days - 1)


_CHALLENGE = columns(Challenge, "team_challenge")


def create(db: Db, group_id: str, days: int, size: int, reward: int, until: datetime, first_day: date) -> Challenge:
    """Let people gather for a challenge under the group's next number; the group is locked meanwhile."""
    challenge_id = db.insert(
        """INSERT INTO team_challenge (group_id, number, days, size, reward, gathers_until, first_day, state)
        VALUES (:group_id, :number, :days, :size, :reward, :until, :first_day, 'gathering')""",
        group_id=group_id,
        number=next_number(db, "team_challenge", group_id),
        days=days,
        size=size,
        reward=reward,
        until=to_millis(until),
        first_day=first_day.isoformat(),
    )
    challenge = get(db, challenge_id)
    assert challenge
    return challenge


def get(db: Db, challenge_id: int) -> Challenge | None:
    """Return the challenge with this id, of any group."""
    row = db.fetch_one(f"SELECT {_CHALLENGE} FROM team_challenge WHERE id = :id", id=challenge_id)
    return read(Challenge, row) if row else None


def get_current(db: Db, group_id: str) -> Challenge | None:
    """Return the challenge of the group that people gather for, or that is running."""
    row = db.fetch_one(
        f"""SELECT {_CHALLENGE} FROM team_challenge
        WHERE group_id = :group_id AND state IN ('gathering', 'running') ORDER BY number DESC LIMIT 1""",
        group_id=group_id,
    )
    return read(Challenge, row) if row else None


def get_last_over(db: Db, group_id: str) -> Challenge | None:
    """Return the challenge of the group that ended last."""
    row = db.fetch_one(
        f"""SELECT {_CHALLENGE} FROM team_challenge
        WHERE group_id = :group_id AND state = 'over' ORDER BY number DESC LIMIT 1""",
        group_id=group_id,
    )
    return read(Challenge, row) if row else None


def set_first_day(db: Db, challenge: Challenge, first_day: date) -> Challenge:
    """Return a challenge that begins on another local day."""
    db.execute(
        "UPDATE team_challenge SET first_day = :first_day WHERE id = :id",
        first_day=first_day.isoformat(),
        id=challenge.id,
    )
    return replace(challenge, first_day=first_day)


def change_state(db: Db, challenge: Challenge, state: State) -> bool:
    """Move a challenge on; return False where it was moved on meanwhile."""
    return bool(
        db.execute(
            "UPDATE team_challenge SET state = :state WHERE id = :id AND state = :before",
            state=state.value,
            id=challenge.id,
            before=challenge.state.value,
        )
    )
