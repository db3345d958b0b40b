"""Names: whoever is named is the one that is meant, and where that is not clear the bot asks; never somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.kit import At, Message
from tests.chat import Chat
from tests.conftest import OpenChat

PEOPLE = {
    "u1": "小明",
    "u2": "小明明",
    "u3": "小明2",
    "u4": "Amy",
    "u5": "Amy Li",
    "u6": "小明🌞",
    "u7": "张三",
    "u8": "张三",
    "u9": "阿 春　花",
    "群伴粉丝": "群伴 粉丝",
}
BOT = "群伴"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group of people with names that are much alike; 小红 and Amy Wang have left."""
    chat = await open_group("badges: {badges: []}\n")
    for user, name in {**PEOPLE, "gone1": "小红", "gone2": "Amy Wang"}.items():
        await chat.hear(message(chat, user, "大家好", name=name))
    for user in ("gone1", "gone2"):
        await chat.leave(user)
    await chat.say("群主", "大家好")
    return chat


def message(chat: Chat, user: str, text: str, *, name: str = "", at: tuple[At, ...] = (), own: str = "") -> Message:
    chat.said += 1
    key = f"n{chat.said}"
    return Message(
        channel="chat",
        key=key,
        chat="demo",
        user=user,
        name=name,
        at=chat.now,
        text=text,
        addressed=True,
        mentions=at,
        own_name=own,
    )


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("标签 @小明 老客户", "小明 有了标签：老客户"),
        ("标签 @小明明 老客户", "小明明 有了标签：老客户"),
        ("标签 @小明2 老客户", "小明2 有了标签：老客户"),
        ("标签 @小明🌞 老客户", "小明🌞 有了标签：老客户"),
        ("标签 @小明 @小明明 老客户", "小明、小明明 有了标签：老客户"),
        ("标签 @小明明@小明 老客户", "小明明、小明 有了标签：老客户"),
        ("标签 @小明2\u2005@小明\u2005老客户", "小明2、小明 有了标签：老客户"),
        ("标签 @Amy Li 老客户", "Amy Li 有了标签：老客户"),
        ("标签 @Amy @Amy Li 老客户", "Amy、Amy Li 有了标签：老客户"),
        ("标签 ＠Amy Li ＠小明 老客户", "Amy Li、小明 有了标签：老客户"),
        ("标签 @阿 春 花 老客户", "阿 春　花 有了标签：老客户"),
        ("标签 @u7 老客户", "张三 有了标签：老客户"),
        ("标签 @群伴 粉丝 老客户", "群伴 粉丝 有了标签：老客户"),
        ("标签 @群伴 @小明 @群伴 老客户", "小明 有了标签：老客户"),
        ("标签 @张三 老客户", "群里有 2 位「张三」，请写用户 ID：u7、u8"),
        ("标签 @小明3 老客户", "没有找到「小明3」"),
        ("标签 @小 老客户", "没有找到「小」"),
        ("标签 @小红 老客户", "「小红」已经不在群里了"),
        ("标签 @Amy Wang 老客户", "「Amy Wang」已经不在群里了"),
    ],
)
async def test_a_typed_name_is_the_longest_that_the_group_knows(chat: Chat, text: str, tagged: str) -> None:
    assert tagged in await chat.hear(message(chat, "群主", text, own=BOT))


@pytest.mark.parametrize(
    ("text", "at", "tagged"),
    [
        ("标签 @小明 @小明明 老客户", "u1 u2", ["u1", "u2"]),
        ("标签 @小明明 @小明 老客户", "u1 u2", ["u1", "u2"]),
        ("标签 @小明明 老客户", "u2", ["u2"]),
        ("标签 @张三 老客户", "u8", ["u8"]),
        ("标签 @张三 @张三 老客户", "u8 u7", ["u7", "u8"]),
        ("标签 @阿 春 花 老客户", "u9", ["u9"]),
        ("标签 @Amy Li @Amy 老客户", "u5 u4", ["u4", "u5"]),
    ],
)
async def test_a_mention_is_whom_the_platform_says(chat: Chat, text: str, at: str, tagged: list[str]) -> None:
    mentions = tuple(At(user, PEOPLE[user]) for user in at.split())
    assert "老客户" in await chat.hear(message(chat, "群主", text, at=mentions))
    rows = await chat.bot.database.read(
        lambda db: db.fetch_all("SELECT user_id FROM member JOIN tag ON member_id = member.id ORDER BY user_id")
    )
    assert [user for (user,) in rows] == tagged


async def test_two_of_one_name_are_told_apart_by_their_places(chat: Chat) -> None:
    mentions = (At("u8", "张三"), At("u7", "张三"))
    await chat.hear(message(chat, "群主", "绑定 @张三 @店员", at=mentions[:1]))
    order = message(chat, "群主", "派任务 @店员 邀约 @张三 请他回来 @张三", at=(At("店员", "店员"), *mentions))
    assert "请他回来" in await chat.hear(order)
    rows = await chat.bot.database.read(
        lambda db: db.fetch_all("SELECT user_id FROM member JOIN task_about ON about_id = member.id ORDER BY user_id")
    )
    assert [user for (user,) in rows] == ["u7", "u8"]


@pytest.mark.parametrize("text", ["@张三 积分", "@张三 @小明 积分", "@Amy Li 积分", "@不认识 积分", "@Bob Lee 积分"])
async def test_who_names_others_and_then_asks_the_bot_is_understood(chat: Chat, text: str) -> None:
    assert "小明 还没有积分" in await chat.hear(message(chat, "u1", text))
    unaddressed = replace(message(chat, "u1", text), addressed=False)
    assert await chat.hear(unaddressed) == ""


@pytest.mark.parametrize("text", ["@张三 你好", "@张三", "@账单", "@不认识 在吗"])
async def test_a_name_is_never_taken_for_a_command(chat: Chat, text: str) -> None:
    assert await chat.hear(message(chat, "u1", text)) == "没听懂，发「帮助」看看我会什么～"
