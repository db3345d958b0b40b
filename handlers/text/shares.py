"""Shares of a whole in percent, as they are told: of a handful they say nothing; pure."""

from __future__ import annotations

FEW = 5
"""Of fewer neither a percentage nor a change is told: one more or less is a fifth."""


def percent_of(part: int, whole: int) -> int | None:
    """Return a share in whole percent; None where there are too few for one."""
    return round(part * 100 / whole) if whole >= FEW else None


def in_brackets(part: int, whole: int) -> str:
    """Return a share as it follows a number, （67%）; empty where there are too few."""
    percent = percent_of(part, whole)
    return "" if percent is None else f"（{percent}%）"
