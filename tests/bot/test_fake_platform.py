"""The fake WeCom as a program: the configuration it writes runs, and its page shows what was said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from aiohttp import ClientError
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Bot
from config.settings import Settings
from tests.chat import FakeRenderer, FrozenClock
from tests.support.callback_driver import CallbackDriver
from tests.support.fake_aibot import CHAT, PER_MINUTE, FakeAibot
from tests.support.fake_platform import FakePlatform, write_config
from tests.support.fake_wecom import CORP, T0, FakeWecom

Client = TestClient[Any, Any]


@pytest.fixture
async def platform(sqlite_url: str, tmp_path: Path) -> AsyncIterator[tuple[FakePlatform, Client]]:
    clock = FrozenClock(T0)
    platform = FakePlatform(FakeAibot(clock), FakeWecom(clock))
    async with TestClient(TestServer(platform.app())) as client:
        assert client.port
        write_config(tmp_path / "try-it", client.port)
        bot = Bot(Settings(config=tmp_path / "try-it", database=sqlite_url), clock=clock, renderer=FakeRenderer())
        await bot.open()
        await bot.start()
        await platform.aibot.until(lambda: platform.aibot.is_connected)
        yield platform, client
        await bot.stop()
        await bot.close()


async def lines(client: Client) -> list[str]:
    async with client.get("/state") as response:
        chats = (await response.json())["chats"]
    return [f"{line['who']}：{line['text']}" for line in chats[0]["lines"]]


async def test_a_member_speaks_on_the_page_and_sees_the_answer(platform: tuple[FakePlatform, Client]) -> None:
    fake, client = platform
    async with client.post("/say", json={"user": "小明", "text": "@群伴 签到"}) as response:
        assert await response.json() == {"heard": True}
    await fake.aibot.until(lambda: bool(fake.aibot.said))
    said, answer = await lines(client)
    assert said == "小明：@群伴 签到"
    assert answer.startswith("群伴：小明 签到成功")
    async with client.get("/") as response:
        assert "假的企业微信" in await response.text()


async def test_what_nobody_heard_is_shown_as_such(platform: tuple[FakePlatform, Client]) -> None:
    fake, client = platform
    async with client.post("/fault", json={"kind": "cut"}) as response:
        assert response.status == 200
    await fake.aibot.until(lambda: not fake.aibot.is_connected)
    async with client.post("/say", json={"user": "小明", "text": "@群伴 签到"}) as response:
        assert await response.json() == {"heard": False}
    assert await lines(client) == ["小明：@群伴 签到（没人听到）"]


async def test_a_bot_that_is_called_back_answers_on_the_page(sqlite_url: str, tmp_path: Path) -> None:
    clock = FrozenClock(T0)
    platform = FakePlatform(FakeAibot(clock), FakeWecom(clock))
    async with TestClient(TestServer(platform.app())) as client:
        assert client.port
        platform.address = str(client.make_url("")).rstrip("/")
        write_config(tmp_path / "try-it", client.port, called_back=True)
        bot = Bot(Settings(config=tmp_path / "try-it", database=sqlite_url), clock=clock, renderer=FakeRenderer())
        await bot.open()
        async with TestServer(bot.public_app()) as server:
            platform.driver = CallbackDriver(str(server.make_url("/channels/bot")))
            assert await platform.say("小明", "@群伴 签到")
            assert await platform.say("小明", "@群伴 积分")
        assert not await platform.say("小明", "@群伴 签到")
        await bot.close()
        said = await lines(client)
    assert [line.partition("：")[2][:7] for line in said[:3:2]] == ["@群伴 签到", "@群伴 积分"]
    assert said[1].startswith("群伴：小明 签到成功")
    assert said[4] == "小明：@群伴 签到（没人听到）"


async def test_requests_go_wrong_by_chance_the_same_for_a_seed() -> None:
    async def outcomes(seed: int) -> list[str]:
        fake = FakeWecom(FrozenClock(T0), random=Random(seed), probability=0.5)
        fake.released.set()
        found = []
        async with TestClient(TestServer(fake.app())) as client:
            for _ in range(40):
                try:
                    async with client.get("/cgi-bin/gettoken", params={"corpid": CORP}) as response:
                        found.append(f"{response.status} {(await response.text())[:20]}")
                except ClientError as error:
                    found.append(type(error).__name__)
        return found

    first = await outcomes(7)
    assert first == await outcomes(7)
    assert first != await outcomes(8)
    assert len(set(first)) > 5


async def test_the_limit_of_a_chat_is_kept_and_every_violation_counted() -> None:
    fake = FakeAibot(FrozenClock(T0))
    fake.known.add(CHAT)
    body = {"chatid": CHAT, "chat_type": 2, "msgtype": "markdown", "markdown": {"content": "早"}}
    codes = [fake._carry_out("aibot_send_msg", str(number), body)[0] for number in range(PER_MINUTE + 2)]
    assert codes == [0] * PER_MINUTE + [45009] * 2
    assert len(fake.said) == PER_MINUTE
    assert len(fake.violations) == 2
