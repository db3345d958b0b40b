"""Teams are even, mix old and new members, and keep inviter and invitee apart where that is possible."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.teams.division import Person, divide


def make_people(random: Random, count: int, invited: float) -> list[Person]:
    return [Person(n, random.randrange(n) if n and random.random() < invited else None) for n in range(count)]


def clashes(teams: list[list[int]], people: list[Person]) -> int:
    inviter = {person.id: person.inviter for person in people}
    return sum(inviter[member] in team for team in teams for member in team)


def is_even(teams: list[list[int]], count: int) -> bool:
    older = count - count // 2
    numbers = (
        [len(team) for team in teams],
        [sum(member < older for member in team) for team in teams],
        [sum(member >= older for member in team) for team in teams],
    )
    return all(max(each) - min(each) <= 1 for each in numbers)


@settings(max_examples=200, deadline=None)
@given(st.integers(4, 400), st.integers(2, 10), st.floats(0, 1), st.integers(0, 2**32))
def test_random_groups_are_divided_evenly(count: int, size: int, invited: float, seed: int) -> None:
    random = Random(seed)
    people = make_people(random, count, invited)
    teams = divide(people, size, random)
    assert len(teams) == min(-(-count // size), count // 2)
    assert all(len(team) >= 2 for team in teams)
    assert sorted(member for team in teams for member in team) == list(range(count))
    assert is_even(teams, count)


@pytest.mark.parametrize("seed", range(60))
def test_no_deal_of_a_few_people_has_fewer_pairs(seed: int) -> None:
    random = Random(seed)
    count, size = random.randint(4, 7), random.randint(2, 4)
    people = make_people(random, count, 0.8)
    assert clashes(divide(people, size, random), people) == fewest(people, size)


def fewest(people: list[Person], size: int) -> int:
    """Return the fewest pairs in one team of all deals that are even."""
    count = len(people)
    numbers = range(min(-(-count // size), count // 2))
    deals = (
        [[member for member in range(count) if deal[member] == team] for team in numbers]
        for deal in product(numbers, repeat=count)
    )
    return min(clashes(teams, people) for teams in deals if is_even(teams, count))


def test_a_large_group_in_which_nobody_invited_many_has_no_pair_in_one_team() -> None:
    for seed in range(20):
        random = Random(seed)
        people = [Person(n, n // 3 if n else None) for n in range(random.randint(50, 400))]
        assert clashes(divide(people, random.randint(2, 10), random), people) == 0


@pytest.mark.parametrize(("count", "size", "alone"), [(362, 4, 7), (253, 4, 3), (100, 5, 9), (60, 3, 2)])
def test_who_invited_nearly_everybody_sits_where_the_fewest_of_them_do(count: int, size: int, alone: int) -> None:
    # The last of the older half and all of the newer one were invited by the first: one of the newer sits with them.
    people = [Person(number, 0 if number >= alone else None) for number in range(count)]
    for seed in range(10):
        teams = divide(people, size, Random(seed))
        [mine] = [team for team in teams if 0 in team]
        fewest_newer = min(
            sum(member >= count - count // 2 for member in team) for team in teams if len(team) == len(mine)
        )
        assert clashes(teams, people) == max(fewest_newer, len(mine) - alone)
