"""A whole bot on OneBot 11: a group lives on it, and a stop is quick."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from aiohttp import ClientSession
from pytest_aiohttp.plugin import AiohttpServer

from bot.app import Bot
from config.settings import Settings
from tests.chat import FakeRenderer, FrozenClock, write_config
from tests.support.fake_onebot import GROUP, TOKEN, FakeOnebot, at, text
from tests.support.fake_wecom import T0
from tests.support.server import start_bot

CHANNELS = f"channels:\n  qq: {{kind: onebot, token: {TOKEN}}}\n"
YAML = f"group: '{GROUP}'\nname: QQ 群\nchannels: {{hear: [qq]}}\nowner: '30003'\nwelcome: {{gather: 0}}\n"


@asynccontextmanager
async def living(folder: Path, database: str, aiohttp_server: AiohttpServer) -> AsyncIterator[FakeOnebot]:
    """Give a bot's platform, with the bot connected."""
    bot = Bot(Settings(config=folder, database=database), clock=FrozenClock(T0), renderer=FakeRenderer())
    await bot.open()
    await bot.start()
    server = await aiohttp_server(bot.public_app())
    async with ClientSession() as session:
        client = FakeOnebot(session, str(server.make_url("/channels/qq")).replace("http://", "ws://"))
        await client.connect()
        try:
            yield client
        finally:
            await client.close()
            await bot.stop()
            await bot.close()


def words(client: FakeOnebot) -> str:
    """Return what the group was told, all of it."""
    return "\n".join(one["data"].get("text", "") for message in client.said() for one in message)


async def test_a_group_lives_on_it(database_url: str, tmp_path: Path, aiohttp_server: AiohttpServer) -> None:
    folder = write_config(tmp_path / "config", YAML, channels=CHANNELS)
    async with living(folder, database_url, aiohttp_server) as client:
        await client.say(20002, text("签到"))
        await client.until(lambda: "昵称20002 签到成功" in words(client))
        await client.say(30003, text("加分 "), at(20002, name="昵称20002"), text("5 谢谢"))
        await client.until(lambda: "已给 昵称20002 加 5 分（谢谢）" in words(client))
        await client.say(20002, text("今天天气不错"))
        await client.say(20002, text("积分"))
        await client.until(lambda: "昵称20002：16 积分" in words(client))  # a point for what was talked
        await client.tell(
            post_type="notice", notice_type="group_increase", sub_type="approve", group_id=GROUP, user_id=40004
        )
        await client.until(lambda: any(one == at(40004) for message in client.said() for one in message))
    assert "天气" not in words(client)


async def test_a_restart_answers_what_is_said_after_it(
    sqlite_url: str, tmp_path: Path, aiohttp_server: AiohttpServer
) -> None:
    folder = write_config(tmp_path / "config", YAML, channels=CHANNELS)
    for number in range(2):
        async with living(folder, sqlite_url, aiohttp_server) as client:
            client.number = number * 10
            await client.say(20002, text("积分"))
            await client.until(lambda told=client: "积分" in words(told))  # type: ignore[misc]


async def test_an_unknown_group_is_told_its_number(
    sqlite_url: str, tmp_path: Path, aiohttp_server: AiohttpServer
) -> None:
    folder = write_config(tmp_path / "config", YAML, channels=CHANNELS)
    async with living(folder, sqlite_url, aiohttp_server) as client:
        await client.say(20002, text("大家好"), group=555)
        await client.say(20002, text("@群伴 你好"), group=555)
        await client.until(lambda: len(client.asked) == 1)
        assert client.asked[0]["params"]["group_id"] == 555
        assert "会话 ID：555" in client.asked[0]["params"]["message"][0]["data"]["text"]


async def test_a_stop_does_not_wait_for_the_other_side(tmp_path: Path) -> None:
    folder = write_config(tmp_path / "config", YAML, channels=CHANNELS)
    server = start_bot(folder)
    await server.ready()
    async with ClientSession() as session:
        client = FakeOnebot(session, f"ws://127.0.0.1:{server.port}/channels/qq")
        await client.connect()
        await client.say(20002, text("签到"))
        await client.until(lambda: "签到成功" in words(client))
        began = perf_counter()
        assert await asyncio.to_thread(server.stop) == 0
        assert perf_counter() - began < 4
        await client.close()
