"""What members may be hoped to do, and how many of them did it in a span of days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from storage.db import Db, to_millis
from storage.mall.orders import KEPT


class Deed(StrEnum):
    """成员做到的事"""

    CHECKIN = "签到"
    TALK = "发言"
    INTRODUCTION = "介绍"
    EXCHANGE = "兑换"
    PURCHASE = "下单"
    JOINING = "入群"


_DAYS = {
    Deed.CHECKIN: """SELECT 1 FROM checkin WHERE checkin.member_id = member.id
        AND checkin.day BETWEEN :first AND :last AND checkin.kind = 'checked'""",
    Deed.TALK: """SELECT 1 FROM activity WHERE activity.member_id = member.id
        AND activity.day BETWEEN :first AND :last AND activity.messages > 0""",
}
"""What is kept by local day."""
_MOMENTS = {
    Deed.INTRODUCTION: """SELECT 1 FROM first_introduction first WHERE first.member_id = member.id
        AND first.at >= :since AND first.at < :until""",
    Deed.EXCHANGE: f"""SELECT 1 FROM mall_order WHERE mall_order.member_id = member.id
        AND mall_order.at >= :since AND mall_order.at < :until AND mall_order.points > 0
        AND mall_order.state IN {KEPT}""",
    Deed.PURCHASE: """SELECT 1 FROM purchase WHERE purchase.member_id = member.id
        AND purchase.bought_at >= :since AND purchase.bought_at < :until AND purchase.returned < purchase.fen""",
    Deed.JOINING: """SELECT 1 FROM arrival WHERE arrival.member_id = member.id
        AND arrival.at >= :since AND arrival.at < :until""",
}
"""What is kept by moment."""


def count_members(
    db: Db, group_id: str, deed: Deed, first: date, last: date, zone: ZoneInfo, without: Collection[str] = ()
) -> int:
    """Return how many members of the group did it on these local days, both included; who left since counts, too.

    Those `without`, by user id, do not. Days made up for later are no check-ins; exchanges and orders that were taken
    back in whole do not count, nor do exchanges that expired or cost no points, such as prizes.
    """
    others = {f"user{place}": user for place, user in enumerate(without)}
    counted = f"AND member.user_id NOT IN ({', '.join(f':{name}' for name in others)})" if others else ""
    asked = f"""SELECT COUNT(*) FROM member
        WHERE member.group_id = :group_id AND EXISTS ({(_DAYS | _MOMENTS)[deed]}) {counted}"""
    if deed in _DAYS:
        row = db.fetch_one(asked, group_id=group_id, first=first.isoformat(), last=last.isoformat(), **others)
    else:
        since, until = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
        row = db.fetch_one(asked, group_id=group_id, since=to_millis(since), until=to_millis(until), **others)
    assert row
    return int(row[0])
