"""Waves with a known true effect: the report's interval covers it, and covers zero where there is none."""

from __future__ import annotations

import pytest

from storage.database import Database
from tests.support.simulated_waves import count_covered


@pytest.mark.parametrize("effect", [0.0, 0.2])
async def test_the_interval_of_the_report_covers_the_truth_in_ninety_of_a_hundred(
    database: Database, effect: float
) -> None:
    assert await database.write(lambda db: count_covered(db, effect)) >= 90
