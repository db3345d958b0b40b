"""A member's month as a picture and in words: checked in, missed, made up, frozen, and what was special."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handlers.checkin import rules as checkin_rules
from handlers.checkin.special_days import rewards
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
BROKEN = "现在没有连签，发「签到」从今天开始～"
ALT = "{name} 的签到日历"
WORDS = {"checked": "签到 {} 天", "made up": "补签 {} 天", "frozen": "连签保护 {} 天", "missed": "漏签 {} 天"}

feature = Feature("checkin_calendar", title="签到日历")


@feature.command("签到日历", "打卡日历", help="一个月的签到一目了然", usage="2026-11", read_only=True)
def show_calendar(message: Message, ctx: MemberContext) -> Reply:
    month = read_past_month(ctx.args, ctx.today, "签到日历")
    joined = ctx.local(roster.joined_at(ctx.db, ctx.member)).date()
    kept = {one.day: one for one in checkins.days(ctx.db, ctx.member, month, last_day(month))}
    special = ctx.rules(checkin_rules.Rules).special
    days = tuple(
        draw_up(month.replace(day=number), kept, special, joined, ctx.today)
        for number in range(1, last_day(month).day + 1)
    )
    streak = checkins.streak(ctx.db, ctx.member, ctx.today)
    sheet = CalendarSpec(month=f"{month:%Y-%m}", name=ctx.member.name, streak=streak, days=days)
    return reply(summary(sheet, month), Drawing(sheet=sheet, alt=ALT.format(name=ctx.member.name)))


def draw_up(day: date, kept: Mapping[date, Day], special: Mapping[str, int], joined: date, today: date) -> CalendarDay:
    """One field of the calendar; a day is missed once it is over, and only after the member joined."""
    here = kept.get(day)
    missed = joined <= day < today
    return CalendarDay(
        mark=here.kind.value if here else "missed" if missed else "",
        bonus=bool(here and here.bonus),
        special=any(rewards(special, day)) if special else False,
        today=day == today,
        label=next(iter(china.day_names(day)[::-1]), ""),
    )


def summary(sheet: CalendarSpec, month: date) -> str:
    """The month in one line; made-up days are counted apart from those checked in."""
    marks = [one.mark for one in sheet.days]
    counts = [words.format(marks.count(mark)) for mark, words in WORDS.items() if mark in marks]
    ahead = STREAK.format(streak=sheet.streak) if sheet.streak else BROKEN
    return SUMMARY.format(name=sheet.name, month=month, counts="，".join(counts) or "还没有签到", ahead=ahead)
