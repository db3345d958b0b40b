"""The first seven days: the inviter is asked, core members are called, somebody helps, and admins see who is silent."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from handlers.kit.reply import plain
from handlers.pictures.specs import JoinCardSpec
from storage.db import Db
from storage.members import introductions, roster
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat

FORM = "我叫：{name}\n年龄：30\n我喜欢：跑步\n我擅长：做饭\n我期望：多认识朋友"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group("speaking: {points: 0}\nwelcome: {inviter: 5}\n")


async def test_whoever_invited_a_newcomer_is_thanked_and_asked_to_answer(chat: Chat) -> None:
    await chat.say("小红", "大家好呀")
    await chat.join("小明", invited_by="小红")
    said = await chat.say("小明", FORM.format(name="小明"))
    asked = "@小红 你邀请的朋友来啦，回应一句吧，谢谢你带来新朋友，+5 积分；"
    assert f"{asked}想热闹一下，可以发「发红包 10 5 欢迎小明」。" in said
    assert "你邀请的朋友来啦" not in await chat.say("小明", FORM.format(name="小明明"))
    assert "小红：25 积分" in await chat.say("小红", "积分")
    assert "+5  邀请的朋友介绍了自己" in await chat.say("小红", "明细"), "the books name nobody else"
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_the_comment_follows_what_was_said_once(chat: Chat) -> None:
    said = await chat.say("小明", FORM.format(name="小明"))
    assert len(said.splitlines()) == 2
    again = await chat.say("小明", FORM.format(name="小明"))
    assert len(again.splitlines()) == 1


async def test_the_owner_may_do_without_comments(open_group: OpenChat) -> None:
    chat = await open_group("welcome: {comment: false}\n")
    assert len((await chat.say("小明", FORM.format(name="小明"))).splitlines()) == 1


async def test_staff_or_the_inviter_fill_the_form_in(chat: Chat) -> None:
    await chat.say("小红", "大家好呀")
    await chat.join("小明", invited_by="小红")
    assert "只有员工和邀请 小明 进群的人" in await chat.say("小绿", "代填 @小明 我叫：小明 我喜欢：跑步")
    said = await chat.say("小红", "代填 @小明 我叫：小明 年龄：30 我喜欢：跑步 我擅长：做饭 我期望：交友")
    assert said.startswith("✅ 帮 小明 记下了自我介绍。TA 得了 20 积分。")
    assert "认识你" not in said
    assert "小明：20 积分" in await chat.say("小明", "积分")
    await chat.join("小紫")
    assert "没看懂这份介绍" in await chat.say("店员", "代填 @小紫 你好")
    assert "✅ 帮 小紫 记下了自我介绍" in await chat.say("店员", "代填 @小紫 我叫：小紫 年龄：20 我喜欢：画画")


async def likes_of(chat: Chat, who: str) -> str:
    """Return what is on record of what somebody likes."""

    def look(db: Db) -> str:
        member = roster.get_by_user(db, chat.group, who)
        introduction = introductions.get(db, member) if member else None
        return introduction.likes if introduction else ""

    return await chat.bot.database.read(look)


async def test_nobody_overwrites_what_a_member_said_of_themselves(chat: Chat) -> None:
    await chat.say("小明", "大家好呀")
    await chat.join("小美", invited_by="小明")
    await chat.say("小美", FORM.format(name="小美"))
    refused = await chat.say("小明", "代填 @小美 我叫：小丑 我喜欢：挨骂")
    assert refused == "小美 已经介绍过自己了。要改的话，请本人再发一次介绍，或者请员工代填。"
    assert await likes_of(chat, "小美") == "跑步"
    chat.platform.got.clear()
    corrected = await chat.say("店员", "代填 @小美 我叫：小美 我喜欢：画画")
    assert corrected.startswith("✅ 小美 的自我介绍改好了。")
    assert await likes_of(chat, "小美") == "画画"
    await chat.forward(minutes=1)
    told = [plain(said) for target, said in chat.platform.got if target == "小美"]
    assert told == ["店员 帮你改了自我介绍：我叫：小美 我喜欢：画画\n不对的话，自己再发一次介绍就行。"]
    assert "认识你很高兴，小美" in await chat.say("小美", f"代填 @小美 {FORM.format(name='小美')}")


async def test_rules_and_core_members_stand_in_the_welcome(open_group: OpenChat) -> None:
    chat = await open_group("welcome: {house_rules: 不发广告, core: [小红, 小绿]}\n")
    await chat.say("小红", "大家好")
    await chat.join("小明")
    (told,) = [text for text in await chat.forward(minutes=2) if "小明" in text]
    assert "群里的约定发「群规」看～\n@小红 来欢迎一下新朋友～" in told
    assert await chat.say("小明", "群规") == "📋 群规\n不发广告"


async def test_without_rules_it_is_said(chat: Chat) -> None:
    assert "还没有写群规" in await chat.say("小明", "群规")


async def test_newcomers_get_a_card(open_group: OpenChat) -> None:
    chat = await open_group("welcome: {card: true}\n")
    await chat.say("小红", "大家好")
    await chat.join("小明")
    await chat.forward(minutes=2)
    (welcome,) = [said for _, said in chat.platform.got]
    assert await chat.sheets(welcome) == [JoinCardSpec(group="测试群", name="小明", number=2, day="2026-11-23")]
    for who in ("小绿", "小紫", "小蓝", "小橙"):
        await chat.join(who)
    chat.platform.got.clear()
    await chat.forward(minutes=2)
    assert await chat.sheets(chat.platform.got[0][1]) == []


async def test_no_two_members_have_the_same_number_on_their_cards(open_group: OpenChat) -> None:
    chat = await open_group("welcome: {card: true}\n")

    async def numbers(*users: str) -> list[int]:
        chat.platform.got.clear()
        for user in users:
            await chat.join(user)
        await chat.forward(minutes=2)
        sheets = [sheet for _, said in chat.platform.got for sheet in await chat.sheets(said)]
        return [sheet.number for sheet in sheets if isinstance(sheet, JoinCardSpec)]

    assert await numbers("小明", "小红") == [1, 2]
    await chat.leave("小明")
    assert await numbers("小绿") == [3]
    assert await numbers("小明", "小紫") == [1, 4], "who comes back is the same member"


async def test_those_in_charge_see_who_has_not_opened_up(chat: Chat) -> None:
    await chat.join("老王")
    await chat.forward(days=8)
    await chat.join("小明")
    await chat.join("小红")
    await chat.say("小红", FORM.format(name="小红"))
    await chat.say("小红", "大家好呀，请多关照")
    progress = await chat.say("店员", "破冰进度", private=True)
    assert progress == (
        "🌱 最近 7 天的新人（2 位，介绍过 1 位，还没开口 1 位）：\n"
        "第 1 天 小红　介绍了 ✓，说过 2 句\n第 1 天 小明　还没介绍，还没说话\n"
        "进群 7 天以上什么都没发过的（可能是僵尸粉）1 位：老王"
    )
    await chat.say("老王", "我来啦")
    assert "僵尸粉" not in await chat.say("店员", "破冰进度", private=True)
    assert await chat.say("小明", "破冰进度", addressed=True) == "「破冰进度」只有员工可以用哦。"


async def test_who_was_there_before_the_bot_is_no_newcomer(open_group: OpenChat) -> None:
    chat = await open_group("speaking: {points: 0}\npresets: {新人第一周: {}}\n")
    await chat.say("老张", "大家早上好")
    await chat.join("小明")
    assert "（1 位，介绍过 0 位，还没开口 1 位）：\n第 1 天 小明" in await chat.say("店员", "破冰进度", private=True)
    told = await chat.forward(days=8)
    assert any("@小明" in text and "来一周啦" in text for text in told)
    assert [text for text in told if "@老张" in text and "徽章" not in text] == []
    # Weeks later somebody new to the bot is taken for new to the group, also where no platform tells who joins.
    await chat.forward(days=8)
    await chat.say("小新", "大家早上好")
    assert "第 1 天 小新" in await chat.say("店员", "破冰进度", private=True)
    assert any("@小新" in text and "来一周啦" in text for text in await chat.forward(days=7))


async def test_who_checks_in_is_no_zombie(chat: Chat) -> None:
    for who in ("打卡哥", "私聊姐", "老王"):
        await chat.join(who)
    await chat.say("私聊姐", "积分", private=True)
    for _ in range(8):
        await chat.say("打卡哥", "签到")
        await chat.forward(days=1)
    await chat.join("小明")
    await chat.say("小明", "签到")
    await chat.join("小红")
    assert await chat.say("店员", "破冰进度", private=True) == (
        "🌱 最近 7 天的新人（2 位，介绍过 0 位，还没开口 1 位）：\n"
        "第 1 天 小红　还没介绍，还没说话\n第 1 天 小明　还没介绍，还没聊天，发过签到之类的口令\n"
        "进群 7 天以上什么都没发过的（可能是僵尸粉）1 位：老王"
    )


async def test_what_the_bot_cannot_hear_is_said(chat: Chat) -> None:
    await chat.say("店员", "大家好")
    chat.platform.capabilities = frozenset(Capability) - {Capability.HEARS_ALL}
    assert "只听得到 @我 的话" in await chat.say("店员", "破冰进度", private=True)


async def test_staff_have_a_checklist(chat: Chat) -> None:
    assert "1. 头像" in await chat.say("店员", "信任清单", private=True)
