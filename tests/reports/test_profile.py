"""成员 @小月: what is known of a member, to those in charge, and on record who looked."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from handlers.pictures.report_specs import CurveSpec
from tests.chat import Chat
from tests.conftest import OpenChat

EXTRA = """\
segments: {铁粉: {streak: 2}, 远客: {silent: 30}}
mall: {items: [{name: 书签, points: 1}]}
"""


async def live(chat: Chat) -> None:
    """Let 小月 be there for a while, and 小明 bring her along."""
    await chat.say("小明", "大家好呀")
    await chat.join("小月", invited_by="小明")
    await chat.say("小月", "我叫：小月\n年龄：28\n我喜欢：唱歌、爬山\n我擅长：做饭\n我期望：交朋友")
    await chat.say("小月", "签到")
    await chat.forward(days=7)
    await chat.say("小月", "签到")
    await chat.forward(days=1)
    await chat.say("小月", "签到")
    await chat.say("小月", "今天真不错呀")
    await chat.say("店员", "标签 @小月 老客户", mentions=["小月"])
    await chat.say("群主", "绑定 @小月 @店员", mentions=["小月", "店员"])
    await chat.say("店员", "记单 @小月 268.50 A1001", mentions=["小月"])
    await chat.say("小月", "兑换 书签")


async def test_how_somebody_came_is_told(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    await chat.join("小红", invited_by="小月", scene="code", source="门店海报 " + "很长" * 40)
    told = await chat.say("店员", "成员 @小红", mentions=["小红"])
    assert "入群：2026-11-23 入群，第 1 天，扫码（门店海报 " + "很长" * 7 in told
    assert "），小月 邀请" in told


async def test_a_card_tells_what_is_known(open_group: OpenChat) -> None:
    chat = await open_group(EXTRA)
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    await live(chat)
    told = await chat.say("店员", "成员 @小月", mentions=["小月"])
    assert chat.shown == "发到你的私聊了～"
    lines = dict(line.split("：", 1) for line in told.split("\n")[1:])
    assert lines.pop("积分").endswith("分，第 1 名")
    assert lines == {
        "介绍": "叫：小月；年龄：28；喜欢：唱歌、爬山；擅长：做饭；期望：交朋友",
        "入群": "2026-11-23 入群，第 9 天，小明 邀请",
        "等级": "熟朋友，成长值 279",
        "签到": "连续 2 天",
        "最后发言": "12-01 8 点多，就是今天",
        "分群": "铁粉、下单重点突破、一次性买家、激活期、一般会员、强关系、体验客户、客户、丙级、中价值、群里渠道",
        "标签": "老客户（店员 12-01）",
        "负责人": "店员",
        "订单": "1 单共 268.50 元，最近 12-01",
        "兑换": "书签（12-01）",
        "近十二周每周露面的天数": "0、0、0、0、0、0、0、0、0、0、1、2",
    }


async def test_the_curve_is_drawn_week_by_week(chat: Chat) -> None:
    await chat.say("小月", "签到")
    await chat.forward(days=1)
    await chat.say("小月", "大家好呀")
    [sheet] = await chat.sheets(await chat.answer("店员", "成员 @小月", mentions=["小月"]))
    assert isinstance(sheet, CurveSpec)
    assert (sheet.title, sheet.values[-2:], sheet.labels[-2:]) == ("小月", (0, 2), ("11-16", "11-23"))


async def test_who_looked_is_on_record_and_members_may_not(chat: Chat) -> None:
    await chat.say("小月", "大家好呀")
    assert "只有员工可以用" in await chat.say("小明", "成员 @小月", addressed=True, mentions=["小月"])
    await chat.say("店员", "成员 @小月", mentions=["小月"])
    assert "成员 @小月" in await chat.say("群主", "操作记录")
    assert "请这样写：成员 @小月" in await chat.say("店员", "成员", private=True)


async def test_who_only_joined_has_a_card_too(chat: Chat) -> None:
    await chat.join("小月")
    [sheet] = await chat.sheets(await chat.answer("店员", "成员 @小月", mentions=["小月"]))
    assert isinstance(sheet, CurveSpec)
    assert {line.head: line.words for line in sheet.lines}["最后发言"] == "还没说过话"


@pytest.mark.parametrize("words", ["成员", "回访记录", "谁负责", "解绑", "学习记录"])
async def test_one_member_is_looked_at_at_a_time(chat: Chat, words: str) -> None:
    for who in ("小明", "小红"):
        await chat.say(who, "大家好呀")
    told = await chat.say("群主", f"{words} @小明 @小红", mentions=["小明", "小红"], private=True)
    assert told == f"一次写一位成员就好，「@小红」用不上。请这样写：{words} @小{'月' if words == '成员' else '明'}"
    assert "用不上" not in await chat.say("群主", f"{words} @小明 ～", mentions=["小明"], private=True)
