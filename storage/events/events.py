"""Events of a group: what happens where and when, on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.numbering import next_number
from storage.rows import columns, read


class State(StrEnum):
    """Where an event stands. Stored, so the names stay."""

    OPEN = "open"
    CANCELLED = "cancelled"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an organizer says of an event."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    fee: str = ""
    """As the organizer wrote it; empty where it costs nothing."""
    details: str = ""
    seats: int = 0
    """People who fit; 0 where there is no limit."""
    points: int = 0
    """For coming."""
    weekly: bool = False
    """The next one follows a week later."""
    poster: str = ""
    """The digest of a picture that announces it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event that was announced in a group."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    terms: Terms
    code: str
    """What is said on the spot to be checked in."""
    state: State


_COLUMNS = columns(Event, "event", terms="event")


def create(db: Db, group_id: str, terms: Terms, code: str) -> Event:
    """Announce an event under the group's next number. The group is locked, so that no number is used twice."""
    event_id = db.insert(
        """INSERT INTO event (group_id, number, title, place, fee, details, poster, seats, points,
            starts_at, ends_at, weekly, code, state)
        VALUES (:group_id, :number, :title, :place, :fee, :details, :poster, :seats, :points,
            :starts_at, :ends_at, :weekly, :code, 'open')""",
        group_id=group_id,
        number=next_number(db, "event", group_id),
        code=code,
        **_values(terms),
    )
    event = get(db, event_id)
    assert event
    return event


def change(db: Db, event: Event, terms: Terms) -> None:
    """Put other terms in the place of an event's."""
    db.execute(
        """UPDATE event SET title = :title, place = :place, fee = :fee, details = :details, poster = :poster,
            seats = :seats, points = :points, starts_at = :starts_at, ends_at = :ends_at, weekly = :weekly
        WHERE id = :id""",
        id=event.id,
        **_values(terms),
    )


def get(db: Db, event_id: int) -> Event | None:
    """Return the event with this id, of any group."""
    row = db.fetch_one(f"SELECT {_COLUMNS} FROM event WHERE id = :id", id=event_id)
    return read(Event, row) if row else None


def get_by_number(db: Db, group_id: str, number: int) -> Event | None:
    """Return the event of the group with this number."""
    row = db.fetch_one(
        f"SELECT {_COLUMNS} FROM event WHERE group_id = :group_id AND number = :number",
        group_id=group_id,
        number=number,
    )
    return read(Event, row) if row else None


def list_open(db: Db, group_id: str) -> list[Event]:
    """Return the events that are neither over nor cancelled, the next one first."""
    rows = db.fetch_all(
        f"SELECT {_COLUMNS} FROM event WHERE group_id = :group_id AND state = 'open' ORDER BY starts_at, number",
        group_id=group_id,
    )
    return [read(Event, row) for row in rows]


def list_begun(db: Db, group_id: str, now: datetime, most: int) -> list[Event]:
    """Return the last events that have begun and were not cancelled, the latest first."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} FROM event WHERE group_id = :group_id AND state <> 'cancelled' AND starts_at <= :now
        ORDER BY starts_at DESC, number DESC LIMIT :most""",
        group_id=group_id,
        now=to_millis(now),
        most=most,
    )
    return [read(Event, row) for row in rows]


def list_open_of_member(db: Db, member: Member) -> list[Event]:
    """Return the events ahead that a member signed up for, the next one first."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} FROM event JOIN event_sign_up ON event_sign_up.event_id = event.id
        WHERE event_sign_up.member_id = :member_id AND event.state = 'open' ORDER BY event.starts_at, event.number""",
        member_id=member.id,
    )
    return [read(Event, row) for row in rows]


def end(db: Db, event: Event, state: State) -> bool:
    """Let an open event be over or cancelled; return False where it was so already."""
    return bool(
        db.execute("UPDATE event SET state = :state WHERE id = :id AND state = 'open'", state=state.value, id=event.id)
    )


def reopen(db: Db, event: Event) -> None:
    """Let a cancelled event be open again."""
    db.execute("UPDATE event SET state = 'open' WHERE id = :id AND state = 'cancelled'", id=event.id)


def _values(terms: Terms) -> dict[str, str | int]:
    return {
        "title": terms.title,
        "place": terms.place,
        "fee": terms.fee,
        "details": terms.details,
        "poster": terms.poster,
        "seats": terms.seats,
        "points": terms.points,
        "starts_at": to_millis(terms.starts_at),
        "ends_at": to_millis(terms.ends_at),
        "weekly": int(terms.weekly),
    }
