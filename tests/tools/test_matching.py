"""Which question a text asks: equal first, then the longest within it, then what sounds alike."""

from __future__ import annotations

import pytest

from handlers.tools.matching import find_entry
from handlers.tools.rules import Entry

ENTRIES = (
    Entry(ask=("营业时间", "几点开门"), answer="时间"),
    Entry(ask=("春节营业时间",), answer="春节"),
    Entry(ask=("地址",), answer="地址", match="exact"),
    Entry(ask=("停车场",), answer="停车", match="near"),
    Entry(ask=("WiFi密码",), answer="密码", match="near"),
)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("营业时间", "时间"),
        ("请问营业时间是？", "时间"),
        ("你们 几点 开门呀", "时间"),
        ("春节营业时间呢", "春节"),
        ("地址", "地址"),
        ("【地址】？", "地址"),
        ("把地址发给我", None),
        ("停车场在哪", "停车"),
        ("听车场在哪", "停车"),
        ("停车厂", "停车"),
        ("停车", None),
        ("ｗｉｆｉ密码", "密码"),
        ("wifi蜜马", "密码"),
        ("停车场" + "啊" * 40, None),
        ("", None),
        ("？？？", None),
        ("[太阳]", None),
    ],
)
def test_a_short_text_asks_a_question(said: str, answer: str | None) -> None:
    entry = find_entry(ENTRIES, said)
    assert (entry.answer if entry else None) == answer
