"""The group that the tests of polls use."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.polls import QUIET


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which a poll brings points."""
    return await open_group(QUIET + "polls: {reward: 5}\nmembership: {private: true}\n")
