"""A member's month or year as one picture: earned by source, spent on what, the rank, and what is in reach next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from handlers.dates.months import first_of_month, midnight
from handlers.dates.past_month import read_past_month
from handlers.kit import Drawing, Feature, MemberContext, Message, Reply, reply
from handlers.kit.words import half_width
from handlers.mall.next_reward import nearest
from handlers.pictures.specs import StatementLine, StatementSpec
from storage.points import flows, ledger

feature = Feature("bill", title="积分账单")

WORDS = "{name} 的{title}积分账单：得到 {earned} 分，花掉 {spent} 分，现有 {balance} 分，第 {rank} 名。{outlook}"
LONGEST = 12
_YEAR = re.compile("(20[0-9]{2})年?", re.ASCII)


@feature.command(
    "积分账单", "我的账单", "账单", help="一个月或一年的积分，从哪来、到哪去", usage="2026-11", read_only=True
)
def show(message: Message, ctx: MemberContext) -> Reply:
    title, start, end = span(ctx.args, ctx.today)
    zone = ctx.group.zone
    earned, spent = flows.of_member(ctx.db, ctx.member, midnight(start, zone), midnight(end, zone))
    titles = {kind: entry.title for kind, entry in ctx.registry.ledger_kinds.items()}
    balance = ledger.balance(ctx.db, ctx.member)
    sheet = StatementSpec(
        title=title,
        name=ctx.member.name,
        earned=_lines(earned, titles),
        spent=_lines(spent, titles),
        balance=balance,
        rank=ledger.rank(ctx.db, ctx.member),
        outlook=nearest(ctx, ctx.member, balance),
    )
    words = WORDS.format(
        name=sheet.name,
        title=f" {title} ",
        earned=sum(earned.values()),
        spent=sum(spent.values()),
        balance=balance,
        rank=sheet.rank,
        outlook=sheet.outlook,
    )
    return reply(words, Drawing(sheet=sheet, alt="积分账单"))


def span(said: str, today: date) -> tuple[str, date, date]:
    """A month or a year as its title, its first day and the first day after it; raises Refusal."""
    plain = half_width(said[:LONGEST]).replace(" ", "")
    found = _YEAR.fullmatch(plain)
    year = (
        today.year if plain in ("今年", "年") else today.year - 1 if plain == "去年" else int(found[1]) if found else 0
    )
    if year and year <= today.year:
        return f"{year} 年", date(year, 1, 1), date(year + 1, 1, 1)
    month = read_past_month(said, today, "积分账单")
    return f"{month.year} 年 {month.month} 月", month, first_of_month(month, -1)


def _lines(sums: Mapping[str, int], titles: Mapping[str, str]) -> tuple[StatementLine, ...]:
    """Most first; what came to nothing is left out."""
    found = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return tuple(StatementLine(name=titles.get(kind, kind), points=points) for kind, points in found if points > 0)
