"""分组: people into so many groups of the same size, or of sizes that differ by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import half_width
from handlers.tools.names import read_names

feature = Feature("grouping", title="分组", topic="小工具")

USAGE = "3 小明 小红 小刚 小丽"
HOW_TO = "请这样写：分组 3 小明 小红 小刚 小丽，或者 分组 3 签到（给今天签到的人分组）。"
TOO_FEW = "有 {count} 个名字，分不成 {groups} 组。"
LINE = "第 {number} 组（{count} 人）：{names}"
_GROUPS = re.compile(r"([0-9]{1,3})个?组?(?=[\s,，、])")


@feature.command("分组", help="把几个名字分成几组，也可以分今天签到的人", usage=USAGE)
def make_groups(message: Message, ctx: MemberContext) -> str:
    typed = _GROUPS.match(half_width(ctx.args))
    names = read_names(message, ctx, ctx.args[typed.end() :]) if typed else []
    if not typed or not names or int(typed[1]) < 1:
        raise Refusal(HOW_TO)
    if int(typed[1]) > len(names):
        raise Refusal(TOO_FEW.format(count=len(names), groups=int(typed[1])))
    return "\n".join(
        LINE.format(number=number, count=len(group), names="、".join(group))
        for number, group in enumerate(deal(names, int(typed[1]), ctx.random), 1)
    )


def deal(names: Sequence[str], groups: int, random: Random) -> list[list[str]]:
    """Return all names in so many groups, by chance; the sizes differ by at most one."""
    shuffled = random.sample(names, len(names))
    return [shuffled[first::groups] for first in range(groups)]
