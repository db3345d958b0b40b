"""Who is in a wave: whose turn has come, who was spoken to, who is back.

All times are those of the members' own turn, for those who are left alone as well, so that both can be held together.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from storage.db import Db, Value, to_millis
from storage.members.roster import MEMBER, Member
from storage.sop.waves import Run


def enrol(
    db: Db,
    run: Run,
    ids: Collection[int],
    *,
    held_out: bool,
    at: datetime,
    day: date,
    last_day: date,
    until: datetime,
    since: datetime,
) -> list[Member]:
    """Give these members their turn, and return them by id, without those whose turn in any wave came after `since`.

    `day` is the local date of `at`, and `until` the end of `last_day`.
    """
    if not ids:
        return []
    listed, values = _listed(ids)
    rows = db.fetch_all(
        f"""INSERT INTO wave_member (run_id, member_id, held_out, began_at, day, said, last_day, until, reason)
        SELECT CAST(:run AS INTEGER), member.id, CAST(:held_out AS INTEGER), CAST(:at AS BIGINT), CAST(:day AS VARCHAR),
            COALESCE(activity.messages, 0), CAST(:last_day AS VARCHAR), CAST(:until AS BIGINT), ''
        FROM member LEFT JOIN activity ON activity.member_id = member.id AND activity.day = :day
        WHERE member.id IN ({listed}) AND member.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM wave_member earlier
            WHERE earlier.member_id = member.id AND earlier.began_at > :since)
        ON CONFLICT (run_id, member_id) DO NOTHING RETURNING member_id""",
        run=run.id,
        held_out=int(held_out),
        at=to_millis(at),
        day=day.isoformat(),
        last_day=last_day.isoformat(),
        until=to_millis(until),
        since=to_millis(since),
        **values,
    )
    db.execute(
        "UPDATE wave_run SET ends_at = :until WHERE id = :run AND (ends_at IS NULL OR ends_at < :until)",
        run=run.id,
        until=to_millis(until),
    )
    return _members(db, [member_id for (member_id,) in rows])


def touch(db: Db, run: Run, ids: Collection[int], at: datetime) -> None:
    """Record that these members were spoken to."""
    if ids:
        listed, values = _listed(ids)
        db.execute(
            f"""UPDATE wave_member SET touched_at = :at
            WHERE run_id = :run AND member_id IN ({listed}) AND held_out = 0 AND touched_at IS NULL""",
            run=run.id,
            at=to_millis(at),
            **values,
        )


def list_untouched(db: Db, run: Run, now: datetime, limit: int) -> list[Member]:
    """Return whom a run still has to speak to, because it could not on their day; without those who came by now."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM wave_member JOIN member ON member.id = wave_member.member_id AND member.left_at IS NULL
        WHERE run_id = :run AND held_out = 0 AND touched_at IS NULL AND until > :now
            AND NOT {run.is_back} ORDER BY member.id LIMIT :most""",
        run=run.id,
        now=to_millis(now),
        most=limit,
    )
    return [Member(*row) for row in rows]


def last_days(db: Db, run: Run, ids: Collection[int]) -> dict[int, date]:
    """Return up to which local day, that one included, it counts that these members of a run are back, by id."""
    if not ids:
        return {}
    listed, values = _listed(ids)
    rows = db.fetch_all(
        f"SELECT member_id, last_day FROM wave_member WHERE run_id = :run AND member_id IN ({listed})",
        run=run.id,
        **values,
    )
    return {member_id: date.fromisoformat(last_day) for member_id, last_day in rows}


def list_recent(db: Db, group_id: str, since: datetime) -> set[int]:
    """Return the ids of the group's members whose turn in any wave came after a moment."""
    rows = db.fetch_all(
        """SELECT DISTINCT member_id FROM wave_member JOIN wave_run ON wave_run.id = wave_member.run_id
        WHERE wave_run.group_id = :group_id AND began_at > :since""",
        group_id=group_id,
        since=to_millis(since),
    )
    return {member_id for (member_id,) in rows}


def list_called(db: Db, group_id: str, ids: Collection[int], since: datetime) -> set[int]:
    """Return which of these members of a group were called since a moment."""
    if not ids:
        return set()
    listed, values = _listed(ids)
    rows = db.fetch_all(
        f"""SELECT DISTINCT member_id FROM wave_member JOIN wave_run ON wave_run.id = wave_member.run_id
        WHERE wave_run.group_id = :group_id AND member_id IN ({listed}) AND touched_at >= :since""",
        group_id=group_id,
        since=to_millis(since),
        **values,
    )
    return {member_id for (member_id,) in rows}


def list_back(db: Db, run: Run) -> list[int]:
    """Return the ids of those who came back and are not known to. Looks at everybody in the run."""
    rows = db.fetch_all(
        f"""SELECT member_id FROM wave_member WHERE run_id = :run AND woken_at IS NULL AND ({run.reached})
        ORDER BY member_id""",
        run=run.id,
    )
    return [member_id for (member_id,) in rows]


def note_back(db: Db, run: Run, ids: Collection[int], at: datetime) -> list[Member]:
    """Record that these members are back, and return those of them who had been spoken to and have not left."""
    if not ids:
        return []
    listed, values = _listed(ids)
    rows = db.fetch_all(
        f"""UPDATE wave_member SET woken_at = :at WHERE run_id = :run AND member_id IN ({listed}) AND woken_at IS NULL
        RETURNING member_id, touched_at""",
        run=run.id,
        at=to_millis(at),
        **values,
    )
    return _members(db, [member_id for member_id, touched_at in rows if touched_at is not None])


def _members(db: Db, ids: Collection[int]) -> list[Member]:
    if not ids:
        return []
    listed, values = _listed(ids)
    rows = db.fetch_all(f"SELECT {MEMBER} FROM member WHERE id IN ({listed}) AND left_at IS NULL ORDER BY id", **values)
    return [Member(*row) for row in rows]


def _listed(numbers: Collection[int]) -> tuple[str, dict[str, Value]]:
    """Return names for numbers in a statement, and what they stand for."""
    values: dict[str, Value] = {f"id{place}": number for place, number in enumerate(numbers)}
    return ", ".join(f":{name}" for name in values), values
