"""The bot is killed while its long connection breaks: every effect once, no push twice, the rest on the list."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.long_storm import run_storm


async def test_faults_and_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    storms = await asyncio.gather(
        *(run_storm(tmp_path / str(seed), seed, messages=30, kills=2, plan_in=0, probability=0.25) for seed in (1, 2))
    )
    for wrong, summary in storms:
        assert wrong == [], summary
