"""Introductions and look-alikes by people who had seen neither the reader nor its tables.

Each set was measured once before anything was changed for it; these are the figures since, below which no change may
fall. The first ones are in docs/performance.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handlers.members.introduction import read_introduction
from tests.support.introduction_scores import mistakes

FOLDER = Path(__file__).parent / "strangers"


def load(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return entries


@pytest.mark.parametrize(
    ("number", "recognised", "right"),
    [
        (1, 101, 93),
        (2, 96, 76),
        (3, 78, 70),
        (4, 71, 68),
        (5, 98, 89),
        (6, 94, 78),
        (7, 92, 79),
        (8, 129, 120),
        (9, 75, 45),
    ],
)
def test_introductions_of_strangers_are_read(number: int, recognised: int, right: int) -> None:
    entries = load(f"introductions_{number}")
    readings = [(read_introduction(entry["text"]), entry) for entry in entries]
    read = [(reading.introduction, entry) for reading, entry in readings if reading]
    assert len(read) >= recognised
    assert sum(not mistakes(introduction, entry) for introduction, entry in read) >= right


@pytest.mark.parametrize("number", range(1, 10))
def test_look_alikes_of_strangers_are_let_pass(number: int) -> None:
    assert [entry["text"] for entry in load(f"look_alikes_{number}") if read_introduction(entry["text"])] == []
