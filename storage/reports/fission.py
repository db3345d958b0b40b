"""Who brought others along: how many, and how long after they had come themselves."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.db import Db, to_millis
from storage.members.aliases import NOT_MERGED
from storage.members.roster import MEMBER, Member


def count_joined(db: Db, group_id: str, since: datetime, until: datetime) -> int:
    """Return how many joined from `since` to before `until`, gone or not."""
    joined = db.fetch_value(
        f"""SELECT COUNT(*) FROM member
        WHERE group_id = :group_id AND joined_at >= :since AND joined_at < :until AND {NOT_MERGED}""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
    )
    return int(joined)


def list_delays(db: Db, group_id: str, since: datetime, until: datetime, within: timedelta) -> list[timedelta]:
    """Return for each newcomer how long their inviter had been here, the shortest first.

    The inviters are those who joined from `since` to before `until`; who came `within` or more after them is left out.
    """
    delay = "invitation.at - inviter.joined_at"
    rows = db.fetch_all(
        f"""SELECT {delay} FROM member inviter JOIN invitation ON invitation.inviter_id = inviter.id
        WHERE inviter.group_id = :group_id AND inviter.joined_at >= :since AND inviter.joined_at < :until
            AND {delay} >= 0 AND {delay} < :within
        ORDER BY {delay}""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        within=within // timedelta(milliseconds=1),
    )
    return [timedelta(milliseconds=int(millis)) for (millis,) in rows]


def count_invited(db: Db, group_id: str, since: datetime, until: datetime) -> int:
    """Return how many came by an invitation from `since` to before `until`."""
    invited = db.fetch_value(
        """SELECT COUNT(*) FROM invitation JOIN member ON member.id = invitation.member_id
        WHERE member.group_id = :group_id AND invitation.at >= :since AND invitation.at < :until""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
    )
    return int(invited)


def list_inviters(db: Db, group_id: str, since: datetime, until: datetime, limit: int) -> list[tuple[Member, int]]:
    """Return who brought most from `since` to before `until` and how many, the most first."""
    rows = db.fetch_all(
        f"""SELECT COUNT(*), {MEMBER} FROM invitation JOIN member ON member.id = invitation.inviter_id
        WHERE member.group_id = :group_id AND invitation.at >= :since AND invitation.at < :until
        GROUP BY {MEMBER} ORDER BY COUNT(*) DESC, member.id LIMIT :most""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        most=limit,
    )
    return [(Member(*member), int(invited)) for invited, *member in rows]
