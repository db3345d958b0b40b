"""Events for members: what is ahead, signing up, and what one has been to."""

from __future__ import annotations

import re

from handlers.dates.hours import format_time
from handlers.events import meant, service
from handlers.events.calendar_file import calendar_file
from handlers.events.pictures import posters
from handlers.events.rules import MOST_PEOPLE, MOST_SIGN_UPS, Rules
from handlers.events.sign_up_lines import read_sign_up
from handlers.events.sign_up_words import brings_somebody, read_fewer
from handlers.events.taking_back import take_back_sign_up
from handlers.events.whom import NOT_FOR_OTHERS, list_whom
from handlers.kit import (
    Audience,
    Capability,
    Document,
    Feature,
    Left,
    MemberContext,
    Message,
    Refusal,
    Reply,
    Role,
    reply,
)
from handlers.kit.words import half_width, truncate
from handlers.text.numbers import read_number
from storage.events import events, sign_ups
from storage.events.events import Event, State
from storage.events.sign_ups import Attendance, SignUp
from storage.members.roster import Member
from storage.messages import files

feature = Feature("events", Rules, title="活动")
feature.requires(Capability.PUSHES, "活动前不会自己提醒，请发「活动」看。")

LINE = "{number} 号 {title}：{time}{place}，{seats}"
TO_OPEN = "想开一个活动的话，发「开活动 周六 14:00 亲子烘焙 地点 店里」。"
PLACE = "，{place}"
HOW = "想去就发「报名 {number}」，带人发「报名 {number} +1」，详情发「活动 {number}」。"
SIGNED_UP = "✅ {name} 报名了「{title}」{extra}，{time} 见～"
WAITING = "✅ {name} 排在「{title}」的候补第 {place} 位{extra}，有人取消就通知你。"
CHANGED = "✅ {name} 的报名改好了{extra}。"
ALREADY = "你已经报名了「{title}」。带人发「报名 {number} +1」，不去了发「取消报名 {number}」。"
STILL_WAITING = "你排在「{title}」的候补第 {place} 位，有人取消就通知你。不等了发「取消报名 {number}」。"
BY_STAFF = "替别人报名请 @ TA：报名 {number} @小明"
ALONG = "一共几个人来？发「报名 {number} +1」把同来的算上。"
BRINGS = "（连自己 {people} 人）"
EVERY_WEEK = "，以后每周都留着位子"
CALENDAR = "发「活动日历 {number}」可以加进手机日历。"
STARTED = "「{title}」已经结束了。"
NO_ROOM = "「{title}」{room}，加不到 {people} 人。你原来的报名没有变（{before} 人）。"
NO_SEATS_LEFT, SEATS_LEFT, OTHERS_WAIT = "已经满了", "只剩 {left} 个名额", "还有人在候补"
FEW_SEATS = "「{title}」一共只有 {seats} 个名额，坐不下 {people} 人。"
UNREADABLE = "没看懂「{shown}」。带人发「报名 {number} +1」，不去了发「取消报名 {number}」。"
TOO_MANY_PEOPLE = f"一个人最多带 {MOST_PEOPLE - 1} 位，人多的话请和店员说一声。"
NOT_WEEKLY = "「{title}」只办这一次，发「报名 {number}」就行。"
CROWDED = "报名的人太多了，请和店员说一声。"
NOT_SIGNED_UP = "{name} 没有报名「{title}」。"
NOTHING_TO_TAKE_BACK = "{name} 没有报名要来的活动，不用取消～"
HAS_COME = "{name} 已经到场了，不用取消～"
NOTHING_YET = "你还没有报名过活动。发「活动」看看有什么～"
YOURS = "你报名过的活动："
YOUR_LINE = "{time} {title}　{outcome}"
OUTCOMES = {State.OPEN: "已报名", State.CANCELLED: "活动取消", State.OVER: "没去成"}
WAITING_OUTCOMES = {State.OPEN: "候补第 {place} 位", State.CANCELLED: "活动取消", State.OVER: "没排上名额"}
NOT_NOTED = "已结束"
CAME = "到场 ✓"
MOST_SHOWN = 10
ASKED = ("有什么活动", "有活动吗", "最近有什么活动", "接下来有什么活动", "怎么报名")
_MINUS = re.compile(r"[-－—–]\s?[0-9]")


