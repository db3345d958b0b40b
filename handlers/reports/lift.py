"""How much more happened with something than without it, with an interval that says how sure that is; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

_T = (
    (1, 12.71), (2, 4.30), (3, 3.18), (4, 2.78), (5, 2.57), (6, 2.45), (7, 2.36), (8, 2.31), (9, 2.26), (10, 2.23),
    (12, 2.18), (15, 2.13), (20, 2.09), (30, 2.04), (60, 2.00), (10**9, 1.96),
)  # fmt: skip
"""Student's t for 95 % on both sides, by degrees of freedom; between two of them the wider one holds."""
LEAST = 4
"""Samples without it: fewer say nothing about how much these vary by themselves."""


@dataclass(frozen=True, slots=True)
class Lift:
    """What was more with it, on average."""

    with_it: float
    without: float
    low: float
    high: float
    """The true difference lies between these with 95 % confidence."""

    @property
    def difference(self) -> float:
        """Return how much more it was with it."""
        return self.with_it - self.without

    @property
    def is_clear(self) -> bool:
        """Return whether no difference at all can be ruled out."""
        return self.low > 0 or self.high < 0


def measure_lift(with_it: Sequence[int], without: Sequence[int]) -> Lift | None:
    """Return the difference of two means by Student's t with one variance for both; None where there are too few.

    One variance, because what was sent once has none of its own. A count that never varied is taken to vary like one of
    its size, so that a single lucky hour proves nothing.
    """
    if not with_it or len(without) < LEAST:
        return None
    first, second = fmean(with_it), fmean(without)
    freedom = len(with_it) + len(without) - 2
    squares = sum((value - first) ** 2 for value in with_it) + sum((value - second) ** 2 for value in without)
    variance = max(squares / freedom, (sum(with_it) + sum(without)) / (len(with_it) + len(without)) / 2)
    # Of the tabulated degrees of freedom the largest one that is not too many.
    t = next(value for number, value in reversed(_T) if number <= freedom)
    margin = t * sqrt(variance * (1 / len(with_it) + 1 / len(without)))
    return Lift(first, second, first - second - margin, first - second + margin)
