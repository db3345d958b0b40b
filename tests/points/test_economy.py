"""Short walks through a group's economy; see tests/support/economy.py."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.economy import YAML, Economy

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

        @staticmethod
        def fresh(folder: Path) -> str:
            shutil.copy(migrated_file, folder / "life0.db")
            return f"sqlite:///{folder / 'life0.db'}"

    run_state_machine_as_test(Walk, settings=QUICK)


def test_the_books_stay_in_order_on_postgresql(migrated_postgres: str, empty_postgres: Callable[[], None]) -> None:
    class Walk(Economy):
        @staticmethod
        def fresh(_: Path) -> str:
            empty_postgres()
            return migrated_postgres

    run_state_machine_as_test(Walk, settings=settings(QUICK, max_examples=3))
