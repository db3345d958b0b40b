"""Short walks through a group's economy; see tests/support/economy.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.economy import YAML, Economy
from tests.support.walks import on_postgres, on_sqlite

QUICK = settings(
    max_examples=10,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("extra", ["", "budget: {monthly: 60}\n"], ids=["free", "budget"])
def test_the_books_stay_in_order_whatever_happens(migrated_file: Path, extra: str) -> None:
    class Walk(Economy):
        yaml = YAML + extra

    run_state_machine_as_test(on_sqlite(Walk, migrated_file, "life0.db"), settings=QUICK)


def test_the_books_stay_in_order_on_postgresql(migrated_postgres: str, empty_postgres: Callable[[], None]) -> None:
    machine = on_postgres(Economy, migrated_postgres, empty_postgres)
    run_state_machine_as_test(machine, settings=settings(QUICK, max_examples=3))
