"""What may stand behind a time told in the chat and still belongs to it: exceptions, 遇节假日顺延, a start; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 60
_OFF = "(?:节假日|节日|假期|放假|休息日|周末)"
_ON = "(?:到|至)?(?:下一?个?|后一?个?|第一个)?(?:工作日|上班日)?"
_POSTPONED = rf"(?:如?遇|逢)(?:到|上)?(?:法定)?{_OFF}(?:就|则)?(?:顺延|推迟|往后推){_ON}"
_START = r"从\s?[^\s,、()]{1,20}\s?(?:起|开始)"
_DAYS = r"[^\s,、。!;:()]{1,20}(?:\s?[、和]\s?[^\s,、。!;:()]{1,20}){0,9}?"
_BRACKETS = re.compile(r"[\s,]{0,3}\(([^()]{1,60})\)")
_OPEN = re.compile(
    rf"[\s,]{{0,3}}(?:(?P<start>{_START})|(?P<off>{_POSTPONED})|(?:除了?)?(?P<days>{_DAYS})除外)(?=[\s,。!;:]|\Z)"
)
_WITHOUT = re.compile(r"[\s,]{0,3}(?:除了|除(?=[^,。!\s]{1,20}[以之]外))")
_OUTSIDE = re.compile("除了?(.+?)[以之]?外")
_CUT = re.compile(r"[\s,。!;:]|\Z")
_INSIDE = re.compile(rf"\s?(?:除了?.+|.+除外|{_POSTPONED}|{_START})\s?")


def suffixes(text: str) -> Iterator[tuple[int, str]]:
    """Yield what may belong to the time that stands before a half-width text, the longest first, and where it ends.

    Each is written as the file does; nobody has looked whether it can be read.
    """
    if match := _BRACKETS.match(text):
        if _INSIDE.fullmatch(match[1]):
            outside = _OUTSIDE.fullmatch(match[1].strip())
            yield match.end(), f" 除了 {outside[1]}" if outside else f"({match[1]})"
    elif match := _WITHOUT.match(text):
        ends = [cut.start() for cut in _CUT.finditer(text, match.end(), match.end() + LONGEST)]
        for end in sorted({*ends, len(text)} - {match.end()}, reverse=True):
            if words := text[match.end() : end].strip():
                yield end, f" 除了 {words}"
    elif match := _OPEN.match(text):
        yield match.end(), f" 除了 {match['days']}" if match["days"] else f" {match['start'] or match['off']}"