@feature.command("活动", "活动列表", help="接下来有什么活动；带编号看详情", usage="3", read_only=True, asked=ASKED)
def show(message: Message, ctx: MemberContext) -> str | Reply:
    if ctx.args:
        number = read_number(ctx.args.strip("#").removesuffix("号"))
        if number is None:
            how = meant.NOT_A_NUMBER.format(shown=truncate(ctx.args, 12), example="活动 3")
            raise Refusal(how + (TO_OPEN if ctx.role >= Role.STAFF else ""))
        event = meant.get_by_number(ctx, number)
        meant.require_open(event)
        return _show(ctx, event)
    ahead = events.list_open(ctx.db, ctx.group.id)
    if not ahead:
        return meant.NONE_OPEN
    if len(ahead) == 1:
        return _show(ctx, ahead[0])
    lines = [_describe_shortly(ctx, event) for event in ahead]
    return "\n".join([*lines, HOW.format(number=ahead[0].number)])


@feature.command("报名", "我要报名", "报名活动", "参加活动", help="报名参加活动", usage="3 +1")
def sign_up(message: Message, ctx: MemberContext) -> str:
    event, words = meant.resolve(ctx, ctx.args, "报名 {}", meant.means_sign_up)
    weekly = meant.WEEKLY.search(words)
    if weekly and not event.terms.weekly:
        raise Refusal(NOT_WEEKLY.format(title=event.terms.title, number=event.number))
    members = list_whom(message, ctx, event, meant.WEEKLY.sub("", words))
    return "\n".join(_sign_up(ctx, event, member, about, weekly=bool(weekly)) for member, about in members)


def _sign_up(ctx: MemberContext, event: Event, member: Member, words: str, *, weekly: bool) -> str:
    """Sign somebody up, or change what is known of it, by what is said of them; raises Refusal."""
    line = read_sign_up(words)
    if line.name:
        raise Refusal((BY_STAFF if ctx.role >= Role.STAFF else NOT_FOR_OTHERS).format(number=event.number))
    if line.cancelled or line.unclear or _MINUS.match(half_width(words)):
        raise Refusal(UNREADABLE.format(shown=truncate(words), number=event.number))
    if ctx.now >= event.terms.ends_at:
        raise Refusal(STARTED.format(title=event.terms.title))
    if (line.people or 1) > MOST_PEOPLE:
        raise Refusal(TOO_MANY_PEOPLE)
    before = sign_ups.get(ctx.db, event, member)
    if before and line.people is None and not line.note and weekly <= before.regular:
        raise Refusal(_describe_again(ctx, event, before))
    people = line.people or (before.people if before else 1)
    _require_room(ctx, event, before, people)
    note, regular = line.note or (before.note if before else ""), weekly or bool(before and before.regular)
    sign_ups.save(ctx.db, event, member, people=people, note=note, regular=regular)
    described = _describe_sign_up(ctx, event, member, is_new=before is None)
    return described + (ALONG.format(number=event.number) if line.people is None and brings_somebody(note) else "")


def _describe_again(ctx: MemberContext, event: Event, own: SignUp) -> str:
    """Return what somebody is told who signs up again: that they have a seat, or wait."""
    title = event.terms.title
    place = service.place_waiting(ctx, event, own.member)
    if place:
        return STILL_WAITING.format(title=title, place=place, number=event.number)
    return ALREADY.format(title=title, number=event.number)


def _require_room(ctx: MemberContext, event: Event, before: SignUp | None, people: int) -> None:
    """Raise Refusal where so many can never have seats, or would take those of others who have or wait for one."""
    seated, waiting = service.list_seated(ctx, event)
    if before is None and len(seated) + len(waiting) >= MOST_SIGN_UPS:
        raise Refusal(CROWDED)
    title, seats = event.terms.title, event.terms.seats
    if not seats:
        return
    if people > seats:
        raise Refusal(FEW_SEATS.format(title=title, seats=seats, people=people))
    if before is None or before not in seated or people <= before.people:
        return
    left = seats - sum(sign_up.people for sign_up in seated)
    if waiting or people - before.people > left:
        room = OTHERS_WAIT if waiting else SEATS_LEFT.format(left=left) if left else NO_SEATS_LEFT
        raise Refusal(NO_ROOM.format(title=title, room=room, people=people, before=before.people))


