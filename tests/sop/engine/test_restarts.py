"""The whole bot, stopped and started again and again around a moment of the timetable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.chat import GROUP, START, open_chat, write_config

NINE = START + timedelta(hours=1)
PLANS = """\
badges: {badges: []}
sop:
  - {name: 早安, when: 每天 09:00, say: 早上好}
  - {name: 橱窗, when: 每天 09:00, do: 集中兑换}
mall: {items: [{name: 杯, points: 5}]}
"""


async def lives(config: Path, database: str, moments: Sequence[timedelta]) -> list[str]:
    """Return what the bot says in one life after the other, each begun at so much after nine."""
    said: list[str] = []
    for after in moments:
        chat = await open_chat(config, database, at=NINE + after)
        try:
            said += await chat.forward(seconds=0)
        finally:
            await chat.bot.close()
    return said


async def test_a_hundred_lives_around_a_moment_say_it_once(sqlite_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + PLANS)
    around = [timedelta(seconds=number) for number in range(-50, 50)]
    said = await lives(config, sqlite_url, around)
    assert said.count("早上好") == 1
    assert len(said) == 2


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=1), timedelta(days=-1), timedelta(days=1)])
async def test_ten_jumps_of_the_clock_over_a_moment_double_and_lose_nothing(
    jump: timedelta, sqlite_url: str, tmp_path: Path
) -> None:
    """The clock is wrong in every second life; it is right again before ten minutes are over."""
    config = write_config(tmp_path / "config", GROUP + PLANS)
    right = [timedelta(minutes=number) for number in range(-5, 6)]
    moments = [moment for one in right for moment in (one, one + jump)][:-1]
    said = await lives(config, sqlite_url, moments)
    days = 2 if jump == timedelta(days=1) else 1
    assert said.count("早上好") == days
    assert len(said) == 2 * days
