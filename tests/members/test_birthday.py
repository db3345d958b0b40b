"""生日: told once, kept every year."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.dates.months import next_birthday
from tests.chat import Chat
from tests.conftest import OpenChat


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which nothing else is congratulated on."""
    return await open_group("badges: {badges: []}\n")


async def test_a_birthday_brings_a_wish_and_a_gift_every_year(chat: Chat) -> None:
    assert "12 月 24 日" in await chat.say("小明", "生日 12-24")
    [wish] = await chat.forward(days=32)
    assert "今天是 @小明 的生日" in wish
    assert "66 积分" in wish
    assert "小明：66 积分" in await chat.say("小明", "积分")
    assert len([answer for answer in await chat.forward(days=366) if "生日快乐" in answer]) == 1
    assert "小明：132 积分" in await chat.say("小明", "积分")


@pytest.mark.parametrize("day", ["11月25日", "11-23", "11-29"])
async def test_who_tells_it_too_late_is_wished_a_happy_birthday_without_points(chat: Chat, day: str) -> None:
    assert "这次只有祝福，积分从下一个生日开始送" in await chat.say("小明", f"生日 {day}")
    [wish] = await chat.forward(days=10)
    assert "生日快乐" in wish
    assert "积分" not in wish
    assert "还没有积分" in await chat.say("小明", "积分")
    [wish] = await chat.forward(days=364)
    assert "送上 66 积分" in wish


async def test_only_admins_change_a_birthday(chat: Chat) -> None:
    await chat.say("小明", "生日 1995-12-24")
    assert "要改请找管理员" in await chat.say("小明", "生日 12-25")
    assert "只有管理员" in await chat.say("小红", "改生日 @小明 12-25")
    await chat.say("群主", "改生日 @小明 12-25")
    assert "12 月 25 日" in await chat.say("小明", "生日")
    assert await chat.forward(days=32) == []
    assert len(await chat.forward(days=1)) == 1


async def test_who_left_is_not_wished(chat: Chat) -> None:
    await chat.say("小明", "生日 12-24")
    await chat.leave("小明")
    assert await chat.forward(days=40) == []


async def test_a_level_adds_to_the_gift(open_group: OpenChat) -> None:
    chat = await open_group(
        "badges: {badges: []}\nbirthday: {points: 10, at: '12:00'}\n"
        "levels: {ladder: [{name: 人, growth: 0, birthday: 5}]}\n"
    )
    await chat.say("小明", "生日 12-24")
    assert "送上 15 积分" in "".join(await chat.forward(days=32))


@pytest.mark.parametrize(
    "said", ["13-1", "2-30", "0-5", "五月二十", "1800-1-1", "2027-1-1", "5-20-1", "²-3", "1e1-2", "5-20" * 3000, "-"]
)
async def test_what_is_no_birthday_is_told_so(said: str, open_group: OpenChat) -> None:
    chat = await open_group()
    answer = await chat.say("小明", f"生日 {said}")
    assert "记下啦" not in answer
    assert 0 < len(answer) < 100
    assert "还不知道" in await chat.say("小明", "生日")


@pytest.mark.parametrize("said", ["５－２０", "5月20日", "5.20", "1995年5月20日", "1995/05/20"])
async def test_dates_are_read_as_people_write_them(said: str, open_group: OpenChat) -> None:
    chat = await open_group()
    assert "5 月 20 日" in await chat.say("小明", f"生日 {said}")


def test_the_leap_day_is_kept_every_year() -> None:
    assert next_birthday(2, 29, date(2027, 1, 1)) == date(2027, 2, 28)
    assert next_birthday(2, 29, date(2028, 1, 1)) == date(2028, 2, 29)
    assert next_birthday(12, 31, date(2027, 1, 1)) == date(2027, 12, 31)
    assert next_birthday(1, 1, date(2027, 1, 2)) == date(2028, 1, 1)
