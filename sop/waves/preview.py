"""What a wave would do now: whom it would call, what that costs, and what it would take to pay off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.kit import Context, MemberContext
from handlers.segments.standing import look_up
from handlers.text.money import format_yuan
from handlers.text.people import join_names
from handlers.text.shares import percent_of
from sop.waves.assigning import describe_unassigned
from sop.waves.lift import FEW
from sop.waves.model import Wave, is_held_out
from sop.waves.service import Chosen

PLAN = "「{name}」现在睡着的 {asleep} 人，会找 {touched} 人，另留 {alone} 人不打扰（对照，{holdout}%）。"
RECENT = "另有 {count} 人最近 {days} 天里找过或对照过，这一轮不再动。"
NOBODY = "「{name}」现在没有要找的人。"
CAUSE = "原因：{cause}"
HOW = "场景：{scene}；怎么找：{touch}；{days} 天内{goals}算回来"
OFFER = "送：{offer}，发「回来礼」领"
WORDS = "说：{words}"
ASKS = "问：{options}"
COST = "花费：找一遍 {sure} 元"
COST_OFFERS = "，每领一份礼再加 {each} 元，人人都领一共 {most} 元"
NO_COST = "花费：没有写 cost，按 0 元算"
PAYS_OFF = "回来一位按 {worth} 元算（{how}），要 {count} 位以上回来才够本{share}"
SHARE = "，也就是 {percent}%"
ONLY_WHO_RETURNS = "（按只有回来的人领礼算；没回来也领了的，要再加上他们的礼）"
PAYS_OFF_AT_ONCE = "回来一位按 {worth} 元算（{how}），回来一位就够本"
NEVER_PAYS = "回来一位按 {worth} 元算（{how}），一份礼就要 {each} 元，来多少都不够本"
TOO_FEW_FOR_THAT = "，可是一共才找 {touched} 位，不够本"
NO_WORTH = "没有写 worth，近来也没有订单，算不出要回来几位才够本"
BY_FILE, BY_ORDERS = "worth 写的", "近来平均每单"
FEW_ALONE = "⚠ 对照只有 {alone} 人，人太少，比不出有没有用，报表会照实说"
BEGIN = "开始就发「唤醒 开始 {name}」。"
MOST_NAMES = 20
PORTION_NAMES = "会找的人：{names}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a wave would cost, by its file; in fen."""

    touched: int
    touch_fen: int
    offer_fen: int
    worth_fen: int | None

    @property
    def sure_fen(self) -> int:
        """Return what is spent although nobody comes back."""
        return self.touched * self.touch_fen

    @property
    def most_fen(self) -> int:
        """Return what is spent where everybody takes the offer."""
        return self.touched * (self.touch_fen + self.offer_fen)

    @property
    def pays_off_at(self) -> int | None:
        """Return how many have to come back for their worth to cover all; None where that cannot be.

        Each of them is taken to take the offer.
        """
        if not self.worth_fen or self.worth_fen <= self.offer_fen:
            return None
        return max(1, -(-self.sure_fen // (self.worth_fen - self.offer_fen)))


def describe_plan(ctx: MemberContext, wave: Wave, chosen: Chosen) -> Iterator[str]:
    """Yield what a wave would do now, with its numbers."""
    ids = {member_id for member_id in chosen.ids if not is_held_out(ctx.group.id, wave, member_id)}
    touched, alone = len(ids), len(chosen.ids) - len(ids)
    recent = len(chosen.asleep) - len(chosen.ids) - chosen.unassigned
    if chosen.ids:
        yield PLAN.format(name=wave.name, asleep=len(chosen.asleep), touched=touched, alone=alone, holdout=wave.holdout)
    else:
        yield NOBODY.format(name=wave.name)
    if recent:
        yield RECENT.format(count=recent, days=wave.again.days)
    if chosen.unassigned:
        yield describe_unassigned(wave, chosen.unassigned)
    if wave.cause:
        yield CAUSE.format(cause=wave.cause)
    yield HOW.format(scene=wave.scene, touch=_touch(wave), days=wave.days, goals="、".join(wave.goal))
    if wave.offer:
        yield OFFER.format(offer=wave.offer)
    yield from (WORDS.format(words=words) for words in wave.say)
    if wave.survey:
        yield ASKS.format(options="；".join(wave.survey))
    yield from _money(ctx, wave, touched)
    if alone < FEW:
        yield FEW_ALONE.format(alone=alone)
    called = [facts.member for facts in chosen.asleep if facts.member.id in ids]
    if called:
        yield PORTION_NAMES.format(names=join_names(called, MOST_NAMES))
        yield BEGIN.format(name=wave.name)


def _money(ctx: Context, wave: Wave, touched: int) -> Iterator[str]:
    """Yield what a wave costs, and how many have to come back for it."""
    worth, how = wave.worth, BY_FILE
    if worth is None:
        sales, how = look_up(ctx, ()).sales, BY_ORDERS
        worth = round(sales.fen / sales.orders) if sales.orders else None
    preview = Preview(touched, wave.cost.touch, wave.cost.offer, worth)
    if wave.cost.touch or wave.cost.offer:
        offers = COST_OFFERS.format(each=format_yuan(wave.cost.offer), most=format_yuan(preview.most_fen))
        yield COST.format(sure=format_yuan(preview.sure_fen)) + (offers if wave.cost.offer else "")
    else:
        yield NO_COST
    if not worth:
        yield NO_WORTH
        return
    told = {"worth": format_yuan(worth), "how": how}
    count = preview.pays_off_at
    assumed = ONLY_WHO_RETURNS if wave.cost.offer else ""
    if count is None:
        yield NEVER_PAYS.format(**told, each=format_yuan(wave.cost.offer))
    elif count == 1 or not touched:
        yield PAYS_OFF_AT_ONCE.format(**told) + assumed
    else:
        more = TOO_FEW_FOR_THAT.format(touched=touched) if count > touched else ""
        percent = percent_of(count, touched)
        share = "" if percent is None else SHARE.format(percent=percent)
        yield PAYS_OFF.format(**told, count=count, share=share) + more + assumed


def _touch(wave: Wave) -> str:
    return f"旅程「{wave.journey}」" if wave.journey else wave.touch
