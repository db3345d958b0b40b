"""Sums in words made into signs: 10 除以 3, 12乘3, 100的20%, 5的平方, 三加四等于几, 200打八折; pure.

What is no such word stays as it is, so that whoever reads the sum refuses it. 10除2 stays, too: it may be 5 or 0.2.
"""

from __future__ import annotations

import re

from handlers.text.spelled_numbers import NUMERALS, read_spelled_number

_SPELLED = re.compile("[零〇一二两三四五六七八九十百千万亿]{1,20}")
_POINT = re.compile("([零〇一二两三四五六七八九十百千万亿]{1,20})点([零〇一二三四五六七八九]{1,10})")
_IN_LARGE = re.compile(r"(?<![0-9.])([0-9]{1,9}+(?:\.[0-9]{1,8}+)?+)\s?([千万亿]{1,2})")
_LARGE_SIGNS = {"千": 1000, "万": 10_000, "亿": 100_000_000, "千万": 10_000_000, "万亿": 10**12}
_QUESTION = re.compile(r"(?:等于|是|得|=)?\s?(?:几|多少)[？?呀啊呢]{0,2}\Z")
_DISCOUNT = re.compile("打([一二三四五六七八九]{1,2})折")
_NUMBER = r"([0-9]{1,6}(?:\.[0-9]{1,4})?)"
_WORDS = (
    (re.compile(rf"百分之\s?{_NUMBER}"), r"\1%"),
    (re.compile(r"打\s?([0-9](?:\.[0-9])?)\s?折"), r"*(\1/10)"),
    (re.compile(r"打\s?([0-9]{2})\s?折"), r"*(\1/100)"),
    (re.compile(r"的?平方(?![米根])"), "^2"),
    (re.compile(r"的?立方(?![米根])"), "^3"),
    (re.compile(r"的?([0-9]{1,3})次方"), r"^\1"),
    (re.compile("乘以|乘上|乘"), "*"),
    (re.compile("除以"), "/"),
    (re.compile("加上|加"), "+"),
    (re.compile("减去|减掉|减"), "-"),
    (re.compile(r"的\s?(?=[0-9])"), "*"),
    (re.compile(r"(?<=[0-9])倍"), ""),
)


def with_signs(text: str) -> str:
    """Return a half-width sum with signs in the place of words, as far as it has any."""
    if text.isascii():
        return text
    sum_ = _QUESTION.sub("", text)
    sum_ = _DISCOUNT.sub(lambda match: "打" + "".join(str(NUMERALS[numeral]) for numeral in match[1]) + "折", sum_)
    sum_ = _POINT.sub(_with_point, sum_)
    sum_ = _IN_LARGE.sub(_in_large, sum_)
    sum_ = _SPELLED.sub(lambda match: _number(match[0]), sum_.replace("百分之", "\0")).replace("\0", "百分之")
    for pattern, sign in _WORDS:
        sum_ = pattern.sub(sign, sum_)
    return sum_


def _with_point(match: re.Match[str]) -> str:
    """Return 三点五 in digits; as it is where what stands before the point is no number."""
    whole = _number(match[1])
    return f"{whole}.{''.join(str(NUMERALS[numeral]) for numeral in match[2])}" if whole.isdigit() else match[0]


def _in_large(match: re.Match[str]) -> str:
    """Return 1万 and 3.5千 as products; as they are where there is no such unit."""
    return f"({match[1]}*{_LARGE_SIGNS[match[2]]})" if match[2] in _LARGE_SIGNS else match[0]


def _number(word: str) -> str:
    """Return a number in digits; the word as it is where it is none, such as 三四."""
    value = read_spelled_number(word)
    return word if value is None else str(value)
