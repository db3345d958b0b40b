"""Says how often times come where an owner may have meant it otherwise: once, every year, on days off, too."""

from __future__ import annotations

from handlers.kit import MemberContext
from sop.when.china import Lunar, Named, Postponed
from sop.when.days import Once, Weekly, Yearly
from sop.when.parser import parse
from sop.when.relative import parse_relative
from sop.when.spans import EachYear, Except

ONCE = "只发这一次。"
YEARLY = "每年都发；只发这一次就写上年份：{date}。"
EVERY_YEAR = "每年都发。"
MONDAY_TO_FRIDAY = "放假也发；放假不发就写：工作日 {times}。"
_OFFICE_DAYS = Weekly((0, 1, 2, 3, 4))


def describe_how_often(ctx: MemberContext, when: str) -> str:
    """Return what to know of times as the file writes them; empty where they cannot be taken for anything else."""
    if parse_relative(when):
        return ""
    parsed = parse(when, ctx.group.calendar.occasions)
    days = parsed.days
    while isinstance(days, Except | Postponed):
        days = days.days
    if isinstance(days, Once):
        return ONCE if len(parsed.times) == 1 else ""
    if isinstance(days, EachYear) or (isinstance(days, Lunar) and days.month) or isinstance(days, Yearly | Named):
        moment = parsed.next(ctx.now, ctx.group.zone, ctx.group.calendar)
        if isinstance(days, EachYear) or moment is None:
            return EVERY_YEAR
        return YEARLY.format(date=f"{ctx.local(moment):%Y-%m-%d %H:%M}")
    if parsed.days == _OFFICE_DAYS and len(parsed.times) == 1:
        return MONDAY_TO_FRIDAY.format(times=f"{parsed.times[0]:%H:%M}")
    return ""
