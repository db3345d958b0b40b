"""The end of a poll: its counts are recorded and never change again, and an anonymous poll forgets who chose what."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis
from storage.polls import polls, votes
from storage.polls.polls import Count, Poll, State


def end(db: Db, poll: Poll, at: datetime) -> Poll | None:
    """End an open poll and record its counts; None where it has ended already.

    Votes of those who have left are deleted, and all of them where the poll is anonymous.
    """
    result = votes.count(db, poll)
    if not _close(db, poll, State.ENDED, at, result):
        return None
    for number, times in enumerate(result.votes, 1):
        db.execute(
            "UPDATE poll_option SET votes = :votes WHERE poll_id = :poll_id AND number = :number",
            votes=times,
            poll_id=poll.id,
            number=number,
        )
    db.execute(
        """DELETE FROM poll_vote WHERE poll_id = :poll_id
        AND member_id IN (SELECT id FROM member WHERE group_id = :group_id AND left_at IS NOT NULL)""",
        poll_id=poll.id,
        group_id=poll.group_id,
    )
    return polls.get(db, poll.id)


def cancel(db: Db, poll: Poll, at: datetime) -> bool:
    """End an open poll without a result; False where it has ended already."""
    return _close(db, poll, State.CANCELLED, at, None)


def _close(db: Db, poll: Poll, state: State, at: datetime, result: Count | None) -> bool:
    changed = db.execute(
        """UPDATE poll SET state = :state, ended_at = :at, voters = :voters, members = :members
        WHERE id = :id AND state = 'open'""",
        state=state.value,
        at=to_millis(at),
        voters=result.voters if result else None,
        members=result.members if result else None,
        id=poll.id,
    )
    if changed and poll.ballot.anonymous:
        db.execute("DELETE FROM poll_vote WHERE poll_id = :poll_id", poll_id=poll.id)
    return bool(changed)
