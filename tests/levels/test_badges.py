"""Badges: found at night, told in the morning, kept for good."""

from __future__ import annotations

from storage.db import Db
from storage.members import facts, roster
from storage.members.facts import Fact, Kind
from tests.chat import Chat
from tests.conftest import OpenChat

TWO = """
badges:
  badges:
    - {name: 三连, icon: 🔥, deed: 最长连签, goal: 3}
    - {name: 前两名, icon: 🌰, deed: 入群名次, goal: 2}
"""


async def test_badges_are_found_at_night_and_told_in_the_morning(open_group: OpenChat) -> None:
    chat = await open_group(TWO)
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "早")
    assert await chat.forward(hours=24.5) == []
    assert await chat.forward(hours=1) == ["恭喜得到新徽章！🌰 前两名：@小明 @小红 "]
    assert await chat.forward(days=3) == []


async def test_a_badge_is_told_to_who_asks_and_stays_for_good(open_group: OpenChat) -> None:
    chat = await open_group(TWO)
    for _ in range(3):
        await chat.say("小红", "早")
        await chat.say("小刚", "早")
        await chat.say("小明", "签到")
        await chat.forward(days=1)
    said = await chat.say("小明", "我的徽章")
    assert "小明 的徽章（1/2）" in said
    assert "🔥 三连" in said
    assert "还可以争取" not in said, "one is held, and nobody joins again"
    await chat.forward(days=5)
    await chat.say("小明", "签到")
    assert "🔥 三连" in await chat.say("小明", "徽章")


async def test_who_asks_sees_what_is_ahead(chat: Chat) -> None:
    await chat.say("小明", "签到")
    said = await chat.say("小明", "我的徽章")
    assert "🌱 首签（刚得到）" in said
    assert "🌰 种子用户（刚得到）" in said
    assert "🔥 七日连签：最长连签 1/7" in said
    assert "刚得到" not in await chat.say("小明", "我的徽章")


async def test_every_deed_counts(chat: Chat) -> None:
    await chat.join("小明")
    await chat.say("小明", "我叫：小明\n我喜欢：跑步")
    await chat.say("小红", "早")
    await chat.say("群主", "加分 @小明 200")
    await chat.say("小明", "送 @小红 100")
    for friend in ("甲", "乙", "丙"):
        await chat.join(friend, invited_by="小明")
    said = await chat.say("小明", "我的徽章")
    for name in ("破冰者", "热心肠", "引路人"):
        assert f"{name}（刚得到）" in said


async def test_a_group_may_do_without_badges(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\n")
    assert await chat.say("小明", "我的徽章") == "这个群没有徽章。"
    assert await chat.forward(days=3) == []


DEEDS = "levels: {ladder: []}\nmall: {items: [{name: 糖, points: 1}], newcomer: {name: 券}}\n"


async def test_cancelled_exchanges_coupons_and_prizes_earn_no_badge(open_group: OpenChat) -> None:
    prizes = "lottery: {price: 1, prizes: [{name: 毛巾, weight: 1}]}\n"
    chat = await open_group(DEEDS + prizes + "badges: {badges: [{name: 识货, deed: 兑换次数, goal: 2}]}\n")
    await chat.say("小明", "签到")
    for _ in range(2):
        code = (await chat.say("小明", "兑换 1")).partition("取货码 ")[2][:7]
        assert "取消" in await chat.say("小明", f"取消兑换 {code}")
    assert "券" in await chat.say("小明", "新人券")
    assert "毛巾" in await chat.say("小明", "抽奖 3")
    assert "识货：兑换次数 0/2" in await chat.say("小明", "我的徽章")
    for _ in range(2):
        await chat.say("小明", "兑换 1")
    assert "识货（刚得到）" in await chat.say("小明", "我的徽章")


async def test_commands_and_private_words_are_no_talk(open_group: OpenChat) -> None:
    chat = await open_group(DEEDS + "badges: {badges: [{name: 话匣子, deed: 发言条数, goal: 9}]}\n")
    for text in ("签到", "积分", "打卡！", "送 @小红 1", "我的等级", "@机器人 排行"):
        await chat.say("小明", text)
    await chat.say("小明", "你好呀", private=True)
    for text in ("早", "签到了吗大家", "完成"):
        await chat.say("小明", text)
    progress = await chat.say("小明", "我的徽章")
    assert "发言条数 3/9" in progress, "the mention of another bot is talk, too; 完成 is a command, if not for members"


async def test_a_badge_is_not_told_to_those_who_left(open_group: OpenChat) -> None:
    chat = await open_group(DEEDS + "badges: {badges: [{name: 首签, deed: 签到天数}]}\n")
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await chat.forward(hours=17)  # 01:00: awarded, and told at nine
    await chat.leave("小明")
    assert await chat.forward(hours=9) == ["恭喜得到新徽章！🏅 首签：@小红 "]


async def test_who_brings_and_shares_earns_a_badge(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: [{name: 播种人, deed: 分享邀请, goal: 3}]}\n")
    for friend in ("甲", "乙"):
        await chat.join(friend, invited_by="小明")
    assert "播种人：分享邀请 2/3" in await chat.say("小明", "我的徽章")

    def share(db: Db) -> None:
        member = roster.get_or_create(db, "demo", "小明", "小明", chat.now)
        facts.add(db, [Fact(member, chat.now.date(), kind, 1, 0) for kind in (Kind.SHARE, Kind.READ)])

    await chat.bot.database.write(share)
    assert "播种人（刚得到）" in await chat.say("小明", "我的徽章")
