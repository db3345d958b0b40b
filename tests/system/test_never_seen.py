"""A mention of somebody whom nobody has heard yet: every command that looks somebody up says so."""

from __future__ import annotations

import pytest

from bot.late_answers import SORRY
from sop.features import FEATURES
from tests.chat import Chat

LOOKS = [command.word for feature in FEATURES for command in feature.commands if command.read_only]


async def test_no_command_that_only_reads_fails_on_them(chat: Chat) -> None:
    failed = []
    for number, word in enumerate(LOOKS):
        name = f"生人{number}"
        if await chat.say("群主", f"{word} @{name}", mentions=[name]) == SORRY:
            failed.append(word)
    assert failed == []


@pytest.mark.parametrize("word", ["战绩", "学习记录", "回访记录", "违规记录"])
async def test_who_was_never_heard_has_no_record(chat: Chat, word: str) -> None:
    assert await chat.say("群主", f"{word} @甲", mentions=["甲"]) == "「甲」还没有在群里说过话，这里什么也没记。"
    await chat.say("甲", "大家好")
    assert "什么也没记" not in await chat.say("群主", f"{word} @甲", mentions=["甲"])
