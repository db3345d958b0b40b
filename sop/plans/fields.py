"""The keys of a plan as owners write them: names, times, texts, how late and how patient. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    ValidationInfo,
)

from handlers.kit.declarations import SCHEDULE_MARK
from sop.when.parser import When, parse

LONGEST_NAME = 40
LATE = timedelta(minutes=10)
LATEST = timedelta(days=7)
LONGEST_WAIT = timedelta(hours=2)
NO_WORDS = "要写出说什么"
UNITS = {"": 1, "分": 1, "分钟": 1, "小时": 60, "天": 1440}


def _name(name: str) -> str:
    if name.strip().startswith(SCHEDULE_MARK):
        raise ValueError(f"名字不能用 {SCHEDULE_MARK} 开头")
    if not 1 <= len(name.strip()) <= LONGEST_NAME or "\n" in name:
        raise ValueError(f"名字要写在一行里，1 到 {LONGEST_NAME} 个字")
    return name.strip()


def read_when(words: object, info: ValidationInfo) -> When:
    """Return an entry's times; raises ValueError. The validation's context may name the group's own `occasions`."""
    if words is None:
        raise ValueError("要写什么时候，例如 每天 08:00")
    if isinstance(words, Mapping) and list(words) == ["cron"]:
        return parse(f"cron {words['cron']}")
    return parse(str(words), (info.context or {}).get("occasions", ()))


def filled(text: str) -> str:
    """Return the words, unless there are none; raises ValueError then."""
    if not text.strip():
        raise ValueError(NO_WORDS)
    return text


def pool(words: object) -> object:
    """Return several texts that take turns, where a single one may stand for them."""
    if words is None:
        raise ValueError(NO_WORDS)
    return [words] if isinstance(words, str) else words


def read_missed(words: object) -> object:
    """Return what becomes of a moment that is too late; raises ValueError that names the choices."""
    if str(words) not in MISSED:
        raise ValueError(f"只能写：{'、'.join(MISSED)}")
    return MISSED[str(words)]


def read_late(words: object) -> timedelta:
    """Return how much later a plan may still speak, 1 minute to 7 days; raises ValueError."""
    late = _minutes(words)
    if not late or late > LATEST:
        raise ValueError("要写晚多久就不发了，1 分钟到 7 天，例如 10分钟 或 2小时")
    return late


def read_patience(words: object) -> timedelta | None:
    """Return how long a plan waits for the talk to end, 1 minute to 2 hours; None for not at all. Raises ValueError."""
    wait = None if words is None else _minutes(words)
    if words is not None and (not wait or wait > LONGEST_WAIT):
        raise ValueError("要写最多等多久，1 分钟到 2 小时，例如 20分钟")
    return wait


def _minutes(words: object) -> timedelta | None:
    """Return the duration of 10 (minutes), 10分钟, 2小时 or 7天; None for anything else."""
    match = re.fullmatch(r"([0-9]{1,5}) ?(\w*)", str(words).strip())
    return timedelta(minutes=int(match[1]) * UNITS[match[2]]) if match and match[2] in UNITS else None


class Missed(StrEnum):
    """What becomes of a moment that is carried out later than `late`."""

    SKIP = "skip"
    SEND = "send"
    LAST = "last"
    """Of several missed moments only the last is made up for."""


MISSED = {"跳过": Missed.SKIP, "补发": Missed.SEND, "只补最后一次": Missed.LAST} | {
    missed.value: missed for missed in Missed
}

Say = Annotated[str, AfterValidator(filled)]

Name = Annotated[str, AfterValidator(_name)]
