"""猜你喜欢: what may suit whoever asks, and why; what others exchanged together is counted every night."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Audience, Context, Feature, MemberContext, Message
from handlers.kit.declarations import Prepared
from handlers.mall.next_reward import items_for
from handlers.mall.rules import Rules
from handlers.mall.suggestions import suggest
from storage.mall import liking
from storage.points import ledger

feature = Feature("suggestions", title="猜你喜欢", topic="兑换")

NIGHTLY = "每天 03:50"
WITHIN = timedelta(days=365)
MOST = 3
HEAD = "给你挑的："
LINE = "{number} 号「{item}」（{points} 分）：因为{reason}。"
FOOT = "发「兑换 {number}」就能换。只看你说过的喜好、换过和买过的，和换的人数；别人看不到。"
NOTHING = "现在还挑不出来{why}。发「商城」看全部。"
NOT_ENOUGH = "：你有 {balance} 分，攒够能换一样的积分再来看看"
LIKES_UNKNOWN = "：说说你喜欢什么（发「我喜欢：…」），再来看看"
NOTHING_FITS = "：你喜欢的和换过的，商城里还没有对得上的"


@feature.command("猜你喜欢", "为什么推荐", help="商城里什么适合我，为什么", audience=Audience.ASKER)
def show(_: Message, ctx: MemberContext) -> str:
    suggestions = suggest(ctx, ctx.member, MOST)
    if not suggestions:
        return NOTHING.format(why=_why_nothing(ctx))
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


def _why_nothing(ctx: MemberContext) -> str:
    """Return what is missing for something to suit the member: points, what they like, or an item for it."""
    balance = ledger.balance(ctx.db, ctx.member)
    if not any(item.points <= balance for item in items_for(ctx, ctx.member)):
        return NOT_ENOUGH.format(balance=balance)
    return NOTHING_FITS if liking.list_interests(ctx.db, ctx.member) else LIKES_UNKNOWN


@feature.scheduled("nightly", lambda group: NIGHTLY if group.rules(Rules).items else None, read_only=True)
def count(ctx: Context) -> Prepared:
    """Count on a reading connection what is exchanged together, and keep it in one short transaction."""
    items = [item.name for item in ctx.rules(Rules).items]
    likings = liking.count(ctx.db, ctx.group.id, ctx.now - WITHIN, items)
    return Prepared(lambda writing: liking.save(writing.db, writing.group.id, likings))
