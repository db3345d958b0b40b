"""What tests of whole bots on a long connection begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpServer

from tests.support.connected_bot import ConnectedBot, Open, connected_bot


@pytest.fixture
async def open_office(database_url: str, tmp_path: Path, aiohttp_server: AiohttpServer) -> AsyncIterator[Open]:
    opened = []

    async def make(*, connected: bool = True, **given: object) -> ConnectedBot:
        context = connected_bot(aiohttp_server, tmp_path, database_url, **given)  # type: ignore[arg-type]
        office = await context.__aenter__()
        opened.append(context)
        await office.start(connected=connected)
        return office

    yield make
    for context in opened:
        await context.__aexit__(None, None, None)


@pytest.fixture
async def office(open_office: Open) -> ConnectedBot:
    return await open_office()
