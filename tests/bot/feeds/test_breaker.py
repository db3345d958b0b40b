"""The breaker: three failures in a row open it, longer each time, and one success closes it."""

from __future__ import annotations

from datetime import timedelta

from bot.feeds.breaker import FIRST_PAUSE, LONGEST_PAUSE, Breaker
from tests.chat import START

MINUTE = timedelta(minutes=1)


def test_three_failures_in_a_row_open_it_for_a_while() -> None:
    breaker = Breaker()
    for _ in range(2):
        breaker.failed(START)
        assert not breaker.is_open(START)
    breaker.failed(START)
    assert breaker.is_open(START + FIRST_PAUSE - MINUTE)
    assert not breaker.is_open(START + FIRST_PAUSE)


def test_it_stays_open_longer_each_time_but_not_for_ever() -> None:
    breaker = Breaker()
    for _ in range(4):
        breaker.failed(START)
    assert breaker.is_open(START + 2 * FIRST_PAUSE - MINUTE)
    for _ in range(100):
        breaker.failed(START)
    assert breaker.is_open(START + LONGEST_PAUSE - MINUTE)
    assert not breaker.is_open(START + LONGEST_PAUSE)


def test_a_success_closes_it_and_forgets() -> None:
    breaker = Breaker()
    for _ in range(3):
        breaker.failed(START)
    breaker.succeeded()
    breaker.failed(START)
    assert not breaker.is_open(START)
