"""What the bot answers to, what it lets pass, and how it helps."""

from __future__ import annotations

import pytest

from handlers.features import FEATURES
from handlers.kit import Capability, Feature, Joined, MemberContext, Message, Role, Router
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat


@pytest.mark.parametrize("text", ["打咔", "大卡", "daka", "qiandao", "签道", "积份"])
async def test_a_mistyped_command_gets_a_suggestion_where_the_bot_was_meant(chat: Chat, text: str) -> None:
    assert "你是想说「" in await chat.say("小明", text, addressed=True)


@pytest.mark.parametrize("text", ["打咔", "签到了吗", "今天谁签到", "签到提醒一下", "帮助别人很快乐", "积分怎么算"])
async def test_talk_that_is_no_command_is_let_pass(chat: Chat, text: str) -> None:
    assert await chat.say("小明", text) == ""


@pytest.mark.parametrize("text", ["", "今天天气怎么样", "？？？", "a" * 5000])
async def test_who_speaks_to_the_bot_is_never_left_without_an_answer(chat: Chat, text: str) -> None:
    assert "发「帮助」" in await chat.say("小明", text, addressed=True)


@pytest.mark.parametrize("text", ["签到", " 签到 ", "签到！", "签到。", "\u2005签到\u3000", "签到~", "签到\u200b"])
async def test_a_command_may_be_dressed(chat: Chat, text: str) -> None:
    assert "签到成功" in await chat.say("小明", text)


async def test_members_are_not_offered_what_they_may_not_do(chat: Chat) -> None:
    assert "加分" not in await chat.say("小明", "帮助")
    assert "加分 @小明 10 理由 — 给成员加分" in await chat.say("小助理", "帮助")
    assert "加分" not in await chat.say("小明", "家分", addressed=True)


async def test_help_is_made_from_the_registry(chat: Chat) -> None:
    answer = await chat.say("群主", "帮助")
    assert "切换群" not in answer
    for feature in FEATURES:
        for command in feature.commands if feature.name not in ("switch", "lottery") else ():
            assert f"{command.word} {command.usage}".strip() + " — " + command.help in answer
    assert "也可以说：打卡" in await chat.say("小明", "帮助 签到")
    assert "没有「加分」" in await chat.say("小明", "帮助 加分")


async def test_capabilities_are_told(chat: Chat) -> None:
    assert "都能用" in await chat.say("小明", "能力")
    chat.platform.capabilities = frozenset()
    assert "这里不能「知道谁进群退群」" in await chat.say("小明", "能力")


def test_two_features_cannot_claim_one_command() -> None:
    first, second = Feature("a"), Feature("b")
    for feature in (first, second):

        @feature.command("签到", help="")
        def answer(message: Message, ctx: MemberContext) -> str:
            return "x"

    with pytest.raises(ValueError, match="签到"):
        Router([first, second])


@pytest.mark.parametrize("role", list(Role))
async def test_every_command_obeys_its_role(chat: Chat, role: Role) -> None:
    who = {Role.OWNER: "群主", Role.ADMIN: "小助理", Role.STAFF: "店员", Role.MEMBER: "小明"}[role]
    for command in [command for feature in chat.bot.router.features for command in feature.commands]:
        refused = "可以用哦" in await chat.say(who, command.word, addressed=True)
        assert refused == (role < command.role), command.word


async def test_a_member_who_says_done_to_somebody_is_not_lectured(chat: Chat) -> None:
    for answer in ("完成", "确认！"):
        assert await chat.say("小明", answer) == ""
        assert "可以用哦" in await chat.say("小明", answer, addressed=True)
    assert "可以用哦" in await chat.say("小明", "加分 @小明 10")


async def test_a_private_message_counts_for_the_members_group(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "10 积分" in await chat.say("小明", "积分", private=True)


async def test_who_is_in_several_groups_is_asked_once(open_group: OpenChat) -> None:
    second = GROUP.replace("group: demo", "group: books").replace("测试群", "读书会")
    chat = await open_group(more=(second,))
    await chat.say("小明", "签到")
    chat.group = "books"
    await chat.say("小明", "大家好")
    assert "1 测试群\n2 读书会" in await chat.say("小明", "积分", private=True)
    assert "「测试群」" in await chat.say("小明", "切换群 1", private=True)
    assert "10 积分" in await chat.say("小明", "积分", private=True)
    assert "「读书会」" in await chat.say("小明", "切换群 2", private=True)
    assert "还没有积分" in await chat.say("小明", "积分", private=True)
    assert "请写 1 到 2" in await chat.say("小明", "切换群 7", private=True)
    assert "请私聊我" in await chat.say("小明", "切换群")


async def test_who_is_in_one_of_several_groups_is_not_asked(open_group: OpenChat) -> None:
    chat = await open_group(more=(GROUP.replace("group: demo", "group: books"),))
    await chat.say("小明", "签到")
    assert "10 积分" in await chat.say("小明", "积分", private=True)
    assert "不用切换" in await chat.say("小明", "切换群", private=True)


async def test_an_unknown_chat_is_told_once_a_day_how_to_be_added(chat: Chat) -> None:
    chat.group = "wr123"
    assert await chat.say("小明", "签到") == ""
    answer = await chat.say("小明", "签到", addressed=True)
    assert "会话 ID：wr123" in answer
    assert "hear: chat" in answer
    assert await chat.say("小明", "签到", addressed=True) == ""
    await chat.forward(days=1)
    assert "wr123" in await chat.say("小明", "你好", addressed=True)
    rows = await chat.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM member"))
    assert rows == (0,)


async def test_a_group_without_this_channel_is_a_stranger(open_group: OpenChat) -> None:
    chat = await open_group()
    chat.bot.channels["other"] = chat.platform
    chat.platform.name = "other"
    assert "会话 ID：demo" in await chat.say("小明", "签到", addressed=True)


async def test_the_answer_is_that_of_all_channels_of_the_group(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.SEES_JOINS}
    assert "知道谁进群退群" in await chat.say("小明", "能力")


async def test_every_feature_hears_of_a_joining(chat: Chat) -> None:
    calm, loud = Feature("calm"), Feature("loud")
    calm.on(Joined)(lambda event, ctx: "一")
    loud.on(Joined)(lambda event, ctx: "二")
    chat.bot.dispatcher._router = Router([calm, loud])
    assert await chat.join("小绿") == "一\n二"


@pytest.mark.parametrize("word", ["签名", "记得", "晚安", "明天", "吃饭", "排队", "兑水", "帮忙"])
async def test_what_only_half_sounds_like_a_command_is_not_taken_for_one(chat: Chat, word: str) -> None:
    """Each of them is like a command by 60 to 74 percent."""
    assert await chat.say("小明", word, addressed=True) == "没听懂，发「帮助」看看我会什么～"


@pytest.mark.parametrize(("word", "meant"), [("打开", "打卡"), ("挤分", "积分"), ("生意", "生日")])
async def test_what_sounds_like_a_command_is_asked_about(chat: Chat, word: str, meant: str) -> None:
    assert await chat.say("小明", word, addressed=True) == f"你是想说「{meant}」吗？"
