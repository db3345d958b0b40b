"""Roles decide: every command, said by everybody, in the group, in private, and by a stranger."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from handlers.kit import Command, Role
from handlers.kit.router import FORBIDDEN
from sop.features import FEATURES
from storage.db import Db
from storage.schema import METADATA
from tests.chat import GROUP, Chat, open_chat, write_config

COMMANDS = [command for feature in FEATURES for command in feature.commands]
WHO: Mapping[Role, str] = {Role.MEMBER: "小明", Role.STAFF: "店员", Role.ADMIN: "小助理"}
COUNTED = {"activity", "arrival", "day_sum", "fact", "fact_hour", "hour_sum", "inbox", "member", "outbox", "transcript"}
"""What is kept of whoever says anything, whatever it is."""


@pytest.fixture
async def quiet_chat(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """Open a group in which talk earns nothing, so that only what commands do is left behind."""
    chat = await open_chat(write_config(tmp_path / "config", GROUP + "speaking: {points: 0}\n"), sqlite_url)
    for who in (*WHO.values(), "小红"):
        await chat.join(who)
        await chat.say(who, "签到")
    yield chat
    await chat.bot.close()


def kept(db: Db) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is kept but what is counted of whoever says anything."""
    tables = [table.name for table in METADATA.sorted_tables if table.name not in COUNTED]
    return {table: sorted(db.fetch_all(f"SELECT * FROM {table}"), key=repr) for table in tables}


def typed(command: Command) -> str:
    return f"{command.word} {command.usage}".strip().replace("@小明", "@小红")


async def test_whoever_may_not_is_told_so_and_nothing_is_done(quiet_chat: Chat) -> None:
    before = await quiet_chat.bot.database.read(kept)
    refused = 0
    for command in COMMANDS:
        refusal = FORBIDDEN.format(word=command.word, role=command.role.title)
        for role, who in WHO.items():
            if role < command.role:
                # By itself 抢答 begins a game of the bank for members; a question of one's own is for staff.
                for words in dict.fromkeys((typed(command), *([] if command.word == "抢答" else [command.word]))):
                    mentions = re.findall("@(\\w+)", words)
                    for private in (False, True):
                        answer = await quiet_chat.say(who, words, addressed=True, mentions=mentions, private=private)
                        # Members get their own command for a few words of staff, which does nothing here either.
                        is_other = bool(command.members_say) and refusal != answer and bool(answer)
                        assert answer == refusal or is_other, f"{who}: {words}"
                        refused += 1
    assert refused > 500
    assert await quiet_chat.bot.database.read(kept) == before


async def test_a_stranger_in_private_is_asked_to_come_to_the_group(quiet_chat: Chat) -> None:
    before = await quiet_chat.bot.database.read(kept)
    for command in COMMANDS:
        answer = await quiet_chat.say("路人", typed(command), private=True)
        assert "我还不认识你" in answer, command.word
    assert await quiet_chat.bot.database.read(kept) == before
