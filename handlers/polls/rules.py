"""The rules of polls: valid questions and options, shares and winners; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from pydantic import Field

from handlers.kit import Role, Section
from handlers.kit.words import ENDINGS, casefold_width, normalize, truncate
from handlers.text.numbers import read_number
from storage.polls.polls import Count

LONGEST_QUESTION, LONGEST_OPTION = 60, 20
FEWEST, MOST = 2, 10
"""Options of a poll."""
MOST_OPEN = 3
"""Polls that are open in a group at the same time."""
LONGEST = timedelta(days=14)
MOST_HOURS = LONGEST // timedelta(hours=1)
MOST_POINTS = 1000
MOST_POLLS = 100
"""For which a member can be paid on one day."""

NO_QUESTION = "要写出投什么"
LONG_QUESTION = f"问题太长了，最多 {LONGEST_QUESTION} 个字"
NUMBER_OF_OPTIONS = f"选项要有 {FEWEST} 到 {MOST} 个，现在有 {{count}} 个"
NO_OPTION = "有一个选项是空的"
LONG_OPTION = f"选项「{{option}}」太长了，最多 {LONGEST_OPTION} 个字"
NUMERIC = "选项「{option}」只有数字，会和编号弄混，请写成「{option}点」「{option}个」的样子"
TWICE = "选项「{option}」写了两次"
TOO_MANY = "一共 {count} 个选项，不能最多选 {choose} 个"
TOO_FEW = "最多选几个，至少写 1"

BAR = 10
"""Blocks that stand for everybody."""


class Rules(Section):
    """投票"""

    who: Literal["员工", "成员"] = Field("员工", description="谁可以发起：员工（和管理员、群主），或者成员也可以")
    hours: int = Field(24, ge=1, le=MOST_HOURS, description="没说什么时候截止时，几小时后截止")
    reward: int = Field(0, ge=0, le=MOST_POINTS, description="参加一次投票得几分；0 就是不给", examples=[5])
    most: int = Field(3, ge=1, le=MOST_POLLS, description="每人每天最多几个投票得分")

    @property
    def role(self) -> Role:
        """Return the lowest role that may open polls."""
        return Role.STAFF if self.who == "员工" else Role.MEMBER


def validate_question(text: str) -> str:
    """Return the question in one line of 1 to 60 characters; raises ValueError in Chinese."""
    question = one_line(text)
    if not question:
        raise ValueError(NO_QUESTION)
    if len(question) > LONGEST_QUESTION:
        raise ValueError(LONG_QUESTION)
    return question


def validate_options(texts: Iterable[str]) -> tuple[str, ...]:
    """Return 2 to 10 options that differ in number and in name; raises ValueError in Chinese."""
    options = tuple(map(one_line, texts))
    if not FEWEST <= len(options) <= MOST:
        raise ValueError(NUMBER_OF_OPTIONS.format(count=len(options)))
    keys: set[str] = set()
    for option in options:
        if not option:
            raise ValueError(NO_OPTION)
        if len(option) > LONGEST_OPTION:
            raise ValueError(LONG_OPTION.format(option=truncate(option)))
        if all(read_number(word) for word in casefold_width(option).split()):
            raise ValueError(NUMERIC.format(option=option))
        if option_key(option) in keys:
            raise ValueError(TWICE.format(option=option))
        keys.add(option_key(option))
    return options


def validate_choose(choose: int, options: tuple[str, ...]) -> int:
    """Return how many options may be chosen, 1 to all of them; raises ValueError in Chinese."""
    if choose < 1:
        raise ValueError(TOO_FEW)
    if choose > len(options):
        raise ValueError(TOO_MANY.format(count=len(options), choose=choose))
    return choose


def one_line(text: str) -> str:
    """Return the text with single spaces, without control characters and marks that would turn its direction."""
    line = " ".join(normalize(text).split())
    return "".join(
        letter for letter in line if letter == JOINER or unicodedata.category(letter) not in INVISIBLE_CATEGORIES
    ).strip()


JOINER = "\u200d"
"""Makes one emoji of several."""
INVISIBLE_CATEGORIES = ("Cc", "Cf", "Cs")


def option_key(option: str) -> str:
    """Return the option as it is compared when typed: width, capitals and punctuation at its end do not matter."""
    name = " ".join(casefold_width(option).split())
    return name.rstrip(ENDINGS + " ") or name


def share(votes: int, voters: int) -> int:
    """Return votes as a whole percentage of the voters, halves rounded up; 0 where nobody voted."""
    return (200 * votes + voters) // (2 * voters) if voters else 0


def bar(votes: int, voters: int) -> str:
    """Return a bar of up to ten blocks; at least one for a single vote."""
    return "█" * max(bool(votes), (2 * BAR * votes + voters) // (2 * voters)) if voters else ""


def winners(count: Count) -> list[int]:
    """Return the numbers of the options with most votes; several in a tie, none where nobody voted."""
    most = max(count.votes)
    return [number for number, votes in enumerate(count.votes, 1) if votes == most and votes]
