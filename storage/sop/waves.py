"""Each time that a wave was begun: its terms, how far it has come, and the portions whose turn is still to come."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from storage.db import Db, Value, to_millis
from storage.rows import columns, read
from storage.sop.goals import Goal, reached_sql


class State(StrEnum):
    """How far a run has come. Stored, so the names stay."""

    COLLECTING = "collecting"
    DONE = "done"
    """Everybody who was chosen had their turn; their days may still be running."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Run:
    """One time that a wave was begun, with the terms of that day."""

    id: int
    group_id: str
    name: str
    actor: str
    started_at: datetime
    day: date
    state: State
    days: int
    goals: str
    touch_fen: int
    offer_fen: int
    worth_fen: int | None
    ends_at: datetime | None

    @property
    def reached(self) -> str:
        """Return SQL for whether a row of `wave_member` did one of the goals in time."""
        goals = [Goal(word) for word in self.goals.split(",")]
        return " OR ".join(f"EXISTS ({reached_sql(goal, 'wave_member', until_end=True)})" for goal in goals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a run is begun with; see Run."""

    days: int
    goals: Collection[Goal]
    touch_fen: int
    offer_fen: int
    worth_fen: int | None


ROWS = 100
"""Written by one statement: 4,000 of them take 30 ms, and 45 ms one by one (measured)."""
_RUN = columns(Run, "wave_run")


def begin(
    db: Db,
    group_id: str,
    name: str,
    terms: Terms,
    portions: Iterable[Sequence[int]],
    *,
    actor: str,
    at: datetime,
    day: date,
) -> Run | None:
    """Begin a run over the members with these ids, in portions; None where one of this name is still collecting."""
    row = db.fetch_one(
        """INSERT INTO wave_run
            (group_id, name, actor, started_at, day, state, days, goals, touch_fen, offer_fen, worth_fen)
        VALUES (:group_id, :name, :actor, :at, :day, 'collecting', :days, :goals, :touch_fen, :offer_fen, :worth_fen)
        ON CONFLICT (group_id, name) WHERE state = 'collecting' DO NOTHING RETURNING id""",
        group_id=group_id,
        name=name,
        actor=actor,
        at=to_millis(at),
        day=day.isoformat(),
        days=terms.days,
        goals=",".join(terms.goals),
        touch_fen=terms.touch_fen,
        offer_fen=terms.offer_fen,
        worth_fen=terms.worth_fen,
    )
    if row is None:
        return None
    listed = list(enumerate(json.dumps(list(ids)) for ids in portions))
    for place in range(0, len(listed), ROWS):
        batch = listed[place : place + ROWS]
        values: dict[str, Value] = {f"ids{number}": ids for number, ids in batch}
        rows = ", ".join(f"(:run, {number}, :ids{number})" for number, _ in batch)
        db.execute(f"INSERT INTO wave_portion (run_id, number, ids) VALUES {rows}", run=row[0], **values)
    return get(db, row[0])


def get(db: Db, run_id: int) -> Run | None:
    """Return the run with this id."""
    row = db.fetch_one(f"SELECT {_RUN} FROM wave_run WHERE id = :id", id=run_id)
    return read(Run, row) if row else None


def list_runs(db: Db, group_id: str, name: str | None = None) -> list[Run]:
    """Return a group's runs, or those of the wave of this name, the latest first."""
    named: dict[str, Value] = {} if name is None else {"name": name}
    rows = db.fetch_all(
        f"""SELECT {_RUN} FROM wave_run WHERE group_id = :group_id {"AND name = :name" if named else ""}
        ORDER BY id DESC""",
        group_id=group_id,
        **named,
    )
    return [read(Run, row) for row in rows]


def list_open(db: Db, group_id: str, now: datetime, days: int) -> list[Run]:
    """Return a group's runs that still call members, or whose members' days are not over, or were not `days` ago."""
    rows = db.fetch_all(
        f"""SELECT {_RUN} FROM wave_run WHERE group_id = :group_id AND (state = 'collecting' OR ends_at > :since)
        ORDER BY id""",
        group_id=group_id,
        since=to_millis(now - timedelta(days=days)),
    )
    return [read(Run, row) for row in rows]


def end(db: Db, run: Run, state: State) -> bool:
    """End the collecting of a run and forget whose turn has not come; False where it had ended."""
    if not db.execute(
        "UPDATE wave_run SET state = :state WHERE id = :id AND state = 'collecting'", state=state, id=run.id
    ):
        return False
    db.execute("DELETE FROM wave_portion WHERE run_id = :id", id=run.id)
    return True


def take_portion(db: Db, run: Run) -> list[int] | None:
    """Take the ids of the next portion off a run; None where there is none left."""
    row = db.fetch_one(
        """DELETE FROM wave_portion
        WHERE run_id = :id AND number = (SELECT MIN(number) FROM wave_portion WHERE run_id = :id) RETURNING ids""",
        id=run.id,
    )
    return json.loads(row[0]) if row else None


def count_left(db: Db, run: Run) -> int:
    """Return how many portions are left."""
    return int(db.fetch_value("SELECT COUNT(*) FROM wave_portion WHERE run_id = :id", id=run.id))
