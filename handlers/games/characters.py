"""拆字: the parts of a character, of which one has to be made; out of the dictionary that jionlp packages."""

from __future__ import annotations

import json
from functools import cache
from itertools import islice

from pydantic import Field

from handlers.games import service
from handlers.games.banks import Riddle
from handlers.games.dictionaries import read_lines
from handlers.games.guessing import guessing_game
from handlers.kit import Context, Feature, Section
from handlers.kit.pinyin import to_pinyin

COMMON = 2500
"""So many characters are what most people read every day."""
PARTS = 2
STROKES = frozenset("丨丿丶乛亅乙")
RIDDLE = "{parts}合成一个字，做了偏旁会变样（打一字）"
LAYOUTS = {"1": "左右结构", "2": "上下结构"}
"""By the dictionary's number; it knows of no other layout for characters of two parts."""


class Rules(Section):
    """拆字"""

    seconds: int = Field(120, ge=30, le=3600, description="一条多少秒")


feature = Feature("game_characters", Rules, title="拆字", topic="游戏")


@cache
def load_characters() -> tuple[Riddle, ...]:
    """Return characters of two parts that are characters themselves, all of them common; read once (0.2 s).

    Who makes another character of the same parts is right, too.
    """
    common, found = _common(), dict[str, list[tuple[str, str]]]()
    for line in read_lines("chinese_char_dictionary"):
        character, _, layout, _, parts, *_ = line.split("\t")
        if len(parts) == PARTS and character in common and set(parts) <= common - STROKES and character not in parts:
            found.setdefault("".join(sorted(parts)), []).append((character, f"{layout}{parts}"))
    riddles = []
    for alike in found.values():
        first, rest = alike[0], [character for character, _ in alike[1:]]
        layout, parts = first[1][0], first[1][1:]
        hints = [*([LAYOUTS[layout]] if layout in LAYOUTS else []), f"读 {to_pinyin(first[0])}"]
        shown = "".join(f"「{part}」" for part in parts)
        riddles.append(Riddle(riddle=RIDDLE.format(parts=shown), answer=first[0], also=rest[:10], hints=hints))
    return tuple(riddles)


def _common() -> frozenset[str]:
    """Return the characters that are met most often."""
    counted = (json.loads(line) for line in read_lines("char_distribution", "json"))
    chinese = [(character, count) for character, count in counted if "\u4e00" <= character <= "\u9fff"]
    ordered = sorted(chinese, key=lambda pair: -pair[1])
    return frozenset(character for character, _ in islice(ordered, COMMON))


def choose(ctx: Context) -> Riddle:
    """Return a character that the group has not had lately."""
    return service.choose_fresh(ctx, feature.name, load_characters(), lambda riddle: riddle.riddle)


guessing_game(
    feature,
    "拆字",
    "拆字谜",
    help="几个部件合成一个字",
    what="这个字",
    example="明",
    choose=choose,
    seconds=lambda ctx: ctx.rules(Rules).seconds,
    prepare=load_characters,
)
