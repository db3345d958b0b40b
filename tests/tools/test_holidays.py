"""节假日: as announced, with the days at work in exchange; where nothing is announced it says so."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
