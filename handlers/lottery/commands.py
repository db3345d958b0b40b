"""抽奖: draws for points or tickets, with a guaranteed prize after so many blanks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from config.group import Group
from handlers.kit import (
    Context,
    Drawing,
    Feature,
    ForMember,
    MemberContext,
    Message,
    Refusal,
    Reply,
    reply,
)
from handlers.lottery.rules import SEED_BYTES, Prize, Rules, current_odds, prize_for, roll_outcome, seed_digest
from handlers.lottery.tickets import TICKET_UNIT, grant_tickets
from handlers.mall.codes import draw_pickup, last_valid_day, reserve_free_item
from handlers.points import payments
from handlers.text.numbers import read_whole_number
from storage import lottery
from storage.points import ledger, limits
from storage.points.ledger import Account

feature = Feature("lottery", Rules, title="抽奖", topic="兑换", visible=lambda ctx: bool(ctx.rules(Rules).prizes))
feature.ledger_kind("lottery", "抽奖", undo_hint="已经抽过了，要补偿请用「加分」。")
feature.ledger_kind("prize", "抽奖奖品")

POT = "lottery"
"""The holder of the account that receives the price of draws."""
NO_LOTTERY = "这个群没有抽奖。"
NO_PRIZES_LEFT = "奖品都抽完啦，等群主补货～"
LIMIT_REACHED = "今天最多抽 {most} 次，还能抽 {left} 次～"
ALL_DRAWN = "今天的 {most} 次抽完啦，明天再来～"
TOO_FEW = "抽 {times} 次要 {price} 分，你有 {balance} 分，{tickets}，{possible}～"
NO_TICKETS, SOME_TICKETS = "也没有抽奖券", "{tickets} 张抽奖券抵 {tickets} 次"
SAVE_UP, FEWER = "先攒攒吧", "够抽 {times} 次"
HEAD = "🎰 {name} 抽了 {times} 次，{cost}，还剩 {balance} 分："
WON, BLANK = "{number} 号：🎉 {prize}{detail}", "{number} 号：{prize}"
GAINED_POINTS, GAINED_TICKETS = "，+{points} 分", "，得 {tickets} 张抽奖券"
STOPPED = "奖品抽完了，后面 {times} 次没有抽，也没有收。"
CODE = "，取货码 {code}，有效到 {day}"
POINTS_OWED = "（积分先记账，有了预算就补发）"
POOL = "🎰 抽一次 {price} 分（或 1 张抽奖券），每人每天最多 {most} 次："
SURE_PRIZE = "连着 {sure} 次没中，下一次必中；你已经连着 {blanks} 次。"
TICKETS = "你有 {tickets} 张抽奖券。"
DIGEST = "今天的指纹：{digest}…\n明天 0 点后发「抽奖验证」，就能看到种子，自己也能算。"
EARNING_RULE = "抽奖：一次 {price} 分或 1 张抽奖券，可能抽中 {prizes}"
MOST_AT_ONCE = 10
SHOWN_DIGITS = 16
"""Of the digest before the draws: 64 bits, for which nobody finds a second seed. 抽奖验证 shows all."""


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(Rules)
    prizes = [prize.name for prize in rules.prizes if prize.points]
    return EARNING_RULE.format(price=rules.price, prizes="、".join(prizes)) if prizes else None


@feature.command("抽奖", help="用积分或抽奖券抽一次，也可以连抽", usage="次数")
def draw(message: Message, ctx: MemberContext) -> Reply | ForMember:
    rules = _rules(ctx)
    times = read_whole_number(ctx.args.removesuffix("次").strip(), 1, MOST_AT_ONCE) if ctx.args else 1
    left = limits.left_today(ctx.db, ctx.member, feature.name, ctx.today, rules.most)
    if times > left:
        raise Refusal((LIMIT_REACHED if left else ALL_DRAWN).format(most=rules.most, left=left))
    _require_price(ctx, rules, times)
    results = list(_draw_each(ctx, rules, times))
    if not results:
        raise Refusal(NO_PRIZES_LEFT)
    limits.use_allowance(ctx.db, ctx.member, feature.name, ctx.today, len(results), rules.most)
    cost = _describe_cost([result.unit for result in results], rules.price)
    balance = ledger.balance(ctx.db, ctx.member)
    head = HEAD.format(name=ctx.member.name, times=len(results), cost=cost, balance=balance)
    stopped = [STOPPED.format(times=times - len(results))] if len(results) < times else []
    shown = reply("\n".join([head, *(result.line for result in results), *stopped]))
    tickets = [result.drawing for result in results if result.drawing]
    if not tickets:
        return shown
    with_codes = "\n".join([head, *(result.line + result.code for result in results), *stopped])
    return ForMember(member=ctx.member, reply=reply(with_codes, *tickets), shown=shown, ask="我的兑换")


@feature.command("奖池", "抽奖规则", help="有什么奖品、多大机会")
def show_pool(message: Message, ctx: MemberContext) -> str:
    rules = _rules(ctx)
    blanks = lottery.count_blanks(ctx.db, ctx.member)
    drawn = lottery.count_by_prize(ctx.db, ctx.group.id)
    weights = dict(current_odds(rules.prizes, drawn, sure=False))
    total = sum(weights.values())
    lines = [_prize_line(prize, weights.get(prize.name, 0), total, drawn) for prize in rules.prizes]
    tickets = ledger.balance(ctx.db, ctx.member, TICKET_UNIT)
    return "\n".join(
        [
            POOL.format(price=rules.price, most=rules.most),
            *lines,
            *([SURE_PRIZE.format(sure=rules.sure, blanks=blanks)] if rules.sure and weights else []),
            *([] if weights else [NO_PRIZES_LEFT]),
            *([TICKETS.format(tickets=tickets)] if tickets else []),
            DIGEST.format(digest=seed_digest(_seed(ctx, ctx.today))[:SHOWN_DIGITS]),
        ]
    )


@feature.scheduled("prepare", lambda group: "每天 00:00" if group.rules(Rules).prizes else None)
def prepare_seed(ctx: Context) -> None:
    """Make the day's seed before anybody draws."""
    _seed(ctx, ctx.today)


