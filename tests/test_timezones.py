"""The machine's own time zone makes no difference: the tests that depend on days end alike in three zones."""

from __future__ import annotations

import asyncio

from benchmarks.timezones import ZONES, outcomes

DAYS = ("tests/test_checkin.py", "tests/test_points.py", "tests/test_welcome.py", "tests/test_when.py")


async def test_days_are_the_groups_and_not_the_machines() -> None:
    first, *others = await asyncio.gather(*(outcomes(zone, DAYS) for zone in ZONES))
    assert len(first) > 50, first
    assert first[0].startswith("PASSED"), first
    for other in others:
        assert other == first
