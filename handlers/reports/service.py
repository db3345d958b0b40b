"""One look at a group's day, week or month: everything that a report tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.kit import Context, Refusal
from handlers.reports.days import bounds_of, read_days
from handlers.reports.remarks import Figures, list_remarks, sum_days
from handlers.reports.rules import Rules
from handlers.reports.spans import ReportSpan
from storage.members import facts, presence, roster
from storage.members.facts import Count, Kind, Span
from storage.members.presence import KEPT
from storage.members.roster import Member
from storage.reports import boards, broadcasts, hours, newcomers
from storage.reports.boards import Place, Weights
from storage.reports.days import DaySum
from storage.reports.newcomers import Steps

NO_DAYS = "{dates} 还没有记录，之后的日子才看得到。{now}"
NOW = "现在就能看的：{words}。"
SO_FAR = {"日报": "日报 今天", "周报": "周报 本周", "月报": "月报 本月"}
SHOWN_NAMES = 5
THANKS = 3
TWO_HOURS = 2


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A planned message, and what happened in its hour and the next one."""

    plan: str
    at: datetime
    """Local."""
    messages: int
    checkins: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a report tells."""

    span: ReportSpan
    days: list[DaySum]
    now: Figures
    before: Figures | None
    """None where not all of those days are on record, or for today alone."""
    speakers: int | None
    """Members who talked at least once; None for days too long ago."""
    acts: dict[Kind, Count]
    broadcast: Broadcast | None
    """The one after which most was said and checked in."""
    newcomers: list[Member]
    """The latest of them."""
    steps: Steps
    net: int
    """How many members more there are at the end, without staff; who left and came back is none more."""
    thanked: list[Place]
    silent: int | None
    """Members without a message for some days up to the end of the span; None where that is too long ago."""
    silent_days: int

    @property
    def quiet_newcomers(self) -> int:
        """Return how many newcomers had not talked at the end of the span, as far as that is on record."""
        return 0 if self.steps.spoke is None else self.steps.members - self.steps.spoke

    @property
    def remarks(self) -> list[str]:
        """Return what changed and why it may matter, in at most two sentences."""
        return list_remarks(
            self.now, self.before, self.span.earlier, self.quiet_newcomers, self.net, silent=bool(self.silent)
        )


def look(ctx: Context, span: ReportSpan) -> Overview:
    """Look at the group's days of a span; raises Refusal where there is nothing on record."""
    days = [day for day in read_days(ctx, span.first, span.last) if day.members or day.left]
    now = sum_days(days)
    if now is None:
        raise Refusal(NO_DAYS.format(dates=span.shown, now=_say_what_can_be_read(ctx, span)))
    earlier = read_days(ctx, *span.before)
    # The hours of today are no day to hold against a whole one.
    is_comparable = span.days > 1 or span.last < ctx.today
    is_whole = is_comparable and len(earlier) == (span.before[1] - span.before[0]).days + 1
    since, until = bounds_of(ctx, span.first, span.last)
    rules, group_id = ctx.rules(Rules), ctx.group.id
    of_span = Span(span.first, span.last, since, until)
    is_recent = (ctx.today - span.first).days < KEPT - 1
    staff = list_staff_ids(ctx)
    steps = newcomers.count_newcomers(ctx.db, group_id, of_span, staff)
    weights = Weights(rules.weight_of(), of_span, span.talk, ctx.today, rules.minutes_of())
    return Overview(
        span=span,
        days=days,
        now=now,
        before=sum_days(earlier) if is_whole and all(day.members for day in earlier) else None,
        speakers=presence.count(ctx.db, group_id, span.first, span.last).spoke if is_recent else None,
        acts=facts.count_acts(ctx.db, group_id, of_span),
        broadcast=_best_broadcast(ctx, span, since, until),
        newcomers=[
            newcomer.member for newcomer in newcomers.list_newcomers(ctx.db, group_id, of_span, SHOWN_NAMES, staff)
        ],
        steps=steps if is_recent else replace(steps, spoke=None),
        net=now.joined - now.left - newcomers.count_net(ctx.db, group_id, of_span, staff),
        thanked=boards.top(ctx.db, group_id, weights, THANKS, without=staff),
        silent=count_silent(ctx, span.last, rules.silent),
        silent_days=rules.silent,
    )


def _say_what_can_be_read(ctx: Context, span: ReportSpan) -> str:
    """Name the report of the same kind of span that today is in, where that is another one and has anything to tell."""
    if span.first <= ctx.today <= span.last or not roster.newest(ctx.db, ctx.group.id):
        return ""
    return NOW.format(words=SO_FAR[span.title])


def count_silent(ctx: Context, last: date, days: int) -> int | None:
    """Return how many members, without staff, sent nothing on so many days up to the last, and were there before them.

    None where that is too long ago to be on record.
    """
    first = last - timedelta(days=days - 1)
    if (ctx.today - first).days >= KEPT - 1:
        return None
    since, until = bounds_of(ctx, first, last)
    return presence.count_silent(ctx.db, ctx.group.id, first, last, since, until, list_staff_ids(ctx))


def list_staff_ids(ctx: Context) -> frozenset[str]:
    """Return the user ids of the staff, the admins and the owner: they are in no ranking."""
    return frozenset({*ctx.group.staff, *ctx.group.admins, ctx.group.owner} - {""})


def _best_broadcast(ctx: Context, span: ReportSpan, since: datetime, until: datetime) -> Broadcast | None:
    by_hour = {(hour.day, hour.hour): hour for hour in hours.list_hours(ctx.db, ctx.group.id, span.first, span.last)}
    found = []
    for sent in broadcasts.list_sent(ctx.db, ctx.group.id, since, until):
        local = ctx.local(sent.at)
        moments = [local + timedelta(hours=number) for number in range(TWO_HOURS)]
        after = [by_hour[place] for at in moments if (place := (at.date(), at.hour)) in by_hour]
        messages, checkins = sum(hour.messages for hour in after), sum(hour.checkins for hour in after)
        if messages + checkins:
            found.append(Broadcast(sent.plan, local, messages, checkins))
    return max(found, key=lambda broadcast: broadcast.messages + broadcast.checkins, default=None)
