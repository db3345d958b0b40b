"""The test suite on machines in other time zones."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence

from tests.support.server import ROOT

ZONES = ("UTC", "Asia/Shanghai", "America/New_York")

SLOW = ("tests/bot/test_timezones.py", "tests/bot/test_crash.py")
"""The first would run itself; processes and kills do not depend on the zone."""


async def outcomes(zone: str, tests: Sequence[str] = ()) -> list[str]:
    """Return a line for each test, as `PASSED tests/x/test_y.py::test_z`, sorted; pytest's output where it failed."""
    ignored = [f"--ignore={path}" for path in SLOW]
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", "-rA", "--no-header", "--tb=short", "-p", "no:cacheprovider"),
        *(*ignored, *tests),
        cwd=ROOT,
        env={**os.environ, "TZ": zone, "QUNBAN_TEST_POSTGRES": ""},  # several runs would share that database
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        said = (await running.communicate())[0].decode()
    except asyncio.CancelledError:
        running.kill()
        raise
    if running.returncode:
        return [f"exit code {running.returncode} under TZ={zone}", *said.splitlines()]
    return sorted(line for line in said.splitlines() if line.startswith(("PASSED ", "SKIPPED ", "XFAIL ")))
