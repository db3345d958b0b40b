"""SOP 新增: what would spoil the file is refused before it is read back, and looked at again once it is confirmed."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

JOURNEY = "journeys:\n  - {name: 新人路, begin: 入群, steps: [{say: 欢迎}]}\n"
OPEN = "{date}、{weekday}、{occasion}、{time}、{group}"
SPOILT = "就读不懂了，所以没有写："


def files(chat: Chat) -> dict[str, bytes]:
    """Return what is in the folder of the group's file."""
    return {path.name: path.read_bytes() for path in chat.bot.groups.all()[0].path.parent.iterdir()}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("新人路 每天 10:00 你好", "已经有叫「新人路」"),
        (
            "早上好 每天 08:00 {nme}早",
            SPOILT
            + "「say 第 1 项」写的是 '{nme}早'，不认识 {nme}，可以用：{date}、{weekday}、{occasion}、{time}、{group}",
        ),
        ("每周三 20:00 领取 {优惠券}", "不认识 {优惠券}，可以用：{date}"),
        ("每周三 20:00 {name} 早", SPOILT + "「say」{name} 要和 whom 一起写"),
        (
            "入群第2天 20:00 {nme}早",
            "不认识 {nme}，可以用：{date}、{weekday}、{occasion}、{time}、{group}、{name}、{streak}、{points}",
        ),
        ("·早 每周三 20:00 早", "名字不能用 · 开头"),
    ],
)
async def test_what_the_file_could_not_take_is_refused_at_once(said: str, answer: str, open_group: OpenChat) -> None:
    chat = await open_group(JOURNEY)
    before = files(chat)
    assert answer in await chat.say("群主", f"SOP 新增 {said}")
    assert files(chat) == before
    assert await chat.say("群主", "待确认") == "没有待确认的操作。"
    assert "SOP 新增" not in await chat.say("群主", "操作记录")


async def test_it_is_looked_at_again_once_it_is_confirmed(open_group: OpenChat) -> None:
    chat = await open_group()
    path = chat.bot.groups.all()[0].path
    assert "下一次：11-25 周三 20:00" in await chat.say("群主", "SOP 新增 每周三 20:00 上课")
    path.write_text(path.read_text() + "sop: [{name: 上课, when: 每天 08:00, say: 早}]\n")
    before = files(chat)
    assert "前面已经有一个同名的计划「上课」" in await chat.say("群主", "确认")
    assert files(chat) == before


async def test_what_was_wrong_before_is_told_instead(open_group: OpenChat) -> None:
    chat = await open_group()
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text() + "chekin: {points: 1}\n")
    answer = await chat.say("群主", "SOP 新增 每周三 20:00 上课")
    assert answer.startswith("群的文件现在就有错，先改好它再来：group0.yaml 第 7 行：不认识的键「chekin」")


@pytest.mark.parametrize("said", ["SOP 新增 每周三 20:00 上课", "SOP 修改 早安 词 早", "SOP 删除 早安"])
async def test_a_file_that_is_gone_is_told(said: str, open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早安, when: 每天 09:00, say: 早}]\n")
    path = chat.bot.groups.all()[0].path
    path.unlink()
    assert "群的文件不见了（group0.yaml）" in await chat.say("群主", said)
    path.mkdir()
    assert "写不进去（group0.yaml）" in await chat.say("群主", said)


async def test_the_answer_says_how_to_take_it_back(open_group: OpenChat) -> None:
    chat = await open_group()
    before = files(chat)
    await chat.say("群主", "SOP 新增 每周三 20:00 上课")
    assert "不要它了就发「SOP 删除 上课」" in await chat.say("群主", "确认")
    await chat.bot.reload()
    assert "要删去的计划：\n  - name: 上课" in await chat.say("群主", "SOP 删除 上课")
    await chat.say("群主", "确认")
    assert files(chat) == before


async def test_a_message_that_comes_twice_asks_once(open_group: OpenChat) -> None:
    chat = await open_group()
    said = [await chat.say("群主", "SOP 新增 每周三 20:00 上课", key="twice") for _ in range(2)]
    assert said[0] == said[1]
    assert "1 号 新的计划" in await chat.say("群主", "待确认")
    assert "2 号" not in await chat.say("群主", "待确认")


async def test_one_that_was_paused_and_removed_does_not_pause_its_successor(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\nsop: [{name: 早安, when: 每天 09:00, say: 早}]\n")
    for said in ("SOP 暂停 早安", "SOP 删除 早安", "确认"):
        await chat.say("群主", said)
    await chat.bot.reload()
    for said in ("SOP 新增 早安 每天 09:00 又早", "确认"):
        await chat.say("群主", said)
    await chat.bot.reload()
    assert await chat.forward(hours=2) == ["又早"]
