"""Rows for spreadsheets: members, the ledger, days of activity, orders and exchanges. No more than `limit` each."""

from __future__ import annotations

from datetime import date, datetime

from storage.db import Db, Row, to_millis
from storage.members.aliases import NOT_MERGED
from storage.points.ledger import POINTS


def list_members(db: Db, group_id: str, limit: int) -> list[Row]:
    """Return the members, those who left last.

    User id, name, joined and left (ms), inviter, scene and source of their joining, points, growth, last day (ordinal)
    with days (bits), staff, and what they said of themselves: name, age, likes, skills, hopes.
    """
    return db.fetch_all(
        f"""SELECT member.user_id, member.name, member.joined_at, member.left_at, member.invited_by,
            COALESCE(arrival.scene, ''), COALESCE(arrival.source, ''),
            COALESCE(points.balance, 0), COALESCE(growth.balance, 0), member.seen_on, member.seen_days, staff.name,
            introduction.name, introduction.age, introduction.likes, introduction.skills, introduction.hopes
        FROM member LEFT JOIN arrival ON arrival.member_id = member.id
        LEFT JOIN account points ON points.group_id = member.group_id AND points.unit = 'points'
            AND points.holder = 'member:' || member.id
        LEFT JOIN account growth ON growth.group_id = member.group_id AND growth.unit = 'growth'
            AND growth.holder = 'member:' || member.id
        LEFT JOIN binding ON binding.member_id = member.id LEFT JOIN member staff ON staff.id = binding.staff_id
        LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE member.group_id = :group_id AND {NOT_MERGED}
        ORDER BY member.left_at IS NOT NULL, member.id LIMIT :most""",
        group_id=group_id,
        most=limit,
    )


def list_tags(db: Db, group_id: str) -> dict[str, list[str]]:
    """Return the tags of the group's members, by user id."""
    tags: dict[str, list[str]] = {}
    for user, name in db.fetch_all(
        """SELECT member.user_id, tag.name FROM tag JOIN member ON member.id = tag.member_id
        WHERE member.group_id = :group_id ORDER BY tag.member_id, tag.name""",
        group_id=group_id,
    ):
        tags.setdefault(user, []).append(name)
    return tags


def list_entries(db: Db, group_id: str, since: datetime, until: datetime, limit: int) -> list[Row]:
    """Return entries of points, the latest first: id, at (ms), kind, from, to, amount, reason, the one it corrects.

    Members are told by name and user id, other accounts by their own names.
    """
    return db.fetch_all(
        """SELECT entry.id, entry.at, entry.kind, COALESCE(giver.name || '（' || giver.user_id || '）', entry.source),
            COALESCE(taker.name || '（' || taker.user_id || '）', entry.target), entry.amount, entry.reason,
            entry.reverses
        FROM entry LEFT JOIN account source ON source.group_id = entry.group_id AND source.unit = entry.unit
            AND source.holder = entry.source
        LEFT JOIN account target ON target.group_id = entry.group_id AND target.unit = entry.unit
            AND target.holder = entry.target
        LEFT JOIN member giver ON giver.id = source.member_id LEFT JOIN member taker ON taker.id = target.member_id
        WHERE entry.group_id = :group_id AND entry.unit = :unit AND entry.at >= :since AND entry.at < :until
        ORDER BY entry.id DESC LIMIT :most""",
        group_id=group_id,
        unit=POINTS,
        since=to_millis(since),
        until=to_millis(until),
        most=limit,
    )


def list_activity(db: Db, group_id: str, first: date, last: date, limit: int) -> list[Row]:
    """Return the days of members: day, user id, name, messages, and whether it counts as checked in."""
    return db.fetch_all(
        """SELECT activity.day, member.user_id, member.name, activity.messages, checkin.member_id IS NOT NULL
        FROM member JOIN activity ON activity.member_id = member.id AND activity.day BETWEEN :first AND :last
        LEFT JOIN checkin ON checkin.member_id = member.id AND checkin.day = activity.day AND checkin.kind = 'checked'
        WHERE member.group_id = :group_id AND member.seen_on >= :number ORDER BY member.id, activity.day LIMIT :most""",
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
        number=first.toordinal(),
        most=limit,
    )


def list_purchases(db: Db, group_id: str, since: datetime, until: datetime, limit: int) -> list[Row]:
    """Return what was bought, the latest first: number, user id, name, fen, returned, points, at (ms), who recorded."""
    return db.fetch_all(
        """SELECT purchase.number, member.user_id, member.name, purchase.fen, purchase.returned, purchase.points,
            purchase.bought_at, purchase.actor
        FROM purchase JOIN member ON member.id = purchase.member_id
        WHERE purchase.group_id = :group_id AND purchase.bought_at >= :since AND purchase.bought_at < :until
        ORDER BY purchase.bought_at DESC, purchase.id DESC LIMIT :most""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        most=limit,
    )


def list_exchanges(db: Db, group_id: str, since: datetime, until: datetime, limit: int) -> list[Row]:
    """Return exchanges, the latest first: user id, name, item, points, cash in fen, state, at (ms). Without codes."""
    return db.fetch_all(
        """SELECT member.user_id, member.name, mall_order.item, mall_order.points, mall_order.cash, mall_order.state,
            mall_order.at
        FROM mall_order JOIN member ON member.id = mall_order.member_id
        WHERE mall_order.group_id = :group_id AND mall_order.at >= :since AND mall_order.at < :until
        ORDER BY mall_order.at DESC, mall_order.id DESC LIMIT :most""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        most=limit,
    )
