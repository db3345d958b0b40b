"""Polls: what was asked, who chose what while it is open, and what came of it.

One member has one row in a poll, so he has one vote however often he changes it. At the end the counts are written
down and never change again; who chose what in an anonymous poll is forgotten in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, Row, from_millis, to_millis
from storage.members import roster
from storage.members.roster import Member


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
        """Whether votes are taken at a moment."""
        return self.state is State.OPEN and at < self.ends_at


def create(db: Db, group_id: str, ballot: Ballot, *, author: str, at: datetime, ends_at: datetime) -> Poll:
    """Opens a poll under the group's next number. The group is locked, so that no number is given twice."""
    db.lock(group_id)
    row = db.fetch_one("SELECT COALESCE(MAX(number), 0) FROM poll WHERE group_id = :group_id", group_id=group_id)
    assert row
    number = 1 + int(row[0])
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
    made = get_by_number(db, group_id, number)
    assert made
    return made


def get_by_number(db: Db, group_id: str, number: int) -> Poll | None:
    """The group's poll with this number."""
    row = db.fetch_one(
        f"{_POLLS} WHERE group_id = :group_id AND number = :number",
        group_id=group_id,
        number=number,
    )
    return _poll(db, row) if row else None


def get(db: Db, poll_id: int) -> Poll | None:
    """The poll with this id, of any group."""
    row = db.fetch_one(f"{_POLLS} WHERE id = :id", id=poll_id)
    return _poll(db, row) if row else None


def list_open(db: Db, group_id: str, at: datetime) -> list[Poll]:
    """The group's polls in which votes are taken at a moment, in order."""
    rows = db.fetch_all(
        f"{_POLLS} WHERE group_id = :group_id AND state = 'open' AND ends_at > :at ORDER BY number",
        group_id=group_id,
        at=to_millis(at),
    )
    return [_poll(db, row) for row in rows]


def list_latest(db: Db, group_id: str, at: datetime, limit: int) -> list[Poll]:
    """The group's polls that take no votes any more at a moment, the last to end first."""
    rows = db.fetch_all(
        f"""{_POLLS} WHERE group_id = :group_id AND (state <> 'open' OR ends_at <= :at)
        ORDER BY COALESCE(ended_at, ends_at) DESC, number DESC LIMIT :most""",
        group_id=group_id,
        at=to_millis(at),
        most=limit,
    )
    return [_poll(db, row) for row in rows]


def get_choices(db: Db, poll: Poll, member: Member) -> tuple[int, ...] | None:
    """The numbers of the options that a member has chosen; empty once he withdrew, None where he never voted."""
    row = db.fetch_one(
        "SELECT choices FROM poll_vote WHERE poll_id = :poll_id AND member_id = :member_id",
        poll_id=poll.id,
        member_id=member.id,
    )
    return _numbers(row[0]) if row else None


def save(db: Db, poll: Poll, member: Member, options: Sequence[int]) -> None:
    """Puts these options in the place of whatever the member chose before; none of them withdraws his vote."""
    db.execute(
        """INSERT INTO poll_vote (poll_id, member_id, choices) VALUES (:poll_id, :member_id, :choices)
        ON CONFLICT (poll_id, member_id) DO UPDATE SET choices = excluded.choices""",
        poll_id=poll.id,
        member_id=member.id,
        choices=_bits(options),
    )


def count(db: Db, poll: Poll) -> Count:
    """How a poll stands: its result, or the votes up to now of those who have not left."""
    if poll.result:
        return poll.result
    rows = db.fetch_all(
        """SELECT choices, COUNT(*) FROM poll_vote JOIN member ON member.id = poll_vote.member_id
        WHERE poll_id = :poll_id AND choices > 0 AND left_at IS NULL GROUP BY choices""",
        poll_id=poll.id,
    )
    votes = [0] * len(poll.ballot.options)
    for choices, times in rows:
        for number in _numbers(choices):
            votes[number - 1] += int(times)
    return Count(tuple(votes), sum(int(times) for _, times in rows), roster.count(db, poll.group_id))


def list_choices(db: Db, poll: Poll) -> list[tuple[Member, tuple[int, ...]]]:
    """Who chose what, by member; nobody in an anonymous poll."""
    if poll.ballot.anonymous:
        return []
    rows = db.fetch_all(
        """SELECT member.id, member.group_id, member.user_id, member.name, choices
        FROM poll_vote JOIN member ON member.id = poll_vote.member_id
        WHERE poll_id = :poll_id AND choices > 0 AND (left_at IS NULL OR :over = 1) ORDER BY member.id""",
        poll_id=poll.id,
        over=int(poll.result is not None),
    )
    return [(Member(*row[:4]), _numbers(row[4])) for row in rows]


def end(db: Db, poll: Poll, at: datetime) -> Poll | None:
    """Ends an open poll and writes its counts down; None for everybody but the first.

    Votes of those who have left are taken out, and all of them where the poll is anonymous.
    """
    found = count(db, poll)
    if not _close(db, poll, State.ENDED, at, found):
        return None
    for number, votes in enumerate(found.votes, 1):
        db.execute(
            "UPDATE poll_option SET votes = :votes WHERE poll_id = :poll_id AND number = :number",
            votes=votes,
            poll_id=poll.id,
            number=number,
        )
    db.execute(
        """DELETE FROM poll_vote WHERE poll_id = :poll_id
        AND member_id IN (SELECT id FROM member WHERE group_id = :group_id AND left_at IS NOT NULL)""",
        poll_id=poll.id,
        group_id=poll.group_id,
    )
    return get(db, poll.id)


def cancel(db: Db, poll: Poll, at: datetime) -> bool:
    """Ends an open poll without a result; False for everybody but the first."""
    return _close(db, poll, State.CANCELLED, at, None)


def _close(db: Db, poll: Poll, state: State, at: datetime, found: Count | None) -> bool:
    changed = db.execute(
        """UPDATE poll SET state = :state, ended_at = :at, voters = :voters, members = :members
        WHERE id = :id AND state = 'open'""",
        state=state.value,
        at=to_millis(at),
        voters=found.voters if found else None,
        members=found.members if found else None,
        id=poll.id,
    )
    if changed and poll.ballot.anonymous:
        db.execute("DELETE FROM poll_vote WHERE poll_id = :poll_id", poll_id=poll.id)
    return bool(changed)


_POLLS = """SELECT id, group_id, number, question, choose, anonymous, reward, author, opened_at, ends_at, state,
    ended_at, voters, members FROM poll"""


def _poll(db: Db, row: Row) -> Poll:
    options = db.fetch_all("SELECT text, votes FROM poll_option WHERE poll_id = :id ORDER BY number", id=row[0])
    return Poll(
        id=row[0],
        group_id=row[1],
        number=row[2],
        ballot=Ballot(
            question=row[3],
            options=tuple(text for text, _ in options),
            choose=row[4],
            anonymous=bool(row[5]),
            reward=row[6],
        ),
        author=row[7],
        opened_at=from_millis(row[8]),
        ends_at=from_millis(row[9]),
        state=State(row[10]),
        ended_at=None if row[11] is None else from_millis(row[11]),
        result=None if row[12] is None else Count(tuple(votes for _, votes in options), row[12], row[13]),
    )


def _bits(options: Sequence[int]) -> int:
    return sum(1 << (number - 1) for number in set(options))


def _numbers(choices: int) -> tuple[int, ...]:
    return tuple(number for number in range(1, choices.bit_length() + 1) if choices >> (number - 1) & 1)
