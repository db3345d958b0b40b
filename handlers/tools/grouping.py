"""分组: people into so many groups of the same size, or of sizes that differ by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import half_width
from handlers.text.numbers import read_number
from handlers.tools.names import read_names

feature = Feature("grouping", title="分组", topic="小工具")

USAGE = "3 小明 小红 小刚 小丽"
HOW_TO = "请这样写：分组 3 小明 小红 小刚 小丽（也可以写 每组2人），或者 分组 3 签到（给今天签到的人分组）。"
TOO_FEW = "有 {count} 个名字，分不成 {groups} 组。"
LINE = "第 {number} 组（{count} 人）：{names}"
TOO_LARGE = "有 {count} 个名字，凑不满一组 {size} 人。"
_NUMBER = "([0-9]{1,3}|[一二两三四五六七八九十])"
_GROUPS = re.compile(rf"(?:分成?|成)?{_NUMBER}个?(?:小?组)?(?=[\s,，、:]|\Z)")
_SIZE = re.compile(rf"(?:每个?组|一组|按)\s?{_NUMBER}\s?[个人名位]{{0,2}}(?:一组)?|{_NUMBER}\s?[个人名位]{{0,2}}一组")


@feature.command("分组", help="把几个名字分成几组，也可以分今天签到的人", usage=USAGE)
def make_groups(message: Message, ctx: MemberContext) -> str:
    head = half_width(ctx.args)
    by_size = _SIZE.match(head)
    typed = by_size or _GROUPS.match(head)
    number = read_number(next(filter(None, typed.groups()))) if typed else None
    names = read_names(message, ctx, ctx.args[typed.end() :].lstrip(":： ")) if typed else []
    if not number or not names:
        raise Refusal(HOW_TO)
    if number > len(names):
        raise Refusal((TOO_LARGE if by_size else TOO_FEW).format(count=len(names), groups=number, size=number))
    groups = -(-len(names) // number) if by_size else number
    return "\n".join(
        LINE.format(number=number, count=len(group), names="、".join(group))
        for number, group in enumerate(deal(names, groups, ctx.random), 1)
    )


def deal(names: Sequence[str], groups: int, random: Random) -> list[list[str]]:
    """Return all names in so many groups, by chance; the sizes differ by at most one."""
    shuffled = random.sample(names, len(names))
    return [shuffled[first::groups] for first in range(groups)]
