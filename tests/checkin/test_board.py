"""签到日历 and 签到榜: a month of one's own, and who keeps at it."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.checkin.calendar import calendar_day
from handlers.dates.months import last_day
from handlers.dates.past_month import read_past_month
from handlers.kit import Capability, Refusal
from handlers.pictures.specs import BoardSpec, CalendarSpec
from storage.checkin import checkins
from storage.db import Db
from storage.members import roster
from tests.chat import START, Chat
from tests.conftest import OpenChat
from tests.support.steps import live_days


async def calendar(chat: Chat, text: str = "签到日历", who: str = "小明") -> CalendarSpec:
    [sheet] = await chat.sheets(await chat.answer(who, text))
    assert isinstance(sheet, CalendarSpec)
    return sheet


async def board(chat: Chat, text: str = "签到榜", who: str = "小明") -> BoardSpec:
    [sheet] = await chat.sheets(await chat.answer(who, text))
    assert isinstance(sheet, BoardSpec)
    return sheet


async def test_the_calendar_shows_every_day_as_it_was(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {cycle: 3, special: {11-30: 5}}\nmakeup: {price: 1}\nfreeze: {price: 1}\n")
    await live_days(chat, "1")
    await chat.say("小明", "连签保护")
    await live_days(chat, "0100")
    await chat.say("小明", "补签")
    sheet = await calendar(chat)
    assert (sheet.month, len(sheet.days), sheet.streak) == ("2026-11", 30, 1)
    shown = {number: day.mark for number, day in enumerate(sheet.days, 1) if day.mark}
    assert shown == {23: "checked", 24: "frozen", 25: "checked", 26: "missed", 27: "made up"}
    assert [number for number, day in enumerate(sheet.days, 1) if day.today] == [28]
    assert [number for number, day in enumerate(sheet.days, 1) if day.special] == [30]
    assert sheet.days[21].label == "小雪"
    await chat.say("小明", "签到")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    assert [number for number, day in enumerate((await calendar(chat)).days, 1) if day.bonus] == [29]


async def test_the_month_is_told_in_words(chat: Chat) -> None:
    await live_days(chat, "1101")
    said = await chat.say("小明", "签到日历")
    assert said.startswith("小明 的 2026 年 11 月：签到 3 天，漏签 1 天。现在连续 1 天，继续保持～")
    assert "还没有签到。现在没有连签" in await chat.say("小红", "签到日历")


async def test_other_months_may_be_asked_for(chat: Chat) -> None:
    await live_days(chat, "111111111")
    assert (await calendar(chat, "签到日历 上月")).days[-1].mark == "checked"
    assert (await calendar(chat, "签到日历 2026-11")).month == "2026-11"
    assert (await calendar(chat)).month == "2026-12"
    assert "2027-01 还没到" in await chat.say("小明", "签到日历 2027-01")
    assert "不是月份" in await chat.say("小明", "签到日历 去年")


async def test_the_board_ranks_streaks_that_go_on(chat: Chat) -> None:
    patterns = {"小李": "1000", "小红": "0111", "小明": "0010", "小刚": "1110"}
    for day in range(4):
        for who, pattern in patterns.items():
            await chat.say(who, "签到" if pattern[day] == "1" else "大家好")
        await chat.forward(days=int(day < 3))
    words = "🔥 连签榜\n1. 小红  3 天\n2. 小刚  3 天\n3. 小明  1 天"
    assert await chat.say("小明", "签到榜") == f"你在第 3 名，1 天[{words}]", "a picture with the words behind it"
    chat.platform.capabilities -= {Capability.PICTURES}
    assert await chat.say("小明", "签到榜") == f"{words}\n你在第 3 名，1 天"
    assert "还没有上榜" in await chat.say("小李", "连签榜")


async def test_a_tie_goes_to_who_came_first_and_who_left_is_not_ranked(chat: Chat) -> None:
    for who in ("小红", "小明", "小刚"):
        await chat.say(who, "签到")
    assert [line.name for line in (await board(chat)).lines] == ["小红", "小明", "小刚"]
    await chat.leave("小红")
    assert [line.name for line in (await board(chat)).lines] == ["小明", "小刚"]


async def test_who_asks_is_shown_even_far_below(open_group: OpenChat) -> None:
    chat = await open_group("checkin_board: {top: 3}\n")
    for who in ("一", "二", "三", "四", "五"):
        await chat.say(who, "签到")
    sheet = await board(chat, who="五")
    assert [(line.place, line.name, line.mine) for line in sheet.lines] == [
        (1, "一", False),
        (2, "二", False),
        (3, "三", False),
        (5, "五", True),
    ]
    assert "你在第 5 名，1 天" in await chat.say("五", "签到榜")
    assert "4. 四" not in await chat.say("五", "签到榜")


async def test_the_board_of_a_month_counts_its_days(chat: Chat) -> None:
    await live_days(chat, "101")
    await chat.say("小红", "签到")
    assert "[📅 11 月签到榜\n1. 小明  2 天\n2. 小红  1 天]" in await chat.say("小明", "签到榜 11月")
    assert await chat.say("小明", "签到榜 10月") == "10 月没有人签到。"
    assert (await board(chat, "签到榜 月")).title == "📅 11 月签到榜"


async def test_of_a_month_that_is_over_nobody_is_told_to_begin(chat: Chat) -> None:
    await live_days(chat, "1")
    await chat.forward(days=8)
    await chat.say("小红", "签到")
    assert (await chat.say("小红", "签到榜 11月")).startswith("那个月你没有上榜。[")
    assert (await chat.say("小明", "签到榜 12月")).startswith("你还没有上榜，发「签到」就有你～[")
    assert (await chat.say("小红", "签到榜 12月")).startswith("你在第 1 名，1 天[")


JOINED, NOW = date(2026, 3, 10), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("day", "mark", "today"),
    [(9, "", False), (10, "missed", False), (11, "missed", False), (12, "", True), (13, "", False)],
)
def test_a_day_is_missed_from_the_day_of_joining_until_yesterday(day: int, mark: str, today: bool) -> None:
    shown = calendar_day(date(2026, 3, day), {}, set(), JOINED, NOW)
    assert (shown.mark, shown.today, shown.bonus, shown.special) == (mark, today, False, False)


async def test_an_empty_board_invites(chat: Chat) -> None:
    assert await chat.say("小明", "签到榜") == "榜上还没有人，第一个就是你～"


async def test_the_timetable_shows_the_boards(open_group: OpenChat) -> None:
    chat = await open_group(
        "sop:\n"
        "  - {name: 连签, when: 每天 20:00, do: 签到榜}\n"
        "  - {name: 本月, when: 每天 21:00, do: 签到榜, with: {by: 本月}}\n"
        "  - {name: 上月, when: 每月1日 09:00, do: 签到榜, with: {by: 上月}}\n"
    )
    assert await chat.forward(hours=14) == []
    await live_days(chat, "1")
    assert chat.broadcasts[-2:] == ["[🔥 连签榜\n1. 小明  1 天]", "[📅 11 月签到榜\n1. 小明  1 天]"]
    await chat.forward(days=7)
    assert chat.broadcasts[-1].startswith("[📅 11 月签到榜\n1. 小明  1 天")


async def test_the_picture_has_twenty_lines_at_most_and_mine(open_group: OpenChat) -> None:
    chat = await open_group("checkin_board: {top: 50}\n")

    def fill(db: Db) -> None:
        for number in range(40):
            member = roster.get_or_create(db, "demo", f"m{number:02}", "", START)
            checkins.add(db, member, START.date(), START, checkins.Kind.CHECKED, checkins.Run(1, 0))

    await chat.bot.database.write(fill)
    sheet = await board(chat, who="m30")
    assert [line.place for line in sheet.lines] == [*range(1, 21), 31]
    assert "\n40. m39" in await chat.say("m30", "签到榜")


TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("", date(2026, 3, 1)),
        ("本月", date(2026, 3, 1)),
        ("上月", date(2026, 2, 1)),
        ("2025-12", date(2025, 12, 1)),
        ("２０２５年１２月", date(2025, 12, 1)),
        ("12月", date(2025, 12, 1)),
        ("3", date(2026, 3, 1)),
    ],
)
def test_a_month_is_read_however_it_is_written(words: str, month: date) -> None:
    assert read_past_month(words, TODAY, "签到日历") == month


@pytest.mark.parametrize("words", ["13月", "0", "2026-04", "2026-00", "1969-12", "0000-01", "9999-12", "x" * 999, "٣"])
def test_anything_else_is_no_month(words: str) -> None:
    with pytest.raises(Refusal):
        read_past_month(words, TODAY, "签到日历")


def test_months_have_their_last_days() -> None:
    assert [last_day(date(2028, month, 1)).day for month in range(1, 13)] == [
        *(31, 29, 31, 30, 31, 30),
        *(31, 31, 30, 31, 30, 31),
    ]
