"""Self-introductions: read however they are written, told from what only looks like one, asked about where it is not clear."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from handlers.members.interests import match_words, split_interests
from handlers.members.introduction import TEMPLATE, Introduction, read_introduction
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

HERE = Path(__file__).parent


def load(name: str) -> dict[str, list[Any]]:
    """Return the texts of a table by their kind."""
    table: dict[str, list[Any]] = YAML(typ="safe").load(HERE / f"{name}.yaml")
    return table


INTRODUCTIONS = [
    pytest.param(entry, id=f"{kind}-{number}")
    for table in ("introductions", "introductions_elsewhere")
    for kind, entries in load(table).items()
    for number, entry in enumerate(entries)
]
LOOK_ALIKES = [
    text for table in ("look_alikes", "look_alikes_elsewhere") for texts in load(table).values() for text in texts
]


def things(text: str) -> list[str]:
    return [word.casefold() for word in split_interests(text)]


@pytest.mark.parametrize("entry", INTRODUCTIONS)
def test_an_introduction_is_read_in_every_field(entry: dict[str, Any]) -> None:
    reading = read_introduction(entry["text"])
    assert reading is not None
    read = reading.introduction
    assert [read.name, read.age, things(read.likes), things(read.skills), read.hopes] == [
        entry.get("name", ""),
        str(entry.get("age", "")),
        things(entry.get("likes", "").replace(" ", "、")),
        things(entry.get("skills", "").replace(" ", "、")),
        entry.get("hopes", ""),
    ]
    assert reading.sure or entry.get("asked", False)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_one_is_neither_paid_nor_asked_about(text: str) -> None:
    assert read_introduction(text) is None
