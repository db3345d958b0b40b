"""Who brought others along: how many, and how long after they had come themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from storage.db import Db, to_millis
from storage.members.aliases import NOT_MERGED
from storage.members.left_out import leave_out
from storage.members.roster import MEMBER, Member


def count_joined(db: Db, group_id: str, since: datetime, until: datetime, without: Collection[str]) -> int:
    """Return how many joined from `since` to before `until`, gone or not, without some user ids."""
    not_them, users = leave_out(without)
    joined = db.fetch_value(
        f"""SELECT COUNT(*) FROM member
        WHERE group_id = :group_id AND joined_at >= :since AND joined_at < :until AND {NOT_MERGED} {not_them}""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **users,
    )
    return int(joined)


def list_delays(
    db: Db, group_id: str, since: datetime, until: datetime, within: timedelta, without: Collection[str]
) -> list[timedelta]:
    """Return for each newcomer how long their inviter had been here, the shortest first.

    The inviters are those whom `count_joined` counts; who came `within` or more after them is left out.
    """
    not_them, users = leave_out(without)
    delay = "invitation.at - member.joined_at"
    rows = db.fetch_all(
        f"""SELECT {delay} FROM member JOIN invitation ON invitation.inviter_id = member.id
        WHERE member.group_id = :group_id AND member.joined_at >= :since AND member.joined_at < :until
            AND {delay} >= 0 AND {delay} < :within {not_them}
        ORDER BY {delay}""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        within=within // timedelta(milliseconds=1),
        **users,
    )
    return [timedelta(milliseconds=int(millis)) for (millis,) in rows]


def count_invited(db: Db, group_id: str, since: datetime, until: datetime, without: Collection[str]) -> int:
    """Return how many came by an invitation from `since` to before `until`, without some user ids."""
    not_them, users = leave_out(without)
    invited = db.fetch_value(
        f"""SELECT COUNT(*) FROM invitation JOIN member ON member.id = invitation.member_id
        WHERE member.group_id = :group_id AND invitation.at >= :since AND invitation.at < :until {not_them}""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **users,
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
