"""Members' tasks in words, which is meant, and paying for them."""

from __future__ import annotations

from handlers.dates.hours import format_time
from handlers.kit import Context, Refusal
from handlers.kit.words import truncate
from handlers.points import payments
from handlers.points.payments import Paid
from handlers.quests.rules import Rules
from handlers.text.numbers import read_number
from storage.members.roster import Member
from storage.points import limits
from storage.quests import quests
from storage.quests.quests import Quest

LINE = "{number} 号【{kind}】{title}{reward}，还剩 {left} 个名额，{until} 截止"
REWARD = "，{reward} 分"
UNKNOWN = "没有 {number} 号任务，发「任务大厅」看有哪些。"
OVER = "{number} 号任务「{title}」已经结束了。"
NOT_A_NUMBER = "几号任务？请这样写：{example}（发「任务大厅」看编号）"
REASON = "任务「{title}」"
SOURCE = "quest"
"""Under this name the day's rewards are counted."""


def describe(ctx: Context, quest: Quest) -> str:
    """Return a task in one line."""
    terms = quest.terms
    return LINE.format(
        number=quest.number,
        kind=terms.kind.value,
        title=terms.title,
        reward=REWARD.format(reward=terms.reward) if terms.reward else "",
        left=max(terms.stock - quest.taken, 0),
        until=format_time(ctx, terms.ends_at),
    )


def resolve(ctx: Context, words: str, example: str) -> tuple[Quest, str]:
    """Return the open task whose number the words begin with, or the only one there is, and the rest of the words.

    Raises Refusal.
    """
    first, _, rest = words.partition(" ")
    number = read_number(first.strip("#").removesuffix("号"))
    there = quests.list_open(ctx.db, ctx.group.id, ctx.now) if number is None else []
    if len(there) == 1:
        return there[0], words
    if number is None:
        raise Refusal(NOT_A_NUMBER.format(example=example))
    quest = quests.get_by_number(ctx.db, ctx.group.id, number)
    if quest is None:
        raise Refusal(UNKNOWN.format(number=number))
    if not quest.is_open(ctx.now):
        raise Refusal(OVER.format(number=number, title=truncate(quest.terms.title, 20)))
    return quest, rest.strip()


def pay(ctx: Context, quest: Quest, member: Member) -> Paid | None:
    """Pay a member for a task, once; None where it brings nothing, or they have had enough for one day."""
    if not quest.terms.reward:
        return None
    room = limits.use_allowance(ctx.db, member, SOURCE, ctx.today, 1, ctx.rules(Rules).most)
    if not room.given:
        return None
    key, reason = f"quest:{quest.id}:{member.id}", REASON.format(title=quest.terms.title)
    return payments.pay_reward(ctx, member, quest.terms.reward, key=key, reason=reason, owe=True)
