"""Who came to an event: by the code that is shown on the spot, or as staff say it."""

from __future__ import annotations

from collections.abc import Callable

from handlers.events import meant, service
from handlers.events.forgetting import free_seats
from handlers.events.rules import DOORS_OPEN, STILL_ENTERED, STILL_SHOWN
from handlers.kit import Capability, Drawing, Feature, ForStaff, MemberContext, Message, Refusal, Reply, Role, reply
from handlers.kit.words import half_width
from handlers.mall.next_reward import describe_progress
from handlers.pictures.specs import EventCodeSpec
from handlers.points import payments
from handlers.staff.directory import split_members
from storage.events import events, sign_ups
from storage.events.events import Event
from storage.members.roster import Member

feature = Feature("event_attendance", title="到场", topic="活动")
feature.ledger_kind("event", "活动到场", person=-1)
feature.on_forgetting(free_seats)

CODE = "「{title}」的到场码是 {code}，到场的朋友发「到场 {code}」就行。"
SAY = "到场 {code}"
CAME = "✅ {name} 到场「{title}」，欢迎～"
CAME_STAFF = "✅ 到场：{names}{already}。"
ALREADY_LISTED = "（{names} 之前就到了）"
PAID = "+{points} 积分，现有 {balance} 分。"
ALREADY = "你已经到场了，玩得开心～"
NO_SUCH_CODE = "到场码不对，看一看店员给的四位数字，例如「到场 8362」。"
TOO_EARLY = "还没到时间，活动前 2 小时起可以到场。"
TOO_LATE = "「{title}」已经结束了，到场只登记到结束后 3 小时。"
HOW = "请这样写：到场 8362（店员给的码）。员工也可以写：到场 3 @小明 @小红"
NOBODY = "谁到了？请这样写：到场 3 @小明 @小红"
REASON = "参加{title}"


@feature.command("到场", "活动签到", help="到了现场，发店员给的码", usage="8362")
def come(message: Message, ctx: MemberContext) -> str:
    words = half_width(ctx.args).strip()
    if message.mentions or "@" in words:
        return _come_by_staff(message, ctx, words)
    event = _find_by_code(ctx, words)
    if not _record(ctx, event, ctx.member):
        raise Refusal(ALREADY)
    return CAME.format(name=ctx.member.name, title=event.terms.title) + _pay(ctx, event, ctx.member)


@feature.command("活动码", "到场码", help="现场用的到场码", usage="3", role=Role.STAFF, read_only=True)
def show_code(message: Message, ctx: MemberContext) -> ForStaff:
    event, _ = meant.resolve(ctx, ctx.args, "活动码 {}", over_for=STILL_ENTERED)
    text = CODE.format(title=event.terms.title, code=event.code)
    say = SAY.format(code=event.code)
    sheet = EventCodeSpec(title=event.terms.title, time=service.describe_time(ctx, event.terms), words=say)
    parts = [Drawing(sheet=sheet, alt=say)] if Capability.PICTURES in ctx.capabilities else []
    return ForStaff(reply=reply(text, *parts), ask=f"活动码 {event.number}", role=Role.STAFF)


def _find_by_code(ctx: MemberContext, code: str) -> Event:
    """Return the event with this code that people come to now; raises Refusal."""
    now, ahead = _list_at_hand(ctx), events.list_open(ctx.db, ctx.group.id)
    event = next((event for event in (*now, *ahead) if event.code == code), None)
    if event is None:
        over = next((event for event in meant.list_lately_over(ctx, STILL_SHOWN) if event.code == code), None)
        raise Refusal(TOO_LATE.format(title=over.terms.title) if over else NO_SUCH_CODE if code else HOW)
    if event not in now:
        raise Refusal(TOO_EARLY)
    return event


def _list_at_hand(ctx: MemberContext) -> list[Event]:
    """Return the events that people come to now, or may have come to a short while ago."""
    ahead = events.list_open(ctx.db, ctx.group.id)
    begins = [event for event in ahead if ctx.now >= event.terms.starts_at - DOORS_OPEN]
    return [*begins, *meant.list_lately_over(ctx, STILL_ENTERED)]


def _come_by_staff(message: Message, ctx: MemberContext, words: str) -> str:
    if ctx.role < Role.STAFF:
        raise Refusal(HOW)
    now = _list_at_hand(ctx)
    event, rest = (
        (now[0], words)
        if len(now) == 1 and meant.means_nobody_else(words)
        else meant.resolve(ctx, words, "到场 {} @小明", over_for=STILL_ENTERED)
    )
    if event not in now:
        raise Refusal(TOO_EARLY)
    members, _ = split_members(message, ctx, rest, NOBODY)
    if not members:
        raise Refusal(NOBODY)
    came = [member for member in members if _record(ctx, event, member)]
    for member in came:
        _pay(ctx, event, member)
    before = [member for member in members if member not in came]
    already = ALREADY_LISTED.format(names="、".join(member.name for member in before)) if before else ""
    return CAME_STAFF.format(names="、".join(member.name for member in came) or "没有新到的", already=already)


def _record(ctx: MemberContext, event: Event, member: Member) -> bool:
    """Note that a member has come, also where they did not sign up; return False where that is noted already."""
    if sign_ups.get(ctx.db, event, member) is None:
        sign_ups.save(ctx.db, event, member, people=1, note="", regular=False)
    return sign_ups.record_attendance(ctx.db, event, member, ctx.now)


def _pay(ctx: MemberContext, event: Event, member: Member) -> str:
    """Pay for coming, once, and return the text about it."""
    if not event.terms.points:
        return ""
    key, reason = f"event:{event.id}:{member.id}", REASON.format(title=event.terms.title)
    paid = payments.pay_reward(ctx, member, event.terms.points, key=key, reason=reason, owe=True)
    return paid.text() + describe_progress(ctx, member, paid.points, paid.balance) if paid else ""


@feature.on_merging
def free_the_second_seat(gone: Member, stays: Member, ctx: MemberContext) -> Callable[[], Reply]:
    """Tell those that waited for a seat which one person had twice."""
    both = {event.id for event in events.list_open_of_member(ctx.db, gone)}
    shared = [event for event in events.list_open_of_member(ctx.db, stays) if event.id in both]
    waited = [(event, service.list_seated(ctx, event)[1]) for event in shared]

    def tell() -> Reply:
        told: Reply = ()
        for event, waiting in waited:
            others = [sign_up for sign_up in waiting if sign_up.member.id not in (gone.id, stays.id)]
            told = (*told, *service.describe_moved_up(event, others, service.list_seated(ctx, event)[0]))
        return told

    return tell
