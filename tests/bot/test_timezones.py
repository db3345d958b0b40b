"""The machine's own time zone makes no difference: the tests that depend on days end alike in two far-off zones.

Most machines have UTC, in which the rest of the suite runs; `python -m benchmarks.timezones` runs all of it in three.
"""

from __future__ import annotations

import asyncio

from tests.support.time_zones import ZONES, outcomes

DAYS = (
    "tests/checkin/test_commands.py",
    "tests/sop/when/test_parser.py",
)


async def test_days_are_the_groups_and_not_the_machines() -> None:
    first, *others = await asyncio.gather(*(outcomes(zone, DAYS) for zone in ZONES[1:]))
    assert len(first) > 50, first
    assert first[0].startswith("PASSED"), first
    for other in others:
        assert other == first
