"""Polls for members: what is open, voting and withdrawing, results, and the end at its time."""

from __future__ import annotations

from datetime import timedelta

from config.group import Group
from handlers.dates.hours import format_time
from handlers.kit import Capability, Context, Feature, MemberContext, Message, Pressed, Refusal, Reply, reply
from handlers.kit.words import truncate
from handlers.mall.next_reward import describe_progress
from handlers.points import payments
from handlers.polls.results import describe_result, summarize
from handlers.polls.rules import Rules
from handlers.polls.service import (
    CANCELLED,
    NONE_OPEN,
    UNKNOWN,
    PollEnd,
    ask_which,
    describe_standing,
    end_poll,
    get_poll_of_card,
    poll_card,
    read_poll_number,
    require_open,
    resolve_poll,
)
from handlers.polls.votes import Vote, read_candidates, read_choices, read_numbers, read_vote
from handlers.text.numbers import read_number
from storage.points import limits
from storage.polls import polls, votes
from storage.polls.polls import Poll, State

feature = Feature("polls", Rules, title="投票")
feature.ledger_kind("poll", "投票", person=-1)
feature.requires(Capability.PUSHES, "到时间不会自己公布，请发「投票结果」看。")
feature.requires(Capability.SEES_JOINS, "退群的人投的票也会算。")

HOW_TO_OPEN = "想投什么？发「发起投票」看怎么写。"
NO_RESULTS = "还没有投票结果。"
RESULTS = "最近的投票（发「投票结果 编号」看全部）："
NOT_YET = "{number} 号投票到时间了，正在计票，马上公布。"
NOT_UNDERSTOOD = "没看懂投给谁。发编号或选项的名字，例如「投 2」；发「投票」看有哪些。"
SEVERAL_FIT = "「{words}」可能是 {options}，发编号就行，例如「投 {first}」。"
NO_SUCH = "{number} 号投票的选项是 1 到 {count} 号，没有 {wrong} 号。"
AT_MOST_ONE = "{number} 号投票只能选 1 个，例如「投 2」。"
AT_MOST = "{number} 号投票最多选 {choose} 个，想换就重新投，例如「投 1 2」。"
VOTED = "✅ {name} 投了 {chosen}，{until} 前随时可以改，以最后一次为准。"
CHANGED = "✅ {name} 改投 {chosen}，原来的 {before} 不算了。"
VOTED_THE_SAME = "{name} 投的就是 {chosen}，不用再投～"
VOTED_ANONYMOUSLY = "✅ 记下了，{until} 前随时可以改，以最后一次为准。"
WITHDRAWN = "{number} 号投票：你的票撤回了，{until} 前还可以再投。"
NOTHING_TO_WITHDRAW = "你没有可以撤回的票。"
PAID = "+{points} 积分，现有 {balance} 分。"
NO_MORE_REWARDS = "今天投票得分的次数用完了，这次不加分。"
RULE = "投票：参加一次 {reward} 分，每人每天最多 {most} 次"
MOST_RESULTS = 5
LATE = timedelta(hours=1)
"""So long after the end a vote is answered, even where nobody asked the bot."""


@feature.command("投票", help="在投什么、现在多少票；投 2 号就发「投 2」", read_only=True)
def show_open(message: Message, ctx: MemberContext) -> Reply:
    open_polls = polls.list_open(ctx.db, ctx.group.id, ctx.now)
    if not open_polls:
        return reply(NONE_OPEN + _opening_hint(ctx))
    first, *others = (describe_standing(ctx, poll, open_polls) for poll in open_polls)
    return (*first, *(part for standing in others for part in reply("\n\n", *standing)))


