"""`python -m benchmarks.timezones`: the whole test suite on machines in three time zones, with the same outcome."""

from __future__ import annotations

import asyncio
import sys

from tests.support.time_zones import ZONES, outcomes


async def main() -> int:
    """Return one zone after the other; the exit code."""
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
