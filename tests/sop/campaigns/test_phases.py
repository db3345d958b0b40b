"""The phases of a campaign: which day is in which, how many days are left, and what an entry's words mean. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sop.campaigns.phases import LONGEST, Phase, Span, countdown, overall_span, phase_on, read_span, within


def december(first: int, last: int | None = None) -> Span:
    return Span(date(2026, 12, first), date(2026, 12, last or first))


DATES: dict[Phase, Span] = {"预热": december(20, 22), "正式": december(24, 26), "收尾": december(28)}


@pytest.mark.parametrize(
    ("day", "phase", "left"),
    [
        (19, None, 5),
        (20, "预热", 4),
        (22, "预热", 2),
        (23, None, 1),
        (24, "正式", 2),
        (26, "正式", 0),
        (27, None, 1),
        (28, "收尾", 0),
        (29, None, 0),
        (31, None, 0),
    ],
)
def test_days_are_counted_to_the_main_phase_and_then_to_the_end(day: int, phase: str | None, left: int) -> None:
    assert (phase_on(DATES, date(2026, 12, day)), countdown(DATES, date(2026, 12, day))) == (phase, left)


def test_without_a_main_phase_days_are_counted_to_the_end() -> None:
    dates: dict[Phase, Span] = {"收尾": december(28, 29), "预热": december(20, 22)}
    assert [countdown(dates, date(2026, 12, day)) for day in (19, 20, 22, 23, 28, 29, 30)] == [10, 2, 0, 6, 1, 0, 0]
    assert overall_span(dates) == december(20, 29)
    assert overall_span(dates).days == 10
    assert december(28).days == 1


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("每天 20:00", "2026-12-20 至 2026-12-22 每天 20:00"),
        ("工作日 20:00、21:00", "2026-12-20 至 2026-12-22 工作日 20:00、21:00"),
        ("第1天 20:00", "2026-12-20 20:00"),
        ("第三天20:00", "2026-12-22 20:00"),
        ("第 2 天 20:00、21:00", "2026-12-21 20:00、21:00"),
        ("最后一天 ２０：００", "2026-12-22 20:00"),
        ("每天", "每天"),
        ("", ""),
    ],
)
def test_words_within_a_phase(words: str, when: str) -> None:
    assert within(words, december(20, 22)) == when


def test_a_time_alone_is_of_the_only_day() -> None:
    assert within("20:00", december(26)) == "2026-12-26 20:00"
    assert within("第1天 20:00", december(26)) == within("最后一天 20:00", december(26)) == "2026-12-26 20:00"
    with pytest.raises(ValueError, match="这一段有 2 天"):
        within("20:00", december(25, 26))


@pytest.mark.parametrize("day", ["第0天", "第4天", "第99天"])
def test_a_day_that_a_phase_does_not_have_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match=f"这一段只有 3 天，没有「{day}」"):
        within(f"{day} 20:00", december(20, 22))


def test_words_that_are_too_long_are_left_to_the_timetable_which_refuses_them() -> None:
    long = "每天 20:00" + "、20:00" * 16
    words = long[:LONGEST].ljust(LONGEST, "，")
    assert within(words, december(20, 22)) == "2026-12-20 至 2026-12-22 " + words.replace("，", ",")
    assert within(words + "，", december(20, 22)).startswith("每天")


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("2026-12-26", december(26)),
        ("2026-12-20 至 2026-12-22", december(20, 22)),
        ("2026-12-20 至 2026-12-22 每天", december(20, 22)),
        ("2026年12月20日到2026年12月20日", december(20)),
        ("2099-12-31", Span(date(2099, 12, 31), date(2099, 12, 31))),
        ("2026-12-26" + " " * (LONGEST - 10), december(26)),
        ("2026-12-26" + " " * (LONGEST - 9), None),
        ("2100-01-01", None),
        ("2099-12-31 至 2100-01-01", None),
        ("每天", None),
        ("2026-12-20 至 2026-12-22 每周一", None),
    ],
)
def test_a_span_is_one_date_or_two(words: str, span: Any) -> None:
    if span:
        assert read_span(words) == span
    else:
        with pytest.raises(ValueError, match=r"2026-12-26|2099 年"):
            read_span(words)
