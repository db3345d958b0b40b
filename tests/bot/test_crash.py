"""The bot is killed in the middle of its work; nothing acknowledged is lost, nothing is booked or broadcast twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.crash_load import run_crash_load

KILLS = 3


async def test_six_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    reports = await asyncio.gather(
        *(run_crash_load(folder, KILLS, seed, bound=False) for seed, folder in enumerate(folders))
    )
    for report in reports:
        assert report.violations == []
        assert len(report.recoveries) == KILLS
