"""Each ready segment begins at its limit: a member just inside, and one just outside; pure."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.segments.activity import tier_of
from handlers.segments.comparison import describe
from handlers.segments.fans import fan_of, path_of, seed_of
from handlers.segments.lifecycle import inactive_of, quiet_days, stage_of
from handlers.segments.relations import relation_of
from handlers.segments.rfm import buyer_of
from handlers.segments.standing import limits_of
from handlers.segments.style import channel_of, style_of
from handlers.segments.thresholds import Thresholds
from handlers.segments.worth import grade_of, worth_of
from storage.segments.habits import Habits, Order
from storage.segments.sales import Sales

TODAY = 740_000
RULES = Thresholds()
NOBODY = Habits(
    TODAY,
    regular=False,
    there=False,
    spoke=False,
    checked=False,
    began=False,
    once=False,
    introduced=False,
)
"""Who was heard today and has done nothing else."""


def habits(**known: Any) -> Habits:
    """Return the habits of a member of whom this is known; `orders` as days ago."""
    bought = [Order(TODAY - ago, 100) for ago in sorted(known.pop("orders", ()), reverse=True)]
    return NOBODY._replace(orders=bought, **known)


@pytest.mark.parametrize(
    ("known", "tier"),
    [
        ({"once": True, "last": TODAY - 6}, None),
        ({"once": True, "last": TODAY - 7}, "一次性会员"),
        ({"once": True, "last": TODAY - 6, "spoke": True}, "一般会员"),
        ({"once": True, "last": TODAY - 7, "spoke": True}, "一次性会员"),
        ({"once": True, "last": TODAY - 7, "bought": 1}, "沉默会员"),
        ({"once": True, "last": TODAY - 7, "reads": 1}, "沉默会员"),
        ({"once": True, "last": TODAY - 7, "visits": 1}, "沉默会员"),
        ({"once": True, "last": TODAY - 7, "deeds": 1}, "一般会员"),
        ({}, "沉默会员"),
        ({"checked": True}, "一般会员"),
        ({"orders": [29], "bought": 1}, "一般会员"),
        ({"orders": [30], "bought": 1}, "沉默会员"),
        ({"spoke": True, "regular": True, "deeds": 2}, "一般会员"),
        ({"spoke": True, "regular": True, "deeds": 3}, "忠诚会员"),
        ({"spoke": True, "regular": False, "deeds": 3}, "一般会员"),
        ({"spoke": True, "regular": True, "orders": [9, 8], "bought": 2}, "忠诚会员"),
        ({"spoke": True, "regular": True, "orders": [9, 9], "bought": 2}, "一般会员"),
    ],
)
def test_how_active_members_are(known: dict[str, Any], tier: str | None) -> None:
    assert tier_of(habits(**known), RULES, TODAY) == tier


@pytest.mark.parametrize(
    ("known", "fan", "path", "seed", "relation", "buyer", "grade"),
    [
        ({}, None, "潜在客户", None, "陌生关系", None, "丁级"),
        ({"bought": 1, "orders": [9]}, "体验客户", "客户", None, "弱关系", "一次性买家", "丙级"),
        ({"bought": 2, "orders": [9, 8]}, "体验客户", "会员", None, "弱关系", "回头客", "丙级"),
        ({"shares": 1, "there": True}, "普通粉", "潜在客户", None, "弱关系", None, "丙级"),
        ({"invited": 2, "there": True}, "普通粉", "潜在客户", None, "弱关系", None, "丙级"),
        ({"invited": 2, "shares": 1}, "普通粉", "潜在客户", "种子用户", "弱关系", None, "丙级"),
        ({"invited": 3, "there": True}, "普通粉", "潜在客户", "种子用户", "弱关系", None, "乙级"),
        ({"invited": 1, "regular": True}, "高级粉", "潜在客户", None, "中关系", None, "乙级"),
        (
            {"invited": 2, "regular": True, "bought": 2, "orders": [9, 8]},
            *("骨灰级", "会员", None, "强关系", "回头客", "甲级"),
        ),
        (
            {"invited": 3, "regular": True, "bought": 2, "orders": [9], "spoke": True},
            *("高级粉", "合伙人", "种子用户", "铁杆粉丝", "回头客", "甲级"),
        ),
        (
            {"invited": 3, "regular": True, "bought": 1, "orders": [9], "spoke": True, "introduced": True},
            *("高级粉", "客户", "种子用户", "铁杆粉丝", "一次性买家", "甲级"),
        ),
        ({"deeds": 1, "spoke": True, "regular": True}, None, "潜在客户", None, "强关系", None, "丙级"),
    ],
)
def test_how_close_members_are(
    known: dict[str, Any], fan: str | None, path: str, seed: str | None, relation: str, buyer: str | None, grade: str
) -> None:
    one = habits(**known)
    assert (fan_of(one, RULES), path_of(one, RULES), seed_of(one, RULES)) == (fan, path, seed)
    assert (relation_of(one, RULES), buyer_of(one), grade_of(one, RULES)) == (relation, buyer, grade)


def each(gap: int, times: int) -> int:
    """Return the bits of days that lie so far apart."""
    return sum(1 << gap * place for place in range(times))


@pytest.mark.parametrize(
    ("known", "quiet", "stage"),
    [
        ({}, 13, "获取期"),
        ({}, 14, "沉默期"),
        ({}, 89, "沉默期"),
        ({}, 90, "流失期"),
        ({"began": True}, 0, "激活期"),
        ({"introduced": True}, 0, "激活期"),
        ({"deeds": 1}, 0, "激活期"),
        ({"bought": 1, "orders": [9]}, 9, "激活期"),
        ({"regular": True, "began": True}, 0, "成熟期"),
        ({"bought": 2, "orders": [9, 8]}, 8, "成熟期"),
        # Twice their own gap of ten days, and four times.
        ({"began": True, "rhythm": each(10, 3)}, 19, "激活期"),
        ({"began": True, "rhythm": each(10, 3)}, 20, "沉默期"),
        ({"began": True, "rhythm": each(30, 3)}, 119, "沉默期"),
        ({"began": True, "rhythm": each(30, 3)}, 120, "流失期"),
        ({"began": True, "rhythm": each(11, 3)}, 21, "激活期"),
        ({"began": True, "rhythm": each(11, 3)}, 22, "沉默期"),
        # Two days have one gap, which is no rhythm.
        ({"began": True, "rhythm": each(10, 2)}, 14, "沉默期"),
        # Who buys every twenty days is silent after forty, whenever they were there.
        ({"bought": 2, "orders": [79, 59, 39]}, 39, "成熟期"),
        ({"bought": 2, "orders": [80, 60, 40]}, 40, "沉默期"),
    ],
)
def test_how_far_members_have_come(known: dict[str, Any], quiet: int, stage: str) -> None:
    assert stage_of(habits(**known), RULES, TODAY, quiet) == stage


def test_who_is_silent_is_called_so_by_days() -> None:
    names = {days: inactive_of(RULES, days) for days in (13, 14, 29, 30, 89, 90)}
    assert list(names.values()) == [None, "沉默客户", "沉默客户", "睡眠客户", "睡眠客户", "流失客户"]
    assert quiet_days(habits(last=TODAY - 9), TODAY) == 9
    assert quiet_days(habits(last=TODAY - 9, orders=[20, 5]), TODAY) == 5
    assert quiet_days(habits(last=TODAY + 1), TODAY) == 0


@pytest.mark.parametrize(
    ("known", "channel"),
    [
        ({}, None),
        ({"there": True}, "群里渠道"),
        ({"there": True, "reads": 1}, "媒体渠道"),
        ({"reads": 2, "visits": 1, "searches": 1}, "官网渠道"),
        ({"reads": 3, "visits": 1, "searches": 1}, "媒体渠道"),
        ({"came": 2, "visits": 2, "reads": 2}, "线下渠道"),
        ({"came": 1, "visits": 2}, "官网渠道"),
    ],
)
def test_where_members_are_met(known: dict[str, Any], channel: str | None) -> None:
    assert channel_of(habits(**known)) == channel


@pytest.mark.parametrize(
    ("known", "style"),
    [
        ({}, None),
        ({"orders": [2, 1]}, "赠品型下单"),
        ({"orders": [1]}, None),
        ({"orders": [30, 1]}, None),
        ({"orders": [31, 30, 29]}, "习惯性下单"),
        ({"orders": [32, 31, 30]}, None),
        ({"orders": [31, 31, 29]}, None),
        ({"searches": 2, "visits": 1}, "目的明确"),
        ({"searches": 1, "visits": 1}, "主动查阅"),
        ({"visits": 2, "reads": 2}, "主动查阅"),
        ({"visits": 2, "reads": 3}, "被动浏览"),
        ({"reads": 1}, "被动浏览"),
    ],
)
def test_how_members_buy_and_look_around(known: dict[str, Any], style: str | None) -> None:
    assert style_of(habits(**known), RULES, TODAY, Sales(orders=10, fen=1000)) == style


def test_whose_orders_are_each_as_large_as_the_mean_is_held_against_the_group() -> None:
    both = [habits(orders=[2, 1])._replace(orders=[Order(TODAY, 100), Order(TODAY, fen)]) for fen in (99, 100, 101)]
    assert [style_of(one, RULES, TODAY, Sales(orders=10, fen=1000)) for one in both] == [None, *["赠品型下单"] * 2]


def test_what_members_are_worth_is_held_against_the_mean() -> None:
    sales = Sales(orders=0, fen=0, buyers=4, spent=4 * 100)
    worth = {spent: worth_of(habits(spent=spent), RULES, sales) for spent in (0, 1, 49, 50, 199, 200)}
    assert list(worth.values()) == [None, "低价值", "低价值", "中价值", "中价值", "高价值"]


@pytest.mark.parametrize(
    ("rules", "lost"),
    [({"lost_times": 4}, 4 * 31), ({"lost_times": 1, "silent_times": 1}, 31), ({"silent": 40, "asleep": 50}, 124)],
)
def test_a_rhythm_is_looked_at_as_long_as_it_matters(rules: dict[str, Any], lost: int) -> None:
    assert limits_of(Thresholds.model_validate(rules)).certain == lost


@pytest.mark.parametrize(
    "rules",
    [
        *({"silent": 30}, {"asleep": 90}, {"recent": 31}, {"regular": 31}, {"silent_times": 5}),
    ],
)
def test_thresholds_are_in_order(rules: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"silent|month|times"):
        Thresholds.model_validate(rules)
    Thresholds.model_validate({name: value - 1 for name, value in rules.items()})


def test_figures_are_means_of_those_who_are_meant() -> None:
    months = [(1, 0b111, 0b1, 0), (2, 0b1, 0, 0b11), (3, 0b1111, 0b1111, 0b1111)]
    assert describe({1, 2}, 3, months, {1: 300, 3: 900}, {3: 1}) == [
        *("2 人", "2.0 天", "0.5 天", "1.0 天", "1 人", "1.50 元", "0 人"),
    ]
    assert describe(set(), 3, months, {}, {}) == ["0 人", *["—"] * 6]
