"""Ages are a number where they are exact, else the words that were written."""

from __future__ import annotations

import pytest

from handlers.members.ages import read_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("28", "28"),
        ("今年8岁", "8"),
        ("三岁", "3"),
        ("刚满十八", "18"),
        ("五十了", "50"),
        ("七十有三", "73"),
        ("二十七八", "二十七八"),
        ("三十出头", "三十出头"),
        ("年近50", "年近50"),
        ("奔四", "奔四"),
        ("〇八年生", "08年生"),
        ("保密", ""),
    ],
)
def test_an_age_is_a_number_where_it_is_exact(text: str, age: str) -> None:
    assert read_age(text) == age
