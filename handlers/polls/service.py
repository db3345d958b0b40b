"""Opening, describing, finding and ending polls, for all features of polls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.dates.hours import format_time
from handlers.kit import (
    Button,
    Capability,
    Card,
    Context,
    MemberContext,
    Refusal,
    Reply,
    TimerPayload,
    cancel_timer,
    reply,
    set_timer,
)
from handlers.kit.words import truncate
from handlers.polls.rules import LONGEST, MOST_OPEN, bar
from handlers.text.card_names import opened_card_name, read_opened_card_name
from handlers.text.numbers import read_number
from storage.db import to_millis
from storage.polls import closing, polls, votes
from storage.polls.polls import Ballot, Count, Poll, State

FEATURE = "polls"
"""The feature whose timers end polls."""
TOO_MANY_OPEN = "已经有 {count} 个投票在进行，等一个结束再发起，或者先发「结束投票 {number}」。"
BAD_END = "截止时间要在现在之后、14 天之内，例如「截止 明天 20:00」。"
TITLE = "📊 {number} 号投票：{question}"
OPTION_LINE = "{number}. {option}"
OPTION_WITH_VOTES = "{number}. {option}　{votes} 票 {bar}"
ONE, SEVERAL = "选 1 个", "最多选 {choose} 个"
UNTIL = "{choose}，到 {ends} 截止。"
HOW = "发「{example}」投票，改主意再发一次，以最后一次为准。"
REWARD = "参加得 {reward} 分。"
ANONYMOUS = "匿名投票：结束才公布票数，谁投了什么不告诉任何人。在群里打字别人看得到{better}。"
SECRET_WAYS = {Capability.BUTTONS: "点按钮", Capability.PRIVATE: "私聊我投"}
"""Ways to vote that nobody else sees."""
TOOK_PART = "{voters} 人参加了。"
NONE_OPEN = "现在没有进行中的投票。"
WHICH = "现在有 {count} 个投票，请写上编号：\n{lines}"
WHICH_LINE = "{example} — {question}"
NO_NUMBER = "请写投票的编号，例如「{word} 3」。"
UNKNOWN = "没有 {number} 号投票，发「投票」看看有哪些。"
OVER = "{number} 号投票已经结束了，发「投票结果 {number}」看结果。"
CANCELLED = "{number} 号投票已经取消了。"
MOST_BUTTONS = 6
"""The most that a card can have; a poll with more options is shown in words."""
LONGEST_LABEL = 8
CARD_KIND = "poll"


class PollEnd(TimerPayload):
    """The timer that ends a poll."""

    poll: int

    @property
    def key(self) -> str:
        return str(self.poll)


def open_poll(ctx: Context, ballot: Ballot, ends_at: datetime, *, author: str) -> Poll:
    """Open a poll that ends by itself; `author` is a user id, empty for the timetable. Raises Refusal."""
    if not ctx.now < ends_at <= ctx.now + LONGEST:
        raise Refusal(BAD_END)
    open_polls = polls.list_open(ctx.db, ctx.group.id, ctx.now)
    if len(open_polls) >= MOST_OPEN:
        raise Refusal(TOO_MANY_OPEN.format(count=len(open_polls), number=open_polls[0].number))
    poll = polls.create(ctx.db, ctx.group.id, ballot, author=author, at=ctx.now, ends_at=ends_at)
    set_timer(ctx, FEATURE, PollEnd(poll=poll.id), ends_at)
    return poll


def end_poll(ctx: Context, poll: Poll) -> Poll | None:
    """End a poll with its result; return None where it has ended before."""
    cancel_timer(ctx, FEATURE, PollEnd(poll=poll.id))
    return closing.end(ctx.db, poll, ctx.now)


def cancel_poll(ctx: Context, poll: Poll) -> None:
    """End an open poll without a result."""
    cancel_timer(ctx, FEATURE, PollEnd(poll=poll.id))
    closing.cancel(ctx.db, poll, ctx.now)


def announcement(ctx: Context, poll: Poll) -> Reply:
    """Return an open poll with how to vote: a card with buttons where there can be one."""
    open_polls = polls.list_open(ctx.db, ctx.group.id, ctx.now)
    return _describe(ctx, poll, open_polls, None, can_press=Capability.BUTTONS in ctx.capabilities)


def describe_standing(ctx: Context, poll: Poll, open_polls: Sequence[Poll]) -> Reply:
    """Return an open poll with its votes so far; of an anonymous one, only how many took part."""
    can_press = Capability.BUTTONS in ctx.capabilities and len(open_polls) == 1
    return _describe(ctx, poll, open_polls, votes.count(ctx.db, poll), can_press=can_press)


def _describe(ctx: Context, poll: Poll, open_polls: Sequence[Poll], count: Count | None, *, can_press: bool) -> Reply:
    ballot = poll.ballot
    options = [_describe_option(poll, number, count) for number in range(1, len(ballot.options) + 1)]
    choose = ONE if ballot.choose == 1 else SEVERAL.format(choose=ballot.choose)
    terms = [
        TOOK_PART.format(voters=count.voters) if count else "",
        UNTIL.format(choose=choose, ends=format_time(ctx, poll.ends_at)),
        HOW.format(example=_example(poll, open_polls)),
        REWARD.format(reward=ballot.reward) if ballot.reward else "",
        _describe_anonymity(ctx) if ballot.anonymous else "",
    ]
    text = "\n".join([*options, "".join(terms)])
    if not can_press or len(ballot.options) > MOST_BUTTONS:
        return reply(f"{TITLE.format(number=poll.number, question=ballot.question)}\n{text}")
    return reply(poll_card(ctx, poll, text))


def poll_card(ctx: Context, poll: Poll, text: str) -> Card:
    """Return a poll of at most six options as a card with a button for each."""
    return Card(
        card=opened_card_name(ctx, CARD_KIND, poll.number, poll.opened_at),
        title=TITLE.format(number=poll.number, question=poll.ballot.question),
        text=text,
        buttons=tuple(
            Button(key=str(number), label=OPTION_LINE.format(number=number, option=truncate(option, LONGEST_LABEL)))
            for number, option in enumerate(poll.ballot.options, 1)
        ),
    )


def _describe_anonymity(ctx: Context) -> str:
    ways = [way for capability, way in SECRET_WAYS.items() if capability in ctx.capabilities]
    return ANONYMOUS.format(better=f"，可以{'或者'.join(ways)}" if ways else "")


def _describe_option(poll: Poll, number: int, count: Count | None) -> str:
    option = poll.ballot.options[number - 1]
    if count is None or poll.ballot.anonymous:
        return OPTION_LINE.format(number=number, option=option)
    votes = count.votes[number - 1]
    blocks = bar(votes, count.voters)
    return OPTION_WITH_VOTES.format(number=number, option=option, votes=votes, bar=blocks).rstrip()


def _example(poll: Poll, open_polls: Sequence[Poll]) -> str:
    """Return how to vote in a poll, with its number where several are open."""
    return "投 2" if len(open_polls) < 2 else f"投 {poll.number}号 2"


def get_poll_of_card(ctx: Context, name: str) -> Poll | None:
    """Return the group's poll that the card of this name shows."""
    found = read_opened_card_name(name, CARD_KIND)
    if found is None:
        return None
    number, opened = found
    poll = polls.get_by_number(ctx.db, ctx.group.id, number)
    if poll is None or opened != str(to_millis(poll.opened_at)):
        return None
    return poll if len(poll.ballot.options) <= MOST_BUTTONS else None


