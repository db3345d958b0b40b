"""Polls, on the side of those who vote: what is open, voting and withdrawing, results, and the end by itself."""

from __future__ import annotations

from datetime import timedelta

from config.group import Group
from handlers.dates.hours import format_time
from handlers.kit import Capability, Context, Feature, MemberContext, Message, Pressed, Refusal, Reply, reply
from handlers.points import payments
from handlers.polls.results import in_short, result
from handlers.polls.rules import Rules
from handlers.polls.service import (
    CANCELLED,
    NONE_OPEN,
    UNKNOWN,
    PollEnd,
    card,
    end_poll,
    expect_open,
    meant,
    numbered,
    on_card,
    standing,
    which,
)
from handlers.polls.votes import Vote, choices, numbers, read_vote
from handlers.text.numbers import read_number
from storage.points import limits
from storage.polls import polls, votes
from storage.polls.polls import Poll, State

feature = Feature("polls", Rules, title="投票")
feature.ledger_kind("poll", "投票")
feature.requires(Capability.PUSHES, "到时间不会自己公布，请发「投票结果」看。")
feature.requires(Capability.SEES_JOINS, "退群的人投的票也会算。")

OPEN_ONE = "想投什么？发「发起投票」看怎么写。"
NO_RESULTS = "还没有投票结果。"
RESULTS = "最近的投票（发「投票结果 编号」看全部）："
NOT_YET = "{number} 号投票到时间了，正在计票，马上公布。"
HOW = "没看懂投给谁。发编号或选项的全名，例如「投 2」；发「投票」看有哪些。"
NO_SUCH = "{number} 号投票的选项是 1 到 {count} 号，没有 {wrong} 号。"
AT_MOST_ONE = "{number} 号投票只能选 1 个，例如「投 2」。"
AT_MOST = "{number} 号投票最多选 {choose} 个，想换就重新投，例如「投 1 2」。"
VOTED = "✅ {name} 投了 {chosen}，{until} 前随时可以改，以最后一次为准。"
CHANGED = "✅ {name} 改投 {chosen}，原来的 {before} 不算了。"
SAME = "{name} 投的就是 {chosen}，不用再投～"
NOTED = "✅ 记下了，{until} 前随时可以改，以最后一次为准。"
WITHDRAWN = "{number} 号投票：你的票撤回了，{until} 前还可以再投。"
NOTHING_TO_WITHDRAW = "你没有可以撤回的票。"
FULL = "今天投票得分的次数用完了，这次不加分。"
RULE = "投票：参加一次 {reward} 分，每人每天最多 {most} 次"
SHOWN = 5
LATE = timedelta(hours=1)
"""So long after the end a vote is answered, even where nobody asked the bot."""


@feature.command("投票", help="在投什么、现在多少票；投 2 号就发「投 2」", read_only=True)
def show_open(message: Message, ctx: MemberContext) -> Reply:
    found = polls.list_open(ctx.db, ctx.group.id, ctx.now)
    if not found:
        return reply(NONE_OPEN + _how_to_open(ctx))
    first, *others = (standing(ctx, poll, found) for poll in found)
    return (*first, *(part for one in others for part in reply("\n\n", *one)))


@feature.command("投票结果", help="最近投票的结果；带编号看全部", usage="3", read_only=True)
def show_results(message: Message, ctx: MemberContext) -> str | Reply:
    if not ctx.args:
        found = polls.list_latest(ctx.db, ctx.group.id, ctx.now, SHOWN)
        return "\n".join([RESULTS, *map(in_short, found)]) if found else NO_RESULTS
    poll = meant(ctx, numbered(ctx.args, "投票结果"), (), "")
    if poll.result:
        return result(ctx, poll, names=True)
    if poll.is_open(ctx.now):
        return standing(ctx, poll, polls.list_open(ctx.db, ctx.group.id, ctx.now))
    raise Refusal((CANCELLED if poll.state is State.CANCELLED else NOT_YET).format(number=poll.number))


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    vote = read_vote(message.text)
    if vote is None:
        return None
    poll = _fitting(vote, ctx) if vote.number is None else _named(vote, vote.number, ctx)
    found = choices(vote.words, poll.ballot.options) if poll else ()
    if poll is None or not found:
        return _puzzled(ctx) if message.addressed else None
    return cast(ctx, poll, found)


@feature.on(Pressed)
def press(event: Pressed, ctx: MemberContext) -> Reply | None:
    """Answers with the card again: where the platform can, it changes for whoever pressed it, and only for him."""
    poll = on_card(ctx, event.card)
    option = read_number(event.button)
    if poll is None or option is None:
        return None
    expect_open(ctx, poll)
    # A button adds to what may be several; pressed twice it does the same as once.
    before = votes.get_choices(ctx.db, poll, ctx.member) or ()
    said = cast(ctx, poll, (option,) if poll.ballot.choose == 1 else tuple(sorted({*before, option})))
    return reply(card(ctx, poll, said))


