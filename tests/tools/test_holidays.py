"""节假日: as announced, with the days at work in exchange; where nothing is announced it says so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from config.calendar import CHINA
from handlers.tools.holidays import list_holidays
from tests.chat import Chat
from tests.conftest import OpenChat


async def test_what_is_announced_is_told_with_its_make_up_days(chat: Chat) -> None:
    await chat.forward_to(datetime(2026, 11, 24, tzinfo=UTC))
    assert (await chat.say("小明", "节假日")).splitlines() == [
        "接下来的假期：",
        "元旦：2027 年 1 月 1 日（周五），1 天，还有 38 天",
        "春节：2027 年 2 月 5 日（周五）到 2027 年 2 月 8 日（周一），4 天，还有 73 天",
        "清明节：2027 年 4 月 5 日（周一），1 天，还有 132 天",
        "2027 年的放假安排还没公布，这里只按法定节日算，连休和调休等公布了才知道。",
    ]


async def test_the_groups_own_days_count(open_group: OpenChat) -> None:
    chat = await open_group("calendar: {休息: [2026-12-05, 2026-12-06], 上班: [2026-12-12, 2027-01-01]}\n")
    lines = (await chat.say("小明", "放假安排")).splitlines()
    assert lines[1] == "本群休息：12 月 5 日（周六）到 12 月 6 日（周日），2 天，还有 12 天"
    assert lines[2].startswith("春节：")
    assert lines[4] == "要上班的休息日：12 月 12 日（周六）、2027 年 1 月 1 日（周五）"


def test_an_announced_year_is_that_of_the_state_council() -> None:
    assert [
        (name, first.isoformat(), (last - first).days + 1) for name, first, last in list_holidays((2026,), CHINA)
    ] == [
        ("元旦", "2026-01-01", 3),
        ("春节", "2026-02-15", 9),
        ("清明节", "2026-04-04", 3),
        ("劳动节", "2026-05-01", 5),
        ("端午节", "2026-06-19", 3),
        ("中秋节", "2026-09-25", 3),
        ("国庆节", "2026-10-01", 7),
    ]
    [both] = [holiday for holiday in list_holidays((2025,), CHINA) if holiday.first == date(2025, 10, 1)]
    assert both.name == "国庆节、中秋节"


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("节假日 春节", "春节：2027 年 2 月 5 日（周五）到 2027 年 2 月 8 日（周一），4 天，还有 74 天\n2027 年的"),
        ("节假日 中秋 2026", "中秋节：9 月 25 日（周五）到 9 月 27 日（周日），3 天，已经过去 57 天"),
        ("节假日 明年中秋", "中秋节：2027 年 9 月 15 日（周三），1 天，还有 296 天"),
        ("节假日 2030", "只知道今年和明年的假期～"),
        ("节假日 除夕", "春节：2027 年 2 月 5 日（周五）到"),
        ("节假日 清明", "清明节：2027 年 4 月 5 日（周一），1 天"),
        ("节假日 国庆", "国庆节：2027 年 10 月 1 日（周五）到"),
        ("放假安排 五一", "劳动节：2027 年 5 月 1 日（周六）到"),
        ("节假日 圣诞节", "「圣诞节」不是放假的节日，放假的有：元旦、春节、"),
        ("什么时候放假", "接下来的假期：\n元旦："),
        ("春节放几天？", "春节：2027 年 2 月 5 日（周五）到"),
        ("国庆什么时候放假", "国庆节："),
        ("五一放假吗", "劳动节："),
        ("节假日 明天", "11 月 24 日（周二）要上班～"),
        ("节假日 周六", "11 月 28 日（周六）休息～"),
        ("节假日 下周一", "11 月 30 日（周一）要上班～"),
        ("节假日 今天", "11 月 23 日（周一）要上班～"),
        ("放假安排 后天", "11 月 25 日（周三）要上班～"),
        ("节假日 10月1日", "2027 年 10 月 1 日（周五）放假：国庆节～"),
        ("节假日 2027-02-06", "2027 年 2 月 6 日（周六）放假：春节～"),
        ("节假日 冬至", "「冬至」不是放假的节日"),
    ],
)
async def test_one_holiday_is_asked_for_by_its_name(chat: Chat, said: str, begins: str) -> None:
    assert (await chat.say("小明", said)).startswith(begins)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("放假", "接下来的假期：\n元旦："),
        ("明天上班吗", "11 月 24 日（周二）要上班～"),
        ("周六要不要上班", "11 月 28 日（周六）休息～"),
        ("下周日休息吗？", "12 月 6 日（周日）休息～"),
        ("除夕放假吗", "2027 年 2 月 5 日（周五）放假：春节～\n2027 年的"),
        ("2027-02-06要上班吗", "2027 年 2 月 6 日（周六）放假：春节～\n2027 年的"),
        ("2027年放假安排", "元旦：2027 年 1 月 1 日（周五），1 天，还有 39 天\n春节："),
        ("元旦那天上班吗", "2027 年 1 月 1 日（周五）放假：元旦～"),
        ("还有几天放假", "接下来的假期：\n元旦："),
        ("今天上班吗", "11 月 23 日（周一）要上班～"),
    ],
)
async def test_the_bot_tells_whether_a_day_is_at_work_and_does_not_meddle(chat: Chat, said: str, answer: str) -> None:
    assert (await chat.say("小明", said, addressed=True)).startswith(answer)
    if "除夕" not in said:
        assert await chat.say("小明", said) == ""


async def test_a_make_up_day_and_an_own_day_off_are_told(open_group: OpenChat) -> None:
    chat = await open_group("calendar: {休息: [2026-12-01], 上班: [2026-12-05]}\n")
    assert await chat.say("小明", "12月1日上班吗", addressed=True) == "12 月 1 日（周二）放假：本群休息～"
    assert await chat.say("小明", "12月5日上班吗", addressed=True) == "12 月 5 日（周六）调休，要上班～"


@pytest.mark.parametrize(
    "said", ["放假", "明天放假", "放假安排 我还没想好", "节假日 真好", "放假安排 明天再说", "我放假了"]
)
async def test_talk_about_holidays_is_not_answered(chat: Chat, said: str) -> None:
    assert await chat.say("小明", said) == ""


@pytest.mark.parametrize("day", ["农历八月三十一", "农历闰十三月三十", "闰腊月三十", "农历二月三十"])
@pytest.mark.parametrize("asked", ["节假日 {day}", "什么时候放假 {day}", "{day}放几天"])
async def test_a_day_that_there_is_not_is_no_holiday(chat: Chat, asked: str, day: str) -> None:
    said = await chat.say("小明", asked.format(day=day), addressed=True)
    assert "出了点小问题" not in said
    assert "放几天" in asked or "不是放假的节日" in said or f"没有「{day}」这一天" in said
