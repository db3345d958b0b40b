"""A report of days that are over stays as it was, whatever comes after them."""

from __future__ import annotations

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.shop import find_code


async def test_a_week_that_is_over_stays_as_it_was(chat: Chat) -> None:
    for who in ("小明", "小红", "小刚", "小丽"):
        await chat.join(who)
    await chat.forward(days=7)
    for who in ("小美", "小强"):
        await chat.join(who)
    await chat.say("小美", "大家好呀")
    await chat.say("小明", "欢迎欢迎")
    await chat.forward(days=7)
    told = await chat.say("群主", "周报 文字", private=True)
    assert "新面孔：小强、小美，1 人开过口\n" in told
    assert "沉默：3 人 7 天没动静" in told
    await chat.say("小红", "我回来啦")
    await chat.say("小强", "我也来说一句")
    for who in ("小强", "小刚", "群主"):
        await chat.leave(who)
    await chat.forward(days=3)
    assert await chat.say("群主", "周报 上周 文字", private=True) == told
    await chat.forward(days=60)
    [came] = [
        line for line in (await chat.say("群主", "周报 11-30 文字", private=True)).split("\n") if "新面孔" in line
    ]
    assert came == "新面孔：小强、小美", "who talked is not on record for so long"


async def test_what_is_undone_later_leaves_the_report_of_its_day_as_it_was(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 书签, points: 10}]}\nbadges: {badges: []}\n")
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "签到")
    code = find_code(await chat.say("小明", "兑换 书签"))
    await chat.say("群主", "记单 @小红 50 A001", mentions=["小红"])
    again = find_code(await chat.say("小刚", "兑换 书签"))
    assert "已取消" in await chat.say("小刚", f"取消兑换 {again}", private=True)
    await chat.forward(days=1)
    told = await chat.say("群主", "日报 文字", private=True)
    assert "1 人下单、1 人兑换" in told
    assert "要感谢：小红、小明、小刚" in told
    board = await chat.say("群主", "活跃榜 昨天", private=True)
    assert "已取消" in await chat.say("小明", f"取消兑换 {code}", private=True)
    await chat.say("群主", "退单 A001")
    await chat.leave("小刚")
    assert await chat.say("群主", "日报 文字", private=True) == told
    assert await chat.say("群主", "活跃榜 昨天", private=True) == board
    today = await chat.say("群主", "日报 今天 文字", private=True)
    assert "退回 10 分" in today
    assert "兑换" not in today
    assert "要感谢" not in today
    assert "删" in await chat.say("小红", "删除我的数据", private=True)
    await chat.say("小红", "确认", private=True)
    await chat.forward(days=2)
    assert "要感谢：小明、小刚" in await chat.say("群主", "日报 11-23 文字", private=True), (
        "who was forgotten is not named"
    )


async def test_who_comes_back_changes_no_report_of_their_first_days(chat: Chat) -> None:
    for who in ("小丽", "店员", "小美"):
        await chat.join(who)
    await chat.forward(days=7)
    for who in ("小明", "小红", "小刚"):
        await chat.join(who)
    await chat.leave("小美")
    await chat.forward(days=7)
    told = await chat.say("群主", "周报 文字", private=True)
    assert "新面孔：小刚、小红、小明，0 人开过口" in told
    assert "沉默：1 人 7 天没动静" in told, "小丽; 店员 is staff"
    first = await chat.say("群主", "周报 11-23 文字", private=True)
    back = ("小明", "小丽", "店员", "小美")
    for who in back[:3]:
        await chat.leave(who)
    await chat.forward(days=1)
    for who in back:
        await chat.join(who)
    assert await chat.say("群主", "周报 11-30 文字", private=True) == told
    assert await chat.say("群主", "周报 11-23 文字", private=True) == first
    assert "新面孔：小明" not in await chat.say("群主", "周报 本周 文字", private=True), (
        "nobody came for the first time"
    )
    assert "小明　" in await chat.say("店员", "新人 30", private=True), "this month is their first"
    assert await chat.say("店员", "新人 2", private=True) == "最近 2 天没有新人。"
    assert "重新算" in await chat.say("群主", "重算", private=True)
    assert "重算好了" in await chat.say("群主", "确认", private=True)
    assert await chat.say("群主", "周报 11-30 文字", private=True) == told
