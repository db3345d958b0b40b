"""Events for members: what is ahead, signing up, and what one has been to."""

from __future__ import annotations

import re

from handlers.dates.hours import format_time
from handlers.events import service
from handlers.events.calendar_file import calendar_file
from handlers.events.rules import MOST_PEOPLE, MOST_SIGN_UPS, Rules
from handlers.events.sign_up_lines import read_sign_up
from handlers.kit import Audience, Capability, Document, Feature, MemberContext, Message, Refusal, Reply, reply
from handlers.text.numbers import read_number
from storage.events import events, sign_ups
from storage.events.events import Event, State
from storage.events.sign_ups import Attendance
from storage.messages import files

feature = Feature("events", Rules, title="活动")
feature.requires(Capability.PUSHES, "活动前不会自己提醒，请发「活动」看。")

LINE = "{number} 号 {title}：{time}{place}，{seats}"
PLACE = "，{place}"
HOW = "想去就发「报名 {number}」，带人发「报名 {number} +1」，详情发「活动 {number}」。"
SIGNED_UP = "✅ {name} 报名了「{title}」{extra}，{time} 见～"
WAITING = "✅ {name} 排在「{title}」的候补第 {place} 位{extra}，有人取消就通知你。"
CHANGED = "✅ {name} 的报名改好了{extra}。"
ALREADY = "你已经报名了「{title}」。带人发「报名 {number} +1」，不去了发「取消报名 {number}」。"
BRINGS = "（连自己 {people} 人）"
EVERY_WEEK = "，以后每周都留着位子"
CALENDAR = "发「活动日历 {number}」可以加进手机日历。"
STARTED = "「{title}」已经结束了。"
TOO_MANY_PEOPLE = f"一个人最多带 {MOST_PEOPLE - 1} 位，人多的话请和店员说一声。"
NOT_WEEKLY = "「{title}」只办这一次，发「报名 {number}」就行。"
CROWDED = "报名的人太多了，请和店员说一声。"
TAKEN_BACK = "好的，{name} 的「{title}」报名取消了。"
NOT_SIGNED_UP = "你没有报名「{title}」。"
HAS_COME = "你已经到场了，不用取消～"
NOTHING_YET = "你还没有报名过活动。发「活动」看看有什么～"
YOURS = "你报名过的活动："
YOUR_LINE = "{time} {title}　{outcome}"
OUTCOMES = {State.OPEN: "已报名", State.CANCELLED: "活动取消", State.OVER: "没去成"}
CAME = "到场 ✓"
MOST_SHOWN = 10
_WEEKLY = re.compile(r"每周\s?")


@feature.command("活动", "活动列表", help="接下来有什么活动；带编号看详情", usage="3", read_only=True)
def show(message: Message, ctx: MemberContext) -> str:
    if ctx.args:
        number = read_number(ctx.args.strip("#").removesuffix("号"))
        if number is None:
            raise Refusal(service.NOT_A_NUMBER.format(shown=ctx.args[:12], example="活动 3"))
        event = service.get_by_number(ctx, number)
        service.require_open(event)
        return f"{service.describe(ctx, event)}\n{HOW.format(number=number)}"
    ahead = events.list_open(ctx.db, ctx.group.id)
    if not ahead:
        return service.NONE_OPEN
    if len(ahead) == 1:
        return f"{service.describe(ctx, ahead[0])}\n{HOW.format(number=ahead[0].number)}"
    lines = [_describe_shortly(ctx, event) for event in ahead]
    return "\n".join([*lines, HOW.format(number=ahead[0].number)])


