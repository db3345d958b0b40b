"""What /metrics tells. Labels are few and never a person."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from prometheus_client import REGISTRY, Counter, Gauge
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

REJECTED = Counter("qunban_rejected_total", "Requests refused before they were read", ["channel"])
DROPPED = Counter("qunban_dropped_connections_total", "Connections ended for taking too long or too much", ["why"])
LETTERS = Counter("qunban_letters_total", "Outgoing requests by channel and verdict", ["channel", "verdict"])
RESTARTS = Counter("qunban_restarts_total", "Tasks that died and were started again", ["task"])
RUNS = Counter("qunban_runs_total", "Planned moments by outcome", ["outcome"])
LINE_UP = Gauge("qunban_line_up", "Whether a long connection stands", ["channel"])
LINE_GAPS = Counter("qunban_line_gap_seconds_total", "Seconds in which a long connection heard nothing", ["channel"])
TICK_AGE = Gauge("qunban_tick_age_seconds", "Seconds since the scheduler last ticked")

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds; the platforms wait 5."""


class Traffic(Collector):
    """Events and the time of their answers. Every message passes here, so counting is a bare addition."""

    def __init__(self) -> None:
        self.events: Tally[tuple[str, str]] = Tally()
        """By channel and outcome."""
        self._buckets: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(BOUNDS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def answered(self, channel: str, seconds: float) -> None:
        """Count a request that was answered after so many seconds."""
        self._buckets[channel][bisect_left(BOUNDS, seconds)] += 1
        self._seconds[channel] += seconds

    def collect(self) -> Iterable[Metric]:
        """Return the families for a scrape."""
        events = CounterMetricFamily("qunban_events", "Events by channel and outcome", labels=["channel", "outcome"])
        for labels, count in list(self.events.items()):
            events.add_metric(labels, count)
        times = HistogramMetricFamily("qunban_answer_seconds", "Time from request to answer", labels=["channel"])
        names = [*map(str, BOUNDS), "+Inf"]
        for channel, counts in list(self._buckets.items()):
            below = list(zip(names, map(float, accumulate(counts)), strict=True))
            times.add_metric([channel], below, self._seconds[channel])
        return events, times


TRAFFIC = Traffic()
REGISTRY.register(TRAFFIC)
