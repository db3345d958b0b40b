"""Points: a member's balance and movements, the ranking, and the ways to earn."""

from __future__ import annotations

from collections.abc import Callable

from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Role
from handlers.mall.next_reward import describe_rewards
from handlers.points import expiry_dates
from handlers.points.rules import GIFT, Rules
from handlers.text.people import split_member
from storage.members.roster import Member
from storage.points import arrears, ledger, rankings, statements
from storage.points.statements import Movement

feature = Feature("points", Rules, title="积分")

BALANCE = "{name}：{balance} 积分，第 {rank} 名。"
NO_POINTS = "{name} 还没有积分，发「签到」得第一笔吧～"
NO_MOVEMENTS = "还没有积分往来。"
NOBODY = "还没有人得分，第一个就是你～"
OWED = "还有 {owed} 分记着账，有了预算就补发。"
ADMINS_ONLY = "只有管理员可以看别人的明细，看自己的发「明细」。"
USAGE = "明细 @小明"
EARNING_HEAD = "这样可以得积分："
NO_WAY_TO_EARN = "这个群还没有得分的办法，问问群主吧～"
GIVEN_TO, GIVEN_BY = "送给 {name}", "{name} 送的"
LIMIT = 10


@feature.command("积分", "我的积分", "查积分", "余额", help="看看有多少分、能换什么")
def show_balance(message: Message, ctx: MemberContext) -> str:
    balance = ledger.balance(ctx.db, ctx.member)
    expiring = expiry_dates.describe_expiring(ctx, ctx.member) if balance else ""
    owed = arrears.total_of_member(ctx.db, ctx.member)
    debt = OWED.format(owed=owed) if owed else ""
    if not balance:
        return NO_POINTS.format(name=ctx.member.name) + debt
    text = BALANCE.format(name=ctx.member.name, balance=balance, rank=rankings.get_rank(ctx.db, ctx.member))
    return text + expiring + debt + describe_rewards(ctx, ctx.member, balance)


@feature.command(
    "明细",
    "积分明细",
    help="最近 10 笔积分往来，各笔之后的余额；管理员可以看别人的",
    usage="@小明",
    audience=Audience.ASKER,
)
def show_movements(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return _list_movements(ctx, ctx.member, _movement_line)
    if ctx.role < Role.ADMIN:
        raise Refusal(ADMINS_ONLY)
    return _list_movements(ctx, split_member(message, ctx, USAGE, include_left=True)[0], _numbered_line)


def _list_movements(ctx: MemberContext, member: Member, line: Callable[[MemberContext, Movement], str]) -> str:
    moves = statements.list_latest(ctx.db, member, LIMIT)
    if not moves:
        return NO_MOVEMENTS
    lines = [line(ctx, move) for move in moves]
    return "\n".join([f"{member.name} 的积分明细：", *lines, f"现有 {moves[0].balance} 分"])


def _movement_line(ctx: MemberContext, move: Movement) -> str:
    is_gift = move.kind == GIFT and move.peer
    reason = (GIVEN_TO if move.amount < 0 else GIVEN_BY).format(name=move.peer) if is_gift else move.reason
    return f"{ctx.local(move.at):%m-%d %H:%M}  {move.amount:+d}  {reason}（余 {move.balance}）"


def _numbered_line(ctx: MemberContext, move: Movement) -> str:
    """Return a movement's line with the number that 冲正 asks for, and who booked it by hand."""
    by = move.cause.partition(" by ")[2]
    return f"#{move.number}  {_movement_line(ctx, move)}" + (f"  {by} 经手" if by else "")


@feature.command("排行", "积分排行", "排行榜", help="谁的积分最多")
def show_ranking(message: Message, ctx: MemberContext) -> str:
    places = rankings.list_top(ctx.db, ctx.group.id, ctx.rules(Rules).top)
    if not places:
        return NOBODY
    lines = [f"{number}. {place.name}  {place.balance} 分" for number, place in enumerate(places, 1)]
    return "\n".join(["🏆 积分排行", *lines])


@feature.command("积分规则", "规则", help="怎么得分，每天最多多少", asked=("怎么赚积分", "怎么得积分", "怎么拿积分"))
def show_rules(message: Message, ctx: MemberContext) -> str:
    lines = ctx.registry.earning_rules(ctx.group)
    return "\n".join([EARNING_HEAD, *lines]) if lines else NO_WAY_TO_EARN