@feature.command("报名", help="报名参加活动", usage="3 +1")
def sign_up(message: Message, ctx: MemberContext) -> str:
    event, words = service.resolve(ctx, ctx.args, "报名 {}")
    weekly = _WEEKLY.search(words)
    if weekly and not event.terms.weekly:
        raise Refusal(NOT_WEEKLY.format(title=event.terms.title, number=event.number))
    line = read_sign_up(_WEEKLY.sub("", words))
    if ctx.now >= event.terms.ends_at:
        raise Refusal(STARTED.format(title=event.terms.title))
    if (line.people or 1) > MOST_PEOPLE:
        raise Refusal(TOO_MANY_PEOPLE)
    before = sign_ups.get(ctx.db, event, ctx.member)
    if before and line.people is None and not line.note and bool(weekly) <= before.regular:
        raise Refusal(ALREADY.format(title=event.terms.title, number=event.number))
    if before is None and len(sign_ups.list_all(ctx.db, event)) >= MOST_SIGN_UPS:
        raise Refusal(CROWDED)
    sign_ups.save(
        ctx.db,
        event,
        ctx.member,
        people=line.people or (before.people if before else 1),
        note=line.note or (before.note if before else ""),
        regular=bool(weekly) or bool(before and before.regular),
    )
    return _describe_sign_up(ctx, event, is_new=before is None)


@feature.command("取消报名", "退出活动", help="不去了", usage="3")
def take_back(message: Message, ctx: MemberContext) -> Reply:
    event, _ = service.resolve(ctx, ctx.args, "取消报名 {}")
    own = sign_ups.get(ctx.db, event, ctx.member)
    if own is None:
        raise Refusal(NOT_SIGNED_UP.format(title=event.terms.title))
    if own.came_at:
        raise Refusal(HAS_COME)
    _, waiting = service.list_seated(ctx, event)
    sign_ups.delete(ctx.db, event, ctx.member)
    text = TAKEN_BACK.format(name=ctx.member.name, title=event.terms.title)
    return (*reply(text), *service.describe_moved_up(ctx, event, waiting))


@feature.command("我的活动", help="报名过的活动，去了没有", audience=Audience.ASKER, read_only=True)
def show_own(message: Message, ctx: MemberContext) -> str:
    attended = sign_ups.list_of_member(ctx.db, ctx.member, MOST_SHOWN)
    return "\n".join([YOURS, *(_describe_attendance(ctx, each) for each in attended)]) if attended else NOTHING_YET


@feature.command("活动日历", help="把活动加进手机日历", usage="3", audience=Audience.ASKER)
def send_calendar(message: Message, ctx: MemberContext) -> Reply:
    event, _ = service.resolve(ctx, ctx.args, "活动日历 {}")
    digest = files.save(ctx.db, calendar_file(ctx.group.id, event, ctx.now), ctx.now)
    return reply(Document(digest=digest, name=f"活动{event.number}.ics"))


def _describe_shortly(ctx: MemberContext, event: Event) -> str:
    return LINE.format(
        number=event.number,
        title=event.terms.title,
        time=service.describe_time(ctx, event.terms),
        place=PLACE.format(place=event.terms.place) if event.terms.place else "",
        seats=service.describe_seats(sign_ups.list_all(ctx.db, event), event.terms.seats),
    )


def _describe_sign_up(ctx: MemberContext, event: Event, *, is_new: bool) -> str:
    seated, waiting = service.list_seated(ctx, event)
    own = next(each for each in (*seated, *waiting) if each.member.id == ctx.member.id)
    extra = BRINGS.format(people=own.people) if own.people > 1 else ""
    extra += EVERY_WEEK if own.regular else ""
    title = event.terms.title
    if own in waiting:
        return WAITING.format(name=ctx.member.name, title=title, place=waiting.index(own) + 1, extra=extra)
    if not is_new:
        return CHANGED.format(name=ctx.member.name, extra=extra)
    time = format_time(ctx, event.terms.starts_at)
    text = SIGNED_UP.format(name=ctx.member.name, title=title, extra=extra, time=time)
    return text + CALENDAR.format(number=event.number)


def _describe_attendance(ctx: MemberContext, attended: Attendance) -> str:
    outcome = CAME if attended.came else OUTCOMES[attended.state]
    return YOUR_LINE.format(time=f"{ctx.local(attended.starts_at):%Y-%m-%d}", title=attended.title, outcome=outcome)
