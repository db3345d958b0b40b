"""What members may be hoped to do, and how many of them did it in a span of days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from storage.db import Db, to_millis
from storage.mall.orders import KEPT
from storage.members.left_out import leave_out


class Deed(StrEnum):
    """成员做到的事"""

    CHECKIN = "签到"
    TALK = "发言"
    INTRODUCTION = "介绍"
    EXCHANGE = "兑换"
    PURCHASE = "下单"
    JOINING = "入群"


class Goal(StrEnum):
    """What a member may do to end a journey early, as owners write it."""

    SPOKE = "发言"
    CHECKED_IN = "签到"
    INTRODUCED = "介绍"
    EXCHANGED = "兑换"
    ORDERED = "下单"


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
    counted, others = leave_out(without)
    asked = f"""SELECT COUNT(*) FROM member
        WHERE member.group_id = :group_id AND EXISTS ({(_DAYS | _MOMENTS)[deed]}) {counted}"""
    if deed in _DAYS:
        row = db.fetch_one(asked, group_id=group_id, first=first.isoformat(), last=last.isoformat(), **others)
    else:
        since, until = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
        row = db.fetch_one(asked, group_id=group_id, since=to_millis(since), until=to_millis(until), **others)
    assert row
    return int(row[0])


_SINCE_IT_BEGAN = {
    Goal.SPOKE: """SELECT 1 FROM activity WHERE activity.member_id = {run}.member_id
        AND (activity.day > {run}.day AND activity.messages > 0
            OR activity.day = {run}.day AND activity.messages > {run}.said) """,
    Goal.CHECKED_IN: """SELECT 1 FROM checkin WHERE checkin.member_id = {run}.member_id
        AND checkin.day >= {run}.day AND checkin.at >= {run}.began_at AND checkin.kind = 'checked' """,
    Goal.INTRODUCED: """SELECT 1 FROM introduction WHERE introduction.member_id = {run}.member_id
        AND introduction.at >= {run}.began_at """,
    Goal.EXCHANGED: f"""SELECT 1 FROM mall_order WHERE mall_order.member_id = {{run}}.member_id
        AND mall_order.at >= {{run}}.began_at AND mall_order.state IN {KEPT} """,
    Goal.ORDERED: """SELECT 1 FROM purchase WHERE purchase.member_id = {run}.member_id
        AND purchase.bought_at >= {run}.began_at AND purchase.returned < purchase.fen """,
}
"""Talk is counted by day, so on the first day it has to be more than it was; all else has a moment of its own. A day on
which somebody sent commands only has a row with no messages."""
_BEFORE_ITS_END = {
    Goal.SPOKE: "AND activity.day <= {run}.last_day",
    Goal.CHECKED_IN: "AND checkin.at < {run}.until",
    Goal.INTRODUCED: "AND introduction.at < {run}.until",
    Goal.EXCHANGED: "AND mall_order.at < {run}.until AND mall_order.points > 0",
    Goal.ORDERED: "AND purchase.bought_at < {run}.until",
}
"""An exchange that cost no points is what was offered, and no sign that somebody is back."""


def reached_sql(goal: Goal, run: str, *, until_end: bool = False) -> str:
    """Return SQL for what a member did since something began for them, and with `until_end` before it ended.

    The table or alias `run` names the member and tells when: `began_at`, the local `day` of it, what they had `said` on
    that day by then; and `until` when, with the `last_day` of it.
    """
    asked = _SINCE_IT_BEGAN[goal] + (_BEFORE_ITS_END[goal] if until_end else "")
    return asked.format(run=run)
