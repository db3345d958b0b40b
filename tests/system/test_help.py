"""帮助 图片: the menu as a picture, of what the role may do, where a picture can be shown."""

from __future__ import annotations

import pytest

from handlers.kit import Capability, Picture
from handlers.pictures.specs import MenuSpec
from tests.chat import Chat

HINT = "看图发「帮助 图片」。"


async def drawn(chat: Chat, who: str, text: str) -> MenuSpec:
    """Return what is drawn in answer to a text; asserts that nothing else is answered."""
    [sheet] = await chat.sheets(await chat.answer(who, text))
    assert isinstance(sheet, MenuSpec)
    return sheet


@pytest.mark.parametrize("text", ["帮助 图片", "帮助图", "帮助图片", "帮助 图", "菜单 图片"])
async def test_the_menu_is_drawn(chat: Chat, text: str) -> None:
    sheet = await drawn(chat, "小明", text)
    assert sheet.title == "测试群 · 我会这些"
    assert sheet.lines[0].topic == "签到"
    assert "签到日历" in sheet.lines[0].words
    assert len(sheet.lines) <= 8
    assert not [word for line in sheet.lines for word in line.words if word in ("加分", "核销")]
    assert sheet.foot == "发「帮助 签到」看一个怎么用。"


async def test_staff_and_admins_see_what_is_theirs_alone(chat: Chat) -> None:
    sheet = await drawn(chat, "小助理", "帮助 管理 图片")
    assert chat.shown == "发到你的私聊了～"
    assert len(sheet.lines) <= 8
    assert "加分" in sheet.lines[0].words
    assert "加分" not in (await drawn(chat, "店员", "帮助 管理 图片")).lines[0].words
    assert "没有「管理」" in await chat.say("小明", "帮助 管理 图片")
    menu = await drawn(chat, "店员", "帮助图")
    assert "发起投票" in str(menu)
    assert menu.foot == "发「帮助 签到」看一个怎么用。管理用的发「帮助 管理」。"
    assert "发起投票" not in str(await drawn(chat, "小明", "帮助图"))


async def test_where_no_picture_can_be_shown_there_are_words(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    menu = await chat.say("小明", "帮助")
    assert HINT not in menu
    assert await chat.say("小明", "帮助 图片") == menu
    assert await chat.say("小明", "帮助图") == menu
    assert "核销" in await chat.say("店员", "帮助 管理 图片")


async def test_the_menu_tells_of_the_picture_where_there_is_room(chat: Chat) -> None:
    assert (await chat.say("小明", "帮助")).splitlines()[-1] == f"在群里直接说就行。也可以私聊我。{HINT}"
    assert HINT not in await chat.say("店员", "帮助"), "a foot of two lines would be the ninth"


async def test_one_command_is_told_in_words(chat: Chat) -> None:
    assert "签到 — " in await chat.say("小明", "帮助 签到 图片")


async def test_the_words_are_behind_the_picture(chat: Chat) -> None:
    [picture] = await chat.answer("小明", "帮助图") or ()
    assert isinstance(picture, Picture)
    assert picture.alt == await chat.say("小明", "帮助")


async def test_what_is_for_those_in_charge_is_told_to_be(chat: Chat) -> None:
    assert await chat.say("小明", "帮助 红包雨") == "「红包雨」是管理员用的，想要的话跟他们说一声～"
    assert "红包雨 200" in await chat.say("群主", "帮助 红包雨")
    assert await chat.say("小明", "帮助 不存在") == "没有「不存在」这个命令，发「帮助」看全部。"


async def test_a_part_of_a_word_finds_the_commands_that_have_it(chat: Chat) -> None:
    told = await chat.say("小明", "帮助 提醒")
    assert told.startswith("没有「提醒」这个命令，有这些：提醒我、")
    assert "我的提醒" in told
    assert "提醒大家" not in told, "which is for staff"
    assert told.endswith("发「帮助 提醒我」看怎么用。")
    assert await chat.say("小明", "帮助 天书") == "没有「天书」这个命令，发「帮助」看全部。"
