"""What nobody should ever type, made by a seed: texts meant to crash, to slow down or to deceive whoever reads them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from random import Random

LONGEST = 64 * 1024
"""Bytes of the longest texts in UTF-8: as much as a callback can carry."""
CONTROLS = [chr(code) for code in (*range(1, 32), 127, *range(128, 160))]
DIGITS = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) in ("Nd", "Nl", "No")]
"""Digits and numbers of all scripts: ٣, ③, Ⅷ, 𝟘, ¾ and so on."""
MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202d\u202e\u2066\u2069\u2060\ufeff\u00ad\u2028\u2029\u0301\u0e31\u20dd"
BRACKETS = "()（）[]【】{}｛｝<>《》「」『』“”\"'`"
EMOJI = ["😀", "👍🏿", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "❤️", "1️⃣", "🧧", "[太阳]", "[强]", "🫠", "☀︎"]
FORMATS = ["{0}", "{name}", "{}", "{name.__class__.__mro__}", "{0!r:>99999999}", "%s%n%d", "%(name)s", "${HOME}", "{{"]
FORMATS += ["{%", "{{7*7}}", "#{1}", "$(id)", "`id`", "\\u0000", "\\x00", "&#0;", "&lt;", "%00", "%0d%0a"]
SQL = [
    "'; DROP TABLE member; --",
    "' OR 1=1 --",
    '"; DELETE FROM entry',
    "\\'",
    "1; ATTACH ':x' AS y",
    ":name",
    "?",
    "%",
]
YAML = [
    "!!python/object/apply:os.system [id]",
    "&a [*a, *a]",
    "*a",
    "- - - -",
    "a: b: c",
    "--- \n...",
    "? :",
    "|2-",
    "!",
]
YAML += [
    "{a: [}",
    "# 注释",
    ">\n\t- x",
    "yes",
    "null",
    "~",
    "0o17",
    "1e999",
    ".inf",
    "<<: *a",
    "\t- 1",
    "@x",
    "%TAG ! x",
]
PATHS = ["../../../../etc/passwd", "C:\\con\\nul", "file:///dev/zero", "http://[::1]:0/", "https://a@b:99999/?#", "//x"]
MARKUP = ["<script>alert(1)</script>", "]]>", "<![CDATA[", "**a** [b](c)", "<@all>", "<font color=red>", "![](x)"]
NUMBERS = [
    "-1",
    "0",
    "00",
    "-0",
    "1e9",
    "1e400",
    "NaN",
    "inf",
    "9" * 30,
    "9" * 5000,
    "1_000",
    "0x10",
    "１２",
    "二百五",
    "亿",
]
NUMBERS += [
    "万亿亿亿",
    "½",
    "1.5.2",
    "1,000",
    "+5",
    "3-",
    "-",
    "第零",
    "零零零",
    "100%",
    "2147483648",
    str(2**63),
    str(-(2**63)),
]
TIMES = [
    "25:00",
    "2027-02-30",
    "0000-00-00",
    "99999-12-31",
    "12-31 24:60",
    "农历闰十三月三十",
    "每周八",
    "每月第9个周一",
]
TIMES += [
    "昨天 -1 点",
    "明天下午13点",
    "1 秒前",
    "9" * 20 + "天后",
    "每 0 分钟",
    "* * * * *",
    "春节前9999天",
    "今天" * 400,
]
NAMES = [
    "@",
    "@@",
    "@所有人",
    "@小明",
    "＠小红",
    "@小明@小红",
    "@" + "长" * 3000,
    "@a b",
    "@\u2005",
    "@<all>",
    "@小明 @小明",
]
BOMBS = [
    "a" * 40 + "!",
    "1" * 50 + "x",
    " " * 200 + "x",
    "\t \n" * 100,
    "@" * 300,
    "第" * 200 + "天",
    "，。" * 200,
    "啊" * 999,
]
SUMS = [
    "9**9**9**9",
    "4000000**4000000",
    "(" * 1000 + "1" + ")" * 1000,
    "1/0",
    "2^2^2^2^2^2",
    "0.1" * 99,
    "1e308*10",
    "~1",
    "!" * 99,
]
COMMANDS = [
    "签到",
    "发红包 9 9",
    "成语接龙",
    "帮助",
    "确认",
    "结束游戏",
    "抢",
    "答 A",
    "提示",
    "口令",
    "因为",
    "每天 8:00 签到",
]
TOKENS = [*EMOJI, *FORMATS, *SQL, *YAML, *PATHS, *MARKUP, *NUMBERS, *TIMES, *NAMES, *BOMBS, *SUMS, *COMMANDS]
ENDS = ["\ud83d", "\udc00", "a\ud800b", "\0", "a\0b"]
"""Halves of characters and NULs: JSON can bring them, and channels take them out before anybody else sees them."""


def _token(random: Random) -> str:
    return random.choice(TOKENS)


def _several(random: Random) -> str:
    """Return arguments as commands take them, each of them odd."""
    return random.choice(" \n\t，、|:：").join(random.choices(TOKENS, k=random.randint(2, 6)))


def _controls(random: Random) -> str:
    return "".join(random.choices([*CONTROLS, *MARKS, "a", "签", " "], k=random.randint(1, 60)))


def _digits(random: Random) -> str:
    signs = random.choices(["", "", " ", ".", "-", "+", ":", "/", ",", "%"], k=12)
    return "".join(random.choice(DIGITS) + sign for sign in signs[: random.randint(1, 12)])


def _brackets(random: Random) -> str:
    deep = random.choice([1, 3, 50, 1000, 5000])
    sign = random.choice(BRACKETS)
    return sign * deep + random.choice(["", "1", "签到", *FORMATS]) + random.choice(BRACKETS) * deep


def _any_characters(random: Random) -> str:
    """Return characters from all over Unicode, those that mean nothing, too."""
    codes = (random.choice([random.randint(32, 0x2FFF), random.randint(0x3000, 0x10FFFF)]) for _ in range(40))
    return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)


def _run(random: Random) -> str:
    """Return one thing over and over, now and then as much as a callback carries, with something else at its end."""
    unit = random.choice(
        [_controls(random)[:1], random.choice(DIGITS), _token(random)[:12] or " ", "中", " ", "\n", "@a "]
    )
    most = random.choice([80, 700, 5000, 20_000]) if random.random() < 0.8 else LONGEST
    run = unit * (most // len(unit.encode()) + 1)
    return run.encode()[:most].decode(errors="ignore") + random.choice(["", "x", "\n", "。", "@"])


def _stacked(random: Random) -> str:
    """Return letters under a heap of marks, turned around by others."""
    return "".join(letter + "".join(random.choices(MARKS, k=random.randint(0, 30))) for letter in _token(random)[:30])


def _broken(random: Random) -> str:
    """Return a text with halves of characters or NULs in it."""
    text = _token(random)[:50]
    place = random.randint(0, len(text))
    return text[:place] + random.choice(ENDS) + text[place:]


KINDS: tuple[Callable[[Random], str], ...] = (
    _token,
    _several,
    _controls,
    _digits,
    _several,
    _brackets,
    _any_characters,
    _run,
    _stacked,
    _several,
    _broken,
)


def corpus(count: int, seed: int = 1) -> Iterator[str]:
    """Yield so many hostile texts, the same for a seed, all kinds in turn."""
    random = Random(seed)
    for kind in islice(cycle(KINDS), count):
        yield kind(random)


def as_heard(text: str) -> str:
    """Return a text as channels hand it over: no database takes NULs or halves of characters."""
    return text.replace("\0", "").encode(errors="replace").decode()
