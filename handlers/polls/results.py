"""The result of a poll, in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit import Capability, Context, Drawing, Reply, reply
from handlers.kit.words import truncate
from handlers.pictures.specs import PollLine, PollSpec
from handlers.polls.rules import bar, share, winners
from storage.polls import votes
from storage.polls.polls import Count, Poll

TITLE = "📊 {number} 号投票结束：{question}"
LINE = "{number}. {option}　{votes} 票 {share}% {bar}"
WON = "🏆 {option} 胜出！"
TIE = "🤝 并列第一：{options}"
NOBODY = "没有人投票。"
TOOK_PART = "{voters}/{members} 人参加（{share}%）"
SUMMARY = "{number} 号 {question}　{outcome}，{voters}/{members} 人参加"
CANCELLED = "{number} 号 {question}　取消了，没有结果"
COUNTING = "{number} 号 {question}　正在计票"
CHOSE = "{number}. {option}：{names}"
AND_OTHERS = "{names} 等 {count} 人"
PICTURE_TITLE = "{number} 号投票 · {ended:%m-%d %H:%M} 结束{anonymous}"
MOST_NAMES = 20
"""Shown for each option."""


def describe_result(ctx: Context, poll: Poll, *, names: bool = False) -> Reply:
    """Return the result of an ended poll, with a picture where one can be sent; with `names`, who chose what."""
    assert poll.result
    count, options = poll.result, poll.ballot.options
    took_part = TOOK_PART.format(voters=count.voters, members=count.members, share=share(count.voters, count.members))
    lines = [
        TITLE.format(number=poll.number, question=poll.ballot.question),
        *(
            LINE.format(
                number=number,
                option=options[number - 1],
                votes=count.votes[number - 1],
                share=share(count.votes[number - 1], count.voters),
                bar=bar(count.votes[number - 1], count.voters),
            ).rstrip()
            for number in _rank_options(count)
            if count.voters
        ),
        f"{describe_outcome(poll, count)}{took_part}",
        *(_list_supporters(ctx, poll) if names else ()),
    ]
    picture = (
        [_drawing(ctx, poll, count, took_part)] if count.voters and Capability.PICTURES in ctx.capabilities else []
    )
    return reply("\n".join(lines), *picture)


def summarize(poll: Poll) -> str:
    """Return a poll that no longer takes votes in one line."""
    question = truncate(poll.ballot.question, 20)
    if poll.result is None:
        template = CANCELLED if poll.ended_at else COUNTING
        return template.format(number=poll.number, question=question)
    count = poll.result
    return SUMMARY.format(
        number=poll.number,
        question=question,
        outcome=describe_outcome(poll, count).rstrip("！。"),
        voters=count.voters,
        members=count.members,
    )


def describe_outcome(poll: Poll, count: Count) -> str:
    """Return who has won, as a sentence."""
    best = [poll.ballot.options[number - 1] for number in winners(count)]
    if not best:
        return NOBODY
    return WON.format(option=best[0]) if len(best) == 1 else TIE.format(options="、".join(best)) + "。"


def _rank_options(count: Count) -> list[int]:
    """Return the numbers of the options, most votes first."""
    return sorted(range(1, len(count.votes) + 1), key=lambda number: (-count.votes[number - 1], number))


def _list_supporters(ctx: Context, poll: Poll) -> list[str]:
    """Return a line for each option that somebody chose, with the names of those who did."""
    names_by_option: dict[int, list[str]] = {}
    for member, chosen in votes.list_choices(ctx.db, poll):
        for number in chosen:
            names_by_option.setdefault(number, []).append(truncate(member.name))
    return [
        CHOSE.format(number=number, option=poll.ballot.options[number - 1], names=_shorten(names_by_option[number]))
        for number in sorted(names_by_option)
    ]


def _shorten(names: Sequence[str]) -> str:
    shown = "、".join(names[:MOST_NAMES])
    return AND_OTHERS.format(names=shown, count=len(names)) if len(names) > MOST_NAMES else shown


def _drawing(ctx: Context, poll: Poll, count: Count, took_part: str) -> Drawing:
    assert poll.ended_at
    best = winners(count)
    title = PICTURE_TITLE.format(
        number=poll.number,
        ended=ctx.local(poll.ended_at),
        anonymous=" · 匿名" if poll.ballot.anonymous else "",
    )
    spec = PollSpec(
        title=title,
        question=poll.ballot.question,
        lines=tuple(
            PollLine(
                number=number,
                option=poll.ballot.options[number - 1],
                votes=count.votes[number - 1],
                share=share(count.votes[number - 1], count.voters),
                won=number in best,
            )
            for number in _rank_options(count)
        ),
        foot=took_part,
    )
    return Drawing(sheet=spec, alt=title)
