"""Spoken times: each of a table written before the grammar is read right or asked back, at four times of the day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from handlers.dates.spoken import find_deadline, read_deadline, read_glued
from handlers.dates.spoken_clock import seconds_of
from handlers.dates.spoken_days import weekend
from handlers.kit import Refusal

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = datetime(2026, 11, 27, tzinfo=SHANGHAI)
"""A Friday."""
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
TIMES = tuple(DAY.replace(hour=hour, minute=minute) for hour, minute in ((3, 30), (10, 0), (15, 20), (23, 10)))
TABLE = YAML(typ="safe").load(Path(__file__).with_name("spoken_times.yaml"))
ROWS = [(meaning, words.strip()) for meaning, row in TABLE.items() for words in row.split("；")]


def meant(meaning: str, now: datetime) -> str:
    """Return what one of the table's meanings is, said at a time, as `heard` writes it."""
    if meaning.startswith("now+"):
        return f"{now + timedelta(minutes=int(meaning[4:])):%m-%d %H:%M}"
    ahead, _, clock = meaning.partition(" ")
    return f"{DAY + timedelta(days=int(ahead)):%m-%d} {clock}" if clock else meaning


def heard(words: str, now: datetime) -> tuple[str, str]:
    """Return the moment that a text begins with, `ask` or `none`, and the rest of it."""
    try:
        due, rest = read_deadline(words, now, "18:00")
    except Refusal:
        return "ask", ""
    assert due is None or due.tzinfo is UTC
    return (f"{due.astimezone(SHANGHAI):%m-%d %H:%M}", rest) if due else ("none", rest)


def test_the_table_is_large_and_says_everything_once() -> None:
    assert len(ROWS) == len({words for _, words in ROWS}) > 800


@pytest.mark.parametrize("place", range(4))
def test_every_spoken_time_is_read_right_or_asked_back(place: int) -> None:
    now = TIMES[place]
    wrong = []
    for meanings, words in ROWS:
        meaning = (meanings.split(" | ") * 4)[place]
        for before, after, rest in (("", "", ""), ("", " 海报 12", "海报 12"), (" ", "，海报", "海报")):
            is_told = meaning not in ("ask", "none")
            expected = meant(meaning, now), rest if is_told else "" if meaning == "ask" else before + words + after
            if (told := heard(before + words + after, now)) != expected:
                wrong.append((words + after, told, expected))
    assert wrong == []


@pytest.mark.parametrize("place", range(4))
def test_behind_a_title_every_spoken_time_is_read_right_or_asked_back(place: int) -> None:
    now = TIMES[place]
    wrong = []
    for meanings, words in ROWS:
        meaning = meant((meanings.split(" | ") * 4)[place], now)
        try:
            due, title = find_deadline(f"新品 海报 {words}", now, "18:00")
            told = f"{due.astimezone(SHANGHAI):%m-%d %H:%M}" if due and title == "新品 海报" else "none"
        except Refusal:
            told = "ask"
        # A count of days or hours without 后 or 内 is a part of the title: 阅读挑战 21天.
        if told != meaning and not (told == "none" and meanings.startswith("now+") and words[-1] not in "内后"):
            wrong.append((words, told, meaning))
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "when", "rest"),
    [
        ("今晚 20:00 前 早安海报", "2026-11-23 20:00", "早安海报"),
        ("今晚8点前 早安海报", "2026-11-23 20:00", "早安海报"),
        ("今晚 12点 前 海报", "2026-11-24 00:00", "海报"),
        ("今天 24:00 海报", "2026-11-24 00:00", "海报"),
        ("明天", "2026-11-24 18:00", ""),
        ("明天前 打电话", "2026-11-24 18:00", "打电话"),
        ("明天下午3点半 打电话", "2026-11-24 15:30", "打电话"),
        ("明天 15:00 备注", "2026-11-24 15:00", "备注"),
        ("后天９：０５ 备注", "2026-11-25 09:05", "备注"),
        ("9:05", "2026-11-23 09:05", ""),
        ("早上7点15分 起床", "2026-11-24 07:15", "起床"),
        ("7点15分 起床", "2026-11-23 19:15", "起床"),
        ("周一 07:00 早会", "2026-11-30 07:00", "早会"),
        ("周一 09:00 早会", "2026-11-23 09:00", "早会"),
        ("下周三 早会", "2026-12-02 18:00", "早会"),
        ("星期天 上午10点 早会", "2026-11-29 10:00", "早会"),
        ("12-24 18:30 圣诞", "2026-12-24 18:30", "圣诞"),
        ("1月2日 新年", "2027-01-02 18:00", "新年"),
        ("2027/2/28 新年", "2027-02-28 18:00", "新年"),
        ("3小时内 海报", "2026-11-23 11:00", "海报"),
        ("30分钟 海报", "2026-11-23 08:30", "海报"),
        ("2天后", "2026-11-25 08:00", ""),
        ("明天见 海报", None, "明天见 海报"),
        ("10分 海报", None, "10分 海报"),
        ("٣点 海报", None, "٣点 海报"),
        ("2026.12.24 圣诞", "2026-12-24 18:00", "圣诞"),
        ("", None, ""),
        ("9" * 10_000, None, "9" * 10_000),
    ],
)
def test_deadlines_are_read_as_people_say_them(said: str, when: str | None, rest: str) -> None:
    due, left = read_deadline(said, MONDAY, "18:00")
    assert (due and f"{due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", left) == (when, rest)


