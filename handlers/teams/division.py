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
    deals = (_Deal(people, teams, pairs, random) for _ in range(TRIES // len(people)))
    best: _Deal | None = None
    for deal in deals:
        deal.separate()
        if best is None or deal.count() < best.count():
            best = deal
        if not best.count():
            break
    assert best
    return best.teams()


def _pairs(people: Sequence[Person]) -> Mapping[int, tuple[int, ...]]:
    """Return with whom each person should not be in one team."""
    ids = {person.id for person in people}
    pairs: dict[int, list[int]] = {person.id: [] for person in people}
    for person in people:
        if person.inviter in ids and person.inviter is not None and person.inviter != person.id:
            pairs[person.id].append(person.inviter)
            pairs[person.inviter].append(person.id)
    return {person_id: tuple(others) for person_id, others in pairs.items()}


class _Deal:
    """People dealt to teams, old and new members apart, one after the other."""

    def __init__(
        self, people: Sequence[Person], teams: int, pairs: Mapping[int, tuple[int, ...]], random: Random
    ) -> None:
        self._pairs, self._random, self._count = pairs, random, teams
        older = len(people) - len(people) // 2
        self._halves = [[person.id for person in people[:older]], [person.id for person in people[older:]]]
        self._team: dict[int, int] = {}
        self._seats: list[list[int]] = []
        """The team of each seat, by half."""
        dealt = 0
        for half in self._halves:
            random.shuffle(half)
            self._seats.append([(dealt + place) % teams for place in range(len(half))])
            dealt += len(half)
        for half, seats in zip(self._halves, self._seats, strict=True):
            self._seat(half, seats)

    def _seat(self, half: Sequence[int], seats: Sequence[int]) -> None:
        """Seat a half, those with most pairs first, each where the fewest of their pairs are."""
        left = Counter(seats)
        for person in sorted(half, key=lambda person: -len(self._pairs[person])):
            there = Counter(self._team[other] for other in self._pairs[person] if other in self._team)
            team = min((team for team in left if left[team]), key=lambda team: (there[team], self._random.random()))
            self._team[person] = team
            left[team] -= 1

    def separate(self) -> None:
        """Exchange people of one half between teams for as long as that takes pairs apart."""
        improved = True
        while improved and self.count():
            improved = False
            for half in self._halves:
                for person in [person for person in half if self._clashes(person, self._team[person])]:
                    improved |= self._exchange(person, half)

    def _exchange(self, person: int, half: Sequence[int]) -> bool:
        """Exchange somebody with the first of their half with whom fewer pairs are left; False where there is none."""
        mine = self._team[person]
        for other in half:
            theirs = self._team[other]
            if theirs == mine:
                continue
            before = self._clashes(person, mine) + self._clashes(other, theirs)
            self._team[person], self._team[other] = theirs, mine
            if self._clashes(person, theirs) + self._clashes(other, mine) < before:
                return True
            self._team[person], self._team[other] = mine, theirs
        return False

    def _clashes(self, person: int, team: int) -> int:
        return sum(self._team[other] == team for other in self._pairs[person])

    def count(self) -> int:
        """Return how many pairs are in one team."""
        return sum(self._clashes(person, team) for person, team in self._team.items()) // 2

    def teams(self) -> list[list[int]]:
        """Return the teams, the older members of each before the newer."""
        teams: list[list[int]] = [[] for _ in range(self._count)]
        for half in self._halves:
            for person in half:
                teams[self._team[person]].append(person)
        return teams
