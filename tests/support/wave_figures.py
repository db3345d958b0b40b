"""A wave's run, and what it brought, in figures."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sop.waves.results import Results
from storage.sop.wave_results import Arm
from storage.sop.waves import Run, State

RUN = Run(
    id=1,
    group_id="g",
    name="唤回",
    actor="",
    started_at=datetime(2026, 11, 23, tzinfo=UTC),
    day=date(2026, 11, 23),
    state=State.DONE,
    days=14,
    goals="发言",
    touch_fen=50,
    offer_fen=1000,
    worth_fen=3000,
    ends_at=None,
)


def results(called: int, woken: int, alone: int, woken_alone: int, *, spent: int = 100, earned: int = 0) -> Results:
    """Return what a wave brought, by how many were called and left alone and how many of them came back."""
    return Results(
        called=Arm(members=called, woken=woken),
        alone=Arm(members=alone, woken=woken_alone),
        spent=spent,
        earned=earned,
    )
