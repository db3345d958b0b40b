"""A plugin of pytest: which test runs which lines of the code, and how long each test takes.

`pytest -p benchmarks.covering` writes both into the folder that QUNBAN_COVERING names, three files a process:
`lines.*` is coverage's database with one context a test, `seconds.*` is JSON from the test's id to its seconds; and
`failed.*` lists the tests that failed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest

FOLDER = Path(os.environ["QUNBAN_COVERING"])
CODE = ("handlers", "sop")

_coverage = coverage.Coverage(
    data_file=str(FOLDER / "lines"), data_suffix=True, config_file=False, source=CODE, messages=False
)
# A process that only hands the tests out to others runs none of the code.
_coverage.set_option("run:disable_warnings", ["no-data-collected"])
_seconds: dict[str, float] = {}
_failed: set[str] = set()


def pytest_sessionstart() -> None:
    """Begin to watch the lines."""
    _coverage.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Keep the lines that a test runs, from its first fixture to its last, under its id."""
    _coverage.switch_context(item.nodeid)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up how long a test takes, in seconds, with its fixtures, and keep whether it failed."""
    _seconds[report.nodeid] = _seconds.get(report.nodeid, 0.0) + report.duration
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write down what was seen."""
    _coverage.stop()
    _coverage.save()
    (FOLDER / f"seconds.{os.getpid()}").write_text(json.dumps(_seconds))
    (FOLDER / f"failed.{os.getpid()}").write_text(json.dumps(sorted(_failed)))
