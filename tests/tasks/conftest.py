"""The groups that the tests of staff tasks use."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.staff_tasks import QUIET, TEAM


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which one of the staff is known."""
    chat = await open_group(QUIET)
    await chat.say("店员", "大家好")
    return chat


@pytest.fixture
async def team(open_group: OpenChat) -> Chat:
    """Return a group with three of the staff."""
    chat = await open_group(QUIET, more=(TEAM,))
    chat.group = "team"
    for who in ("店员", "小李", "小周"):
        await chat.say(who, "大家好")
    return chat
