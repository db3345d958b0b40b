"""Points for talk: for messages of some length, not too often, and not for words that were said lately."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from pydantic import Field

from config.group import Group
from handlers.kit import Capability, Feature, MemberContext, Message, Section
from handlers.kit.words import casefold_width
from handlers.points import payments
from storage.members import talk
from storage.points import limits

ALL_EARNED = "{name} 今天的发言分已经满 {most} 分啦，聊天继续，明天再得分～"
LONGEST = 4000
"""Characters that are looked at: no platform's messages of people are longer."""
RULE = "发言：每条 {points} 分（至少 {length} 个字，{cooldown} 秒一次，不重复），每天最多 {most} 分"


class Rules(Section):
    """发言得分"""

    points: int = Field(1, ge=0, le=1000, description="每条发言得几分；0 就是不给")
    length: int = Field(5, ge=1, le=200, description="至少几个字才算")
    cooldown: int = Field(60, ge=0, le=86_400, description="两次得分之间至少隔几秒")
    most: int = Field(10, ge=0, le=100_000, description="每人每天最多得几分")


feature = Feature("speaking", Rules, title="发言")
feature.ledger_kind("speaking", "发言")
feature.requires(Capability.HEARS_ALL, "只有 @机器人 的话能得分。")


@feature.listen
def reward_talk(message: Message, ctx: MemberContext) -> str | None:
    rules = ctx.rules(Rules)
    letters = "".join(filter(str.isalnum, casefold_width(message.text[:LONGEST])))
    if not rules.points or message.chat is None or len(letters) < rules.length:
        return None
    if not talk.record_talk(ctx.db, ctx.member, _bare(letters), ctx.now, timedelta(seconds=rules.cooldown)):
        return None
    room = limits.use_allowance(ctx.db, ctx.member, feature.name, ctx.today, rules.points, rules.most)
    if room.given:
        payments.pay_reward(ctx, ctx.member, room.given, key=f"speaking:{ctx.key}", reason="发言")
    return ALL_EARNED.format(name=ctx.member.name, most=rules.most) if room.full else None


def _bare(letters: str) -> str:
    """Return the letters without those that only repeat the one before, as in 好啊啊啊; digits stay as they are."""
    return letters[:1] + "".join(letter for before, letter in pairwise(letters) if letter != before or letter.isdigit())


@feature.earning_rule
def rule(group: Group) -> str | None:
    rules = group.rules(Rules)
    return RULE.format(**rules.model_dump()) if rules.points and rules.most else None