@feature.command("取消报名", "退出活动", help="不去了", usage="3")
def take_back(message: Message, ctx: MemberContext) -> Reply:
    only_fewer = read_fewer(half_width(ctx.args))
    own_events = events.list_open_of_member(ctx.db, ctx.member) if only_fewer or not ctx.args else []
    if not (ctx.args or own_events) and len(events.list_open(ctx.db, ctx.group.id)) > 1:
        raise Refusal(NOTHING_TO_TAKE_BACK.format(name=ctx.member.name))
    if len(own_events) == 1:
        event, words = own_events[0], ctx.args
    else:
        event, words = meant.resolve(ctx, ctx.args, "取消报名 {}", meant.means_not_coming)
    _, waiting = service.list_seated(ctx, event)
    taken_back = [_take_back(ctx, event, *whom) for whom in list_whom(message, ctx, event, words)]
    text = "\n".join(taken_back)
    moved_up = service.describe_moved_up(event, waiting, service.list_seated(ctx, event)[0])
    if moved_up and message.chat is not None:
        return (*reply(text + "\n"), *moved_up)
    if moved_up:
        # Who waited was promised to be told.
        ctx.post(f"{ctx.key}:moved_up", moved_up)
    return reply(text)


def _take_back(ctx: MemberContext, event: Event, member: Member, words: str) -> str:
    own = sign_ups.get(ctx.db, event, member)
    if own is None:
        raise Refusal(NOT_SIGNED_UP.format(name=member.name, title=event.terms.title))
    if own.came_at:
        raise Refusal(HAS_COME.format(name=member.name))
    return take_back_sign_up(ctx, event, own, read_fewer(half_width(words)))


@feature.on(Left)
def tell_who_moves_up(event: Left, ctx: MemberContext) -> Reply:
    """Tell those that waited for the seats of somebody who has left the group, and keeps their place at the end."""
    moved_up: Reply = ()
    for ahead in events.list_open_of_member(ctx.db, ctx.member):
        _, waited = service.list_seated(ctx, ahead, with_left=ctx.member)
        sign_ups.put_left_last(ctx.db, ahead)
        moved_up = (*moved_up, *service.describe_moved_up(ahead, waited, service.list_seated(ctx, ahead)[0]))
    return moved_up


@feature.command("我的活动", help="报名过的活动，去了没有", audience=Audience.ASKER, read_only=True)
def show_own(message: Message, ctx: MemberContext) -> str:
    attended = sign_ups.list_of_member(ctx.db, ctx.member, MOST_SHOWN)
    return "\n".join([YOURS, *(_describe_attendance(ctx, each) for each in attended)]) if attended else NOTHING_YET


@feature.command("活动日历", "加日历", help="把活动加进手机日历", usage="3", audience=Audience.ASKER)
def send_calendar(message: Message, ctx: MemberContext) -> Reply:
    event, _ = meant.resolve(ctx, ctx.args, "活动日历 {}")
    digest = files.save(ctx.db, calendar_file(ctx.group.id, event, ctx.now), ctx.now)
    return reply(Document(digest=digest, name=f"活动{event.number}.ics"))


def _show(ctx: MemberContext, event: Event) -> Reply:
    text = f"{service.describe(ctx, event)}\n{HOW.format(number=event.number)}"
    return reply(text, *posters(ctx, event))


def _describe_shortly(ctx: MemberContext, event: Event) -> str:
    return LINE.format(
        number=event.number,
        title=event.terms.title,
        time=service.describe_time(ctx, event.terms),
        place=PLACE.format(place=event.terms.place) if event.terms.place else "",
        seats=service.describe_seats(sign_ups.list_all(ctx.db, event), event.terms.seats),
    )


def _describe_sign_up(ctx: MemberContext, event: Event, member: Member, *, is_new: bool) -> str:
    seated, waiting = service.list_seated(ctx, event)
    own = next(each for each in (*seated, *waiting) if each.member.id == member.id)
    extra = BRINGS.format(people=own.people) if own.people > 1 else ""
    extra += EVERY_WEEK if own.regular else ""
    title = event.terms.title
    if own in waiting:
        return WAITING.format(name=member.name, title=title, place=waiting.index(own) + 1, extra=extra)
    if not is_new:
        return CHANGED.format(name=member.name, extra=extra)
    time = format_time(ctx, event.terms.starts_at)
    text = SIGNED_UP.format(name=member.name, title=title, extra=extra, time=time)
    return text + CALENDAR.format(number=event.number)


def _describe_attendance(ctx: MemberContext, attended: Attendance) -> str:
    event = attended.event
    place = 0 if attended.came else service.place_waiting(ctx, event, ctx.member)
    outcome = (WAITING_OUTCOMES if place else OUTCOMES)[event.state].format(place=place)
    if event.state is State.OVER and not place and not attended.is_noted:
        outcome = NOT_NOTED
    time = f"{ctx.local(event.terms.starts_at):%Y-%m-%d}"
    return YOUR_LINE.format(time=time, title=event.terms.title, outcome=CAME if attended.came else outcome)
