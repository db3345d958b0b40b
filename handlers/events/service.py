"""Announcing, showing, moving and ending events, for all features of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from handlers.dates.hours import format_time
from handlers.events.rules import MOST_OPEN, WEEK
from handlers.events.seats import count_seated, fit
from handlers.kit import Context, Refusal, Reply, TimerPayload, cancel_timer, reply, set_timer
from handlers.text.people import mention
from storage.events import events, sign_ups
from storage.events.events import Event, State, Terms
from storage.events.sign_ups import SignUp
from storage.members.roster import Member

TIMERS = "event_reminders"
"""The feature whose timers remind of events and end them."""
TITLE = "📅 {number} 号活动：{title}"
TIME = "时间：{time}"
PLACE = "地点：{place}"
FEE = "费用：{fee}"
POINTS = "到场得 {points} 分"
WEEKLY = "每周一次，发「报名 {number} 每周」就一直给你留着位子"
FREE = "{people} 人报名"
NO_ROOM = "{people} 人报名，名额满了"
LEFT = "{people} 人报名，还有 {left} 个名额"
FULL = "名额满了（{seats} 人），候补 {waiting} 人"
PARTLY = "{people} 人报名，还有 {left} 个名额，候补 {waiting} 人（一起来的人多，位子不够）"
MOVED_UP = "🎉 候补排上了「{title}」："
MOVED_DOWN = "😢 名额不够，这几位转到了候补："
TOO_MANY = "已经有 {count} 个活动排着了，先取消几个吧。"
WEEKDAYS = "一二三四五六日"


class Reminder(TimerPayload):
    """The timer that reminds those who signed up."""

    kind: Literal["reminder"] = "reminder"
    event: int
    hours: int
    """Before the start."""

    only_speaks = True

    @property
    def key(self) -> str:
        return f"{self.event} {self.hours}"


class Finish(TimerPayload):
    """The timer that ends an event."""

    kind: Literal["finish"] = "finish"
    event: int

    @property
    def key(self) -> str:
        return f"{self.event} end"


REMINDERS = (24, 2)
"""Hours before the start."""


def announce(ctx: Context, terms: Terms) -> Event:
    """Announce an event and set its timers; raises Refusal where too many are ahead."""
    ahead = events.list_open(ctx.db, ctx.group.id)
    if len(ahead) >= MOST_OPEN:
        raise Refusal(TOO_MANY.format(count=len(ahead)))
    taken = {event.code for event in ahead}
    code = next(code for code in iter(lambda: f"{ctx.random.randrange(1000, 10_000)}", "") if code not in taken)
    event = events.create(ctx.db, ctx.group.id, terms, code)
    _set_timers(ctx, event)
    return event


def stands_already(ctx: Context, terms: Terms) -> bool:
    """Tell whether an event is ahead already: announced by hand before, or by itself as the next of every week."""

    def weekday(moment: datetime) -> int:
        return ctx.local(moment).weekday()

    return any(
        event.terms.title == terms.title
        and (
            event.terms.starts_at == terms.starts_at
            or (event.terms.weekly and weekday(event.terms.starts_at) == weekday(terms.starts_at))
        )
        for event in events.list_open(ctx.db, ctx.group.id)
    )


def change(ctx: Context, event: Event, terms: Terms) -> Event:
    """Put other terms in force, and move the timers."""
    events.change(ctx.db, event, terms)
    _cancel_timers(ctx, event)
    changed = replace(event, terms=terms)
    if terms.seats and (terms.seats < event.terms.seats or not event.terms.seats):
        signed_up = sign_ups.list_all(ctx.db, event)
        order = fit([sign_up.people for sign_up in signed_up], terms.seats)
        sign_ups.reorder(ctx.db, event, [signed_up[place].member for place in order])
    _set_timers(ctx, changed)
    return changed


def cancel(ctx: Context, event: Event) -> bool:
    """Cancel an event; return False where it is over or cancelled already."""
    _cancel_timers(ctx, event)
    return events.end(ctx.db, event, State.CANCELLED)


def reopen(ctx: Context, event: Event) -> None:
    """Let a cancelled event take place after all."""
    events.reopen(ctx.db, event)
    sign_ups.put_left_last(ctx.db, event)
    _set_timers(ctx, event)


def follow_with_next(ctx: Context, event: Event) -> Event:
    """Announce next week's event, with those who come every week signed up for it in their order."""
    terms = event.terms
    following = announce(ctx, replace(terms, starts_at=terms.starts_at + WEEK, ends_at=terms.ends_at + WEEK))
    for sign_up in sign_ups.list_all(ctx.db, event):
        if sign_up.regular:
            sign_ups.save(ctx.db, following, sign_up.member, people=sign_up.people, note=sign_up.note, regular=True)
    return following


