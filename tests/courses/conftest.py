"""The group that the tests of courses use."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.courses import COURSES


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with a course on Mondays and Thursdays, at 08:00 on a Monday."""
    return await open_group(COURSES)
