"""Streak freezes: cards bought beforehand that keep a streak over missed days; the next check-in uses them."""

from __future__ import annotations

from pydantic import Field

from handlers.kit import Feature, MemberContext, Message, Refusal, Section
from handlers.points import payments
from storage.checkin import freezes

BOUGHT = "{name} 买了一张连签保护，花了 {price} 分，还有 {balance} 分。你有 {held} 张，漏签的日子会自动用掉。"
NOT_OFFERED = "这个群没有连签保护。"
LIMIT_REACHED = "你已经有 {held} 张连签保护了，最多存 {hold} 张，用掉再买～"
TOO_FEW = "连签保护一张要 {price} 分，你有 {balance} 分，还差 {missing} 分。"


class Rules(Section):
    """连签保护"""

    price: int = Field(30, ge=1, le=100_000, description="一张要几分，漏签一天用一张，连续不断")
    hold: int = Field(2, ge=0, le=31, description="每人最多存几张；0 就是不卖")


feature = Feature("freeze", Rules, title="连签保护", topic="签到", visible=lambda ctx: ctx.rules(Rules).hold > 0)
feature.ledger_kind("protect", "连签保护", undo_hint="卡已经给出去了，要补偿请用「加分」。")


@feature.command("连签保护", "保护卡", help="买一张，漏签一天自动用掉，连签不断")
def buy(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not rules.hold:
        raise Refusal(NOT_OFFERED)
    held = freezes.count(ctx.db, ctx.member)
    if held >= rules.hold:
        raise Refusal(LIMIT_REACHED.format(held=held, hold=rules.hold))
    balance = payments.charge(
        ctx, ctx.member, rules.price, key=f"protect:{ctx.key}", reason="连签保护", refusal=TOO_FEW
    )
    freezes.grant(ctx.db, ctx.member, key=f"card:{ctx.key}", reason="买连签保护", cause=ctx.key, at=ctx.now)
    return BOUGHT.format(name=ctx.member.name, price=rules.price, balance=balance, held=held + 1)
