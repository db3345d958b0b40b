"""The bot is killed in the middle of its work; nothing acknowledged is lost, nothing is booked or broadcast twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.crash_load import run_crash_load

KILLS = (5, 2)
"""Each fifth one comes while the bot starts."""


async def test_seven_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    reports = await asyncio.gather(
        *(run_crash_load(tmp_path / str(seed), kills, seed, bound=False) for seed, kills in enumerate(KILLS))
    )
    for report, kills in zip(reports, KILLS, strict=True):
        assert report.violations == []
        assert len(report.recoveries) == kills - kills // 5 + 1, "after each kill but those, and at the end"
