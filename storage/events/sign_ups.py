"""Who signed up for an event, with how many, and who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.events.events import Event
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class SignUp:
    """A member who wants to come."""

    member: Member
    people: int
    """How many come, with the member."""
    note: str
    regular: bool
    """They come every week."""
    came_at: datetime | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """An event that a member signed up for."""

    event: Event
    came: bool
    is_noted: bool
    """Of anybody it is noted that they came."""


_COLUMNS = columns(SignUp, "event_sign_up")


def list_all(db: Db, event: Event, *, with_left: Member | None = None) -> list[SignUp]:
    """Return who signed up and has not left the group but for `with_left`, in the order of signing up."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} FROM event_sign_up JOIN member ON member.id = event_sign_up.member_id
        WHERE event_id = :event_id AND (member.left_at IS NULL OR came_at IS NOT NULL OR member.id = :with_left)
        ORDER BY event_sign_up.id""",
        event_id=event.id,
        with_left=with_left.id if with_left else 0,
    )
    return [read(SignUp, row) for row in rows]


def get(db: Db, event: Event, member: Member) -> SignUp | None:
    """Return a member's sign-up for an event."""
    row = db.fetch_one(
        f"""SELECT {_COLUMNS} FROM event_sign_up JOIN member ON member.id = event_sign_up.member_id
        WHERE event_id = :event_id AND member_id = :member_id""",
        event_id=event.id,
        member_id=member.id,
    )
    return read(SignUp, row) if row else None


def save(db: Db, event: Event, member: Member, *, people: int, note: str, regular: bool) -> None:
    """Sign a member up, or change their sign-up, which keeps its place; who has left the group is behind them."""
    db.execute(
        """INSERT INTO event_sign_up (event_id, member_id, people, note, regular)
        VALUES (:event_id, :member_id, :people, :note, :regular)
        ON CONFLICT (event_id, member_id) DO UPDATE
            SET people = excluded.people, note = excluded.note, regular = excluded.regular""",
        event_id=event.id,
        member_id=member.id,
        people=people,
        note=note,
        regular=int(regular),
    )
    put_left_last(db, event)


def put_left_last(db: Db, event: Event) -> None:
    """Put who has left the group behind everybody else: nobody loses a seat to them if they come back."""
    rows = db.fetch_all(
        """SELECT event_sign_up.id FROM event_sign_up JOIN member ON member.id = event_sign_up.member_id
        WHERE event_id = :event_id AND came_at IS NULL AND member.left_at IS NOT NULL
            AND event_sign_up.id < (SELECT MAX(event_sign_up.id)
                FROM event_sign_up JOIN member ON member.id = event_sign_up.member_id
                WHERE event_id = :event_id AND member.left_at IS NULL)
        ORDER BY event_sign_up.id""",
        event_id=event.id,
    )
    for (row_id,) in rows:
        row = db.fetch_one(
            "DELETE FROM event_sign_up WHERE id = :id RETURNING event_id, member_id, people, note, regular", id=row_id
        )
        assert row
        db.execute(
            "INSERT INTO event_sign_up (event_id, member_id, people, note, regular) VALUES (?, ?, ?, ?, ?)", *row
        )


def reorder(db: Db, event: Event, members: Sequence[Member]) -> None:
    """Put the sign-ups of these members in this order, in the places that they have together."""
    ids = {
        member_id: row_id
        for row_id, member_id in db.fetch_all(
            "SELECT id, member_id FROM event_sign_up WHERE event_id = :event_id", event_id=event.id
        )
    }
    before = [ids[member.id] for member in members]
    moved = [(was, now) for was, now in zip(before, sorted(before), strict=True) if was != now]
    # By way of numbers that nothing else has, for each place is somebody's until they have moved.
    for was, now in (*((was, -now) for was, now in moved), *((-now, now) for _, now in moved)):
        db.execute("UPDATE event_sign_up SET id = :now WHERE id = :was", was=was, now=now)


def delete(db: Db, event: Event, member: Member) -> bool:
    """Take a sign-up back; return False where there is none, or where the member has come."""
    return bool(
        db.execute(
            "DELETE FROM event_sign_up WHERE event_id = :event_id AND member_id = :member_id AND came_at IS NULL",
            event_id=event.id,
            member_id=member.id,
        )
    )


def record_attendance(db: Db, event: Event, member: Member, at: datetime) -> bool:
    """Note that a member who signed up has come; return False where that is noted already."""
    return bool(
        db.execute(
            """UPDATE event_sign_up SET came_at = :at
            WHERE event_id = :event_id AND member_id = :member_id AND came_at IS NULL""",
            event_id=event.id,
            member_id=member.id,
            at=to_millis(at),
        )
    )


def list_of_member(db: Db, member: Member, most: int) -> list[Attendance]:
    """Return the last events that a member signed up for, the latest first."""
    noted = """EXISTS (SELECT 1 FROM event_sign_up other
        WHERE other.event_id = event_sign_up.event_id AND other.came_at IS NOT NULL)"""
    came = "event_sign_up.came_at IS NOT NULL"
    rows = db.fetch_all(
        f"""SELECT {columns(Attendance, "event_sign_up", terms="event", came=came, is_noted=noted)}
        FROM event_sign_up JOIN event ON event.id = event_sign_up.event_id
        WHERE event_sign_up.member_id = :member_id ORDER BY event.starts_at DESC, event.id DESC LIMIT :most""",
        member_id=member.id,
        most=most,
    )
    return [read(Attendance, row) for row in rows]
