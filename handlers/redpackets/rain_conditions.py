"""What has to be so for a rain of packets to last to its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.kit import Context, Outlook, Refusal
from handlers.points.treasury import left_to_pay
from handlers.redpackets.rules import RainTerms

NO_BUDGET = "这个月的预算还剩 {left} 分，不够下一场 {points} 分的红包雨：少下几分，或者发「预算 {missing}」加拨。"
QUIET_SOON = "{minutes} 分钟里就到静默时段了，雨会停在半路。少下几分钟，或者早一点再下。"


def require_budget(ctx: Context, terms: RainTerms) -> None:
    """Raise Refusal where the group's budget is too small for all that is to fall."""
    left = left_to_pay(ctx)
    if left is not None and left < terms.points:
        raise Refusal(NO_BUDGET.format(points=terms.points, left=left, missing=terms.points - left))


def require_no_quiet(terms: RainTerms, begins: datetime, silent_until: Callable[[datetime], datetime | None]) -> None:
    """Raise Refusal where quiet hours begin before it is over; in the midst of them it rains on."""
    minutes_on = (begins + timedelta(minutes=minute) for minute in range(terms.minutes))
    if silent_until(begins) is None and any(map(silent_until, minutes_on)):
        raise Refusal(QUIET_SOON.format(minutes=terms.minutes))


def foresee_quiet(terms: RainTerms, outlook: Outlook) -> None:
    """Raise Refusal where a planned rain would run into the quiet hours."""
    require_no_quiet(terms, outlook.at, outlook.silent_until)
