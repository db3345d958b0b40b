"""Riddles and questions: those that come with Qunban, and the owner's own."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import Field, TypeAdapter
from ruamel.yaml import YAML

from config.settings import HOME
from handlers.kit import Section

FOLDER = HOME / "config" / "content" / "games"
OPTIONS = 4


class Riddle(Section):
    """一条谜语"""

    riddle: str = Field(min_length=2, max_length=120, description="谜面")
    answer: str = Field(min_length=1, max_length=12, description="谜底")
    also: list[str] = Field([], max_length=10, description="别的说法也算对", examples=[["吐司"]])
    hints: list[str] = Field([], max_length=4, description="一步步的提示，先难后易", examples=[["能吃", "早上吃"]])


class Question(Section):
    """一道题"""

    subject: str = Field("", max_length=8, description="科目", examples=["健康"])
    q: str = Field(min_length=2, max_length=120, description="题目")
    options: list[str] = Field(min_length=2, max_length=OPTIONS, description="选项，第一个是对的，出题时会打乱")
    level: int = Field(1, ge=1, le=3, description="难度，1 到 3", examples=[2])


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
