"""Sign-up lists that members pass on, and who stands on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Row, from_millis, to_millis
from storage.members.roster import Member
from storage.numbering import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpList:
    """A list that is passed on in a group: a title, and who comes."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    title: str
    author_id: int
    """The member who began it."""
    seats: int
    """People who fit; 0 where there is no limit."""
    opened_at: datetime
    ends_at: datetime
    closed_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Tell whether somebody may sign up at a moment."""
        return self.closed_at is None and at < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list."""

    key: str
    """The name as it is compared; one line for each."""
    name: str
    people: int = 1
    """How many come, with the one who is named."""
    note: str = ""
    entered_by: int
    """The id of the member who wrote the line."""


_LISTS = "SELECT id, group_id, number, title, author_id, seats, opened_at, ends_at, closed_at FROM sign_up_list"


def create(db: Db, author: Member, title: str, seats: int, at: datetime, ends_at: datetime) -> SignUpList:
    """Open a list under the group's next number. The group is locked, so that no number is used twice."""
    list_id = db.insert(
        """INSERT INTO sign_up_list (group_id, number, title, author_id, seats, opened_at, ends_at)
        VALUES (:group_id, :number, :title, :author_id, :seats, :at, :ends_at)""",
        group_id=author.group_id,
        number=next_number(db, "sign_up_list", author.group_id),
        title=title,
        author_id=author.id,
        seats=seats,
        at=to_millis(at),
        ends_at=to_millis(ends_at),
    )
    created = get(db, list_id)
    assert created
    return created


def get(db: Db, list_id: int) -> SignUpList | None:
    """Return the list with this id, of any group."""
    row = db.fetch_one(f"{_LISTS} WHERE id = :id", id=list_id)
    return _list(row) if row else None


def get_by_number(db: Db, group_id: str, number: int) -> SignUpList | None:
    """Return the list of the group with this number."""
    row = db.fetch_one(f"{_LISTS} WHERE group_id = :group_id AND number = :number", group_id=group_id, number=number)
    return _list(row) if row else None


def list_open(db: Db, group_id: str, at: datetime) -> list[SignUpList]:
    """Return the lists of the group on which somebody may sign up at a moment, by number."""
    rows = db.fetch_all(
        f"{_LISTS} WHERE group_id = :group_id AND closed_at IS NULL AND ends_at > :at ORDER BY number",
        group_id=group_id,
        at=to_millis(at),
    )
    return [_list(row) for row in rows]


def list_ended(db: Db, group_id: str, since: datetime, at: datetime) -> list[SignUpList]:
    """Return the lists of the group that were open at `since` or later and are not at `at`, the latest first."""
    rows = db.fetch_all(
        f"""{_LISTS} WHERE group_id = :group_id AND COALESCE(closed_at, ends_at) >= :since
            AND (closed_at IS NOT NULL OR ends_at <= :at)
        ORDER BY number DESC""",
        group_id=group_id,
        since=to_millis(since),
        at=to_millis(at),
    )
    return [_list(row) for row in rows]


def get_latest(db: Db, group_id: str) -> SignUpList | None:
    """Return the list that was begun last in a group, open or not."""
    row = db.fetch_one(f"{_LISTS} WHERE group_id = :group_id ORDER BY number DESC LIMIT 1", group_id=group_id)
    return _list(row) if row else None


def close(db: Db, list_id: int, at: datetime) -> bool:
    """Close a list; return False where it was closed already."""
    return bool(
        db.execute(
            "UPDATE sign_up_list SET closed_at = :at WHERE id = :id AND closed_at IS NULL", at=to_millis(at), id=list_id
        )
    )


def reopen(db: Db, list_id: int, ends_at: datetime) -> None:
    """Let people sign up again until a moment."""
    db.execute(
        "UPDATE sign_up_list SET closed_at = NULL, ends_at = :ends_at WHERE id = :id",
        ends_at=to_millis(ends_at),
        id=list_id,
    )


def list_entries(db: Db, list_id: int) -> list[Entry]:
    """Return the lines of a list in the order of signing up."""
    rows = db.fetch_all(
        "SELECT key, name, people, note, entered_by FROM sign_up_entry WHERE list_id = :list_id ORDER BY id",
        list_id=list_id,
    )
    return [
        Entry(key=key, name=name, people=people, note=note, entered_by=entered_by)
        for key, name, people, note, entered_by in rows
    ]


def save_entries(db: Db, list_id: int, entries: Iterable[Entry], at: datetime) -> None:
    """Add lines, each at the end; one whose key is there keeps its place, and takes the new words and writer."""
    for entry in entries:
        db.execute(
            """INSERT INTO sign_up_entry (list_id, key, name, people, note, entered_by, at)
            VALUES (:list_id, :key, :name, :people, :note, :entered_by, :at)
            ON CONFLICT (list_id, key) DO UPDATE
                SET name = excluded.name, people = excluded.people, note = excluded.note,
                entered_by = excluded.entered_by""",
            list_id=list_id,
            key=entry.key,
            name=entry.name,
            people=entry.people,
            note=entry.note,
            entered_by=entry.entered_by,
            at=to_millis(at),
        )


def rename_entry(db: Db, list_id: int, key: str, entry: Entry) -> None:
    """Put other words in the place of a line: whoever wrote it has changed its name."""
    db.execute(
        """UPDATE sign_up_entry SET key = :new_key, name = :name, people = :people, note = :note
        WHERE list_id = :list_id AND key = :key""",
        list_id=list_id,
        key=key,
        new_key=entry.key,
        name=entry.name,
        people=entry.people,
        note=entry.note,
    )


def delete_entry(db: Db, list_id: int, key: str) -> bool:
    """Take a line off a list; return False where there is none."""
    return bool(
        db.execute("DELETE FROM sign_up_entry WHERE list_id = :list_id AND key = :key", list_id=list_id, key=key)
    )


def _list(row: Row) -> SignUpList:
    list_id, group_id, number, title, author_id, seats, opened_at, ends_at, closed_at = row
    return SignUpList(
        id=list_id,
        group_id=group_id,
        number=number,
        title=title,
        author_id=author_id,
        seats=seats,
        opened_at=from_millis(opened_at),
        ends_at=from_millis(ends_at),
        closed_at=None if closed_at is None else from_millis(closed_at),
    )
