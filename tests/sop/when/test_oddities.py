"""Words before a time: which may be a name, and what is said of those that may not."""

from __future__ import annotations

import pytest

from sop.when.oddities import EXCEPTION, NAME, ONE_DAY, SPAN, START, TWELVE_HOURS, is_of_a_date, tell_list, tell_odd

NAMES = """
早安 晚安 晚课 下午茶 上午场 晚上读书 周报 月会 年会 日报 21天打卡 第3课 一点心意 新人欢迎
春节活动 双十一预热 月饼 读书会 618大促 午休 早操 星光 开学 ABC
"""
DATES = """
今天 明天 后天晚上 大后天 今晚 明早 周三 星期天 礼拜一 周末 下周 下周三 本月 下个月 这周 12月
十二月 12月24日 12-24 2026-12-24 2027年 明年 暑假 春节 春节期间 春节前 平安夜
冬至 节假日 工作日 休息日 每天 每3天（从 每周 天天 早上 晚上 8点 中午12点 20:00 十点读书
3天后 3天内 一周 两个月 30天 从明天起 从下周开始 除了周三 周三除外 除周日以外 明天起 月底 年初
农历八月 初一 入群第3天 生日 明天、后天 双休日 店庆 从零学起
"""


@pytest.mark.parametrize(
    "name",
    NAMES.split(),
)
def test_a_name_has_nothing_of_a_date(name: str) -> None:
    assert not is_of_a_date(name)


@pytest.mark.parametrize(
    "words",
    DATES.split(),
)
def test_words_of_a_date_are_no_name(words: str) -> None:
    assert is_of_a_date(words, {"店庆"})


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("从12月1日起", START),
        ("从下周开始", START),
        ("明天起", START),
        ("每3天（从 11-25 起）", START),
        ("下周", SPAN),
        ("12月", SPAN),
        ("暑假", SPAN),
        ("春节期间", SPAN),
        ("3天内", SPAN),
        ("除了周三", EXCEPTION.format(example="每天 08:00")),
        ("周三除外", EXCEPTION.format(example="每天 08:00")),
        ("每2小时", TWELVE_HOURS),
        ("明天、后天", ONE_DAY),
        ("晚上", NAME),
    ],
)
def test_what_was_not_understood_is_told_with_how_to_write_it(words: str, how: str) -> None:
    assert tell_odd(words) == f"看不懂「{words}」：{how}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("明天、后天 20:00", "明天、后天"),
        ("明天和后天 20:00", "明天和后天"),
        ("12月24日、25日 20:00", "12月24日、25日"),
        ("明天 20:00", ""),
        ("下周三 19:00", ""),
    ],
)
def test_several_days_for_once_are_found(words: str, told: str) -> None:
    assert tell_list(words) == (f"看不懂「{told}」：{ONE_DAY}" if told else "")