def _set_timers(ctx: Context, event: Event) -> None:
    for hours in REMINDERS:
        at = event.terms.starts_at - timedelta(hours=hours)
        if at > ctx.now:
            set_timer(ctx, TIMERS, Reminder(event=event.id, hours=hours), at)
    set_timer(ctx, TIMERS, Finish(event=event.id), event.terms.ends_at)


def _cancel_timers(ctx: Context, event: Event) -> None:
    for hours in REMINDERS:
        cancel_timer(ctx, TIMERS, Reminder(event=event.id, hours=hours))
    cancel_timer(ctx, TIMERS, Finish(event=event.id))


def describe(ctx: Context, event: Event) -> str:
    """Return an event with all its terms, and how many signed up."""
    terms = event.terms
    lines = [
        TITLE.format(number=event.number, title=terms.title),
        TIME.format(time=describe_time(ctx, terms)),
        PLACE.format(place=terms.place) if terms.place else "",
        FEE.format(fee=terms.fee) if terms.fee else "",
        terms.details,
        POINTS.format(points=terms.points) if terms.points else "",
        WEEKLY.format(number=event.number) if terms.weekly else "",
        describe_seats(sign_ups.list_all(ctx.db, event), terms.seats),
    ]
    return "\n".join(line for line in lines if line)


def describe_time(ctx: Context, terms: Terms) -> str:
    """Return the local time of an event with its weekday: 11-28 周六 14:00 到 16:00."""
    start, end = ctx.local(terms.starts_at), ctx.local(terms.ends_at)
    day = f"{start:%m-%d}" if start.year == ctx.today.year else f"{start:%Y-%m-%d}"
    until = f"{end:%H:%M}" if end.date() == start.date() else format_time(ctx, terms.ends_at)
    return f"{day} 周{WEEKDAYS[start.weekday()]} {start:%H:%M} 到 {until}"


def describe_seats(signed_up: Sequence[SignUp], seats: int) -> str:
    """Return how many signed up, and how many seats are left."""
    counts = [sign_up.people for sign_up in signed_up]
    seated = count_seated(counts, seats)
    people = sum(counts[:seated])
    if not seats:
        return FREE.format(people=people)
    waiting, left = sum(counts[seated:]), max(seats - people, 0)
    if waiting and left:
        return PARTLY.format(people=people, left=left, waiting=waiting)
    if waiting:
        return FULL.format(seats=seats, waiting=waiting)
    return (LEFT if left else NO_ROOM).format(people=people, left=left)


def list_seated(ctx: Context, event: Event, *, with_left: Member | None = None) -> tuple[list[SignUp], list[SignUp]]:
    """Return who has a seat and who waits, each in the order of signing up; `with_left` as if they had not left."""
    signed_up = sign_ups.list_all(ctx.db, event, with_left=with_left)
    seated = count_seated([sign_up.people for sign_up in signed_up], event.terms.seats)
    return signed_up[:seated], signed_up[seated:]


def describe_moved_up(event: Event, waited: Sequence[SignUp], seated: Sequence[SignUp]) -> Reply:
    """Return who of those that waited has a seat now, with a mention; empty for nobody."""
    return _mention_moved(MOVED_UP.format(title=event.terms.title), waited, seated)


def describe_moved_down(had_seats: Sequence[SignUp], waiting: Sequence[SignUp]) -> Reply:
    """Return who of those that had a seat waits now, with a mention; empty for nobody."""
    return _mention_moved(MOVED_DOWN, had_seats, waiting)


def _mention_moved(words: str, before: Sequence[SignUp], now: Sequence[SignUp]) -> Reply:
    ids = {sign_up.member.id for sign_up in before}
    moved = [mention(sign_up.member) for sign_up in now if sign_up.member.id in ids]
    return reply(words, *moved) if moved else ()


def place_waiting(ctx: Context, event: Event, member: Member) -> int:
    """Return a member's place among those who wait for a seat, from 1; 0 where they do not wait."""
    _, waiting = list_seated(ctx, event)
    return next((place for place, each in enumerate(waiting, 1) if each.member.id == member.id), 0)
