"""What plans say: @所有人 in an owner's words rings everybody, and in nobody else's words."""

from __future__ import annotations

import pytest

from handlers.kit import Capability, Mention, Reply, Text
from handlers.text.mentions import EVERYBODY, fill_to_all, is_to_all
from tests.chat import Chat
from tests.conftest import OpenChat

PLAN = "badges: {badges: []}\nsop:\n  - {name: 开课, when: 每天 09:00, say: '@所有人 今晚{time}开课'}\n"


def rings(reply: Reply | None) -> bool:
    """Return whether a reply rings everybody."""
    return any(isinstance(part, Mention) and part.everybody for part in reply or ())


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("@所有人 今晚", (EVERYBODY, Text(text="今晚"))),
        ("请＠ALL看{group}", (Text(text="请"), EVERYBODY, Text(text="看@所有人群"))),
        ("@全体成员", (EVERYBODY,)),
        ("@alliance 好", (Text(text="@alliance 好"),)),
        ("{group}", (Text(text="@所有人群"),)),
        ("所有人", (Text(text="所有人"),)),
    ],
)
def test_only_what_the_owner_wrote_is_a_mention(words: str, reply: Reply) -> None:
    assert fill_to_all(words, {"group": "@所有人群"}) == reply
    assert is_to_all(words) is rings(reply)


async def test_an_owners_plan_rings_everybody(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    assert await chat.forward(hours=2) == ["@所有人 今晚09:00开课"]
    assert rings(chat.platform.got[0][1])


async def test_a_trial_rings_nobody(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    answer = await chat.answer("群主", "SOP 试发 开课")
    assert answer
    assert "@所有人 今晚" in "".join(part.text for part in answer if isinstance(part, Text))
    assert not rings(answer)


async def test_what_members_write_and_are_called_rings_nobody(open_group: OpenChat) -> None:
    chat = await open_group(
        "badges: {badges: []}\nsop:\n  - {name: 点名, when: 每天 09:00, say: '{name} 早，@ 一下', whom: {points: 1}}\n"
    )
    for who in ("@所有人", "@all"):
        assert not rings(await chat.answer(who, "签到"))
        assert not rings(await chat.answer(who, "@所有人 @all 大家好", addressed=True))
        await chat.say("群主", f"加分 {who} 5 @所有人 真棒", mentions=[who])
    await chat.say("小明", "签到")
    await chat.answer("小明", "送 @所有人 1 @所有人 谢谢", mentions=["@所有人"])
    assert await chat.forward(days=8)
    assert not any(rings(reply) for _, reply in chat.platform.got)


async def test_with_whom_nobody_else_is_rung(open_group: OpenChat) -> None:
    chat = await open_group()
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text() + "sop: [{name: 早, when: 每天 09:00, say: '@所有人 早', whom: {points: 1}}]\n")
    await chat.bot.reload()
    assert "@所有人 和 whom 不能一起写" in str(chat.bot.groups.problems[0])


def cannot_ring(chat: Chat) -> None:
    """Let the group's channel be one that cannot mention everybody."""
    chat.platform.capabilities = frozenset(Capability) - {Capability.MENTIONS_ALL}


async def test_the_echo_says_whether_it_rings(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    assert "。会@所有人。写进群的 YAML" in await chat.say("群主", "SOP 新增 每周三 20:00 @所有人 上课")
    assert "会@所有人。" in await chat.say("群主", "SOP 修改 开课 词 @all 早")
    assert "所有人" not in await chat.say("群主", "SOP 新增 每周三 20:00 上课")
    assert "@所有人" not in await chat.say("群主", "能力")
    cannot_ring(chat)
    assert "「@所有人」只写成字，不会响。" in await chat.say("群主", "SOP 新增 每周三 20:00 @所有人 上课")
    assert "定时计划：这里不能「真正@所有人」，定时消息里的 @所有人 只写成字，不会响。" in await chat.say(
        "群主", "能力"
    )


async def test_an_occasion_is_the_name_of_its_day(open_group: OpenChat) -> None:
    chat = await open_group(
        "sop:\n  - {name: 节气, when: 每个节气 07:30, say: '今天{occasion}'}\n"
        "  - {name: 早, when: 每周二 09:00, say: '{occasion}好'}\n"
    )
    said = await chat.forward(days=15)
    assert "今天大雪" in said
    assert "星期二好" in said
