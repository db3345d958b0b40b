"""The diary of a rehearsal shows what members did: a few lines a day, each of another kind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cli.glimpses import MOST_A_DAY, glimpses
from bot.cli.habits import CHECK_IN, WORDS
from bot.cli.simulate import Heard

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def said(number: int, words: str, answer: str = "") -> tuple[Heard, str]:
    return Heard(AT + timedelta(minutes=number), "小明", words), answer


def test_one_of_each_kind_is_shown() -> None:
    done = [
        said(1, CHECK_IN, "签到成功"),
        said(2, WORDS[0]),
        said(3, "接龙 +1", "✅ 小明 接龙第 1 位\n一共 2 人"),
        said(4, "接龙", "已经在上面了"),
        said(5, "我觉得一天一点点就好"),
        said(6, "我家是先定好闹钟"),
        said(24 * 60, "接龙", "✅"),
    ]
    assert [heard.words for heard in glimpses(done, ZONE)] == [
        "　　小明：接龙 +1 → ✅ 小明 接龙第 1 位 一共 2 人",
        "　　小明：我觉得一天一点点就好",
        "　　小明：接龙 → ✅",
    ]


def test_a_day_has_a_handful_at_most() -> None:
    done = [said(number, f"口令{number}", "好") for number in range(20)]
    assert len(list(glimpses(done, ZONE))) == MOST_A_DAY
