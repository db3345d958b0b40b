"""Reading 红包雨 200 5 10 30 周末愉快."""

from __future__ import annotations

from handlers.kit import MemberContext, Refusal
from handlers.points.rules import Rules as PointRules
from handlers.redpackets.parsing import read_words
from handlers.redpackets.rules import (
    MOST_MINUTES,
    MOST_PACKETS,
    MOST_SHARES,
    RainTerms,
    validate_rain,
)
from handlers.text.numbers import read_whole_number
from storage.redpackets.automatic import RAIN

TITLE = RAIN
USAGE = "200 5 10 30 周末愉快"
HOW = (
    f"先写一共几分，再写下几个、每个几份、多少分钟里下完，例如：{TITLE} {USAGE}\n"
    f"只写 {TITLE} 200 也行：30 分钟里下 5 个，每个 10 份。要停就发「{TITLE} 停」。"
)


def read_rain(ctx: MemberContext) -> RainTerms:
    """Return what is to fall; with the points alone, the rest is as usual. Raises Refusal that says how to write it."""
    words = ctx.args.split(maxsplit=4)
    usual = [str(RainTerms.model_fields[name].default) for name in ("packets", "shares", "minutes")]
    if len(words) == 1:
        words += usual
    if len(words) < 4:
        raise Refusal(HOW)
    points = read_whole_number(words[0].removesuffix("分"), 2, ctx.rules(PointRules).most)
    count = read_whole_number(words[1].removesuffix("个"), 2, MOST_PACKETS)
    shares = read_whole_number(words[2].removesuffix("份"), 1, MOST_SHARES)
    minutes = read_whole_number(words[3].removesuffix("分钟"), 2, MOST_MINUTES)
    try:
        validate_rain(points, count, shares, minutes)
    except ValueError as error:
        raise Refusal(f"{error}。") from None
    return RainTerms(points=points, packets=count, shares=shares, minutes=minutes, words=read_words("".join(words[4:])))
