"""Who chose what in a poll. A member has one row in a poll, so one vote however often they change it."""

from __future__ import annotations

from collections.abc import Sequence

from storage.db import Db
from storage.members import roster
from storage.members.roster import MEMBER, Member
from storage.polls.polls import Count, Poll


def save(db: Db, poll: Poll, member: Member, options: Sequence[int]) -> None:
    """Save the options that a member chooses, in place of earlier ones; an empty list withdraws their vote."""
    db.execute(
        """INSERT INTO poll_vote (poll_id, member_id, choices) VALUES (:poll_id, :member_id, :choices)
        ON CONFLICT (poll_id, member_id) DO UPDATE SET choices = excluded.choices""",
        poll_id=poll.id,
        member_id=member.id,
        choices=_bits(options),
    )


def get_choices(db: Db, poll: Poll, member: Member) -> tuple[int, ...] | None:
    """Return the numbers of a member's options, from 1; empty once they withdrew, None where they never voted."""
    choices = db.fetch_value(
        "SELECT choices FROM poll_vote WHERE poll_id = :poll_id AND member_id = :member_id",
        poll_id=poll.id,
        member_id=member.id,
    )
    return None if choices is None else _numbers(choices)


def count(db: Db, poll: Poll) -> Count:
    """Return the result of a poll, or the votes up to now of those who have not left."""
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
    """Return who chose what, by member; empty for an anonymous poll."""
    if poll.ballot.anonymous:
        return []
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, choices
        FROM poll_vote JOIN member ON member.id = poll_vote.member_id
        WHERE poll_id = :poll_id AND choices > 0 AND (left_at IS NULL OR :over = 1) ORDER BY member.id""",
        poll_id=poll.id,
        over=int(poll.result is not None),
    )
    return [(Member(*member), _numbers(choices)) for *member, choices in rows]


def _bits(options: Sequence[int]) -> int:
    return sum(1 << (number - 1) for number in set(options))


def _numbers(choices: int) -> tuple[int, ...]:
    return tuple(number for number in range(1, choices.bit_length() + 1) if choices >> (number - 1) & 1)
