"""提醒我 and 提醒大家: something said at a time, once or again and again; for oneself it is said in private."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.dates.hours import day_told, format_time
from handlers.dates.spoken import FURTHEST
from handlers.dates.spoken_days import WEEKDAYS
from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    ForMember,
    HandlerResult,
    MemberContext,
    Message,
    Refusal,
    Role,
    TimerPayload,
    cancel_timer,
    reply,
    set_timer,
)
from handlers.kit.naming import SIGNS
from handlers.kit.words import ENDINGS
from handlers.text.people import mention
from handlers.tools.days import is_at_work
from handlers.tools.recurrence import Recurrence
from handlers.tools.reminder_choice import USAGE_CANCEL, choose
from handlers.tools.reminder_times import Order, read_orders
from handlers.tools.reminder_words import Wish, read_wish
from storage.members import roster
from storage.tools import reminders
from storage.tools.reminders import Reminder

feature = Feature("reminders", title="提醒", topic="小工具")
feature.requires(Capability.PUSHES, "「提醒我」「提醒大家」到时候说不出来。")

WORD, WORD_FOR_ALL = "提醒我", "提醒大家"
USAGE, USAGE_FOR_ALL = "明天下午3点 开会", "20:00 开会"
ALL_OF = ("所有", "全部", "所有的", "全部的")
ALL_WORDS = tuple(f"{verb}{all_of}提醒" for verb in ("取消", "删除", "清空") for all_of in ALL_OF)
HOW_TO = "什么时候提醒、提醒什么？请这样写：{word} {usage}，或者 {word} 每周一 09:00 例会。"
PAST = "这个时间不行，请写以后的时间，最多一年。"
TOO_LONG = "提醒的话最多 {most} 个字。"
TOO_MANY = f"你已经有 {{most}} 条提醒了，先用「取消提醒 {USAGE_CANCEL}」去掉几条吧。"
HELD = "（那时是群里的静默时段，我到 {time} 再说）"
CANNOT = "这个群的通道不能主动发消息，到时候没法提醒。"
SET = "好，{when}提醒{whom}：{text}\n（{number} 号，不要了发「取消提醒 {number}」）"
SAME = "这条已经记着了：{when}提醒{whom}：{text}\n（{number} 号，不要了发「取消提醒 {number}」）"
ONCE = "{time}（周{weekday}）"
AGAIN = "{every}（下一次 {time}）"
NONE = "你没有提醒。要提醒就发「提醒我 明天下午3点 开会」。"
HEAD = "你的提醒："
LINE = "{number} 号：{whom}{text}，{when}"
RUNG = "刚提醒过：{text}（{time}）"
CANCELLED = "取消了 {numbers} 号提醒。"
CANCELLED_ALL = "取消了全部 {count} 条提醒。"
RINGS, RINGS_FOR_ALL = "⏰ 提醒你：{text}{late}", "⏰ 提醒大家：{text}{late}"
LATE = "（本来是 {due:%m-%d %H:%M} 的）"
SHOWN = "到时间啦 ⏰"
MOST, LONGEST = 20, 100
LONGEST_TYPED = LONGEST + 100
"""Characters with the time and the spaces around it; no more are looked through for one."""
KEPT = timedelta(days=1)
"""How long what was said can be read again, by whom nobody could write to."""
AWAY = timedelta(days=90)
"""So long the reminders of who has left wait for them in silence, those that come again and again."""
PUNCTUAL, SAME_TIME = timedelta(minutes=10), timedelta(minutes=1)


class Due(TimerPayload):
    """The timer of a reminder's next time."""

    only_speaks = True

    reminder: int
    in_private: bool = False
    """Nobody else hears it, so it comes when it was asked for, also in the quiet hours."""

    @property
    def key(self) -> str:
        return str(self.reminder)

    @property
    def breaks_silence(self) -> bool:
        return self.in_private


