"""What /metrics tells. Labels are few and never a person."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

EVENTS = Counter("qunban_events_total", "Events by channel and outcome", ["channel", "outcome"])
REJECTED = Counter("qunban_rejected_total", "Requests refused before they were read", ["channel"])
LETTERS = Counter("qunban_letters_total", "Outgoing requests by channel and verdict", ["channel", "verdict"])
RESTARTS = Counter("qunban_restarts_total", "Tasks that died and were started again", ["task"])
RUNS = Counter("qunban_runs_total", "Planned moments by outcome", ["outcome"])
TICK_AGE = Gauge("qunban_tick_age_seconds", "Seconds since the scheduler last ticked")
ANSWER_SECONDS = Histogram(
    "qunban_answer_seconds",
    "Time from request to answer",
    ["channel"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