@feature.command("撤票", help="收回自己投的票，截止前还可以再投", usage="3")
def withdraw(message: Message, ctx: MemberContext) -> str:
    mine = [one for one in polls.list_open(ctx.db, ctx.group.id, ctx.now) if votes.get_choices(ctx.db, one, ctx.member)]
    number = numbered(ctx.args, "撤票") if ctx.args else None
    if number is None and not mine:
        raise Refusal(NOTHING_TO_WITHDRAW)
    poll = meant(ctx, number, mine, "撤票 {number}")
    expect_open(ctx, poll)
    if poll not in mine:
        raise Refusal(NOTHING_TO_WITHDRAW)
    votes.save(ctx.db, poll, ctx.member, ())
    return WITHDRAWN.format(number=poll.number, until=format_time(ctx, poll.ends_at))


@feature.on_timer(PollEnd)
def announce(end: PollEnd, ctx: Context) -> Reply | None:
    """End a poll at its time, unless somebody has ended it."""
    poll = polls.get(ctx.db, end.poll)
    ended = end_poll(ctx, poll) if poll else None
    return result(ctx, ended) if ended and Capability.PUSHES in ctx.capabilities else None


@feature.earning_rule
def rule(group: Group) -> str | None:
    rules = group.rules(Rules)
    return RULE.format(reward=rules.reward, most=rules.most) if rules.reward else None


def cast(ctx: MemberContext, poll: Poll, chosen: tuple[int, ...]) -> str:
    """Counts a member's vote in the place of an earlier one, and pays for taking part once; raises Refusal."""
    expect_open(ctx, poll)
    ballot = poll.ballot
    if chosen[-1] > len(ballot.options):
        raise Refusal(NO_SUCH.format(number=poll.number, count=len(ballot.options), wrong=chosen[-1]))
    if len(chosen) > ballot.choose:
        raise Refusal((AT_MOST_ONE if ballot.choose == 1 else AT_MOST).format(number=poll.number, choose=ballot.choose))
    before = votes.get_choices(ctx.db, poll, ctx.member)
    votes.save(ctx.db, poll, ctx.member, chosen)
    paid = _pay(ctx, poll) if before is None else ""
    return _confirmed(ctx, poll, chosen, before or ()) + paid


def _confirmed(ctx: MemberContext, poll: Poll, chosen: tuple[int, ...], before: tuple[int, ...]) -> str:
    """What is said to a vote; of an anonymous one nothing that others could learn from."""
    until = format_time(ctx, poll.ends_at)
    if poll.ballot.anonymous:
        return NOTED.format(until=until)
    now = _options(poll, chosen)
    if before == chosen:
        return SAME.format(name=ctx.member.name, chosen=now)
    if before:
        return CHANGED.format(name=ctx.member.name, chosen=now, before=_options(poll, before))
    return VOTED.format(name=ctx.member.name, chosen=now, until=until)


def _options(poll: Poll, chosen: tuple[int, ...]) -> str:
    return "、".join(f"{number}. {poll.ballot.options[number - 1]}" for number in chosen)


def _pay(ctx: MemberContext, poll: Poll) -> str:
    """Pays for the first vote in a poll, and says so; empty where it brings nothing."""
    points = poll.ballot.reward
    if not points:
        return ""
    room = limits.use_allowance(ctx.db, ctx.member, feature.name, ctx.today, 1, ctx.rules(Rules).most)
    if not room.given:
        return FULL if room.full else ""
    key = f"poll:{poll.id}:{ctx.member.id}"
    paid = payments.pay_reward(ctx, ctx.member, points, key=key, reason=f"参加 {poll.number} 号投票")
    return paid.text() if paid else ""


def _named(vote: Vote, number: int, ctx: MemberContext) -> Poll | None:
    """The poll whose number was said; raises Refusal where there is none, but others are open to be voted in."""
    poll = polls.get_by_number(ctx.db, ctx.group.id, number)
    if poll is None and numbers(vote.words) and polls.list_open(ctx.db, ctx.group.id, ctx.now):
        raise Refusal(UNKNOWN.format(number=number))
    return poll


def _fitting(vote: Vote, ctx: MemberContext) -> Poll | None:
    """The open poll that has what was voted for, or one that ended a moment ago; raises Refusal where several have."""
    found = polls.list_open(ctx.db, ctx.group.id, ctx.now)
    fitting = [poll for poll in found if choices(vote.words, poll.ballot.options)]
    if len(fitting) > 1:
        raise Refusal(which(fitting, "投 {number}号 2"))
    if found:
        return fitting[0] if fitting else None
    return next(
        (poll for poll in polls.list_latest(ctx.db, ctx.group.id, ctx.now, 1) if _is_late(poll, vote, ctx)), None
    )


def _is_late(poll: Poll, vote: Vote, ctx: MemberContext) -> bool:
    found = choices(vote.words, poll.ballot.options)
    return bool(found) and found[-1] <= len(poll.ballot.options) and ctx.now < (poll.ended_at or poll.ends_at) + LATE


def _puzzled(ctx: MemberContext) -> str:
    """What to say to a vote that means nothing, where the bot was spoken to."""
    return (HOW if polls.list_open(ctx.db, ctx.group.id, ctx.now) else NONE_OPEN) + _how_to_open(ctx)


def _how_to_open(ctx: MemberContext) -> str:
    return OPEN_ONE if ctx.role >= ctx.rules(Rules).role else ""
