"""Ten thousand random groups divided into teams: `python -m benchmarks.teams 10000`.

Sizes, and newcomers, of any two teams differ by at most one. Where somebody is in one team with who invited them, no
exchange of two people of one half would take a pair apart.
"""

from __future__ import annotations

import sys
from itertools import combinations
from random import Random
from time import process_time

from benchmarks.gates import Gate
from handlers.teams.division import Person, divide
from tests.teams.test_division import clashes, is_even, make_people

GROUPS = 10_000
SMALLEST, LARGEST = 4, 400
SLOWEST = 0.05
"""Seconds on the writer's thread."""


def measure(groups: int = GROUPS) -> list[Gate]:
    """Return how many groups are divided wrongly, how many keep a pair, and the longest time in seconds of CPU."""
    wrong = with_pairs = 0
    longest = 0.0
    for seed in range(groups):
        random = Random(seed)
        people = make_people(random, random.randint(SMALLEST, LARGEST), random.random())
        size = random.randint(2, 10)
        began = process_time()
        teams = divide(people, size, random)
        longest = max(longest, process_time() - began)
        complete = sorted(member for team in teams for member in team) == list(range(len(people)))
        with_pairs += bool(clashes(teams, people))
        wrong += not (complete and is_even(teams, len(people)) and not _could_be_better(teams, people))
    print(f"{groups:,} groups, {with_pairs} of them with a pair in one team")
    return [Gate("teams_wrong", wrong, 1), Gate("teams_slowest_s", round(longest, 3), SLOWEST)]


def _could_be_better(teams: list[list[int]], people: list[Person]) -> bool:
    """Return whether an exchange of two people of one half leaves fewer pairs in one team."""
    if not clashes(teams, people):
        return False
    pairs: dict[int, set[int]] = {person.id: set() for person in people}
    for person in people:
        if person.inviter is not None:
            pairs[person.id].add(person.inviter)
            pairs[person.inviter].add(person.id)
    team_of = {member: seats for seats in map(frozenset, teams) for member in seats}
    older = len(people) - len(people) // 2
    for left, right in combinations(range(len(people)), 2):
        left_team, right_team = team_of[left], team_of[right]
        if (left < older) != (right < older) or left_team is right_team:
            continue
        now = len(pairs[left] & left_team) + len(pairs[right] & right_team)
        exchanged = len(pairs[left] & (right_team - {right})) + len(pairs[right] & (left_team - {left}))
        if exchanged < now:
            return True
    return False


if __name__ == "__main__":
    print(*measure(int(sys.argv[1]) if sys.argv[1:] else GROUPS), sep="\n")