def test_what_has_passed_is_left_to_the_caller() -> None:
    due, _ = read_deadline("今天 07:00", MONDAY, "18:00")
    assert due
    assert due < MONDAY


days_of_deadlines = st.one_of(
    st.sampled_from([("今天", 0), ("今日", 0), ("明天", 1), ("明日", 1), ("后天", 2), ("大后天", 3)]),
    st.builds(
        lambda ahead, form: (form.format(day=MONDAY.date() + timedelta(days=ahead)), ahead),
        st.integers(0, 364),
        st.sampled_from(["{day:%m-%d}", "{day:%m/%d}", "{day.month}月{day.day}日", "{day:%Y-%m-%d}", "{day:%Y.%m.%d}"]),
    ),
    st.builds(
        lambda ahead, form: (form + "一二三四五六日"[(MONDAY.weekday() + ahead) % 7], ahead),
        st.integers(1, 6),
        st.sampled_from(["周", "星期", "礼拜"]),
    ),
    st.builds(lambda weekday: ("下周" + "一二三四五六日"[weekday], 7 - MONDAY.weekday() + weekday), st.integers(0, 6)),
)
"""Days as people type them, each with how many days after MONDAY it is."""
times_of_deadlines = st.one_of(
    st.just(("", 18 * 60)),
    st.builds(
        lambda hour, minute, form: (form.format(hour=hour, minute=minute), hour * 60 + minute),
        st.sampled_from([0, *range(13, 24)]),
        st.integers(0, 59),
        st.sampled_from(
            [" {hour}:{minute:02}", "{hour:02}：{minute:02}", " {hour}点{minute}分", "{hour}点{minute:02}"]
        ),
    ),
    st.builds(
        lambda hour, minute: (f"{hour:02}:{minute:02}", hour * 60 + minute), st.integers(0, 23), st.integers(0, 59)
    ),
    st.builds(lambda hour: (f"上午{hour}点半", hour * 60 + 30), st.integers(6, 11)),
    st.builds(
        lambda hour, part: (f"{part}{hour}点", (hour + 12) * 60),
        st.integers(5, 8),
        st.sampled_from(["下午", " 傍晚", "晚上 "]),
    ),
)
"""Times as people type them, each in minutes since midnight; one that is not typed is 18:00."""


@given(days_of_deadlines, times_of_deadlines, st.sampled_from(["", "前", "之前", " 前"]), st.booleans())
def test_any_day_goes_with_any_time(day: tuple[str, int], clock: tuple[str, int], before: str, wide: bool) -> None:
    typed = day[0] + clock[0] + before
    due, rest = read_deadline(f"{typed.translate(FULL_WIDTH) if wide else typed} 早安 海报", MONDAY, "18:00")
    midnight = datetime(2026, 11, 23, tzinfo=SHANGHAI)
    assert (due, rest) == (midnight + timedelta(days=day[1], minutes=clock[1]), "早安 海报")


@pytest.mark.parametrize(
    "words",
    [
        *["今天下班前", "元旦前", "元旦", "春节前", "中秋节", "下个月第一天", "本月最后一天", "下月初", "11月的30号"],
        *["十二月二十五", "25日晚", "1h后", "30min", "过两小时", "再过3天", "尽快", "99999小时后", "明天 9", "周五 18"],
        *["国庆节当天", "双十二", "马上"],
    ],
)
def test_what_is_a_time_and_is_not_read_is_asked_back(words: str) -> None:
    with pytest.raises(Refusal):
        read_deadline(f"{words} 交海报", MONDAY, "18:00")


