"""分群对比: two segments side by side: how many, how often they come, how much they buy, and who is in both."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.segments.service import find_name, members_of
from handlers.segments.standing import look_up
from handlers.segments.thresholds import Thresholds
from handlers.text.money import format_yuan
from storage.segments import Habits

feature = Feature("tiers", Thresholds, title="分群对比", topic="客户")

USAGE = "要写两个分群，请这样写：分群对比 重点突破 回头客"
SAME = "要两个不一样的分群才能比。"
TITLE = "「{one}」和「{other}」（近 {days} 天）："
LINE = "{what}：{one} / {other}"
BOTH = "两边都在：{count} 人"
PEOPLE = "{count} 人（{percent}%）"
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
    standing, thresholds = look_up(ctx, with_habits=True), ctx.rules(Thresholds)
    ids = [members_of(ctx, name, standing) for name in (one, other)]
    today, everybody = ctx.today.toordinal(), len(standing.habits)
    columns = [
        describe([habits for habits in standing.habits if habits.id in of_one], everybody, thresholds, today)
        for of_one in ids
    ]
    return "\n".join(
        [
            TITLE.format(one=one, other=other, days=thresholds.month),
            *(LINE.format(what=what, one=a, other=b) for what, a, b in zip(FIGURES, *columns, strict=True)),
            BOTH.format(count=len(ids[0] & ids[1])),
        ]
    )


def describe(members: Sequence[Habits], everybody: int, thresholds: Thresholds, today: int) -> list[str]:
    """Return the figures of some members, of so many in all, in the order of FIGURES; pure."""
    count = len(members)
    people = PEOPLE.format(count=count, percent=round(count * 100 / everybody) if everybody else 0)
    if not count:
        return [people, *[NOBODY] * (len(FIGURES) - 1)]
    days = [
        sum(bits.bit_count() for bits in kept) / count
        for kept in (
            [habits.seen_month for habits in members],
            [habits.spoke_month for habits in members],
            [habits.checked_month for habits in members],
        )
    ]
    since = today - thresholds.month
    fen = [sum(order.fen for order in habits.orders if order.day > since) for habits in members]
    bought, invited = sum(spent > 0 for spent in fen), sum(habits.invited > 0 for habits in members)
    return [
        people,
        *(DAYS.format(days=mean) for mean in days),
        PERCENT.format(percent=round(bought * 100 / count)),
        YUAN.format(yuan=format_yuan(round(sum(fen) / count))),
        PERCENT.format(percent=round(invited * 100 / count)),
    ]