@feature.command(WORD, help="到时间私下提醒你；每天、每周、每月、工作日也行", usage=USAGE)
def remind_me(message: Message, ctx: MemberContext) -> str:
    return _set(ctx, ctx.args, WORD, for_all=False)


@feature.command(WORD_FOR_ALL, help="到时间在群里提醒", usage=USAGE_FOR_ALL, role=Role.STAFF, spoken=True)
def remind_all(message: Message, ctx: MemberContext) -> str:
    return _set(ctx, ctx.args, WORD_FOR_ALL, for_all=True)


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Take 提醒我30分钟后开会 and 明早8点提醒我吃药 for the command; what may be talk only where the bot is asked."""
    wish = read_wish(message.text, calls=message.addressed)
    if wish is None or (wish.for_all and ctx.role < Role.STAFF) or not (message.addressed or _is_clear(ctx, wish)):
        return None
    word = WORD_FOR_ALL if wish.for_all else WORD
    return _set(ctx, f"{wish.when} {wish.text}".strip(), word, for_all=wish.for_all)


def _is_clear(ctx: MemberContext, wish: Wish) -> bool:
    """Return whether a wish can hardly be talk: nothing but a time stands before the word, or one behind it."""
    try:
        orders = read_orders(ctx, f"{wish.when} {WORD}" if wish.when else wish.text)
    except Refusal:
        return not wish.when
    return bool(orders) and (orders[0].text == WORD if wish.when else bool(orders[0].text))


@feature.command("我的提醒", help="你设了哪些提醒", audience=Audience.ASKER)
def list_reminders(message: Message, ctx: MemberContext) -> str:
    reminders.forget_rung(ctx.db, ctx.member.id, ctx.now - KEPT)
    own = reminders.list_of(ctx.db, ctx.member)
    lines = [
        RUNG.format(text=reminder.text, time=format_time(ctx, reminder.rung_at))
        if reminder.rung_at
        else LINE.format(
            number=reminder.number,
            when=_describe(ctx, reminder.due_at, _recurrence(reminder)),
            whom="提醒大家：" if reminder.for_all else "",
            text=reminder.text,
        )
        for reminder in sorted(own, key=lambda reminder: reminder.rung_at is not None)
    ]
    return "\n".join([HEAD, *lines]) if lines else NONE


@feature.command(*ALL_WORDS, "清空提醒", "提醒全部取消", help="所有提醒都不要了")
def cancel_all(message: Message, ctx: MemberContext) -> str:
    waiting = _list_waiting(ctx)
    for reminder in waiting:
        _forget(ctx, reminder)
    return CANCELLED_ALL.format(count=len(waiting)) if waiting else NONE


@feature.command("取消提醒", "删除提醒", "不要提醒", help="不要一条提醒了，写号码或提醒的话", usage=USAGE_CANCEL)
def cancel(message: Message, ctx: MemberContext) -> str:
    waiting = _list_waiting(ctx)
    typed = ctx.args.strip(ENDINGS + " ")
    if typed in ALL_OF:
        return cancel_all(message, ctx)
    chosen = choose(waiting, typed)
    for reminder in chosen:
        _forget(ctx, reminder)
    return CANCELLED.format(numbers="、".join(str(reminder.number) for reminder in chosen))


def _list_waiting(ctx: MemberContext) -> list[Reminder]:
    return [reminder for reminder in reminders.list_of(ctx.db, ctx.member) if not reminder.rung_at]


def _forget(ctx: MemberContext, reminder: Reminder) -> None:
    reminders.delete(ctx.db, reminder)
    cancel_timer(ctx, feature.name, Due(reminder=reminder.id))


@feature.on_timer(Due)
def ring(due: Due, ctx: Context) -> HandlerResult:
    reminder = reminders.get(ctx.db, due.reminder)
    if reminder is None:
        return None
    now = ctx.carried_out_at
    every = _recurrence(reminder)
    following = every.next_after(ctx.local(now), lambda day: is_at_work(day, ctx.group.calendar)) if every else None
    member = roster.get(ctx.db, reminder.member_id)
    if member is None and (following is None or reminders.left_at(ctx.db, reminder) < now - AWAY):
        reminders.delete(ctx.db, reminder)
        return None
    if following:
        # What was missed meanwhile is not said as often as it was missed.
        reminders.set_due(ctx.db, reminder, following)
        set_timer(ctx, feature.name, due, following)
    elif member:
        reminders.forget_rung(ctx.db, member.id, now - KEPT)
        reminders.mark_rung(ctx.db, reminder, now)
    if member is None:
        return None
    late = LATE.format(due=ctx.local(reminder.due_at)) if now - reminder.due_at > PUNCTUAL else ""
    if reminder.for_all:
        return reply(RINGS_FOR_ALL.format(text=reminder.text, late=late))
    said = reply(RINGS.format(text=reminder.text, late=late))
    return ForMember(member=member, reply=said, ask="我的提醒", shown=reply(mention(member), SHOWN))


def _set(ctx: MemberContext, typed: str, word: str, *, for_all: bool) -> str:
    """Keep a reminder for each time that was typed; raises Refusal."""
    if not ctx.capabilities & {Capability.PUSHES, Capability.WRITES_PRIVATELY}:
        raise Refusal(CANNOT)
    if len(typed) > LONGEST_TYPED:
        raise Refusal(TOO_LONG.format(most=LONGEST))
    orders = [] if typed.startswith(SIGNS) else read_orders(ctx, typed)
    if not orders or not orders[0].text:
        raise Refusal(HOW_TO.format(word=word, usage=USAGE))
    return "\n".join(_keep(ctx, order, for_all=for_all) for order in orders)


def _keep(ctx: MemberContext, order: Order, *, for_all: bool) -> str:
    """Keep one reminder and its timer, and say what was understood; raises Refusal."""
    if not ctx.now < order.due <= ctx.now + FURTHEST:
        raise Refusal(PAST)
    if len(order.text) > LONGEST:
        raise Refusal(TOO_LONG.format(most=LONGEST))
    reminders.forget_rung(ctx.db, ctx.member.id, ctx.now - KEPT)
    every = order.every.model_dump_json() if order.every else ""
    waiting = _list_waiting(ctx)
    same = next((old for old in waiting if _is_same(old, order, every, for_all=for_all)), None)
    if same:
        when = _describe(ctx, same.due_at, order.every)
        return SAME.format(when=when, whom="大家" if for_all else "你", text=order.text, number=same.number)
    if len(waiting) >= MOST:
        raise Refusal(TOO_MANY.format(most=MOST))
    reminder = reminders.create(ctx.db, ctx.member, order.text, order.due, every=every, for_all=for_all)
    in_private = not for_all and Capability.WRITES_PRIVATELY in ctx.capabilities
    set_timer(ctx, feature.name, Due(reminder=reminder.id, in_private=in_private), order.due)
    when = _describe(ctx, order.due, order.every)
    said = SET.format(when=when, whom="大家" if for_all else "你", text=order.text, number=reminder.number)
    quiet = None if in_private else ctx.silent_until(order.due)
    return said + (f"\n{HELD.format(time=format_time(ctx, quiet))}" if quiet else "")


def _is_same(old: Reminder, order: Order, every: str, *, for_all: bool) -> bool:
    """Return whether a reminder is the one that is asked for, to the minute."""
    is_then = bool(every) or abs(old.due_at - order.due) < SAME_TIME
    return is_then and (old.text, old.every, bool(old.for_all)) == (order.text, every, for_all)


def _recurrence(reminder: Reminder) -> Recurrence | None:
    return Recurrence.model_validate_json(reminder.every) if reminder.every else None


def _describe(ctx: Context, due: datetime, every: Recurrence | None) -> str:
    if every:
        return AGAIN.format(every=every, time=format_time(ctx, due))
    return ONCE.format(time=format_time(ctx, due), weekday=WEEKDAYS[day_told(ctx, due).weekday()])