@pytest.mark.parametrize(
    "title", ["元旦海报 做好", "春节套餐推广", "中秋月饼 上架", "马上有奖 海报", "明天 9折 海报", "国庆快乐"]
)
def test_a_festival_in_a_title_is_no_deadline(title: str) -> None:
    assert read_deadline(title, MONDAY, "18:00")[1].endswith(title[-2:])


@pytest.mark.parametrize("title", ["6.18 大促海报", "3.5 折活动", "昨天的复盘", "前天见", "20日游 海报", "11月 海报"])
def test_a_title_is_no_deadline(title: str) -> None:
    assert read_deadline(title, MONDAY, "18:00") == (None, title)


@pytest.mark.parametrize(("at", "seconds"), [("00:00", 0), ("09:05", 32_700), ("12:30", 45_000), ("23:59", 86_340)])
def test_times_of_day_are_counted_in_seconds(at: str, seconds: int) -> None:
    assert seconds_of(at) == seconds


ASKED = {"有两种意思": "", "是几点": "hour?", "没看懂": "unreadable", "已经过去了": "past", "空一格": "glued"}
"""By what each question has in it."""


@pytest.mark.parametrize(
    ("words", "said_at", "meaning"),
    [
        ("8:00", "07:59", "11-27 08:00"),
        ("8:00", "08:00", "11-27 20:00 or 11-28 08:00"),
        ("8:00", "19:59", "11-27 20:00 or 11-28 08:00"),
        ("8:00", "20:00", "11-28 08:00 or 11-28 20:00"),
        ("12:00", "11:59", "11-27 12:00"),
        ("12:00", "12:00", "11-28 00:00 or 11-28 12:00"),
        ("0:30", "10:00", "11-28 00:30"),
        ("6:30", "06:30", "11-27 18:30"),
        ("6:30", "18:30", "11-28 06:30 or 11-28 18:30"),
        ("13:00", "12:59", "11-27 13:00"),
        ("13:00", "13:00", "11-28 13:00"),
        ("3点", "02:59", "11-27 03:00 or 11-27 15:00"),
        ("3点", "03:00", "11-27 15:00"),
        ("3点", "15:00", "11-28 03:00 or 11-28 15:00"),
        ("12点", "11:59", "11-27 12:00 or 11-28 00:00"),
        ("12点", "12:00", "11-28 00:00"),
        ("今天3点", "02:59", "11-27 03:00 or 11-27 15:00"),
        ("今天3点", "15:00", "11-27 15:00"),
        ("周五3点", "14:59", "11-27 15:00"),
        ("周五3点", "15:00", "12-04 03:00 or 12-04 15:00"),
        ("周五8:00", "07:59", "11-27 08:00"),
        ("周五8:00", "08:00", "12-04 08:00"),
        ("今天8:00", "08:00", "11-27 08:00"),
        ("明天3点", "08:00", "11-28 03:00 or 11-28 15:00"),
        ("明天夜里1点", "08:00", "11-28 01:00 or 11-29 01:00"),
        ("明天夜里11点", "08:00", "11-28 23:00"),
        ("今晚3点", "02:59", "11-27 03:00 or 11-28 03:00"),
        ("今晚3点", "03:00", "11-28 03:00"),
        ("今晚12点", "00:00", "11-28 00:00"),
        ("今天夜里4点", "03:59", "11-27 04:00 or 11-28 04:00"),
        ("今天夜里4点", "04:00", "11-28 04:00"),
        ("今天", "17:59", "11-27 18:00"),
        ("今天", "18:00", "hour?"),
        ("周五", "17:59", "11-27 18:00"),
        ("周五", "18:00", "12-04 18:00"),
        ("周五下午", "18:00", "12-04 18:00"),
        ("下午", "17:59", "11-27 18:00"),
        ("下午", "18:00", "11-28 18:00"),
        ("今天下午", "18:00", "11-27 18:00"),
        ("晚上", "19:59", "11-27 20:00"),
        ("晚上", "20:00", "hour?"),
        ("今晚", "20:00", "hour?"),
        ("周五晚上", "20:00", "12-04 20:00"),
        ("今天内", "23:59", "11-28 00:00"),
        ("今天凌晨", "03:00", "hour?"),
        ("今晚8点直播预告", "08:00", "glued"),
        ("下午三点前海报", "08:00", "glued"),
        ("八点左右", "08:00", "unreadable"),
        ("下午三点后", "08:00", "unreadable"),
        ("1小时59分钟后", "08:00", "11-27 09:59"),
        ("1小时60分钟后", "08:00", "unreadable"),
        ("2.5小时后", "08:00", "11-27 10:30"),
        ("1.5天后", "08:00", "unreadable"),
        ("2天半后", "08:00", "unreadable"),
        ("半分钟后", "08:00", "unreadable"),
        ("1个月后", "08:00", "12-27 08:00"),
        ("1天后 9:30", "08:00", "11-28 09:30"),
        ("两周后 9:30", "08:00", "12-11 09:30"),
        ("10月底", "08:00", "2027-10-31 18:00"),
        ("11月底", "08:00", "11-30 18:00"),
        ("12月底", "08:00", "12-31 18:00"),
        ("下月底", "08:00", "12-31 18:00"),
        ("11-26", "08:00", "2027-11-26 18:00"),
        ("11-27", "08:00", "11-27 18:00"),
        ("本周四", "08:00", "11-26 18:00"),
        ("下下周日", "08:00", "12-13 18:00"),
        ("上周五", "08:00", "past"),
        ("昨天 20:00", "08:00", "past"),
    ],
)
def test_what_a_time_means_turns_at_that_very_time(words: str, said_at: str, meaning: str) -> None:
    now = DAY.replace(hour=int(said_at[:2]), minute=int(said_at[3:]))
    try:
        due, _ = read_deadline(words, now, "18:00")
        assert due
        told = f"{due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}".removeprefix("2026-")
    except Refusal as refusal:
        told = next(kind for marks, kind in ASKED.items() if marks in str(refusal))
        told = told or " or ".join(re.findall(r"[0-9-]{5} [0-9:]{5}", str(refusal)))
    assert told == meaning


