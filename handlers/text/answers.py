"""What people may mean by a guess, and whether it says the same as an answer: 九点 and 9:00; 二, 2 and 两家; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.dates.numerals import spoken_number
from handlers.dates.spoken_clock import read_clock
from handlers.kit.words import casefold_width, normalize, undress
from handlers.text.denials import is_denied

LONGEST = 20
"""Characters of a number or a time with its unit."""
_HUNDRED = {"一百": 100, "百": 100}
_UNITS = "个只条家位人名岁年月日号天周点块元分斤两米次件本张颗粒层楼种度秒杯瓶袋套盒片台辆步"
_NUMBER = re.compile(rf"第?([0-9]{{1,9}}|[零〇一二三四五六七八九十百两]{{1,4}})([{_UNITS}]{{0,2}})")

_GUESS = re.compile(
    "我?(?:猜|觉得|认为|选|报|接)?(?P<doubt>不?会不会|该不会|难道|莫非)?"
    "(?:应该|不会|估计|可能|也许|肯定|一定|绝对|答案){0,2}(?:是不是|不是|就?是|等于|[=＝])?"
    "(?P<bare>.{1,40}?)(?:对吗|对不对|对吧|[吗吧呢么嘛啊呀哦喔啦]){0,2}[？?！!。.～~]{0,5}",
    re.DOTALL,
)
_ASKS = re.compile("(?:对吗|对不对|对吧|[吗吧么嘛]|[？?])[？?！!。.～~]{0,5}$")
"""不是面包吧 and 不是面包？ are guesses: whoever says 不是面包 is sure that it is none."""
_TAIL = 12
_SEVERAL = re.compile("[0-9０-９]\\s+[0-9０-９]")


def says_something(text: str) -> bool:
    """Return whether a text has a letter or a digit: what has none cannot be typed as an answer."""
    return any(letter.isalnum() for letter in text)


def answer_in(text: str) -> str:
    """Return what somebody says without what only adorns it: 画蛇添足！, 答 画蛇添足."""
    words = undress(normalize(text))
    return undress(words.removeprefix("答")) if words.startswith(("答 ", "答：", "答:")) else words


def guesses_in(text: str) -> tuple[str, ...]:
    """Return what somebody may mean by a guess, as it stands first: 是面包吗, 我猜 面包, 面 包; 不是面包 is none.

    1 2 are two guesses, and not 12.
    """
    words = answer_in(text)
    plain = "".join(words.split())
    if _SEVERAL.search(words):
        return (words,)
    guess = _GUESS.fullmatch(plain)
    if guess is None or _is_denial(guess, normalize(text)):
        return tuple(dict.fromkeys((words, plain)))
    return tuple(dict.fromkeys((words, plain, guess["bare"])))


def _is_denial(guess: re.Match[str], text: str) -> bool:
    """Return whether somebody says what the answer is not: 肯定不是面包; a doubt or a question is a guess."""
    is_open = guess["doubt"] or _ASKS.search(text[-_TAIL:])
    return not is_open and is_denied(guess.string[: guess.start("bare")])


def is_right(forms: Iterable[str], answers: Iterable[str]) -> bool:
    """Return whether one form of a guess is one of the answers, however its numbers are written."""
    rights = tuple(answers)
    return any(is_same(form, right) for form in forms for right in rights)


def is_same(guess: str, answer: str) -> bool:
    """Return whether two texts say the same, whatever their width and case, and however their numbers are written."""
    said, right = casefold_width(guess), casefold_width(answer)
    if said == right:
        return True
    if max(len(said), len(right)) > LONGEST:
        return False
    one, other = _read_number(said), _read_number(right)
    if one and other and one[0] == other[0] and (one[1] == other[1] or not (one[1] and other[1])):
        return True
    return not _read_times(said).isdisjoint(_read_times(right))


def _read_number(text: str) -> tuple[int, str] | None:
    """Return the number and the unit that a text is; None where it is no number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdecimal() else _HUNDRED.get(match[1], spoken_number(match[1]))
    return None if number is None else (number, match[2])


def _read_times(text: str) -> frozenset[int]:
    """Return the times of day, in seconds, that a text may be; none where it is no time."""
    try:
        clock = read_clock(text, 0, None)
    except ValueError:
        clock = None
    return frozenset(clock.options) if clock and clock.end == len(text) else frozenset()
