"""Forty timetables in every time zone of the world, for eighteen years: does each moment agree with the oracle?

Zones whose clocks are the same in all those years are calculated once; that they are the same is seen, not assumed.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo, available_timezones

from benchmarks.gates import Gate
from sop.when.parser import When, parse
from tests.support.calendars import DAYS, FIRST, LAST, Piece, moments, pieces, walls

PROCESSES = 2
SHOWN = 20
"""Differences that are printed."""
MOMENT = timedelta(microseconds=1)
ASKED = 500


def differences(name: str) -> tuple[int, list[str]]:
    """Return how many moments were compared in a zone, and each timetable that differs from the oracle."""
    zone = ZoneInfo(name)
    spans = pieces(zone)
    before = moments((datetime(FIRST.year, 1, 1),), spans)[0] - MOMENT  # noqa: DTZ001 - what the clock shows
    count, wrong = 0, []
    for words in DAYS:
        expected = moments(walls(words), spans)
        found = _all(parse(words), zone, before, expected[-1])
        count += len(expected)
        if found != expected:
            wrong.append(f"{name} {words}: {sorted(set(found) ^ set(expected))[:3]}")
    return count, wrong


def _all(when: When, zone: ZoneInfo, after: datetime, last: datetime) -> list[datetime]:
    """Return every moment up to the last expected one, and one more if that is still in the last year."""
    found = []
    moment = when.next(after, zone)
    while moment and moment <= last:
        found.append(moment)
        moment = when.next(moment, zone)
    if moment and moment.astimezone(zone).date() <= LAST:
        found.append(moment)
    return found


def _clock(name: str) -> tuple[str, tuple[Piece, ...]]:
    return name, pieces(ZoneInfo(name))


def _cost(words: str) -> float:
    """Microsecond for the next moment, as the median over eighteen years, tables made."""
    when, zone = parse(words), ZoneInfo("America/New_York")
    starts = [moments((datetime.combine(FIRST, datetime.min.time()),), pieces(zone))[0]]
    starts += [starts[0] + timedelta(hours=313 * step) for step in range(1, ASKED)]
    taken = []
    for after in starts * 2:
        begin = perf_counter()
        when.next(after, zone)
        taken.append((perf_counter() - begin) * 1e6)
    return median(taken[ASKED:])


async def measure() -> list[Gate]:
    """Return all zones, and what one question costs."""
    begin = perf_counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        clocks: dict[tuple[Piece, ...], list[str]] = {}
        for name, spans in pool.map(_clock, sorted(available_timezones()), chunksize=20):
            clocks.setdefault(spans, []).append(name)
        results = list(pool.map(differences, [names[0] for names in clocks.values()]))
    wrong = [one for _, found in results for one in found]
    compared = sum(count * len(names) for (count, _), names in zip(results, clocks.values(), strict=True))
    zones, seconds = sum(map(len, clocks.values())), perf_counter() - begin
    print(
        f"calendar: {len(DAYS)} timetables, {zones} zones with {len(clocks)} clocks, {FIRST.year} to {LAST.year}: "
        f"{compared} moments, {len(wrong)} timetables differ, {seconds:.0f} s"
    )
    costs = {words: _cost(words) for words in DAYS}
    dearest = max(costs, key=lambda words: costs[words])
    print(f"next moment {median(costs.values()):.1f} us, at most {costs[dearest]:.1f} us ({dearest})")
    print(*wrong[:SHOWN], sep="\n", end="\n" if wrong else "")
    return [Gate("calendar_differences", len(wrong), 1), Gate("calendar_next_us", costs[dearest], 50)]


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
