"""Members' tasks in words, which is meant, and paying for them."""

from __future__ import annotations

from collections.abc import Container

from handlers.dates.hours import format_time
from handlers.kit import Context, MemberContext, Refusal
from handlers.kit.words import truncate
from handlers.points import payments
from handlers.points.payments import Paid
from handlers.quests.rules import Rules
from handlers.text.examples import fill_example
from handlers.text.names import find_titled
from handlers.text.numbers import read_number
from storage.members.roster import Member
from storage.points import limits
from storage.quests import claims, quests
from storage.quests.claims import State
from storage.quests.quests import Quest

LINE = "{number} 号【{kind}】{title}{reward}，还剩 {left} 个名额，{until} 截止"
REWARD = "，{reward} 分"
UNKNOWN = "没有 {number} 号任务，发「任务大厅」看有哪些。"
OVER = "{number} 号任务「{title}」已经结束了。"
WAITS = "{number} 号任务在等员工复核，稍等一下～"
NONE_OPEN = "现在没有任务，有了会在群里说～"
WHICH = "你说的是哪个任务？\n{lines}"
WHICH_LINE = "{number} 号 {title}：发「{example}」"
MOST, MOST_SHOWN = 50, 10
REASON = "任务「{title}」"
DESK = "quest_desk"
"""The feature that tells staff what waits for a review."""
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


def resolve(ctx: MemberContext, words: str, example: str, own: Container[State] = ()) -> tuple[Quest, str]:
    """Return the open task that the words begin with, by its number or title, and the rest of the words.

    Where they name none it is the only one there is, or the only one that the member has in one of the states of `own`.
    `example` has the place of a task's number; what was said of one's own is kept behind it. Raises Refusal, also of
    what they handed in before the task was over.
    """
    first, _, rest = words.partition(" ")
    number = read_number(first.strip("#").removesuffix("号"))
    if number is None:
        return _find(ctx, words, example, own)
    quest = quests.get_by_number(ctx.db, ctx.group.id, number)
    if quest is None:
        raise Refusal(UNKNOWN.format(number=number))
    if not quest.is_open(ctx.now):
        claim = claims.get(ctx.db, quest, ctx.member) if own else None
        if claim and claim.state is State.WAITING:
            raise Refusal(WAITS.format(number=number))
        raise Refusal(OVER.format(number=number, title=truncate(quest.terms.title, 20)))
    return quest, rest.strip()


def _find(ctx: MemberContext, words: str, example: str, own: Container[State]) -> tuple[Quest, str]:
    there = quests.list_open(ctx.db, ctx.group.id, ctx.now)
    if not there:
        raise Refusal(NONE_OPEN)
    titled = find_titled(words, there, lambda quest: quest.terms.title)
    if titled:
        return titled
    of_member = {claim.quest_id for claim in claims.list_of_member(ctx.db, ctx.member, MOST) if claim.state in own}
    meant = [quest for quest in there if quest.id in of_member]
    if len(meant) == 1 or len(there) == 1:
        return (meant or there)[0], words
    lines = [
        WHICH_LINE.format(
            number=quest.number,
            title=truncate(quest.terms.title, 20),
            example=fill_example(example, quest.number, words if own else ""),
        )
        for quest in (meant or there)[:MOST_SHOWN]
    ]
    raise Refusal(WHICH.format(lines="\n".join(lines)))


def pay(ctx: Context, quest: Quest, member: Member) -> Paid | None:
    """Pay a member for a task, once; None where it brings nothing, or they have had enough for one day."""
    if not quest.terms.reward:
        return None
    room = limits.use_allowance(ctx.db, member, SOURCE, ctx.today, 1, ctx.rules(Rules).most)
    if not room.given:
        return None
    key, reason = f"quest:{quest.id}:{member.id}", REASON.format(title=quest.terms.title)
    return payments.pay_reward(ctx, member, quest.terms.reward, key=key, reason=reason, owe=True)
