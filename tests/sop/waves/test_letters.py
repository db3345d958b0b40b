"""来信, 回来礼 and 回信: what members who were called may say, each for themselves."""

from __future__ import annotations

from handlers.kit import Capability
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.waves import called, fall_asleep, letters, start, wave

SHOP = "mall: {items: [{name: 满100减20券, kind: 券, points: 30, minimum: 100, stock: 1}]}\n"


async def open_wave(open_group: OpenChat, more: str = "", **keys: str) -> tuple[Chat, list[str]]:
    """Return a group whose wave has called ten members, and these."""
    chat = await open_group(wave(more, **keys))
    assert not chat.bot.groups.problems
    await fall_asleep(chat, [f"客{number}" for number in range(10)])
    await start(chat)
    return chat, called(chat)


async def test_points_are_taken_once_by_whoever_was_called(open_group: OpenChat) -> None:
    chat, (who, *_) = await open_wave(open_group, offer="{points: 20}")
    assert "给你留了「20 积分」，到 12-20 为止发「回来礼」就能领" in letters(chat)[0][1]
    assert "现在没有给你留的礼" in await chat.say("路人", "回来礼")
    assert "+20 积分" in await chat.say(who, "回来礼")
    assert "20 积分" not in chat.shown
    assert "已经领过" in await chat.say(who, "回来礼")
    assert "20 积分" in await chat.say(who, "积分")
    assert "回来礼 唤回" in await chat.say(who, "明细")
    assert "领礼 1 份" in await chat.say("小助理", "唤醒报表 唤回")


async def test_an_offer_is_over_with_its_days(open_group: OpenChat) -> None:
    chat, (who, *_) = await open_wave(open_group, offer="{points: 20}")
    await chat.forward(days=8)
    assert "现在没有给你留的礼" in await chat.say(who, "回来礼")


async def test_the_last_day_of_an_offer_is_the_one_that_was_told(open_group: OpenChat) -> None:
    chat, (who, *_) = await open_wave(open_group, offer="{points: 20}")
    await chat.forward(days=3)
    assert "到 12-20 为止" in await chat.say(who, "来信"), "read again, it is no later"
    await chat.forward(days=4, hours=15)  # 23:03 on the last day
    assert "+20 积分" in await chat.say(who, "回来礼")


async def test_a_gift_of_the_shop_comes_with_a_code_and_does_not_outlast_the_stock(open_group: OpenChat) -> None:
    chat, (who, other, *_) = await open_wave(open_group, SHOP, offer="{item: 满100减20券}")
    answer = await chat.say(who, "回来礼")
    assert "「满100减20券」是你的了（满 100 元可用）" in answer
    assert "取货码" in answer
    assert "取货码" not in chat.shown
    assert "待领取" in await chat.say(who, "我的兑换")
    for _ in range(2):  # what was refused is not taken
        assert "已经发完了" in await chat.say(other, "回来礼")
    assert "领礼 1 份" in await chat.say("小助理", "唤醒报表 唤回")


async def test_a_reason_is_told_in_private_and_counted(open_group: OpenChat) -> None:
    chat, (one, two, *_) = await open_wave(open_group, survey="[太忙, 消息太多]")
    assert "发「回信 1」这样告诉我们，只有管理员看得到：1 太忙；2 消息太多" in letters(chat)[0][1]
    assert "没有在问" in await chat.say("路人", "回信 1")
    for words in ("回信", "回信 3", "回信 0", "回信 没空", "回信 ²"):
        assert "请发「回信 1」" in await chat.say(one, words)
    assert "谢谢你告诉我们" in await chat.say(one, "回信 1")
    assert "太忙" not in chat.shown
    await chat.say(one, "回信 消息太多")
    await chat.say(two, "回信 2")
    reasons = await chat.say("小助理", "流失原因")
    assert reasons.endswith("2 人说了）：\n消息太多：2 人")
    assert "消息太多 2" in await chat.say("小助理", "唤醒报表 唤回")
    assert await chat.say("店员", "流失原因") != reasons


async def test_a_letter_can_be_read_again(open_group: OpenChat) -> None:
    chat, (who, *_) = await open_wave(open_group)
    assert await chat.say(who, "来信") == letters(chat)[0][1]
    assert "现在没有给你的信" in await chat.say("路人", "来信")


async def test_the_next_event_is_named(open_group: OpenChat) -> None:
    chat = await open_group(wave(invite="true"))
    await fall_asleep(chat, ["客0", "客1"])
    await chat.say("店员", "开活动 后天 09:00 {name}徒步")
    await start(chat)
    assert letters(chat)[0][1].endswith("12-15 09:00有「{name}徒步」，一起来？发「报名 1」就行。")


async def test_nothing_private_stands_in_the_group_where_nobody_can_be_written_to(open_group: OpenChat) -> None:
    chat = await open_group(wave(SHOP, offer="{item: 满100减20券}", survey="[太忙]", thanks="'{name} 你总算来了'"))
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    await fall_asleep(chat, [f"客{number}" for number in range(10)])
    before = len(chat.platform.got)
    assert await chat.say("小助理", "唤醒 开始 唤回", private=True)
    await chat.forward(minutes=3)
    assert chat.broadcasts[before].endswith(" 有一封给你的信。\n私聊我发「来信」就能看到。")
    who = chat.broadcasts[before].removeprefix("@").partition(" ")[0]
    assert "好久不见" in await chat.say(who, "来信", private=True)
    for words in ("来信", "回来礼", "回信 1", "我来啦"):
        shown = await chat.say(who, words)
        assert not [secret for secret in ("好久", "20券", "取货码", "太忙") if secret in shown], shown
    await chat.forward(days=10)
    for words in chat.broadcasts[before:]:
        assert not [secret for secret in ("好久", "20券", "太忙", "总算", "触达", "唤回") if secret in words], words
