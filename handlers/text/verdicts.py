"""Reading what staff decide of what waits for them: 12 过 写得真好, 3 5 7 过, 全部 过, 过; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.kit.words import half_width
from handlers.text.numbers import read_number

MOST_AT_ONCE = 30
"""How many things one verdict can be of."""
_PASSED = ("过", "过了", "通过", "通过了", "好", "行", "可以", "ok")
_REFUSED = ("退", "退回", "不过", "没过", "不通过", "没通过", "不行", "重写", "重做")
_ALL = "(?P<all>全部都?|全都|所有的?|都|全)"
_NUMBER = "#?[0-9]{1,9}号?"
_WORDS = "|".join(sorted((*_PASSED, *_REFUSED), key=len, reverse=True))
_VERDICT = re.compile(
    rf"(?:{_ALL}|(?P<numbers>{_NUMBER}(?:[\s,、和]{{1,2}}{_NUMBER}){{0,{MOST_AT_ONCE - 1}}}))?\s?"
    rf"(?P<verdict>{_WORDS})?(?=[\s,。!:]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of which things."""

    numbers: tuple[int, ...]
    """Empty where none is named."""
    everything: bool
    passed: bool | None
    """None where nothing is decided, and a thing is only to be shown."""
    remark: str


def read_verdict(words: str) -> Verdict | None:
    """Return what is decided; None where the words are nothing of the kind."""
    text = half_width(" ".join(words.split()))
    match = _VERDICT.match(text)
    if not match:
        return None
    remark = text[match.end() :].strip(" ,。!:")
    numbers = [read_number(number) for number in re.findall(_NUMBER, match["numbers"] or "")]
    known = tuple(dict.fromkeys(number for number in numbers if number is not None))
    said = (match["verdict"] or "").lower()
    everything = match["all"] is not None
    if len(known) < len(set(numbers)) or (not said and (remark or everything or len(known) != 1)):
        return None
    if said in _REFUSED and everything:
        return None
    return Verdict(known, everything, said in _PASSED if said else None, remark)