def test_where_the_hour_has_to_be_said_a_day_alone_is_asked_back() -> None:
    for words in ("明天", "明天下午", "今天内"):
        with pytest.raises(Refusal, match="是几点"):
            read_deadline(words, MONDAY, None)
    assert read_deadline("明天 9:30", MONDAY, None)[0] == MONDAY + timedelta(days=1, hours=1.5)


@pytest.mark.parametrize(
    ("today", "weeks", "days"),
    [
        ("2026-11-27", 0, ["11-28", "11-29"]),
        ("2026-11-28", 0, ["11-28", "11-29"]),
        ("2026-11-29", 0, ["11-29"]),
        ("2026-11-29", 1, ["12-05", "12-06"]),
        ("2026-11-30", 1, ["12-12", "12-13"]),
    ],
)
def test_a_weekend_is_what_is_left_of_it(today: str, weeks: int, days: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in weekend(date.fromisoformat(today), weeks)] == days


@pytest.mark.parametrize(
    ("text", "when", "what"),
    [
        ("30分钟后开会", "08:30", "开会"),
        ("30分钟 开会", None, "30分钟 开会"),
        ("今晚8点开会", "20:00", "开会"),
        ("今晚8点 开会", "20:00", "开会"),
        ("开会", None, "开会"),
    ],
)
def test_a_moment_may_be_glued_to_what_it_is_for(text: str, when: str | None, what: str) -> None:
    due, rest = read_glued(text, MONDAY, "18:00")
    assert (due and f"{due.astimezone(SHANGHAI):%H:%M}", rest) == (when, what)


@pytest.mark.parametrize("text", ["9点10人聚餐", "今晚8点左右开会", "下午3点前后开会"])
def test_what_is_glued_and_unsure_is_asked_back(text: str) -> None:
    with pytest.raises(Refusal):
        read_glued(text, MONDAY, "18:00")


@pytest.mark.parametrize(
    ("text", "when", "title"),
    [
        ("海报 今晚8点", "20:00", "海报"),
        ("海，今晚8点", "20:00", "海"),
        ("海报", None, "海报"),
        ("", None, ""),
        ("阅读 30分钟", None, "阅读 30分钟"),
        ("阅读 30分钟后", "08:30", "阅读"),
        ("从前", None, "从前"),
        ("今晚8点", None, "今晚8点"),
    ],
)
def test_a_moment_behind_a_title_is_found(text: str, when: str | None, title: str) -> None:
    due, rest = find_deadline(text, MONDAY, "18:00")
    assert (due and f"{due.astimezone(SHANGHAI):%H:%M}", rest) == (when, title)


@pytest.mark.parametrize("text", ["海报 今晚8点 要大", "海报今晚8点前", "海今晚8点前"])
def test_a_moment_in_the_midst_of_a_title_is_asked_about(text: str) -> None:
    with pytest.raises(Refusal, match="写在标题的前面或后面"):
        find_deadline(text, MONDAY, "18:00")
