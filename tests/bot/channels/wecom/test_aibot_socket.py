"""The AI bot's long connection: what it hears, answers and pushes, with the whole bot behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpServer

from tests.support.connected_bot import ConnectedBot, connected_bot
from tests.support.fake_aibot import CHAT


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path, aiohttp_server: AiohttpServer) -> AsyncIterator[ConnectedBot]:
    async with connected_bot(aiohttp_server, tmp_path, sqlite_url) as opened:
        await opened.start()
        yield opened


async def test_a_mention_is_answered_by_its_request(office: ConnectedBot) -> None:
    assert "签到成功！连续 1 天，+10 积分" in await office.ask("ZhangSan", "@群伴 签到")
    (said,) = office.platform.said
    assert (said.chat, said.command, said.body["msgtype"]) == (CHAT, "aibot_respond_msg", "markdown")
    assert not office.platform.violations