@feature.command("投票结果", help="最近投票的结果；带编号看全部", usage="3", read_only=True)
def show_results(message: Message, ctx: MemberContext) -> str | Reply:
    if not ctx.args:
        latest = polls.list_latest(ctx.db, ctx.group.id, ctx.now, MOST_RESULTS)
        return "\n".join([RESULTS, *map(summarize, latest)]) if latest else NO_RESULTS
    poll = resolve_poll(ctx, read_poll_number(ctx.args, "投票结果"), (), "")
    if poll.result:
        return describe_result(ctx, poll, names=True)
    if poll.is_open(ctx.now):
        return describe_standing(ctx, poll, polls.list_open(ctx.db, ctx.group.id, ctx.now))
    raise Refusal((CANCELLED if poll.state is State.CANCELLED else NOT_YET).format(number=poll.number))


@feature.claim
def claims_vote(text: str) -> bool:
    return read_vote(text) is not None


@feature.listen
def vote_by_word(message: Message, ctx: MemberContext) -> str | None:
    vote = read_vote(message.text)
    if vote is None:
        return None
    poll = _find_fitting_poll(vote, ctx) if vote.number is None else _get_named_poll(vote, vote.number, ctx)
    chosen = read_choices(vote.words, poll.ballot.options) if poll else ()
    if poll is None or not chosen:
        return _ask_which_option(vote, ctx) or (_explain_voting(ctx) if message.addressed else None)
    return cast_vote(ctx, poll, chosen)


@feature.on(Pressed)
def vote_by_button(event: Pressed, ctx: MemberContext) -> Reply | None:
    """Answer with the card again: where the platform can, it changes for whoever pressed it and for nobody else."""
    poll = get_poll_of_card(ctx, event.card)
    option = read_number(event.button)
    if poll is None or option is None:
        return None
    require_open(ctx, poll)
    # A button adds to what may be several; pressed twice it does the same as once.
    before = votes.get_choices(ctx.db, poll, ctx.member) or ()
    text = cast_vote(ctx, poll, (option,) if poll.ballot.choose == 1 else tuple(sorted({*before, option})))
    return reply(poll_card(ctx, poll, text))


@feature.command("撤票", help="收回自己投的票，截止前还可以再投", usage="3")
def withdraw(message: Message, ctx: MemberContext) -> str:
    voted_in = [
        poll for poll in polls.list_open(ctx.db, ctx.group.id, ctx.now) if votes.get_choices(ctx.db, poll, ctx.member)
    ]
    number = read_poll_number(ctx.args, "撤票") if ctx.args else None
    if number is None and not voted_in:
        raise Refusal(NOTHING_TO_WITHDRAW)
    poll = resolve_poll(ctx, number, voted_in, "撤票 {number}")
    require_open(ctx, poll)
    if poll not in voted_in:
        raise Refusal(NOTHING_TO_WITHDRAW)
    votes.save(ctx.db, poll, ctx.member, ())
    return WITHDRAWN.format(number=poll.number, until=format_time(ctx, poll.ends_at))


@feature.on_timer(PollEnd)
def announce_result(end: PollEnd, ctx: Context) -> Reply | None:
    """End a poll at its time, unless somebody has ended it."""
    poll = polls.get(ctx.db, end.poll)
    ended = end_poll(ctx, poll) if poll else None
    return describe_result(ctx, ended) if ended and Capability.PUSHES in ctx.capabilities else None


@feature.earning_rule
def rule(group: Group) -> str | None:
    rules = group.rules(Rules)
    return RULE.format(reward=rules.reward, most=rules.most) if rules.reward else None


def cast_vote(ctx: MemberContext, poll: Poll, chosen: tuple[int, ...]) -> str:
    """Replace a member's vote, and pay for the first one; raises Refusal."""
    require_open(ctx, poll)
    ballot = poll.ballot
    if chosen[-1] > len(ballot.options):
        raise Refusal(NO_SUCH.format(number=poll.number, count=len(ballot.options), wrong=chosen[-1]))
    if len(chosen) > ballot.choose:
        raise Refusal((AT_MOST_ONE if ballot.choose == 1 else AT_MOST).format(number=poll.number, choose=ballot.choose))
    before = votes.get_choices(ctx.db, poll, ctx.member)
    votes.save(ctx.db, poll, ctx.member, chosen)
    paid = _pay(ctx, poll) if before is None else ""
    return _confirm_vote(ctx, poll, chosen, before or ()) + paid


