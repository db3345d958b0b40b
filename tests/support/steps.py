"""Steps that the tests of several subjects take."""

from __future__ import annotations

import re

from handlers.mall.codes import ALPHABET
from tests.chat import Chat

PICKUP_CODE = re.compile(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{2}}")


async def live_days(chat: Chat, pattern: str, who: str = "小明") -> None:
    """Live a day for each mark: checked in, or missed."""
    for mark in pattern:
        await chat.say(who, "签到" if mark == "1" else "大家好")
        await chat.forward(days=1)


async def rewrite_group_file(chat: Chat, old: str, new: str) -> None:
    """Let the owner change the group's file."""
    path = chat.bot.groups.all()[0].path
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
