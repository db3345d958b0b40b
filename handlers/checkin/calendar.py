"""A member's month as a picture and in words: days checked in, missed, made up or frozen, and special days."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date

from handlers.checkin import rules as checkin_rules
from handlers.checkin.special_days import bonuses_on
from handlers.dates import china
from handlers.dates.months import last_day
from handlers.dates.past_month import read_past_month
from handlers.kit import Drawing, Feature, MemberContext, Message, Reply, reply
from handlers.pictures.specs import CalendarDay, CalendarSpec
from storage.checkin import checkins
from storage.checkin.checkins import Day
from storage.members import roster

SUMMARY = "{name} 的 {month:%Y} 年 {month.month} 月：{counts}。{ahead}"
STREAK = "现在连续 {streak} 天，继续保持～"
NO_STREAK = "现在没有连签，发「签到」从今天开始～"
ALT = "{name} 的签到日历"
COUNTS = {"checked": "签到 {} 天", "made up": "补签 {} 天", "frozen": "连签保护 {} 天", "missed": "漏签 {} 天"}

feature = Feature("checkin_calendar", title="签到日历", topic="签到")


@feature.command("签到日历", "打卡日历", help="一个月的签到一目了然", usage="2026-11", read_only=True)
def show_calendar(message: Message, ctx: MemberContext) -> Reply:
    month = read_past_month(ctx.args, ctx.today, "签到日历")
    joined = ctx.local(roster.joined_at(ctx.db, ctx.member)).date()
    days_kept = {row.day: row for row in checkins.list_days(ctx.db, ctx.member, month, last_day(month))}
    rules = ctx.rules(checkin_rules.Rules)
    dates = [month.replace(day=number) for number in range(1, last_day(month).day + 1)]
    special = {day for day in dates if any(bonuses_on(rules.special, day, ctx.group.calendar))}
    days = tuple(calendar_day(day, days_kept, special, joined, ctx.today) for day in dates)
    streak = checkins.streak(ctx.db, ctx.member, ctx.today)
    sheet = CalendarSpec(month=f"{month:%Y-%m}", name=ctx.member.name, streak=streak, days=days)
    return reply(summarize(sheet, month), Drawing(sheet=sheet, alt=ALT.format(name=ctx.member.name)))


def calendar_day(
    day: date, days_kept: Mapping[date, Day], special: Set[date], joined: date, today: date
) -> CalendarDay:
    """Return a day of the calendar; it is missed once it is over, and only if the member had joined."""
    row = days_kept.get(day)
    missed = joined <= day < today
    return CalendarDay(
        mark=row.kind.value if row else "missed" if missed else "",
        bonus=bool(row and row.bonus),
        special=day in special,
        today=day == today,
        label=next(iter(china.day_names(day)[::-1]), ""),
    )


def summarize(sheet: CalendarSpec, month: date) -> str:
    """Return the month in one line; days made up are counted apart from those checked in."""
    marks = [day.mark for day in sheet.days]
    counts = [count.format(marks.count(mark)) for mark, count in COUNTS.items() if mark in marks]
    ahead = STREAK.format(streak=sheet.streak) if sheet.streak else NO_STREAK
    return SUMMARY.format(name=sheet.name, month=month, counts="，".join(counts) or "还没有签到", ahead=ahead)
