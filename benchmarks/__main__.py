"""`make bench`: measures every gate, or only the parts that are named (speed, peak, ...); some fifteen minutes.

Each gate ends as one line, `gate NAME VALUE LIMIT ok|short`; the exit code is 1 when one is short. The bot runs as a
process of its own on one core, the load on another.
"""

from __future__ import annotations

import asyncio
import sys

from benchmarks import calendar, kill_test, ledger, long_connection, peak, pictures, reports, speed, starts, timetable
from benchmarks.gates import Gate

PARTS = {
    "speed": speed.measure,
    "peak": peak.measure,
    "starts": starts.measure,
    "kill_test": kill_test.measure,
    "ledger": ledger.measure,
    "long_connection": long_connection.measure,
    "pictures": pictures.measure,
    "timetable": timetable.measure,
    "calendar": calendar.measure,
    "reports": reports.measure,
}


async def measure(names: list[str]) -> list[Gate]:
    """Return the gates of these parts, one part after the other."""
    gates = []
    for name in names:
        print(f"{name} ...", flush=True)
        gates += await PARTS[name]()
    return gates


def main() -> None:
    names = sys.argv[1:] or list(PARTS)
    unknown = sorted(set(names) - PARTS.keys())
    if unknown:
        sys.exit(f"no part is called {unknown[0]}; there are {', '.join(PARTS)}")
    gates = asyncio.run(measure(names))
    print(*gates, sep="\n")
    sys.exit(not all(gate.holds for gate in gates))


if __name__ == "__main__":
    main()
