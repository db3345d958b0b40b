"""Questions of homework, one class for each kind: how it is asked, and what an answer to it is worth; pure."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from handlers.kit import Section
from handlers.kit.words import casefold_width, half_width, normalize
from handlers.text.denials import says
from handlers.text.shown_options import find_shown
from storage.courses.homework import State

LONGEST_QUESTION, LONGEST_OPTION, LONGEST_ANSWER = 100, 30, 500
LETTERS = "ABCDEFGH"
_OPTIONS = {sign: number for number, letter in enumerate(LETTERS, 1) for sign in (letter, str(number))}
_LEAD = re.compile(r"^(?:答案[是:]?|应该[选是]|我?(?:觉得|认为|猜)?[选答是])\s?")
_PLACES = "一二三四五六七八12345678"
_PLACE = re.compile(f"第([{_PLACES}])[个项题]?")
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_OPTION, strip_whitespace=True)]

NOT_A_CHOICE = "请用字母或数字选，例如「作业 {number} B」{several}。"
SEVERAL = "，这一题可以选几个，例如「作业 {number} AC」"
ONE_ONLY = "这一题只选一个，例如「作业 {number} B」。"
NO_SUCH = "这一题的选项是 A 到 {last}。"
NO_WORDS = "写上你的回答，例如「作业 {number} 我的收获是……」。"
TOO_LONG = f"写得太长了，最多 {LONGEST_ANSWER} 个字。"


class Question(Section):
    """一道作业题"""

    ask: str = Field(min_length=1, max_length=LONGEST_QUESTION, description="问什么", examples=["发面的水温多少合适？"])
    points: int = Field(5, ge=0, le=1000, description="交了得几分；0 就是不给")

    def describe(self) -> str:
        """Return the question as members read it."""
        return self.ask

    def judge(self, words: str, number: int) -> tuple[str, State]:
        """Return the answer as it is kept, and what it is worth; raises ValueError that says how to answer."""
        raise NotImplementedError

    @property
    def solution(self) -> str:
        """Return the right answer as members read it once the homework is over; empty where there is none."""
        return ""


class Choice(Question):
    """选择题：选对一个或几个"""

    kind: Literal["选择"] = Field(description="题型", examples=["选择"])
    options: tuple[Words, ...] = Field(
        min_length=2, max_length=len(LETTERS), description="选项", examples=[["10度", "35度"]]
    )
    answer: int | tuple[int, ...] = Field(description="第几个是对的，从 1 数；多选写 [1, 3]", examples=[2])

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if not self.right or not all(1 <= number <= len(self.options) for number in self.right):
            raise ValueError(f"answer 要写选项的序号，1 到 {len(self.options)}")
        return self

    @property
    def right(self) -> frozenset[int]:
        """Return the numbers of the right options, from 1."""
        return frozenset([self.answer] if isinstance(self.answer, int) else self.answer)

    def describe(self) -> str:
        options = "　".join(f"{letter}. {option}" for letter, option in zip(LETTERS, self.options, strict=False))
        return f"{self.ask}{'（多选）' if len(self.right) > 1 else ''}\n{options}"

    def judge(self, words: str, number: int) -> tuple[str, State]:
        several = SEVERAL.format(number=number) if len(self.right) > 1 else ""
        words = _LEAD.sub("", half_width(words.strip()))
        spelled = self._read_spelled(words)
        if spelled:
            return LETTERS[spelled - 1], State.RIGHT if {spelled} == self.right else State.WRONG
        signs = [sign for sign in casefold_width(words).upper() if sign not in " ,，、。.和"]
        chosen = {_OPTIONS[sign] for sign in signs if sign in _OPTIONS}
        if not chosen or len(chosen) != len(signs):
            raise ValueError(NOT_A_CHOICE.format(number=number, several=several))
        if max(chosen) > len(self.options):
            raise ValueError(NO_SUCH.format(last=LETTERS[len(self.options) - 1]))
        if len(self.right) == 1 < len(chosen):
            raise ValueError(ONE_ONLY.format(number=number))
        letters = "".join(LETTERS[option - 1] for option in sorted(chosen))
        return letters, State.RIGHT if chosen == self.right else State.WRONG

    def _read_spelled(self, words: str) -> int | None:
        """Return the option that is meant by 第二个, B. 最多的, or by its own words: 最多的; None for no single one."""
        shown = find_shown(words, self.options)
        if shown is not None:
            return shown + 1
        place = _PLACE.fullmatch(words)
        if place:
            chosen = _PLACES.index(place[1]) % len(LETTERS) + 1
            return chosen if chosen <= len(self.options) else None
        plain = _plain(words)
        # 10度 is an option's words, and 2 may be the number of another one.
        named = [option for option, said in enumerate(self.options, 1) if plain == _plain(said)]
        return named[0] if len(named) == 1 and plain.upper() not in _OPTIONS else None

    @property
    def solution(self) -> str:
        return "、".join(f"{LETTERS[number - 1]}. {self.options[number - 1]}" for number in sorted(self.right))


class Keywords(Question):
    """关键词题：说到其中一个就算对"""

    kind: Literal["关键词"] = Field(description="题型", examples=["关键词"])
    words: tuple[Words, ...] = Field(
        min_length=1, max_length=20, description="说到哪个词就算对", examples=[["温水", "35度"]]
    )

    def judge(self, words: str, number: int) -> tuple[str, State]:
        answer = _read(words, number)
        plain = _plain(answer)
        is_right = any(says(plain, _plain(word)) for word in self.words)
        return answer, State.RIGHT if is_right else State.WRONG

    @property
    def solution(self) -> str:
        return self.words[0]


class Open(Question):
    """简答题：写几句话或发照片，员工来批"""

    kind: Literal["简答"] = Field(description="题型", examples=["简答"])

    def judge(self, words: str, number: int) -> tuple[str, State]:
        return _read(words, number), State.WAITING


def _plain(words: str) -> str:
    return "".join(casefold_width(words).split())


AnyQuestion = Annotated[Choice | Keywords | Open, Field(discriminator="kind")]


def _read(words: str, number: int) -> str:
    answer = " ".join(normalize(words).split())
    if not answer:
        raise ValueError(NO_WORDS.format(number=number))
    if len(answer) > LONGEST_ANSWER:
        raise ValueError(TOO_LONG)
    return answer
