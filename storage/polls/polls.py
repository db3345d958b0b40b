"""Polls: their questions, their terms, and their results once they have ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, Row, from_millis, to_millis
from storage.numbering import next_number


class State(StrEnum):
    """Where a poll stands. Stored, so the names stay."""

    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"
    """It ended without a result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What is asked, and on which terms."""

    question: str
    options: tuple[str, ...]
    choose: int = 1
    """How many options a member may choose, 1 to all."""
    anonymous: bool = False
    reward: int = 0
    """Points for taking part."""


@dataclass(frozen=True, slots=True)
class Count:
    """The votes for each option in order, and how many of how many members took part."""

    votes: tuple[int, ...]
    voters: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A ballot that was opened in a group."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    ballot: Ballot
    author: str
    """User id; empty for the timetable."""
    opened_at: datetime
    ends_at: datetime
    state: State
    ended_at: datetime | None
    result: Count | None
    """Once it has ended."""

    def is_open(self, at: datetime) -> bool:
        """Tell whether votes are taken at a moment."""
        return self.state is State.OPEN and at < self.ends_at


def create(db: Db, group_id: str, ballot: Ballot, *, author: str, at: datetime, ends_at: datetime) -> Poll:
    """Open a poll under the group's next number. The group is locked, so that no number is used twice."""
    number = next_number(db, "poll", group_id)
    poll_id = db.insert(
        """INSERT INTO poll
            (group_id, number, question, choose, anonymous, reward, author, opened_at, ends_at, state)
        VALUES (:group_id, :number, :question, :choose, :anonymous, :reward, :author, :at, :ends_at, 'open')""",
        group_id=group_id,
        number=number,
        question=ballot.question,
        choose=ballot.choose,
        anonymous=int(ballot.anonymous),
        reward=ballot.reward,
        author=author,
        at=to_millis(at),
        ends_at=to_millis(ends_at),
    )
    for place, option in enumerate(ballot.options, 1):
        db.execute(
            "INSERT INTO poll_option (poll_id, number, text) VALUES (:poll_id, :number, :text)",
            poll_id=poll_id,
            number=place,
            text=option,
        )
    poll = get(db, poll_id)
    assert poll
    return poll


def get_by_number(db: Db, group_id: str, number: int) -> Poll | None:
    """Return the poll of the group with this number."""
    row = db.fetch_one(
        f"{_POLLS} WHERE group_id = :group_id AND number = :number",
        group_id=group_id,
        number=number,
    )
    return _poll(db, row) if row else None


def get(db: Db, poll_id: int) -> Poll | None:
    """Return the poll with this id, of any group."""
    row = db.fetch_one(f"{_POLLS} WHERE id = :id", id=poll_id)
    return _poll(db, row) if row else None


def list_open(db: Db, group_id: str, at: datetime) -> list[Poll]:
    """Return the polls of the group that take votes at a moment, by number."""
    rows = db.fetch_all(
        f"{_POLLS} WHERE group_id = :group_id AND state = 'open' AND ends_at > :at ORDER BY number",
        group_id=group_id,
        at=to_millis(at),
    )
    return [_poll(db, row) for row in rows]


def list_latest(db: Db, group_id: str, at: datetime, limit: int) -> list[Poll]:
    """Return the polls of the group that no longer take votes at a moment, the last to end first."""
    rows = db.fetch_all(
        f"""{_POLLS} WHERE group_id = :group_id AND (state <> 'open' OR ends_at <= :at)
        ORDER BY COALESCE(ended_at, ends_at) DESC, number DESC LIMIT :most""",
        group_id=group_id,
        at=to_millis(at),
        most=limit,
    )
    return [_poll(db, row) for row in rows]


_POLLS = """SELECT id, group_id, number, question, choose, anonymous, reward, author, opened_at, ends_at, state,
    ended_at, voters, members FROM poll"""


def _poll(db: Db, row: Row) -> Poll:
    (
        poll_id, group_id, number, question, choose, anonymous, reward, author, opened_at, ends_at, state,
        ended_at, voters, members,
    ) = row  # fmt: skip
    options = db.fetch_all("SELECT text, votes FROM poll_option WHERE poll_id = :id ORDER BY number", id=poll_id)
    return Poll(
        id=poll_id,
        group_id=group_id,
        number=number,
        ballot=Ballot(
            question=question,
            options=tuple(text for text, _ in options),
            choose=choose,
            anonymous=bool(anonymous),
            reward=reward,
        ),
        author=author,
        opened_at=from_millis(opened_at),
        ends_at=from_millis(ends_at),
        state=State(state),
        ended_at=None if ended_at is None else from_millis(ended_at),
        result=None if voters is None else Count(tuple(votes for _, votes in options), voters, members),
    )
