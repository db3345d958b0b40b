"""分群对比: two segments side by side: how many, how often they come, how much they buy, and who is in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.segments.service import find_name, members_of
from handlers.segments.standing import look_up, window_of
from handlers.segments.thresholds import Thresholds
from handlers.text.money import format_yuan
from handlers.text.shares import in_brackets, percent_of
from storage.members import often
from storage.segments import figures

feature = Feature("tiers", Thresholds, title="分群对比", topic="客户")

USAGE = "要写两个分群，请这样写：分群对比 重点突破 回头客"
SAME = "要两个不一样的分群才能比。"
TITLE = "「{one}」和「{other}」（近 {days} 天）："
LINE = "{what}：{one} / {other}"
BOTH = "两边都在：{count} 人"
PEOPLE = "{count} 人{share}"
SOME = "{count} 人"
FIGURES = ("人数", "平均露面", "平均说话", "平均签到", "下过单", "人均消费", "带来过人")
DAYS = "{days:.1f} 天"
PERCENT = "{percent}%"
YUAN = "{yuan} 元"
NOBODY = "—"


@feature.command(
    "分群对比", help="两个分群比一比：人数、露面、签到、消费", usage="重点突破 回头客", role=Role.STAFF, read_only=True
)
def compare(_: Message, ctx: MemberContext) -> str:
    words = ctx.args.split()
    if len(words) != 2:
        raise Refusal(USAGE)
    one, other = (find_name(ctx, word) for word in words)
    if one == other:
        raise Refusal(SAME)
    standing, window = look_up(ctx), window_of(ctx)
    ids = [members_of(ctx, name, standing) & standing.names.keys() for name in (one, other)]
    months = figures.list_months(ctx.db, ctx.group.id, window)
    spent = figures.spent_within(ctx.db, ctx.group.id, window)
    invited = often.count_invited(ctx.db, ctx.group.id)
    columns = [describe(of_one, len(standing.names), months, spent, invited) for of_one in ids]
    return "\n".join(
        [
            TITLE.format(one=one, other=other, days=ctx.rules(Thresholds).month),
            *(LINE.format(what=what, one=a, other=b) for what, a, b in zip(FIGURES, *columns, strict=True)),
            BOTH.format(count=len(ids[0] & ids[1])),
        ]
    )


def describe(
    ids: Set[int],
    everybody: int,
    months: Iterable[tuple[int, int, int, int]],
    spent: Mapping[int, int],
    invited: Mapping[int, int],
) -> list[str]:
    """Return the figures of some members, of so many in all, in the order of FIGURES; pure.

    `months` tells of every member of the group on which days of the month they were there, spoke and checked in, as
    bits; `spent` and `invited` what they spent in the month and whom they brought along, of those who did.
    """
    count = len(ids)
    people = PEOPLE.format(count=count, share=in_brackets(count, everybody))
    if not count:
        return [people, *[NOBODY] * (len(FIGURES) - 1)]
    of_ids = [days for member_id, *days in months if member_id in ids]
    means = [sum(bits.bit_count() for bits in column) / count for column in zip(*of_ids, strict=True)]
    return [
        people,
        *(DAYS.format(days=mean) for mean in means),
        _say_part(len(spent.keys() & ids), count),
        YUAN.format(yuan=format_yuan(round(sum(spent[buyer] for buyer in spent.keys() & ids) / count))),
        _say_part(len(invited.keys() & ids), count),
    ]


def _say_part(part: int, whole: int) -> str:
    """Return a part as its percentage, of a handful as its number."""
    percent = percent_of(part, whole)
    return SOME.format(count=part) if percent is None else PERCENT.format(percent=percent)