def _confirm_vote(ctx: MemberContext, poll: Poll, chosen: tuple[int, ...], before: tuple[int, ...]) -> str:
    """Return the answer to a vote; to an anonymous one, nothing that others could learn from."""
    until = format_time(ctx, poll.ends_at)
    if poll.ballot.anonymous:
        return VOTED_ANONYMOUSLY.format(until=until)
    now = _list_options(poll, chosen)
    if before == chosen:
        return VOTED_THE_SAME.format(name=ctx.member.name, chosen=now)
    if before:
        return CHANGED.format(name=ctx.member.name, chosen=now, before=_list_options(poll, before))
    return VOTED.format(name=ctx.member.name, chosen=now, until=until)


def _list_options(poll: Poll, chosen: tuple[int, ...]) -> str:
    return "、".join(f"{number}. {poll.ballot.options[number - 1]}" for number in chosen)


def _pay(ctx: MemberContext, poll: Poll) -> str:
    """Pay for the first vote in a poll and return the text about it; empty where it brings nothing."""
    points = poll.ballot.reward
    if not points:
        return ""
    room = limits.use_allowance(ctx.db, ctx.member, feature.name, ctx.today, 1, ctx.rules(Rules).most)
    if not room.given:
        return NO_MORE_REWARDS if room.full else ""
    key = f"poll:{poll.id}:{ctx.member.id}"
    paid = payments.pay_reward(ctx, ctx.member, points, key=key, reason=f"参加 {poll.number} 号投票")
    return paid.text() + describe_progress(ctx, ctx.member, paid.points, paid.balance) if paid else ""


def _get_named_poll(vote: Vote, number: int, ctx: MemberContext) -> Poll | None:
    """Return the poll of this number; raises Refusal where there is none, but others are open."""
    poll = polls.get_by_number(ctx.db, ctx.group.id, number)
    if poll is None and read_numbers(vote.words) and polls.list_open(ctx.db, ctx.group.id, ctx.now):
        raise Refusal(UNKNOWN.format(number=number))
    return poll


def _find_fitting_poll(vote: Vote, ctx: MemberContext) -> Poll | None:
    """Return the open poll that has these options, or one that has just ended; raises Refusal where several have."""
    open_polls = polls.list_open(ctx.db, ctx.group.id, ctx.now)
    fitting = [poll for poll in open_polls if read_choices(vote.words, poll.ballot.options)]
    if len(fitting) > 1:
        raise Refusal(ask_which(fitting, "投 {number}号 2"))
    if open_polls:
        return fitting[0] if fitting else None
    return next(
        (poll for poll in polls.list_latest(ctx.db, ctx.group.id, ctx.now, 1) if _is_late(poll, vote, ctx)), None
    )


def _is_late(poll: Poll, vote: Vote, ctx: MemberContext) -> bool:
    chosen = read_choices(vote.words, poll.ballot.options)
    return bool(chosen) and chosen[-1] <= len(poll.ballot.options) and ctx.now < (poll.ended_at or poll.ends_at) + LATE


def _ask_which_option(vote: Vote, ctx: MemberContext) -> str | None:
    """Return the question which option is meant, where several of an open poll have the words in their names."""
    for poll in polls.list_open(ctx.db, ctx.group.id, ctx.now):
        options = read_candidates(vote.words, poll.ballot.options) if vote.number in (None, poll.number) else []
        if options:
            names = _list_options(poll, tuple(options))
            return SEVERAL_FIT.format(words=truncate(vote.words), options=names, first=options[0])
    return None


def _explain_voting(ctx: MemberContext) -> str:
    """Return the answer to a vote that means nothing, where somebody spoke to the bot."""
    return (NOT_UNDERSTOOD if polls.list_open(ctx.db, ctx.group.id, ctx.now) else NONE_OPEN) + _opening_hint(ctx)


def _opening_hint(ctx: MemberContext) -> str:
    return HOW_TO_OPEN if ctx.role >= ctx.rules(Rules).role else ""
