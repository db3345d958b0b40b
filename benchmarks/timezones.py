"""`python -m benchmarks.timezones`: the whole test suite on machines in three time zones, with the same outcome."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence

from benchmarks.server import ROOT

ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
SLOW = ("tests/test_timezones.py", "tests/test_crash.py")
"""The first would run itself; processes and kills do not depend on the zone."""


async def outcomes(zone: str, tests: Sequence[str] = ()) -> list[str]:
    """One line for each test, as `PASSED tests/test_points.py::test_name`, sorted; what pytest said where it failed."""
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


async def main() -> int:
    """One zone after the other; the exit code."""
    reference: list[str] = []
    for zone in ZONES:
        found = await outcomes(zone)
        reference = reference or found
        same = found == reference and not found[0].startswith("exit code")
        print(f"{zone}: {len(found)} outcomes, {'the same' if same else 'not the same'}", flush=True)
        if not same:
            print(*(line for line in found if line not in reference), sep="\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
