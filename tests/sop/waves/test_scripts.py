"""话术: words for staff, by scene and by what stands in them."""

from __future__ import annotations

from handlers.kit.words import normalize
from sop.waves.scripts import load_scripts
from tests.chat import Chat
from tests.conftest import OpenChat


async def test_scripts_are_listed_by_scene_and_found_by_word(chat: Chat) -> None:
    assert "线下邀约：6 条" in await chat.say("店员", "话术")
    shown = await chat.say("店员", "话术 线下邀约")
    assert shown.startswith("「线下邀约」的话术")
    assert shown.count("\n") == 6
    assert "你的积分还在" in await chat.say("店员", "话术 积分")
    assert "没有「火星」这类话术。有这些：线上问候" in await chat.say("店员", "话术 火星")
    assert "是不是「线下邀约」？" in await chat.say("店员", "话术 线下邀月")


async def test_the_owners_own_come_first(open_group: OpenChat) -> None:
    chat = await open_group("scripts: {own: {线下邀约: [周六做月饼，来玩？], 店庆: [五周年啦]}}\n")
    assert "1. 周六做月饼，来玩？\n2." in await chat.say("店员", "话术 线下邀约")
    assert "店庆：1 条，如：五周年啦" in await chat.say("店员", "话术")


async def test_the_owner_may_do_without_the_ready_ones(open_group: OpenChat) -> None:
    chat = await open_group("scripts: {ready: false, own: {店庆: [五周年啦]}}\n")
    assert "线下邀约" not in await chat.say("店员", "话术")


def test_there_are_thirty_and_each_is_one_line_without_a_place_to_fill_in() -> None:
    scripts = [script for words in load_scripts().values() for script in words]
    assert len(scripts) == len(set(scripts)) >= 30
    for script in scripts:
        assert script == normalize(script)
        assert len(script) <= 60
        assert not set("{}@\n") & set(script)


async def test_fifteen_are_shown_and_the_rest_is_counted(open_group: OpenChat) -> None:
    scripts = ", ".join(f"第{number}句" for number in range(16))
    chat = await open_group(f"scripts: {{own: {{十六: [{scripts}], 十五: [{scripts.rpartition(', ')[0]}]}}}}\n")
    told = (await chat.say("店员", "话术 十六")).splitlines()
    assert told[-2:] == ["15. 第14句", "…还有 1 条"]
    assert (await chat.say("店员", "话术 十五")).endswith("\n15. 第14句")
