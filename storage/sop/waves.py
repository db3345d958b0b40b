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

    @property
    def is_back(self) -> str:
        """Return SQL for whether a row of `wave_member` is back: found to be so, or to be found at the next look."""
        return f"(wave_member.woken_at IS NOT NULL OR {self.reached})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a run is begun with; see Run."""

    days: int
    goals: Collection[Goal]
    touch_fen: int
    offer_fen: int
    worth_fen: int | None


PACKET = 1000
"""Members in a row: with rows of 50 a run over 200,000 members took 50 to 70 ms to begin, with these 3 (measured)."""
_RUN = columns(Run, "wave_run")


def pack(ids: Sequence[int]) -> list[str]:
    """Return members as a run keeps them until their turn comes: takes 20 ms for 200,000, so not at the writer."""
    return [json.dumps(ids[place : place + PACKET]) for place in range(0, len(ids), PACKET)]


def begin(
    db: Db,
    group_id: str,
    name: str,
    terms: Terms,
    packets: Iterable[str],
    *,
    actor: str,
    at: datetime,
    day: date,
) -> Run | None:
    """Begin a run over the members in these packets; None where one of this name is still collecting."""
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
    for number, ids in enumerate(packets):
        db.execute("INSERT INTO wave_portion (run_id, number, ids) VALUES (?, ?, ?)", row[0], number, ids)
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


def list_latest(db: Db, group_id: str) -> list[Run]:
    """Return the latest run of each wave of a group."""
    rows = db.fetch_all(
        f"""SELECT {_RUN} FROM wave_run WHERE group_id = :group_id
        AND id IN (SELECT MAX(id) FROM wave_run WHERE group_id = :group_id GROUP BY name) ORDER BY id""",
        group_id=group_id,
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


def take_portion(db: Db, run: Run, size: int) -> list[int] | None:
    """Take the ids of the next portion, of so many members at most, off a run; None where there is none left."""
    row = db.fetch_one(
        """DELETE FROM wave_portion
        WHERE run_id = :id AND number = (SELECT MIN(number) FROM wave_portion WHERE run_id = :id)
        RETURNING number, ids""",
        id=run.id,
    )
    if row is None:
        return None
    number, ids = int(row[0]), list[int](json.loads(row[1]))
    if len(ids) > size:
        rest = json.dumps(ids[size:])
        db.execute("INSERT INTO wave_portion (run_id, number, ids) VALUES (?, ?, ?)", run.id, number, rest)
    return ids[:size]


def count_left(db: Db, run: Run, size: int) -> int:
    """Return how many portions of so many members are left."""
    members = "LENGTH(ids) - LENGTH(REPLACE(ids, ',', '')) + 1"
    portions = f"SELECT SUM(({members} + CAST(:size AS INTEGER) - 1) / CAST(:size AS INTEGER)) FROM wave_portion"
    return int(db.fetch_value(f"{portions} WHERE run_id = :id", id=run.id, size=size) or 0)
