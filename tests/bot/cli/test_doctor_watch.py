"""`doctor --watch`: what comes to the running bot, as it comes, for whoever can read its database and nobody else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession
from pytest_aiohttp.plugin import AiohttpServer

from bot.cli.doctor_watch import BACK, GONE, show
from bot.watching import PATH, headers
from config.settings import Settings
from tests.support.connected_bot import connected_bot
from tests.support.server import app_channel, free_port


async def test_what_comes_is_shown_as_it_comes(sqlite_url: str, tmp_path: Path, aiohttp_server: AiohttpServer) -> None:
    more = f"  app: {app_channel()}\n"
    async with connected_bot(aiohttp_server, tmp_path, sqlite_url, more=more) as office:
        bot = await office.start()
        server = await aiohttp_server(bot.public_app())
        said: list[str] = []
        settings = Settings(config=office.folder, database=sqlite_url, port=server.port or 0)
        watching = asyncio.create_task(show(settings, said.append, every=0.01))

        async def shown(words: str) -> str:
            async with asyncio.timeout(5):
                while True:
                    if found := [line for line in said if words in line]:
                        return found[0]
                    await asyncio.sleep(0.01)

        assert "长连接 → 连上了" in await shown("连上了")
        assert said[0].startswith("通道 bot：连着")
        await office.ask("ZhangSan", "@群伴 签到")
        assert (await shown("签到")).endswith(" bot ZhangSan：签到 → 已回答")
        await office.ask("LiSi", "@群伴 帮助 " + "悄悄话" * 20)
        assert "悄悄话" * 6 not in await shown("LiSi")
        async with ClientSession() as session:
            query = {"msg_signature": "no", "timestamp": "1", "nonce": "n", "echostr": "x"}
            async with session.get(server.make_url("/channels/app"), params=query) as response:
                assert response.status == 403
        assert (await shown("app 回调")).endswith("app 回调 → 拒绝：签名不对，Token 要和后台的一样")
        assert len([line for line in said if "ZhangSan" in line]) == 1
        await office.platform.say("LiSi", "@群伴")
        assert "LiSi：（只 @ 了机器人，没有别的话）" in await shown("没有别的话")
        await server.close()
        await shown(GONE)
        await office.stop()
        bot = await office.start()
        await aiohttp_server(bot.public_app(), port=settings.port)
        await shown(BACK)
        await office.ask("WangWu", "@群伴 签到")
        assert (await shown("WangWu")).endswith(" bot WangWu：签到 → 已回答")
        watching.cancel()


@pytest.mark.parametrize("given", ["", "wrong", "ö"])
async def test_nobody_without_the_key_sees_anything(
    given: str, sqlite_url: str, tmp_path: Path, aiohttp_server: AiohttpServer
) -> None:
    async with connected_bot(aiohttp_server, tmp_path, sqlite_url) as office:
        bot = await office.start()
        server = await aiohttp_server(bot.public_app())
        async with ClientSession() as session:
            head = headers(given) if given else {}
            async with session.get(server.make_url(PATH), params={"after": "0"}, headers=head) as response:
                assert response.status == 404
                assert "长连接" not in await response.text()


async def test_it_says_that_no_bot_runs(tmp_path: Path) -> None:
    said: list[str] = []
    settings = Settings(config=tmp_path, database=f"sqlite:///{tmp_path / 'a.db'}", port=free_port())
    assert not await show(settings, said.append)
    assert said == []
