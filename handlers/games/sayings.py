"""歇后语: the first half of a saying, whose second half is an idiom; out of the dictionary that jionlp packages."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from handlers.games import service
from handlers.games.banks import Riddle
from handlers.games.dictionaries import read_lines
from handlers.games.guessing import guessing_game
from handlers.games.idioms import load_idioms
from handlers.kit import Context, Feature, Section

SHORTEST, LONGEST = 4, 10
"""Characters of a first half."""
RIDDLE = "{first} ——（打一成语）"
NOT_NICE = re.compile(
    "[妈娘屁屎尿奶裤寡妓娼奸尸棺死鬼婊操阎瞎聋哑瘸麻秃驼疯傻监婆媳妇裸胎坟墓葬血杀鸦毒贼匪鳖王狗猪粪茅厕嫖淫"
    "尼僧佛奴洋日美国敌军蒋癞豁逼灭绝烧剥阉脱痔孕产胸臀腚聋跛瞽乞丐丧囚狱刀枪砍]|和尚|光棍|胡子|叫花|闺女|寿衣|吊孝|大姑娘|上吊"
)
"""What is at the cost of somebody, or not for every table: the dictionary is an old one and holds everything."""


class Rules(Section):
    """歇后语"""

    seconds: int = Field(150, ge=30, le=3600, description="一条多少秒")


feature = Feature("game_sayings", Rules, title="歇后语", topic="游戏")


@cache
def load_sayings() -> tuple[Riddle, ...]:
    """Return the sayings whose second half is an idiom that most people know; read once per process (0.1 s)."""
    idioms = load_idioms().by_word
    halves: dict[str, list[str]] = {}
    for line in read_lines("xiehouyu"):
        first, _, second = line.partition("\t")
        known = idioms.get(second)
        if known and known.is_common and SHORTEST <= len(first) <= LONGEST and not NOT_NICE.search(first + second):
            halves.setdefault(first, []).append(second)
    return tuple(_riddle(first, *seconds) for first, seconds in halves.items())


def _riddle(first: str, second: str, *also: str) -> Riddle:
    """Return the riddle of a first half; whichever of its second halves is said is right."""
    hints = [f"第一个字是「{second[0]}」", f"前两个字是「{second[:2]}」", f"{second[:3]}＿"]
    return Riddle(riddle=RIDDLE.format(first=first), answer=second, also=list(also), hints=hints)


def choose(ctx: Context) -> Riddle:
    """Return a saying that the group has not had lately."""
    return service.choose_fresh(ctx, feature.name, load_sayings(), lambda riddle: riddle.riddle)


guessing_game(
    feature,
    "歇后语",
    "猜歇后语",
    help="说了上半句，猜下半句，是一个成语",
    what="下半句",
    example="自身难保",
    choose=choose,
    seconds=lambda ctx: ctx.rules(Rules).seconds,
    prepare=load_sayings,
)
