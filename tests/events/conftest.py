"""The group that the tests of events use."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with the usual rules."""
    return await open_group("")
