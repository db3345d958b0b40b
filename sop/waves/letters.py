"""What members who were called may say: read their letter again, take their offer, tell why they stayed away."""

from __future__ import annotations

from functools import partial

from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Reply, reply
from handlers.kit.words import half_width, truncate
from handlers.mall.codes import draw_pickup, expires_after, generate_code, last_valid_day, set_expiry_timer
from handlers.mall.items import format_terms
from handlers.mall.rules import Item
from handlers.points import payments
from handlers.text.money import format_yuan
from sop.waves.model import Wave, offered_item
from sop.waves.section import waves_of
from sop.waves.service import find_wave
from sop.waves.touching import ANSWER, LETTER, TAKE, letters_to
from storage.mall import fulfilment
from storage.mall.fulfilment import SoldOut
from storage.mall.orders import Offer as ShopOffer
from storage.sop import wave_results
from storage.sop.waves import Run

feature = Feature("wave_letters", title="来信", topic="其他", visible=lambda ctx: bool(waves_of(ctx.group)))
feature.ledger_kind("wave", "回来礼", person=-1)

NO_LETTER = "现在没有给你的信～"
NO_OFFER = "现在没有给你留的礼，发「商城」看看积分能换什么～"
TAKEN = "这份礼你已经领过啦，发「我的兑换」或「明细」看看。"
SOLD_OUT = "「{item}」已经发完了，抱歉～"
POINTS = "欢迎回来！{paid}"
ITEM = "欢迎回来！「{item}」是你的了{terms}。\n取货码 {code}，有效到 {day}。{cash}{pickup}"
CASH = "\n领取时另付 {cash} 元。"
NOT_ASKED = "现在没有在问这个～"
WHICH = "请发「" + ANSWER + " 1」这样的：{options}"
OPTION = "{number} {words}"
THANKED = "谢谢你告诉我们，只有管理员看得到。说错了再发一次就行。"


@feature.command(LETTER, help="再看一遍给我的信", audience=Audience.ASKER, read_only=True)
def read_letter(_: Message, ctx: MemberContext) -> Reply:
    run, wave = _latest(ctx, NO_LETTER)
    if not wave.say:
        raise Refusal(NO_LETTER)
    return next(words for _member, words in letters_to(ctx, wave, run, [ctx.member]))


@feature.command(TAKE, "领回来礼", help="领给我留的礼", audience=Audience.ASKER)
def take_offer(_: Message, ctx: MemberContext) -> Reply:
    """Hand out what a wave offers, once: that is its own key."""
    run, wave = _latest(ctx, NO_OFFER)
    if wave.offer is None:
        raise Refusal(NO_OFFER)
    if not wave_results.take_offer(ctx.db, run, ctx.member, ctx.now):
        raise Refusal(TAKEN)
    if wave.offer.points:
        key = f"wave:{run.id}:{ctx.member.id}"
        paid = payments.pay(ctx, ctx.member, wave.offer.points, key=key, reason=f"回来礼 {wave.name}")
        assert paid, "an offer is taken once"
        if not paid.points:
            raise Refusal(paid.text())
        return reply(POINTS.format(paid=paid.text()))
    item = offered_item(ctx.group, wave.offer)
    if item is None:
        raise Refusal(NO_OFFER)
    return _hand_out(ctx, item)


@feature.command(ANSWER, help="回答信里的问题：为什么少来了", usage="1", audience=Audience.ASKER)
def answer(_: Message, ctx: MemberContext) -> str:
    run, wave = _latest(ctx, NOT_ASKED)
    if not wave.survey:
        raise Refusal(NOT_ASKED)
    options = "；".join(OPTION.format(number=number, words=words) for number, words in enumerate(wave.survey, 1))
    chosen = _read_option(ctx.args, wave.survey)
    if chosen is None:
        raise Refusal(WHICH.format(options=options))
    wave_results.give_reason(ctx.db, run, ctx.member, chosen)
    return THANKED


def _latest(ctx: MemberContext, otherwise: str) -> tuple[Run, Wave]:
    """Return the run that spoke to the member last, with its wave as it is now; raises Refusal where there is none."""
    run = wave_results.latest_letter(ctx.db, ctx.member, ctx.now)
    wave = find_wave(ctx.group, run.name) if run else None
    if run is None or wave is None:
        raise Refusal(otherwise)
    return run, wave


def _hand_out(ctx: MemberContext, item: Item) -> Reply:
    """Reserve an item of the shop for the member, for no points; raises Refusal where there is none left."""
    terms = ShopOffer(item.name, 0, item.cash, item.minimum, item.stock, None, False, expires_after(ctx, item.days))
    try:
        order = fulfilment.reserve(ctx.db, ctx.member, terms, draw=partial(generate_code, ctx.random), at=ctx.now)
    except SoldOut:
        raise Refusal(SOLD_OUT.format(item=item.name)) from None
    set_expiry_timer(ctx, order)
    words = ITEM.format(
        item=item.name,
        terms=format_terms(item.minimum),
        code=order.code,
        day=last_valid_day(ctx, order.until),
        cash=CASH.format(cash=format_yuan(item.cash)) if item.cash else "",
        pickup=f"\n{item.pickup}" if item.pickup else "",
    )
    return reply(words, draw_pickup(order, ctx))


def _read_option(text: str, options: tuple[str, ...]) -> str | None:
    """Return the option that is named by its number or its words; None where it is none of them."""
    words = half_width(truncate(text.strip(), 40)).strip()
    if words.isascii() and words.isdigit():
        return options[int(words) - 1] if len(words) <= 2 and 1 <= int(words) <= len(options) else None
    return next((option for option in options if option == text.strip()), None)