def _rules(ctx: MemberContext) -> Rules:
    rules = ctx.rules(Rules)
    if not rules.prizes:
        raise Refusal(NO_LOTTERY)
    return rules


class _Result(NamedTuple):
    """What one draw cost and brought; the code and the ticket are for the winner only."""

    unit: str
    """Points or tickets: in which it was paid for."""
    line: str
    code: str = ""
    drawing: Drawing | None = None


def _require_price(ctx: MemberContext, rules: Rules, times: int) -> None:
    """Raise Refusal where somebody cannot pay for so many draws; nothing has been charged yet."""
    balance, tickets = ledger.balance(ctx.db, ctx.member), ledger.balance(ctx.db, ctx.member, TICKET_UNIT)
    possible = tickets + balance // rules.price
    if times <= possible:
        return
    raise Refusal(
        TOO_FEW.format(
            times=times,
            price=times * rules.price,
            balance=balance,
            tickets=SOME_TICKETS.format(tickets=tickets) if tickets else NO_TICKETS,
            possible=FEWER.format(times=possible) if possible else SAVE_UP,
        )
    )


def _draw_each(ctx: MemberContext, rules: Rules, times: int) -> Iterator[_Result]:
    """Charge and draw so often, or until nothing is left to win."""
    for turn in range(times):
        sure = bool(rules.sure) and lottery.count_blanks(ctx.db, ctx.member) >= rules.sure
        odds = current_odds(rules.prizes, lottery.count_by_prize(ctx.db, ctx.group.id), sure=sure)
        if not odds:
            return
        unit = _charge(ctx, rules.price, f"lottery:{ctx.key}:{turn}")
        number = lottery.next_number(ctx.db, ctx.group.id, ctx.today)
        outcome = roll_outcome(_seed(ctx, ctx.today), ctx.today.isoformat(), number, ctx.member.user_id)
        prize = next(prize for prize in rules.prizes if prize.name == prize_for(outcome, odds))
        lottery.record(ctx.db, ctx.member, ctx.today, number, odds, prize.name, blank=prize.blank, at=ctx.now)
        if prize.blank:
            yield _Result(unit, BLANK.format(number=number, prize=prize.name))
        else:
            yield _award(ctx, prize, turn, number, unit)


def _award(ctx: MemberContext, prize: Prize, turn: int, number: int, unit: str) -> _Result:
    detail = _describe_gain(prize)
    if prize.points:
        key = f"prize:{ctx.key}:{turn}"
        paid = payments.pay(ctx, ctx.member, prize.points, key=key, reason=f"抽中 {prize.name}", owe=True)
        detail += POINTS_OWED if paid and paid.owed else ""
    if prize.tickets:
        grant_tickets(ctx, ledger.account(ctx.member), prize.tickets, f"prize-ticket:{ctx.key}:{turn}", ctx.key)
    line = WON.format(number=number, prize=prize.name, detail=detail)
    if not prize.is_gift:
        return _Result(unit, line)
    order = reserve_free_item(ctx, f"奖品·{prize.name}", days=prize.days)
    code = CODE.format(code=order.code, day=last_valid_day(ctx, order.until))
    return _Result(unit, line, code + (f"，{prize.pickup}" if prize.pickup else ""), draw_pickup(order, ctx))


def _describe_gain(prize: Prize) -> str:
    """Return how many points or tickets a prize brings, where its name does not say so."""
    points = GAINED_POINTS.format(points=prize.points) if prize.points else ""
    tickets = GAINED_TICKETS.format(tickets=prize.tickets) if prize.tickets else ""
    return "" if str(prize.points or prize.tickets) in prize.name else points + tickets


def _seed(ctx: Context, day: date) -> str:
    return lottery.get_or_create_seed(ctx.db, ctx.group.id, day, lambda: ctx.random.randbytes(SEED_BYTES).hex())


def _charge(ctx: MemberContext, price: int, key: str) -> str:
    """Charge a ticket, or else the price in points, and return the unit; they have one or the other."""
    source, pot = ledger.account(ctx.member), Account(ctx.group.id, POT)
    unit, amount = (TICKET_UNIT, 1) if ledger.balance(ctx.db, ctx.member, TICKET_UNIT) else (ledger.POINTS, price)
    ledger.transfer(ctx.db, source, pot, amount, key=key, reason="抽奖", cause=ctx.key, at=ctx.now, unit=unit)
    return unit


def _describe_cost(units: list[str], price: int) -> str:
    tickets = units.count(TICKET_UNIT)
    points = (len(units) - tickets) * price
    return "、".join([f"用了 {tickets} 张券"] * bool(tickets) + [f"花了 {points} 分"] * bool(points))


def _prize_line(prize: Prize, weight: int, total: int, drawn: Mapping[str, int]) -> str:
    chance = f"{100 * weight / total:.3g}%" if total else "0%"
    left = "" if prize.stock is None else f"，剩 {max(0, prize.stock - drawn.get(prize.name, 0))} 份"
    return f"{prize.name}{_describe_gain(prize)}：{chance}{left}"
