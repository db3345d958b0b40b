"""Points from talk and invitations, given to friends, with their daily limits."""

from __future__ import annotations

import pytest

from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat


async def points(chat: Chat, who: str) -> int:
    said = await chat.say(who, "明细")
    return int(said.rsplit("现有 ", 1)[1].split(" ")[0]) if "现有" in said else 0


async def in_order(chat: Chat) -> None:
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT COALESCE(SUM(balance), 0) FROM account")) == (
        0,
    )


async def test_talk_of_some_length_earns_a_point(chat: Chat) -> None:
    assert await chat.say("小明", "今天的早餐是燕麦粥") == ""
    assert await points(chat, "小明") == 1


@pytest.mark.parametrize("text", ["早", "哈哈哈哈", "！！！！！！！！", "😀😀😀😀😀😀", "   早 安   "])
async def test_short_or_empty_talk_earns_nothing(chat: Chat, text: str) -> None:
    await chat.say("小明", text)
    assert await points(chat, "小明") == 0


async def test_talk_counts_once_a_minute_and_never_for_the_same_words(chat: Chat) -> None:
    await chat.say("小明", "今天的早餐是燕麦粥")
    await chat.say("小明", "还加了一点点蓝莓")
    assert await points(chat, "小明") == 1
    await chat.forward(seconds=61)
    await chat.say("小明", "今天的早餐是燕麦粥！")
    assert await points(chat, "小明") == 2
    await chat.forward(seconds=61)
    await chat.say("小明", "今天的早餐是燕麦粥！")
    assert await points(chat, "小明") == 2


async def test_a_full_day_is_told_once_and_begins_anew_tomorrow(open_group: OpenChat) -> None:
    chat = await open_group("speaking: {most: 2, cooldown: 0}\n")
    said = [await chat.say("小明", f"第 {number} 件有意思的事") for number in range(5)]
    assert [bool(one) for one in said] == [False, False, True, False, False]
    assert "已经满 2 分" in said[2]
    await chat.forward(days=1)
    await chat.say("小明", "新的一天新的话题")
    assert await points(chat, "小明") == 3


async def test_who_brings_a_friend_is_thanked_and_paid(chat: Chat) -> None:
    assert await chat.join("小绿", invited_by="小明") == "谢谢 小明 邀请 小绿 进群，+20 积分！"
    assert await points(chat, "小明") == 20
    assert "欢迎 @小绿" in (await chat.forward(minutes=1))[0]


async def test_who_leaves_within_a_week_takes_the_points_along(chat: Chat) -> None:
    await chat.join("小绿", invited_by="小明")
    await chat.forward(days=6)
    await chat.leave("小绿")
    assert await points(chat, "小明") == 0
    await chat.join("小绿", invited_by="小明")
    await chat.leave("小绿")
    assert await points(chat, "小明") == 0
    await in_order(chat)


async def test_who_leaves_later_does_not(chat: Chat) -> None:
    await chat.join("小绿", invited_by="小明")
    await chat.forward(days=8)
    await chat.leave("小绿")
    assert await points(chat, "小明") == 20


async def test_what_was_spent_already_is_taken_back_as_far_as_it_goes(chat: Chat) -> None:
    await chat.join("小绿", invited_by="小明")
    await chat.say("小明", "送 @小红 15", mentions=["小红"])
    await chat.leave("小绿")
    assert await points(chat, "小明") == 0
    assert await points(chat, "小红") == 15
    await in_order(chat)


async def test_invitations_have_a_daily_limit(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {most: 30}\n")
    said = [await chat.join(f"新人{number}", invited_by="小明") for number in range(4)]
    assert "+20" in said[0]
    assert "+10" in said[1]
    assert "已经满 30 分" in said[1]
    assert said[2:] == ["", ""]
    assert await points(chat, "小明") == 30


async def test_nobody_invites_himself(chat: Chat) -> None:
    assert await chat.join("小绿", invited_by="小绿") == ""
    assert await points(chat, "小绿") == 0


async def test_points_can_be_given_to_a_friend(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert (
        await chat.say("小明", "送 @小红 4 谢谢你的食谱", mentions=["小红"])
        == "@小红 收到 小明 送的 4 分：谢谢你的食谱，真好！"
    )
    assert (await points(chat, "小明"), await points(chat, "小红")) == (6, 4)
    assert "-4  小明 送给 小红" in await chat.say("小明", "明细")
    await in_order(chat)


async def test_gifts_have_their_limits(open_group: OpenChat) -> None:
    chat = await open_group("giving: {most: 5}\n")
    await chat.say("小明", "签到")
    assert "不能送给自己" in await chat.say("小明", "送 @小明 1", mentions=["小明"])
    assert "要送几分" in await chat.say("小明", "送 @小红", mentions=["小红"])
    await chat.say("小明", "送 @小红 3", mentions=["小红"])
    assert "今天还能送 2 分" in await chat.say("小明", "送 @小红 3", mentions=["小红"])
    assert "请写 1 到 5" in await chat.say("小明", "送 @小红 -3", mentions=["小红"])
    await chat.forward(days=1)
    assert "收到" in await chat.say("小明", "送 @小红 5", mentions=["小红"])
    assert "你只有 0 分" not in await chat.say("小明", "送 @小红 2", mentions=["小红"])
    assert (await points(chat, "小明"), await points(chat, "小红")) == (2, 8)


async def test_nobody_gives_what_he_does_not_have(chat: Chat) -> None:
    assert "你只有 0 分" in await chat.say("小明", "送 @小红 1", mentions=["小红"])
    await chat.say("小明", "签到")
    assert "收到" in await chat.say("小明", "送 @小红 10", mentions=["小红"])
    await in_order(chat)


async def test_the_rules_show_every_source_and_its_limit(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    lines = (await chat.say("小明", "积分规则")).splitlines()
    assert "签到：每天 10 分，每连续 7 天再得 30 分" in lines
    assert any(line.startswith("发言：每条 1 分") and "每天最多 10 分" in line for line in lines)
    assert "自我介绍：20 分，每人一次" in lines
    assert not any(line.startswith("邀请") for line in lines)
