"""What a report says about changes: the most important first, two sentences at most, nothing about noise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.kit import Refusal
from handlers.reports.remarks import Figures, list_remarks, sum_days
from handlers.reports.spans import month_span, read_span
from handlers.text.shares import format_number, percent_of, whole
from storage.reports.days import DaySum

USUAL = Figures(
    days=7,
    members=100,
    joined=2,
    left=1,
    daily=40,
    monthly=80,
    messages=700,
    checkin_rate=30,
    checkins=210,
    issued=3000,
    spent=900,
)


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({}, ["和前一周差不多"]),
        ({"left": 5, "joined": 2}, ["退群 5 人，比新来的 2 人多"]),
        ({"daily": 32.0}, ["平均每天 32 人露面，比前一周少 20%"]),
        ({"daily": 32.5}, ["和前一周差不多"]),
        ({"daily": 52.0}, ["平均每天 52 人露面，比前一周多 30%"]),
        ({"messages": 300}, ["聊天比前一周少 57%"]),
        ({"messages": 1100}, []),
        ({"checkin_rate": 45}, ["签到率从 30% 升到 45%"]),
        ({"checkin_rate": 15}, ["签到率从 30% 降到 15%"]),
        ({"monthly": 400}, ["每月来过的 400 人里，平均每天只来 10%"]),
        ({"spent": 100}, ["发出 3000 分，只花掉 100 分"]),
        ({"left": 9, "daily": 20.0, "checkin_rate": 5, "spent": 0}, ["退群 9 人", "平均每天 20 人露面"]),
    ],
)
def test_each_rule_says_its_sentence(changed: dict[str, float], begins: list[str]) -> None:
    now = replace(USUAL, **changed)  # type: ignore[arg-type]
    told = list_remarks(now, USUAL, "前一周", 0, now.joined - now.left)
    assert len(told) == len(begins)
    assert all(remark.startswith(words) for remark, words in zip(told, begins, strict=True))


def test_small_groups_are_not_told_of_one_more_or_less() -> None:
    few = replace(USUAL, members=4, daily=4.0, monthly=4, messages=10, checkin_rate=60)
    assert list_remarks(replace(few, daily=3.0, messages=2, checkin_rate=40), few, "前一周", 0, 1) == []
    assert list_remarks(few, few, "前一周", 0, 1) == [], "of a handful nobody can tell whether it is the same"


def test_without_a_span_before_only_habits_are_told() -> None:
    assert list_remarks(USUAL, None, "前一周", 0, 1) == []
    assert list_remarks(USUAL, None, "前一周", 3, 1)[0].startswith("3 位新人还没开口")


def test_nobody_is_sent_to_an_empty_list() -> None:
    fewer = replace(USUAL, daily=20.0)
    for silent, words in ((True, "：发「沉默名单」，先找三五位老朋友聊聊。"), (False, "：先找三五位老朋友聊聊。")):
        assert list_remarks(fewer, USUAL, "前一周", 0, 1, silent=silent)[0].endswith(f"少 50%{words}")


def test_days_are_summed_up() -> None:
    days = [DaySum(date(2026, 11, 23) + timedelta(days=n), 10, n, 1, 4 + n, 9, 2, 5, 3, 20, n) for n in range(3)]
    assert sum_days(days) == Figures(3, 10, 3, 3, 5.0, 9, 15, 30.0, 9, 60, 3)
    assert sum_days([]) is None


TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("words", "first", "last", "before"),
    [
        ("今天", (11, 25), (11, 25), ((11, 24), (11, 24))),
        ("昨日", (11, 24), (11, 24), ((11, 23), (11, 23))),
        ("本周", (11, 23), (11, 25), ((11, 16), (11, 18))),
        ("上周", (11, 16), (11, 22), ((11, 9), (11, 15))),
        ("", (11, 16), (11, 22), ((11, 9), (11, 15))),
        ("本月", (11, 1), (11, 25), ((10, 1), (10, 25))),
        ("上个月", (10, 1), (10, 31), ((9, 1), (9, 30))),
        ("2026-11", (11, 1), (11, 25), ((10, 1), (10, 25))),
        ("2月", (2, 1), (2, 28), ((1, 1), (1, 31))),
    ],
)
def test_spans_are_held_against_as_much_before(
    words: str, first: tuple[int, int], last: tuple[int, int], before: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    span = read_span(words, TODAY, "上周")
    assert (span.first, span.last) == (date(2026, *first), date(2026, *last))
    assert span.before == tuple(date(2026, *day) for day in before)


def test_a_long_month_so_far_is_held_against_a_short_one() -> None:
    span = month_span(date(2026, 3, 1), date(2026, 3, 30))
    assert span.before == (date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize("words", ["明天", "13月", "2026-12", "上上上周"])
def test_what_is_no_span_is_refused(words: str) -> None:
    with pytest.raises(Refusal):
        read_span(words, TODAY, "上周")


def test_halves_are_rounded_as_people_do() -> None:
    assert [format_number(mean) for mean in (4.25, 1.5, 2.75, -4.25, 3.0)] == ["4.3", "1.5", "2.8", "-4.3", "3"]
    assert [whole(rate) for rate in (12.5, 13.39, 14.68, -6.5)] == [13, 13, 15, -7]
    assert [percent_of(part, 8) for part in (1, 3, 5, 7)] == [13, 38, 63, 88]
