"""生日: told once, kept every year."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

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
    await chat.forward(days=1)
    assert "要改请找管理员" in await chat.say("小明", "生日 12-25")
    assert "只有管理员" in await chat.say("小红", "改生日 @小明 12-25")
    await chat.say("群主", "改生日 @小明 12-25")
    assert "12 月 25 日" in await chat.say("小明", "生日")
    assert await chat.forward(days=31) == []
    assert len(await chat.forward(days=1)) == 1


async def test_on_the_day_itself_a_slip_is_mended_by_oneself(chat: Chat) -> None:
    await chat.say("小明", "生日 八月十五")
    assert "农历八月十五" in await chat.say("小明", "生日 农历八月十五")
    await chat.forward(days=1)
    assert "要改请找管理员" in await chat.say("小明", "生日 8-15")


async def test_admins_leave_their_own_birthday_to_another(chat: Chat) -> None:
    assert "请另一位管理员" in await chat.say("小助理", "改生日 @小助理 12-5")
    assert "12 月 5 日" in await chat.say("群主", "改生日 @小助理 12-5")


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
    "said",
    ["13-1", "2-30", "0-5", "五月", "农历", "1800-1-1", "2027-1-1", "5-20-1", "²-3", "1e1-2", "5-20" * 3000, "-"],
)
async def test_what_is_no_birthday_is_told_so(said: str, open_group: OpenChat) -> None:
    chat = await open_group()
    answer = await chat.say("小明", f"生日 {said}")
    assert "记下啦" not in answer
    assert 0 < len(answer) < 100
    assert "还不知道" in await chat.say("小明", "生日")


@pytest.mark.parametrize(
    "said", ["５－２０", "5月20日", "5.20", "5-20。", "5月20", "五月二十", "1995年5月20日", "1995/05/20"]
)
async def test_dates_are_read_as_people_write_them(said: str, open_group: OpenChat) -> None:
    chat = await open_group()
    assert "5 月 20 日" in await chat.say("小明", f"生日 {said}")


async def test_a_lunar_birthday_is_shown_with_its_next_day_and_kept_every_year(chat: Chat) -> None:
    assert await chat.say("小明", "生日 农历八月十五") == (
        "记下啦：小明 的生日是 农历八月十五，明年是 9 月 15 日。"
        "今年的已经过啦，先补一句生日快乐～下一个生日送 66 积分～"
    )
    assert await chat.say("小明", "生日") == "记得呢，你的生日是 农历八月十五，明年是 9 月 15 日。"
    assert not wishes(await chat.forward(days=295))
    assert "今年是 9 月 15 日" in await chat.say("小明", "生日")
    assert ["66 积分" in wish for wish in wishes(await chat.forward(days=2))] == [True]
    assert "明年是 10 月 3 日" in await chat.say("小明", "生日")
    assert not wishes(await chat.forward(days=382))
    assert len(wishes(await chat.forward(days=2))) == 1
    assert "小明：132 积分" in await chat.say("小明", "积分")


async def test_a_thirtieth_is_kept_on_the_last_day_of_a_shorter_month(chat: Chat) -> None:
    assert "农历腊月三十，明年是 2 月 5 日。" in await chat.say("小明", "生日 农历腊月三十")
    assert len(wishes(await chat.forward(days=75))) == 1


async def test_two_birthdays_in_one_solar_year_both_bring_a_gift(chat: Chat) -> None:
    await chat.say("小明", "生日 农历冬月廿五")
    said = await chat.forward_to(datetime(2027, 12, 31, tzinfo=UTC))
    assert ["66 积分" in wish for wish in wishes(said)] == [True, True]
    assert "后年是 1 月 9 日" in await chat.say("小明", "生日")


async def test_a_lunar_birthday_told_too_late_is_wished_without_points(chat: Chat) -> None:
    # On 2026-11-23 it is 农历十月十五.
    assert "今年是 11 月 25 日。离得太近啦，这次只有祝福" in await chat.say("小明", "生日 农历十月十七")
    [wish] = wishes(await chat.forward(days=7))
    assert "积分" not in wish
    [wish] = wishes(await chat.forward(days=380))
    assert "送上 66 积分" in wish


@pytest.mark.parametrize("day", ["11-23", "农历十月十五"])
async def test_a_birthday_told_on_its_day_after_the_hour_is_wished_at_once(chat: Chat, day: str) -> None:
    await chat.forward(hours=6)
    assert "这次只有祝福" in await chat.say("小明", f"生日 {day}")
    [wish] = wishes(await chat.forward(hours=1))
    assert "积分" not in wish


async def test_a_birthday_that_has_passed_is_wished_in_the_answer(open_group: OpenChat) -> None:
    chat = await open_group("birthday: {points: 0}\n")
    assert "今年的已经过啦，先补一句生日快乐～" in await chat.say("小明", "生日 11-20")
    assert "积分" not in await chat.say("小明", "生日 11-20")
    assert "快乐" not in await chat.say("群主", "改生日 @小明 11-21"), "the admin is not the one to wish it to"


async def test_a_birthday_told_again_loses_nothing(chat: Chat) -> None:
    await chat.say("小明", "生日 12-24")
    await chat.forward(days=30)
    assert "到那天送 66 积分" in await chat.say("小明", "生日 1995-12-24")
    [wish] = wishes(await chat.forward(days=2))
    assert "66 积分" in wish


async def test_admins_make_a_solar_birthday_a_lunar_one(chat: Chat) -> None:
    await chat.say("小明", "生日 12-24")
    await chat.forward(days=1)
    assert "已经记成 12 月 24 日" in await chat.say("小明", "生日 农历12-24")
    assert "农历腊月廿四，明年是 1 月 31 日" in await chat.say("群主", "改生日 @小明 农历腊月廿四")
    assert not wishes(await chat.forward(days=60))
    assert len(wishes(await chat.forward(days=10))) == 1


@pytest.mark.parametrize(
    "said", ["生日农历八月十五", "生日八月十五。", "生日8月15", "我的生日 正月初一", "我的生日农历8.15"]
)
async def test_a_birthday_needs_no_space(chat: Chat, said: str) -> None:
    assert "记下啦" in await chat.say("小明", said)


@pytest.mark.parametrize(
    "said", ["生日快乐", "生日快乐！", "生日会农历八月十五开", "小红生日八月十五", "生日蛋糕", "生日十三月一日"]
)
async def test_talk_about_birthdays_is_let_pass(chat: Chat, said: str) -> None:
    assert await chat.say("小明", said) == ""
    assert "还不知道" in await chat.say("小明", "生日")


def wishes(said: list[str]) -> list[str]:
    return [words for words in said if "生日快乐" in words]


@pytest.mark.parametrize("typed", ["1-1", "1-2", "11-22"])
async def test_whoever_tells_a_birthday_of_earlier_this_year_is_wished_well(chat: Chat, typed: str) -> None:
    assert "今年的已经过啦，先补一句生日快乐～" in await chat.say("小明", f"生日 {typed}")


@pytest.mark.parametrize("typed", ["11-23", "11-24", "12-31"])
async def test_whoever_tells_a_birthday_that_is_still_to_come_is_not(chat: Chat, typed: str) -> None:
    assert "今年的已经过啦" not in await chat.say("小明", f"生日 {typed}")
