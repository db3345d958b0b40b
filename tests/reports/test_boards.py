"""活跃榜 and 排行: by the owner's weights, without staff and leavers and who asks; seasons stay as they ended."""

from __future__ import annotations

import pytest

from handlers.pictures.specs import BoardSpec
from tests.chat import Chat
from tests.conftest import OpenChat


async def ranked(chat: Chat, who: str, words: str) -> list[tuple[str, int]]:
    """Return the names and scores on a board."""
    sheets = await chat.sheets(await chat.answer(who, words))
    return [(line.name, line.value) for sheet in sheets if isinstance(sheet, BoardSpec) for line in sheet.lines]


async def fill(chat: Chat) -> None:
    """Let three members and one of the staff do more or less."""
    for who, times in (("小明", 3), ("小红", 1), ("店员", 9)):
        for number in range(times):
            await chat.say(who, f"第{number}句话来了")
    await chat.say("小红", "签到")
    await chat.say("小刚", "签到")


async def test_acts_count_by_their_weights(open_group: OpenChat) -> None:
    chat = await open_group("reports: {weights: {签到: 10}}\n")
    await fill(chat)
    assert await ranked(chat, "小明", "排行 本周") == [("小红", 11), ("小刚", 10), ("小明", 3)]
    assert await ranked(chat, "店员", "活跃榜") == [("小红", 11), ("小刚", 10), ("小明", 3)]


async def test_orders_and_exchanges_count(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 帆布袋, points: 5}]}\n")
    await fill(chat)
    await chat.say("店员", "记单 @小刚 100 A1001", mentions=["小刚"])
    await chat.say("小红", "兑换 帆布袋")
    assert await ranked(chat, "小明", "排行 本月") == [("小红", 7), ("小刚", 7), ("小明", 3)]


async def test_a_day_ranks_what_was_said_on_that_day(chat: Chat) -> None:
    for _ in range(3):
        await chat.say("小明", "大家好")
    await chat.forward(days=1)
    await chat.say("小红", "早上好")
    assert await ranked(chat, "店员", "活跃榜 今天") == [("小红", 1)]
    assert await ranked(chat, "店员", "活跃榜 昨天") == [("小明", 3)]
    assert "要感谢：小红" in await chat.say("群主", "日报 今天 文字", private=True)


async def test_who_leaves_or_does_not_want_to_is_not_ranked(chat: Chat) -> None:
    await fill(chat)
    assert "不放你的名字" in await chat.say("小明", "不上榜")
    assert chat.shown == "发到你的私聊了～"
    await chat.leave("小红")
    assert await ranked(chat, "小刚", "排行 本周") == [("小刚", 2)]
    assert "欢迎回来" in await chat.say("小明", "上榜")
    assert await ranked(chat, "小刚", "排行 本周") == [("小明", 3), ("小刚", 2)]
    assert await chat.say("小明", "上榜") == "你一直在榜上呀～"


async def test_a_week_begins_on_monday_and_a_month_on_its_first(chat: Chat) -> None:
    await fill(chat)
    await chat.forward(days=7)
    await chat.say("小明", "新的一周来啦")
    assert await ranked(chat, "小明", "排行 本周") == [("小明", 1)]
    assert await ranked(chat, "小明", "排行 上周") == [("小明", 3), ("小红", 3), ("小刚", 2)]
    assert await ranked(chat, "小明", "排行 本月") == [("小明", 4), ("小红", 3), ("小刚", 2)]
    await chat.forward(days=1)
    await chat.say("小红", "新的一月来啦")
    assert await ranked(chat, "小明", "排行 本月") == [("小红", 1)]
    assert await ranked(chat, "店员", "活跃榜 上月") == [("小明", 4), ("小红", 3), ("小刚", 2)]


async def test_a_season_stays_as_it_ended(chat: Chat) -> None:
    await fill(chat)
    assert await ranked(chat, "小刚", "排行 赛季") == [("小明", 3), ("小红", 3), ("小刚", 2)]
    assert await chat.say("小刚", "排行 上赛季") == "上赛季还没有人上榜～"
    await chat.forward(days=45)
    await chat.bot.database.write(lambda db: db.execute("DELETE FROM talk_sum"))
    await chat.leave("小红")
    assert await ranked(chat, "小刚", "排行 上赛季") == [("小明", 3), ("小刚", 2)]


async def test_check_ins_of_a_season_count_beyond_two_months(chat: Chat) -> None:
    await chat.forward(days=40)  # 2027-01-02
    for _ in range(4):
        await chat.say("小明", "签到")
        await chat.forward(days=1)
    await chat.forward(days=80)  # 2027-03-27
    await chat.say("小明", "签到")
    assert await ranked(chat, "小明", "排行 赛季") == [("小明", 10)]


async def test_who_asked_not_to_be_ranked_is_told_so(chat: Chat) -> None:
    await fill(chat)
    await chat.say("小明", "不上榜")
    assert "你说过不上榜，所以榜上没有你；想回来发「上榜」。" in await chat.say("小明", "排行 本周")
    assert "你还没有上榜" in await chat.say("小美", "排行 本周")
    await chat.say("小明", "上榜")
    assert "你在第 1 名" in await chat.say("小明", "排行 本周")


@pytest.mark.parametrize("who", ["店员", "小助理", "群主"])
async def test_staff_are_told_that_they_are_not_ranked(chat: Chat, who: str) -> None:
    await fill(chat)
    await chat.say(who, "大家好呀")
    for words in ("排行 本周", "不上榜", "上榜"):
        told = await chat.say(who, words)
        assert "员工和管理员不上榜，名次留给大家～" in told
        assert "你还没有上榜" not in told


@pytest.mark.parametrize("words", ["排行 上月", "上月排行", "排行榜 上月", "排行 上个月", "排行上月", "上个月排行榜"])
async def test_the_month_before_is_ranked_however_it_is_asked_for(chat: Chat, words: str) -> None:
    await fill(chat)
    await chat.forward(days=20)
    await chat.say("小美", "十二月啦大家好")
    assert await ranked(chat, "小美", words) == [("小明", 3), ("小红", 3), ("小刚", 2)]


@pytest.mark.parametrize("words", ["排行 这周", "这周排行", "排行榜 本周", "排行 这个月", "排行 本赛季"])
async def test_a_ranking_has_other_words(chat: Chat, words: str) -> None:
    await fill(chat)
    assert await ranked(chat, "小明", words) == [("小明", 3), ("小红", 3), ("小刚", 2)]


@pytest.mark.parametrize("words", ["排行 今天", "排行榜 十一月"])
async def test_what_a_ranking_may_be_of_is_told(chat: Chat, words: str) -> None:
    told = await chat.say("小明", words, addressed=True)
    assert told == "可以写：排行、排行 本周、排行 上周、排行 本月、排行 上月、排行 赛季、排行 上赛季"
