"""entry_welcome: what WeCom says to a customer group's newcomers; mistakes in the file are told, and how far it is."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.command_line import invoke


async def test_without_one_it_is_told_how_to_have_one(chat: Chat) -> None:
    assert "entry_welcome: {text: …}" in await chat.say("群主", "入群欢迎语", private=True)
    assert "只有" in await chat.say("小明", "入群欢迎语", addressed=True)


async def test_one_that_is_not_made_yet_is_told(open_group: OpenChat) -> None:
    chat = await open_group('entry_welcome: {text: "{name} 你好"}\n')
    assert "正在建" in await chat.say("群主", "入群欢迎语", private=True)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('{text: "' + "长" * 1001 + '"}', "最多收 3000 字节"),
        ('{text: 你好, url: "javascript:alert(1)", title: 来}', "要以 https:// 开头"),
        ('{text: 你好, url: "https://example.com"}', "有 url 就要写 title"),
        ("{text: 你好, title: 来签到}", "就要写 url"),
        ('{text: "{nmae} 你好"}', "不认识 {nmae}，可以用：{name}"),
    ],
)
async def test_what_the_platform_would_not_take_is_told(
    open_group: OpenChat, monkeypatch: pytest.MonkeyPatch, written: str, words: str
) -> None:
    chat = await open_group("")
    path = next(iter(chat.bot.groups.all())).path
    path.write_text(path.read_text("utf-8") + f"entry_welcome: {written}\n", "utf-8")
    monkeypatch.setenv("QUNBAN_CONFIG", str(path.parent.parent))
    code, told = invoke("check")
    assert code == 1
    assert words in told
