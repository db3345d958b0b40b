"""Packets on platforms that can do less: 能力 tells what is missing, and packets go on without it."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from tests.chat import Chat
from tests.support.redpackets import give_points


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (
            Capability.PUSHES,
            [
                "红包：这里不能「主动发消息」，到时间没抢完的不会自己公布，积分照样退回。",
                "口令和答题红包：这里不能「主动发消息」，答题红包发不了，口令红包可以。",
                "红包雨：这里不能「主动发消息」，下不了。",
                "自动红包：这里不能「主动发消息」，红包不会自己发，请管理员「发红包」。",
            ],
        ),
        (Capability.BUTTONS, ["红包：这里不能「发带按钮的卡片」，红包没有按钮，发「抢」来抢。"]),
        (
            Capability.HEARS_ALL,
            ["口令和答题红包：这里不能「听到群里所有的话」，口令和答案要 @我 说才抢得到，或者私聊我。"],
        ),
    ],
)
async def test_what_is_missing_is_told_and_a_packet_is_grabbed_without_it(
    chat: Chat, missing: Capability, told: list[str]
) -> None:
    chat.platform.capabilities = frozenset(Capability) - {missing}
    lines = (await chat.say("群主", "能力")).splitlines()
    assert [line for line in lines if "红包" in line.partition("：")[0]] == told
    await give_points(chat, 小明=10)
    assert ("[抢]" in await chat.say("小明", "发红包 10 2")) == (missing is not Capability.BUTTONS)
    assert "抢到 1 号红包" in await chat.say("小红", "抢", addressed=True)
    assert ("到时间了" in "".join(await chat.forward(days=1))) == (missing is not Capability.PUSHES)
