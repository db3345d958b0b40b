"""猜你喜欢: what may suit whoever asks, and why; what others exchanged together is counted every night."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Audience, Context, Feature, MemberContext, Message
from handlers.kit.declarations import Prepared
from handlers.mall.rules import Rules
from handlers.mall.suggestions import suggest
from storage.mall import liking

feature = Feature("suggestions", title="猜你喜欢", topic="兑换")

NIGHTLY = "每天 03:50"
WITHIN = timedelta(days=365)
MOST = 3
HEAD = "给你挑的："
LINE = "{number} 号「{item}」（{points} 分）：因为{reason}。"
FOOT = "发「兑换 {number}」就能换。只看你说过的喜好、换过和买过的，和换的人数；别人看不到。"
NOTHING = "现在还挑不出来：攒够能换一样的积分、说说你喜欢什么（发「我喜欢：…」），再来看看。发「商城」看全部。"


@feature.command("猜你喜欢", "为什么推荐", help="商城里什么适合我，为什么", audience=Audience.ASKER)
def show(_: Message, ctx: MemberContext) -> str:
    suggestions = suggest(ctx, ctx.member, MOST)
    if not suggestions:
        return NOTHING
    lines = [
        LINE.format(
            number=suggestion.number,
            item=suggestion.item.name,
            points=suggestion.item.points,
            reason=suggestion.reason,
        )
        for suggestion in suggestions
    ]
    return "\n".join([HEAD, *lines, FOOT.format(number=suggestions[0].number)])


@feature.scheduled("nightly", lambda group: NIGHTLY if group.rules(Rules).items else None, read_only=True)
def count(ctx: Context) -> Prepared:
    """Count on a reading connection what is exchanged together, and keep it in one short transaction."""
    items = [item.name for item in ctx.rules(Rules).items]
    likings = liking.count(ctx.db, ctx.group.id, ctx.now - WITHIN, items)
    return Prepared(lambda writing: liking.save(writing.db, writing.group.id, likings))
