"""How the figures of a wave are told, and which of them say nothing because there are too few; pure."""

from __future__ import annotations

from handlers.text.shares import FEW, format_number, percent_of, whole
from sop.waves.lift import Lift
from sop.waves.results import Results
from storage.sop.wave_results import Arm

NOT_TOLD = "—"
TIMES = "{times} 倍"
LEAST_CALLED = 10
"""With fewer who were called, one who comes or not makes the ratio another one."""
MOST_PERCENT = 1000
"""Of a larger ratio nobody sees the size; it is told as so many times."""


def lift_of(results: Results) -> Lift | None:
    """Return the lift where it is worth a number: of a handful only where it is clear all the same."""
    lift, fewest = results.lift, min(results.called.members, results.alone.members)
    return lift if lift and (lift.is_clear or fewest >= FEW) else None


def say_ratio(results: Results) -> str:
    """Return 产出 ÷ 投入 in percent, or as so many times."""
    if results.ratio is None or results.called.members < LEAST_CALLED:
        return NOT_TOLD
    return f"{results.ratio}%" if results.ratio < MOST_PERCENT else TIMES.format(times=whole(results.ratio / 100))


def say_share(arm: Arm) -> str:
    """Return the share of those who came back in percent."""
    percent = percent_of(arm.woken, arm.members)
    return NOT_TOLD if percent is None else f"{percent}%"


def say_points(share: float) -> str:
    """Return a difference of shares in percentage points."""
    return format_number(round(share * 100, 1)) if round(share * 100, 1) else "0"
