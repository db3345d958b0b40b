"""Points: what one has, where it came from, who has most; and what admins may add or take."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from handlers import earning, ladder, mall_items
from handlers.kit import Context, Feature, Message, Refusal, Role, Section
from handlers.kit.people import split_person
from handlers.kit.words import whole_number
from handlers.mall_items import Item, to_be_had
from storage import ledger, mall
from storage.ledger import Overdrawn
from storage.members import Member


class Rules(Section):
    """积分"""

    top: int = Field(10, ge=3, le=50, description="排行显示前几名")
    most: int = Field(1000, ge=1, le=1_000_000, description="管理员一次最多加减几分")


feature = Feature("points", Rules, title="积分")

BALANCE = "{name}：{balance} 积分，第 {rank} 名。"
NOTHING = "{name} 还没有积分，发「签到」得第一笔吧～"
REACHED = "可以换「{name}」啦（{points} 分），发「商城」看看！"
NEAREST = "再攒 {missing} 分就能换「{name}」（{points} 分）。"
EMPTY = "还没有积分往来。"
NOBODY = "还没有人得分，第一个就是你～"
TOO_FEW = "{name} 只有 {balance} 分，扣不了 {amount} 分。"
GRANTED = "已给 {name} 加 {amount} 分{reason}，现有 {balance} 分。"
TAKEN = "已扣 {name} {amount} 分{reason}，现有 {balance} 分。"
RULES = "这样可以得积分："
NO_RULES = "这个群还没有得分的办法，问问群主吧～"
LINES = 10
LONGEST_REASON = 60


@feature.command("积分", "我的积分", "查积分", "余额", help="看看有多少分、能换什么")
def show_balance(message: Message, ctx: Context) -> str:
    mine = ledger.balance(ctx.db, ctx.member)
    if not mine:
        return NOTHING.format(name=ctx.member.name)
    shown = BALANCE.format(name=ctx.member.name, balance=mine, rank=ledger.rank(ctx.db, ctx.member))
    steps = ctx.rules(ladder.Rules)
    level = ladder.level_of(ctx.db, ctx.member, steps) if steps.discounts else None
    items = mall_items.priced(ctx.rules(mall_items.Rules).items, level)
    return shown + prospect(
        mine, to_be_had(items, mall.taken(ctx.db, ctx.group.id), mall.kept(ctx.db, ctx.member), ctx.today)
    )


def prospect(balance: int, items: Sequence[Item]) -> str:
    """The best item in reach and the nearest one above."""
    reached = max((one for one in items if one.points <= balance), key=lambda one: one.points, default=None)
    nearest = min((one for one in items if one.points > balance), key=lambda one: one.points, default=None)
    text = REACHED.format(name=reached.name, points=reached.points) if reached else ""
    if nearest:
        text += NEAREST.format(missing=nearest.points - balance, name=nearest.name, points=nearest.points)
    return text


@feature.command("明细", "积分明细", help="最近 10 笔积分往来")
def statement(message: Message, ctx: Context) -> str:
    moves = ledger.statement(ctx.db, ctx.member, LINES)
    if not moves:
        return EMPTY
    lines = [f"{ctx.local(one.at):%m-%d %H:%M}  {one.amount:+d}  {one.reason}" for one in moves]
    return "\n".join([f"{ctx.member.name} 的积分明细：", *lines, f"现有 {ledger.balance(ctx.db, ctx.member)} 分"])


@feature.command("排行", "积分排行", "排行榜", help="谁的积分最多")
def ranking(message: Message, ctx: Context) -> str:
    places = ledger.ranking(ctx.db, ctx.group.id, ctx.rules(Rules).top)
    if not places:
        return NOBODY
    lines = [f"{number}. {place.name}  {place.balance} 分" for number, place in enumerate(places, 1)]
    return "\n".join(["🏆 积分排行", *lines])


@feature.command("积分规则", "规则", help="怎么得分，每天最多多少")
def show_rules(message: Message, ctx: Context) -> str:
    lines = [line for one in ctx.features if one.rule and (line := one.rule(ctx.group))]
    return "\n".join([RULES, *lines]) if lines else NO_RULES


@feature.command("加分", help="给成员加分", usage="@小明 10 理由", role=Role.ADMIN)
def grant(message: Message, ctx: Context) -> str:
    member, amount, reason = _order(message, ctx, "加分 @小明 10 分享干货")
    cause = f"{ctx.key} by {ctx.member.user_id}"
    paid = earning.pay(ctx, member, amount, key=f"grant:{ctx.key}", reason=reason or "管理员加分", cause=cause)
    if not (paid and paid.points):
        raise Refusal(earning.EMPTY.format(points=amount))
    return GRANTED.format(name=member.name, amount=amount, reason=_because(reason), balance=paid.balance)


@feature.command("扣分", help="扣成员的分", usage="@小明 10 理由", role=Role.ADMIN)
def deduct(message: Message, ctx: Context) -> str:
    member, amount, reason = _order(message, ctx, "扣分 @小明 10 刷屏")
    cause = f"{ctx.key} by {ctx.member.user_id}"
    try:
        balance = ledger.take(
            ctx.db, member, amount, key=f"deduct:{ctx.key}", reason=reason or "管理员扣分", cause=cause, at=ctx.now
        )
    except Overdrawn as error:
        raise Refusal(TOO_FEW.format(name=member.name, balance=error.balance, amount=amount)) from None
    return TAKEN.format(name=member.name, amount=amount, reason=_because(reason), balance=balance)


def _order(message: Message, ctx: Context, usage: str) -> tuple[Member, int, str]:
    member, rest = split_person(message, ctx, usage)
    number, _, reason = rest.partition(" ")
    if not number:
        raise Refusal(f"要几分呢？请这样写：{usage}")
    return member, whole_number(number, 1, ctx.rules(Rules).most), reason.strip()[:LONGEST_REASON]


def _because(reason: str) -> str:
    return f"（{reason}）" if reason else ""
