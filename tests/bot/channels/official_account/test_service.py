"""What an official account says later: within 48 hours as a message, then by a template, and never twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import SENT, SendStatus
from handlers.kit import Picture, reply
from tests.chat import FrozenClock
from tests.support.fake_official import OPEN_ID, SECRET, FakeOfficialServer, Official, message, open_official
from tests.support.fake_wecom import T0

TEMPLATE = {"id": "tmpl-1", "field": "thing2"}


@asynccontextmanager
async def account(
    aiohttp_client: AiohttpClient, aiohttp_server: AiohttpServer, **more: Any
) -> AsyncIterator[tuple[Official, FakeOfficialServer]]:
    server = FakeOfficialServer(FrozenClock(T0))
    api = str((await aiohttp_server(server.app())).make_url("")).rstrip("/")
    async with (
        ClientSession() as session,
        open_official(
            aiohttp_client, is_sealed=False, session=session, **{"secret": SECRET, "api": api, **more}
        ) as official,
    ):
        server.clock = official.platform.clock
        server.heard[OPEN_ID] = server.clock.now()
        yield official, server


async def test_an_answer_that_comes_later_is_sent(aiohttp_client: AiohttpClient, aiohttp_server: AiohttpServer) -> None:
    async with account(aiohttp_client, aiohttp_server) as (mp, server):
        assert await mp.channel.send(OPEN_ID, reply("画好了"), "k") == SENT
        assert server.sent == [
            ("message/custom/send", {"touser": OPEN_ID, "msgtype": "text", "text": {"content": "画好了"}})
        ]
        server.tokens.clear()  # it died early
        assert await mp.channel.send(OPEN_ID, reply("再一句"), "k2") == SENT
        assert server.calls["stable_token"] == 2


async def test_what_does_not_fit_follows(aiohttp_client: AiohttpClient, aiohttp_server: AiohttpServer) -> None:
    async with account(aiohttp_client, aiohttp_server) as (mp, _):
        mp.ear.answer = reply("好" * 1500, Picture(digest="0" * 64, alt="一张图"))
        said = await mp.platform.say(message("text", Content="帮助"))
        ((_, later),) = mp.ear.postponed
        whole = said + "".join(part.text for part in later if hasattr(part, "text"))
        assert whole.count("好") == 1500
        assert "一张图" in whole
        assert len(said.encode()) <= 2048


async def test_behind_the_window_a_template_is_sent(
    aiohttp_client: AiohttpClient, aiohttp_server: AiohttpServer
) -> None:
    async with account(aiohttp_client, aiohttp_server, template=TEMPLATE) as (mp, server):
        server.clock.moment += timedelta(hours=49)
        words = "你的兑换码 8362 明天到期，记得来店里领取，地址见群公告"
        assert await mp.channel.send(OPEN_ID, reply(words), "k") == SENT
        ((path, body),) = server.sent
        assert path == "message/template/send"
        assert body["template_id"] == "tmpl-1"
        assert body["data"]["thing2"]["value"] == words[:19] + "…"


async def test_a_subscribe_message_goes_its_own_way(
    aiohttp_client: AiohttpClient, aiohttp_server: AiohttpServer
) -> None:
    async with account(aiohttp_client, aiohttp_server, template={**TEMPLATE, "subscribed": True}) as (mp, server):
        server.clock.moment += timedelta(hours=49)
        assert await mp.channel.send(OPEN_ID, reply("到期了"), "k") == SENT
        assert server.sent[0][0] == "message/subscribe/bizsend"


async def test_refusals_say_why(aiohttp_client: AiohttpClient, aiohttp_server: AiohttpServer) -> None:
    async with account(aiohttp_client, aiohttp_server) as (mp, server):
        refused = await mp.channel.send("oSomebodyElse", reply("早"), "k")
        assert (refused.verdict, "关注者" in refused.note) == (SendStatus.REFUSED, True)
        for number in range(5):
            assert await mp.channel.send(OPEN_ID, reply("早"), f"k{number}") == SENT
        assert "5 条" in (await mp.channel.send(OPEN_ID, reply("早"), "k6")).note
        server.clock.moment += timedelta(hours=49)
        assert "48 小时" in (await mp.channel.send(OPEN_ID, reply("早"), "k7")).note
    async with account(aiohttp_client, aiohttp_server, secret="wrong") as (mp, _):
        refused = await mp.channel.send(OPEN_ID, reply("早"), "k")
        assert (refused.verdict, "AppSecret 不对（40125）" in refused.note) == (SendStatus.DISABLED, True)
