"""The bot's own name is taken out of what people say, whatever it is called by now."""

from __future__ import annotations

import pytest

from bot.channels.wecom.mentions import OwnName
from handlers.kit import Message
from tests.support.fake_wecom import T0


def said(text: str, *, chat: str | None = "group", quote: str = "") -> Message:
    return Message(channel="bot", key="1", chat=chat, user="u", at=T0, text=text, addressed=True, quote=quote)


@pytest.mark.parametrize(
    ("text", "meant", "new_name"),
    [
        ("@群伴 签到", "签到", ""),
        ("@群伴小助手 签到", "签到", "群伴小助手"),
        ("签到 @群伴小助手", "签到", "群伴小助手"),
        ("@小助理\u2005签到", "签到", "小助理"),
        ("加分 @群伴小助手 @小明 10", "加分 @小明 10", "群伴小助手"),
        ("@群伴小助手", "小助手", ""),
        ("@群伴签到", "签到", ""),
        ("@小明 @小红 签到", "@小明 @小红 签到", ""),
        ("签到", "签到", ""),
        ("邮箱 a@b.c", "邮箱 a@b.c", ""),
    ],
)
def test_a_new_name_is_recognised_where_the_bot_must_have_been_mentioned(text: str, meant: str, new_name: str) -> None:
    assert OwnName("群伴").taken_out(said(text)) == (meant, new_name)


def test_in_private_nobody_needs_to_mention_it() -> None:
    assert OwnName("群伴").taken_out(said("@小明 签到", chat=None)) == ("@小明 签到", "")


def test_a_quote_loses_the_name_as_well() -> None:
    message, _ = OwnName("群伴").understood(said("@群伴", quote="@群伴 签到"))
    assert (message.text, message.quote, message.own_name) == ("", "签到", "群伴")