def resolve_poll(ctx: MemberContext, number: int | None, candidates: Sequence[Poll], example: str) -> Poll:
    """Return the poll of this number or, without one, the only candidate; raises Refusal.

    `example` has the place of a poll's number.
    """
    if number is None:
        if not candidates:
            raise Refusal(NONE_OPEN)
        if len(candidates) > 1:
            raise Refusal(ask_which(candidates, example))
        return candidates[0]
    poll = polls.get_by_number(ctx.db, ctx.group.id, number)
    if poll is None:
        raise Refusal(UNKNOWN.format(number=number))
    return poll


def ask_which(candidates: Sequence[Poll], example: str) -> str:
    """Return the question which of several polls is meant."""
    lines = [
        WHICH_LINE.format(example=example.format(number=poll.number), question=truncate(poll.ballot.question, 20))
        for poll in candidates
    ]
    return WHICH.format(count=len(candidates), lines="\n".join(lines))


def read_poll_number(args: str, word: str) -> int:
    """Return the poll's number after a command; raises Refusal where it is none."""
    number = read_number(args.strip())
    if number is None:
        raise Refusal(NO_NUMBER.format(word=word))
    return number


def require_open(ctx: Context, poll: Poll) -> None:
    """Raise Refusal where a poll no longer takes votes."""
    require_running(poll)
    if not poll.is_open(ctx.now):
        raise Refusal(OVER.format(number=poll.number))


def require_running(poll: Poll) -> None:
    """Raise Refusal where a poll has ended or was cancelled."""
    if poll.state is State.CANCELLED:
        raise Refusal(CANCELLED.format(number=poll.number))
    if poll.state is State.ENDED:
        raise Refusal(OVER.format(number=poll.number))
