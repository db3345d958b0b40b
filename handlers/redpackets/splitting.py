"""How the points of a packet are split into shares; pure.

By luck, the points stand in a row and are cut at random places: each way to cut them is as likely as any other, so no
place in the line is better than another one.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random


def split_by_luck(points: int, shares: int, random: Random) -> list[int]:
    """Return as many shares, of at least 1 each, that add up to the points; there are 1 to `points` of them."""
    cuts = sorted(random.sample(range(1, points), shares - 1))
    return [end - start for start, end in pairwise([0, *cuts, points])]


def split_minutes(minutes: int, packets: int, random: Random) -> list[int]:
    """Return how long each of a rain's packets is open, by luck, but none less than half of what all have on average.

    Two minutes are the least, where there are as many for each.
    """
    average = minutes // packets
    least = max(average // 2, min(2, average))
    return [least - 1 + more for more in split_by_luck(minutes - packets * (least - 1), packets, random)]


def split_equally(points: int, shares: int) -> list[int]:
    """Return as many equal shares; the points must be a multiple of them."""
    share, rest = divmod(points, shares)
    assert not rest, "what cannot be split is refused before"
    return [share] * shares


def nearest_multiples(points: int, shares: int) -> list[int]:
    """Return the sums next to the points that can be split equally: one below, where there is one, and one above."""
    below = points // shares * shares
    return [total for total in (below, below + shares) if total]
