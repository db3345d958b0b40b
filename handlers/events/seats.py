"""Who fits where seats are limited: first come, first served; pure."""

from __future__ import annotations

from collections.abc import Sequence


def count_seated(people: Sequence[int], seats: int) -> int:
    """Return how many of the entries, in their order, have a seat; the others wait.

    `people` is how many each entry stands for; 0 `seats` is no limit. Nobody is passed over: once an entry does not
    fit, those behind it wait as well, so that a large one is not put off for ever.
    """
    if not seats:
        return len(people)
    taken = 0
    for place, count in enumerate(people):
        taken += count
        if taken > seats:
            return place
    return len(people)


def fit(people: Sequence[int], seats: int) -> list[int]:
    """Return the places of the entries in the order in which they fit where seats have become fewer.

    Who has a seat and fits keeps it, a single beside a free seat gets it, and those who do not fit wait first.
    """
    seated, waiting, left = [], [], seats
    for place, count in enumerate(people):
        if count <= left:
            seated.append(place)
            left -= count
        else:
            waiting.append(place)
    return [*seated, *waiting]
