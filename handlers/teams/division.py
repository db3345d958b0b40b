"""Dividing people into teams: sizes and newcomers even, inviter and invitee apart; pure, chance is handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

TRIES = 4000
"""Seats dealt before the deal with the fewest pairs in one team is taken: 500 deals of 8 people, 10 of 400."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wants to be in a team."""

    id: int
    inviter: int | None
    """The id of whoever invited them to the group; may be somebody who does not take part."""


def divide(people: Sequence[Person], size: int, random: Random) -> list[list[int]]:
    """Return the ids in teams of about `size`, given from the oldest member of the group to the newest.

    Nobody is alone: five in teams of two are three and two. Other teams have at most `size`.
    The sizes of any two teams differ by at most one, and so do their numbers of newcomers, which are the newer half.
    Somebody is in one team with who invited them only where no deal was found that avoids it.
    """
    teams = max(1, min(-(-len(people) // size), len(people) // 2))
    pairs = _pairs(people)
    tries = range(TRIES // len(people))
    deals = (_Deal(people, teams, pairs, random, looks_ahead=number % 2 == 0) for number in tries)
    best: _Deal | None = None
    for deal in deals:
        deal.separate()
        if best is None or deal.count() < best.count():
            best = deal
        if not best.count():
            break
    assert best
    return best.teams()


def _pairs(people: Sequence[Person]) -> Mapping[int, frozenset[int]]:
    """Return with whom each person should not be in one team."""
    ids = {person.id for person in people}
    pairs: dict[int, set[int]] = {person.id: set() for person in people}
    for person in people:
        if person.inviter in ids and person.inviter is not None and person.inviter != person.id:
            pairs[person.id].add(person.inviter)
            pairs[person.inviter].add(person.id)
    return {person_id: frozenset(others) for person_id, others in pairs.items()}


class _Deal:
    """People dealt to teams, old and new members apart, one after the other."""

    def __init__(
        self,
        people: Sequence[Person],
        teams: int,
        pairs: Mapping[int, frozenset[int]],
        random: Random,
        *,
        looks_ahead: bool,
    ) -> None:
        self._pairs, self._random, self._count, self._looks_ahead = pairs, random, teams, looks_ahead
        older = len(people) - len(people) // 2
        self._halves = [[person.id for person in people[:older]], [person.id for person in people[older:]]]
        self._team: dict[int, int] = {}
        self._near = {person.id: [0] * teams for person in people}
        """How many of each person's pairs are in each team."""
        seats = []
        dealt = 0
        for half in self._halves:
            random.shuffle(half)
            seats.append(Counter((dealt + place) % teams for place in range(len(half))))
            dealt += len(half)
        newer = frozenset(self._halves[1])
        for half, left in zip(self._halves, seats, strict=True):
            self._seat(half, Counter(left), seats, newer)

    def _seat(
        self, half: Sequence[int], left: Counter[int], seats: Sequence[Counter[int]], newer: frozenset[int]
    ) -> None:
        """Seat a half, those with most pairs first, each where the fewest of their pairs are.

        Who has more pairs than there are teams cannot be kept from all of them by those who come later. A deal that
        looks ahead gives them the one of such teams where the fewest may still come to sit, by the numbers of `seats`
        in each half; one that does not leaves it to chance, which finds more in a small group.
        """
        for person in sorted(half, key=lambda person: -len(self._pairs[person])):
            near, pairs = self._near[person], self._pairs[person]
            fewest = min(near[team] for team in left)
            teams = [team for team in left if near[team] == fewest]
            if self._looks_ahead and len(pairs) > self._count:
                in_newer = len(pairs & newer)
                come = {team: seats[0][team] * (len(pairs) - in_newer) + seats[1][team] * in_newer for team in teams}
                least = min(come.values())
                teams = [team for team in teams if come[team] == least]
            team = self._random.choice(teams)
            self._move(person, None, team)
            left[team] -= 1
            if not left[team]:
                del left[team]

    def _move(self, person: int, before: int | None, team: int) -> None:
        self._team[person] = team
        for other in self._pairs[person]:
            self._near[other][team] += 1
            if before is not None:
                self._near[other][before] -= 1

    def separate(self) -> None:
        """Exchange people of one half between teams for as long as that takes pairs apart."""
        improved = True
        while improved and self.count():
            improved = False
            for half in self._halves:
                for person in [person for person in half if self._clashes(person)]:
                    improved |= self._exchange(person, half)

    def _exchange(self, person: int, half: Sequence[int]) -> bool:
        """Exchange somebody with the first of their half with whom fewer pairs are left; False where there is none."""
        mine, near, pairs = self._team[person], self._near[person], self._pairs[person]
        for other in half:
            theirs = self._team[other]
            if theirs == mine:
                continue
            after = near[theirs] + self._near[other][mine] - 2 * (other in pairs)
            if after < near[mine] + self._near[other][theirs]:
                self._move(person, mine, theirs)
                self._move(other, theirs, mine)
                return True
        return False

    def _clashes(self, person: int) -> int:
        return self._near[person][self._team[person]]

    def count(self) -> int:
        """Return how many pairs are in one team."""
        return sum(map(self._clashes, self._team)) // 2

    def teams(self) -> list[list[int]]:
        """Return the teams, the older members of each before the newer."""
        teams: list[list[int]] = [[] for _ in range(self._count)]
        for half in self._halves:
            for person in half:
                teams[self._team[person]].append(person)
        return teams
