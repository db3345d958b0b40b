"""Sums in words: numbers as they are spelled, and words that are not signs stay."""

from __future__ import annotations

import pytest

from handlers.tools.spoken_sums import with_signs


@pytest.mark.parametrize(
    ("spelled", "figures"),
    [
        ("十", "10"),
        ("二十三", "23"),
        ("一百", "100"),
        ("一百五", "150"),
        ("一百零五", "105"),
        ("两千三", "2300"),
        ("一万二", "12000"),
        ("三万五千", "35000"),
        ("一亿", "100000000"),
        ("三四", "三四"),
        ("三点五", "3.5"),
        ("十二点零五", "12.05"),
        ("1万", "(1*10000)"),
        ("3.5万", "(3.5*10000)"),
        ("2千万", "(2*10000000)"),
    ],
)
def test_numbers_are_read(spelled: str, figures: str) -> None:
    assert with_signs(f"{spelled}加1") == f"{figures}+1"


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("10除以3", "10/3"),
        ("8乘以2.5", "8*2.5"),
        ("100的百分之20", "100*20%"),
        ("99打九五折", "99*(95/100)"),
        ("3的立方减2", "3^3-2"),
        ("100的3倍", "100*3"),
        ("10除2", "10除2"),
        ("1+1", "1+1"),
    ],
)
def test_words_become_signs(words: str, signs: str) -> None:
    assert with_signs(words) == signs
