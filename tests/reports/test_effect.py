"""效果 tells what a planned message brought, and 重算 brings the sums back in step."""

from __future__ import annotations

from tests.chat import Chat
from tests.conftest import OpenChat

PLAN = "sop: [{name: 早安, when: 每周一、周二 09:00, say: 早上好}, {name: 午安, when: 每天 12:00, say: 午安}]\n"


async def test_hours_with_the_message_are_held_against_hours_without(open_group: OpenChat) -> None:
    chat = await open_group(PLAN + "mall: {items: [{name: 书签, points: 1}]}\n")
    await chat.forward(hours=1, minutes=30)  # Monday, 09:30
    for day in range(10):
        for number in range(5 if day % 7 < 2 else 1):
            await chat.say(f"成员{number}", "签到")
        if day % 7 < 2:
            await chat.say("成员0", "兑换 书签")
        await chat.forward(days=1)
    told = await chat.say("群主", "效果 早安", private=True)
    assert told.split("\n")[:4] == [
        "「早安」最近四周 09:00 发了 4 次。从 9 点算起两小时，和没发它的 5 天同样钟点比，平均每次：",
        "露面 5，平时 1：多 4（2.1 到 5.9 之间）",
        "签到 5，平时 1：多 4（2.1 到 5.9 之间）",
        "兑换 1，平时 0：多 1（0.3 到 1.7 之间）",
    ]


async def test_what_cannot_be_compared_is_said(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    assert await chat.say("群主", "效果", private=True) == "最近四周没有发过定时消息。"
    await chat.say("小明", "签到")
    await chat.forward(days=2)
    assert "最近四周发过：早安、午安" in await chat.say("群主", "效果", private=True)
    assert await chat.say("群主", "效果 晚安", private=True) == "最近四周没有发过「晚安」。是不是「早安」？"
    assert "至少要 4 天才比得出" in await chat.say("群主", "效果 午安", private=True)


async def test_sums_are_counted_again_where_the_owner_confirms(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=1)
    before = await chat.say("群主", "日报 文字", private=True)
    await chat.bot.database.write(lambda db: db.execute("UPDATE day_sum SET active = 99, issued = 99"))
    await chat.bot.database.write(lambda db: db.execute("UPDATE hour_sum SET checkins = 99"))
    assert "99 人露面" in await chat.say("群主", "日报 文字", private=True)
    assert "只有群主可以用" in await chat.say("小助理", "重算", private=True)
    assert "确定吗" in await chat.say("群主", "重算", private=True)
    assert "重算好了：1 天" in await chat.say("群主", "确认", private=True)
    assert await chat.say("群主", "日报 文字", private=True) == before
    hours = await chat.bot.database.read(lambda db: db.fetch_all("SELECT hour, people, checkins FROM hour_sum"))
    assert hours == [(8, 1, 1)]
