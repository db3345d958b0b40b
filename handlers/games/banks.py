"""Riddles and questions: those that come with Qunban, and the owner's own."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import Field, TypeAdapter, field_validator
from ruamel.yaml import YAML

from config.settings import HOME
from handlers.kit import Section
from handlers.kit.words import casefold_width
from handlers.text.answers import says_something

FOLDER = HOME / "config" / "content" / "games"
OPTIONS = 4
NO_ANSWER = "谜底和别的说法里要有字或数字，打出来才算"
EMPTY_OPTION = "选项不能是空的"
SAME_OPTIONS = "有一样的选项，分不出哪个是对的"


class Riddle(Section):
    """一条谜语"""

    riddle: str = Field(min_length=2, max_length=120, description="谜面")
    answer: str = Field(min_length=1, max_length=12, description="谜底")
    also: list[str] = Field([], max_length=10, description="别的说法也算对", examples=[["吐司"]])
    hints: list[str] = Field([], max_length=4, description="一步步的提示，先难后易", examples=[["能吃", "早上吃"]])

    @field_validator("answer", "also")
    @classmethod
    def _can_be_said(cls, said: str | list[str]) -> str | list[str]:
        if not all(says_something(answer) for answer in ([said] if isinstance(said, str) else said)):
            raise ValueError(NO_ANSWER)
        return said


class RiddleRules(Section):
    """猜谜"""

    seconds: int = Field(150, ge=30, le=3600, description="一条谜语多少秒")
    own: list[Riddle] = Field(
        [],
        max_length=500,
        description="群主自己的谜语；写了就只用这些",
        examples=[[{"riddle": "什么包最香", "answer": "面包", "also": ["吐司"], "hints": ["能吃", "早上吃"]}]],
    )


class Question(Section):
    """一道题"""

    subject: str = Field("", max_length=8, description="科目", examples=["健康"])
    q: str = Field(min_length=2, max_length=120, description="题目")
    options: list[str] = Field(min_length=2, max_length=OPTIONS, description="选项，第一个是对的，出题时会打乱")
    level: int = Field(1, ge=1, le=3, description="难度，1 到 3", examples=[2])

    @field_validator("options")
    @classmethod
    def _differ(cls, options: list[str]) -> list[str]:
        said = [option_key(option) for option in options]
        if not all(said):
            raise ValueError(EMPTY_OPTION)
        if len(set(said)) < len(said):
            raise ValueError(SAME_OPTIONS)
        return options


def option_key(option: str) -> str:
    """Return an option as it is compared with the others."""
    return "".join(casefold_width(option).split())


@cache
def load_riddles() -> tuple[Riddle, ...]:
    """Return the riddles that come with Qunban; read once per process."""
    return tuple(TypeAdapter(list[Riddle]).validate_python(_read("riddles")))


@cache
def load_questions() -> tuple[Question, ...]:
    """Return the questions that come with Qunban; read once per process."""
    return tuple(TypeAdapter(list[Question]).validate_python(_read("quiz")))


@cache
def load_emoji_idioms() -> tuple[Riddle, ...]:
    """Return the idioms in emoji that come with Qunban; read once per process."""
    return tuple(TypeAdapter(list[Riddle]).validate_python(_read("emoji")))


def _read(name: str) -> Any:
    return YAML(typ="safe").load(FOLDER / f"{name}.yaml")
