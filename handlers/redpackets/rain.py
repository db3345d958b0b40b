"""红包雨: several packets one after the other, at irregular moments, never two at once."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel

from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    ForStaff,
    HandlerResult,
    Happened,
    MemberContext,
    Message,
    Refusal,
    Reply,
    Role,
    TimerPayload,
    cancel_timer,
    reply,
    set_timer,
)
from handlers.kit.timers import find_timer
from handlers.points.by_hand import Confirmation, count_total, describe_alone, needed_for_total
from handlers.redpackets.parsing import read_words
from handlers.redpackets.rain_conditions import foresee_quiet, require_budget, require_no_quiet
from handlers.redpackets.rain_words import TITLE, USAGE, read_rain
from handlers.redpackets.results import announcement
from handlers.redpackets.rules import Order, RainTerms
from handlers.redpackets.service import open_packet
from handlers.redpackets.splitting import split_by_luck, split_minutes
from handlers.system.confirmation_requests import ask_confirmation
from storage.members import roster
from storage.redpackets import automatic
from storage.redpackets.automatic import RAIN
from storage.system.confirmation_requests import ConfirmationRequest

QUESTION = "替群里下一场 {points} 分的红包雨，{packets} 个，每个 {shares} 份"
NOT_HERE = "我在这里不能自己说话，下不了红包雨。"
ALREADY = "上一场红包雨还没下完，要停就发「红包雨 停」。"
STILL_OPEN = "群里自己发的红包还没抢完，等它抢完再下雨～"
OPENED = (
    "🌧️ 红包雨开始：{minutes} 分钟里随时掉下来，一共 {packets} 个，盯紧了～"
    "每个能抢到下一个掉下来之前，最短 {shortest} 分钟。\n"
)
STOPPED = "好的，红包雨停了，没发的 {points} 分还在群里。"
NONE = "现在没有红包雨。"
LEFT = (
    "红包雨下完了，有 {points} 分没有发出去：到点的时候前一个红包还没抢完、预算不够，或者我没在运行。这些分还在群里。"
)
DROP = "第 {number} 个，共 {packets} 个"
STOP = ("停", "停止", "取消", "结束")
LATE = timedelta(minutes=2)
"""What was due longer ago does not fall any more: its points go to the next one."""

KEY = "rain"
"""There is one at a time in a group."""

feature = Feature("redpacket_rain", title=TITLE, topic="红包")
feature.requires(Capability.PUSHES, "下不了。")


class Rain(BaseModel):
    """What is still to fall, each with the minutes until the next one: so long it can be grabbed."""

    cause: str
    """The key of what began it."""
    packets: int
    """All that fall, also those that have."""
    shares: int
    words: str
    points: tuple[int, ...]
    minutes: tuple[int, ...]
    carried: int = 0
    """Points that could not fall in their time."""
    sender: int | None = None
    by: str = ""
    in_quiet_hours: bool = False
    """Somebody let it rain in the quiet hours: it rains on."""


class Drop(TimerPayload):
    """The timer of the next packet."""

    only_speaks = True

    rain: Rain

    @property
    def key(self) -> str:
        return KEY

    @property
    def breaks_silence(self) -> bool:
        return self.rain.in_quiet_hours


@feature.command(
    "停止红包雨",
    "结束红包雨",
    "取消红包雨",
    "红包雨停",
    "停红包雨",
    "红包雨停止",
    help="不再下了",
    role=Role.ADMIN,
    audience=Audience.EVERYBODY,
)
def stop(message: Message, ctx: MemberContext) -> str:
    return _stop(ctx)


@feature.command(
    TITLE, help="一个接一个地下红包，积分由群里出", usage=USAGE, role=Role.ADMIN, audience=Audience.EVERYBODY
)
def begin(message: Message, ctx: MemberContext) -> str | Reply:
    if ctx.args in STOP:
        return _stop(ctx)
    terms = read_rain(ctx)
    _require_clear_sky(ctx, terms)
    needed = needed_for_total(ctx, "grant", terms.points)
    if needed is not Confirmation.NOBODY:
        question = QUESTION.format(points=terms.points, packets=terms.packets, shares=terms.shares)
        second = needed is Confirmation.SECOND
        return ask_confirmation(ctx, feature, terms, question, second=second) + describe_alone(ctx)
    count_total(ctx, "grant", terms.points)
    ctx.record(ctx.typed)
    return _show(ctx, _start(ctx, terms, sender=ctx.member.id, by=ctx.member.user_id))


@feature.on_confirmed(RainTerms)
def carry_out(terms: RainTerms, request: ConfirmationRequest, ctx: MemberContext) -> Reply:
    """Let it rain once it is confirmed."""
    _require_clear_sky(ctx, terms)
    if not request.second:
        count_total(ctx, "grant", terms.points)
    proposer = roster.get_by_user(ctx.db, ctx.group.id, request.proposer)
    by = request.proposer + (f" + {ctx.member.user_id}" if request.second else "")
    return _show(ctx, _start(ctx, terms, sender=proposer.id if proposer else None, by=by))


@feature.action(TITLE, RainTerms, foresee=foresee_quiet)
def rain_by_plan(terms: RainTerms, ctx: Context) -> Reply:
    """Let it rain by the timetable; raises Refusal where it rains already, and the moment is recorded as failed."""
    _require_clear_sky(ctx, terms)
    return _start(ctx, terms)


@feature.on_timer(Drop)
def fall(drop: Drop, ctx: Context) -> HandlerResult:
    """Let the next packet fall, or carry its points to the one behind it."""
    rain = drop.rain
    points, *later = rain.points
    minutes, *breaks = rain.minutes
    rest = rain.model_copy(update={"points": tuple(later), "minutes": tuple(breaks), "carried": 0})
    number = rain.packets - len(later)
    said = _try_drop(ctx, rain, number, points + rain.carried, minutes)
    if said is None:
        rest = rest.model_copy(update={"carried": points + rain.carried})
    if later:
        set_timer(ctx, feature.name, Drop(rain=rest), ctx.now + timedelta(minutes=minutes))
    elif rest.carried:
        ctx.post(f"rain:{rain.cause}:left", ForStaff(reply=reply(LEFT.format(points=rest.carried)), ask="红包记录"))
    return said


def _start(ctx: Context, terms: RainTerms, *, sender: int | None = None, by: str = "") -> Reply:
    """Let the first packet fall at once; raises Refusal where the budget is too small, or quiet hours come between."""
    begins = ctx.carried_out_at
    require_no_quiet(terms, begins, ctx.silent_until)
    spare = split_by_luck(terms.points - terms.packets * (terms.shares - 1), terms.packets, ctx.random)
    first, *later = (share + terms.shares - 1 for share in spare)
    gaps = split_minutes(terms.minutes, terms.packets, ctx.random)
    minutes, *breaks = gaps
    rain = Rain(
        cause=ctx.key,
        packets=terms.packets,
        shares=terms.shares,
        words=read_words(terms.words),
        points=tuple(later),
        minutes=tuple(breaks),
        sender=sender,
        by=by,
        in_quiet_hours=ctx.silent_until(begins) is not None,
    )
    said = _drop(ctx, rain, 1, first, minutes)
    set_timer(ctx, feature.name, Drop(rain=rain), begins + timedelta(minutes=minutes))
    opened = OPENED.format(minutes=terms.minutes, packets=terms.packets, shortest=min(gaps))
    return reply(opened, *said)


def _show(ctx: MemberContext, said: Reply) -> Reply:
    """Return what is said; where that is in private, say it in the group, too."""
    if ctx.choices:
        ctx.post(f"rain:{ctx.key}", said)
    return said


def _try_drop(ctx: Context, rain: Rain, number: int, points: int, minutes: int) -> Reply | None:
    """Open the next packet of a rain; None where it may not fall now, or the budget is too small."""
    is_open = bool(automatic.sum_since(ctx.db, ctx.group.id, ctx.now, ctx.now).open)
    if is_open or ctx.late > LATE or Capability.PUSHES not in ctx.capabilities:
        return None
    try:
        with ctx.db.savepoint():
            return _drop(ctx, rain, number, points, minutes)
    except Refusal:
        return None


def _drop(ctx: Context, rain: Rain, number: int, points: int, minutes: int) -> Reply:
    """Open a packet of a rain until the next one falls; raises Refusal where the budget is too small."""
    packet = open_packet(
        ctx,
        Order(points=points, shares=rain.shares, lucky=True, words=rain.words),
        sender=roster.get(ctx.db, rain.sender, include_left=True) if rain.sender else None,
        by=rain.by,
        after=Happened(RAIN, DROP.format(number=number, packets=rain.packets), f"rain:{rain.cause}:{number}"),
        lasts=timedelta(minutes=minutes),
    )
    return announcement(ctx, packet)


def _require_clear_sky(ctx: Context, terms: RainTerms) -> None:
    """Raise Refusal where it cannot rain now, or the budget would not last to its end."""
    if Capability.PUSHES not in ctx.capabilities:
        raise Refusal(NOT_HERE)
    if find_timer(ctx, feature.name, Drop, KEY):
        raise Refusal(ALREADY)
    if automatic.sum_since(ctx.db, ctx.group.id, ctx.now, ctx.now).open:
        raise Refusal(STILL_OPEN)
    require_budget(ctx, terms)


def _stop(ctx: MemberContext) -> str:
    """Let nothing more fall; what has fallen can still be grabbed."""
    drop = find_timer(ctx, feature.name, Drop, KEY)
    if drop is None:
        raise Refusal(NONE)
    cancel_timer(ctx, feature.name, drop)
    ctx.record(ctx.typed)
    return STOPPED.format(points=sum(drop.rain.points) + drop.rain.carried)
