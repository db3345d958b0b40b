"""A statement of a member's month or year as one picture: sources, uses, balance, rank, and the next reward."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from handlers.dates.months import first_of_month, midnight
from handlers.dates.past_month import read_past_month
from handlers.kit import Audience, Drawing, Feature, MemberContext, Message, Reply, reply
from handlers.kit.words import half_width
from handlers.mall.next_reward import describe_next_reward
from handlers.pictures.specs import StatementLine, StatementSpec
from storage.points import flows, ledger, rankings

feature = Feature("bill", title="积分账单", topic="积分")

SUMMARY = "{name} 的{title}积分账单：得到 {earned} 分，花掉 {spent} 分，现有 {balance} 分，第 {rank} 名。{outlook}"
LONGEST_PERIOD = 12
_YEAR = re.compile("(20[0-9]{2})年?", re.ASCII)


@feature.command(
    "积分账单",
    "我的账单",
    "账单",
    help="一个月或一年的积分，从哪来、到哪去",
    usage="2026-11",
    audience=Audience.ASKER,
    read_only=True,
)
def show_statement(message: Message, ctx: MemberContext) -> Reply:
    title, start, end = read_period(ctx.args, ctx.today)
    zone = ctx.group.zone
    earned, spent = flows.sum_by_kind(ctx.db, ctx.member, midnight(start, zone), midnight(end, zone))
    titles = {kind: entry.title for kind, entry in ctx.registry.ledger_kinds.items()}
    balance = ledger.balance(ctx.db, ctx.member)
    sheet = StatementSpec(
        title=title,
        name=ctx.member.name,
        earned=_lines(earned, titles),
        spent=_lines(spent, titles),
        balance=balance,
        rank=rankings.get_rank(ctx.db, ctx.member),
        outlook=describe_next_reward(ctx, ctx.member, balance),
    )
    text = SUMMARY.format(
        name=sheet.name,
        title=f" {title} ",
        earned=sum(earned.values()),
        spent=sum(spent.values()),
        balance=balance,
        rank=sheet.rank,
        outlook=sheet.outlook,
    )
    return reply(text, Drawing(sheet=sheet, alt="积分账单"))


def read_period(text: str, today: date) -> tuple[str, date, date]:
    """Return the title, the first day and the day after the last of a month or a year; raises Refusal for others."""
    plain = half_width(text[:LONGEST_PERIOD]).replace(" ", "")
    match = _YEAR.fullmatch(plain)
    year = (
        today.year if plain in ("今年", "年") else today.year - 1 if plain == "去年" else int(match[1]) if match else 0
    )
    if year and year <= today.year:
        return f"{year} 年", date(year, 1, 1), date(year + 1, 1, 1)
    month = read_past_month(text, today, "积分账单")
    return f"{month.year} 年 {month.month} 月", month, first_of_month(month, -1)


def _lines(sums: Mapping[str, int], titles: Mapping[str, str]) -> tuple[StatementLine, ...]:
    """Return a line for each ledger kind, the largest first, without those that sum up to 0 or less."""
    largest_first = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        StatementLine(name=titles.get(kind, kind), points=points) for kind, points in largest_first if points > 0
    )
