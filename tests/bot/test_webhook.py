"""POST /facts: what is signed is recorded once and as a whole; everything else is turned away."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Bot
from bot.serve import sites_of
from bot.webhook import MOST, PER_MINUTE, Webhook, is_signed, sign
from config.settings import Settings
from tests.chat import GROUP, Chat, FakeRenderer, FrozenClock, Platform, write_config

KEY = b"0123456789abcdef01234567"
VISIT = {"user": "小明", "kind": "visit", "at": "2026-11-23T07:30:00+08:00", "count": 2, "seconds": 40}


@pytest.fixture
async def client(chat: Chat) -> AsyncIterator[TestClient[Any, Any]]:
    """Yield the endpoint of a group with 小明 in it; its minute never ends."""
    await chat.say("小明", "大家好呀")
    webhook = Webhook(KEY, chat.bot.database, chat.bot.groups, chat.bot.registry, chat.bot.clock, now=lambda: 0.0)
    app = web.Application()
    app.add_routes(webhook.routes())
    async with TestClient(TestServer(app)) as client:
        yield client


async def send(
    chat: Chat,
    client: TestClient[Any, Any],
    *facts: object,
    key: bytes = KEY,
    webhook_id: str = "msg_1",
    late: timedelta = timedelta(),
    group: str = "demo",
    body: bytes | None = None,
) -> tuple[int, dict[str, Any]]:
    """Return the status and the answer to a request."""
    sent = json.dumps({"group": group, "facts": facts}).encode() if body is None else body
    timestamp = str(int((chat.now - late).timestamp()))
    headers = {
        "webhook-id": webhook_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{sign(one, webhook_id, timestamp, sent)}" for one in (b"old" * 9, key)),
    }
    async with client.post("/facts", data=sent, headers=headers) as response:
        return response.status, await response.json()


async def recorded(chat: Chat) -> list[tuple[object, ...]]:
    """Return the facts on record."""
    return await chat.bot.database.read(
        lambda db: db.fetch_all(
            "SELECT member.name, day, kind, count, seconds FROM fact JOIN member ON member.id = member_id ORDER BY 2, 3"
        )
    )


def test_signatures_are_those_of_the_standard() -> None:
    key = Settings(webhook_secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").webhook_key
    body = b'{"test": 2432232314}'
    signature = "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body) == signature
    assert is_signed(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body, f"v1a,x v1,{signature}")
    assert not is_signed(key, "msg_other", "1614265330", body, f"v1,{signature}")
    assert not is_signed(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body, f"v2,{signature} v1,早")


async def test_what_is_signed_is_recorded_once_for_each_id(chat: Chat, client: TestClient[Any, Any]) -> None:
    assert await send(chat, client, VISIT, VISIT, {**VISIT, "kind": "分享", "count": 1}) == (200, {"recorded": 3})
    assert await send(chat, client, VISIT) == (200, {"recorded": 0})
    once = [("小明", "2026-11-23", "share", 1, 40), ("小明", "2026-11-23", "visit", 4, 80)]
    assert await recorded(chat) == once
    assert await send(chat, client, VISIT, webhook_id="msg_2") == (200, {"recorded": 1})
    assert ("小明", "2026-11-23", "visit", 6, 120) in await recorded(chat)
    hours = await chat.bot.database.read(lambda db: db.fetch_all("SELECT hours FROM fact"))
    assert set(hours) == {(1 << 7,)}
    sheets = await chat.sheets(await chat.answer("小明", "排行 本周"))
    assert "value=10" in str(sheets[0])  # one word, six visits, and a share for three


async def test_one_bad_fact_leaves_nothing_and_the_id_unused(chat: Chat, client: TestClient[Any, Any]) -> None:
    bad = [
        {**VISIT, "user": "没有这人"},
        {**VISIT, "kind": "飞"},
        {**VISIT, "count": 0},
        {**VISIT, "at": "2026-12-23T07:30:00+08:00"},
        {**VISIT, "at": "2020-12-23T07:30:00+08:00"},
    ]
    status, answer = await send(chat, client, VISIT, *bad)
    assert status == 422
    assert [error.split(":")[0] for error in answer["errors"]] == [f"facts.{place}" for place in range(1, 6)]
    assert await recorded(chat) == []
    assert await send(chat, client, VISIT) == (200, {"recorded": 1})


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"key": b"another key, long enough"}, 401),
        ({"late": timedelta(minutes=6)}, 401),
        ({"late": timedelta(minutes=-6)}, 401),
        ({"webhook_id": ""}, 401),
        ({"webhook_id": "x" * 300}, 401),
        ({"group": "elsewhere"}, 422),
        ({"body": b"not json"}, 422),
        ({"body": b'{"group": "demo", "facts": []}'}, 422),
        ({"body": b'{"group": "demo", "facts": [{"user": "u", "kind": "visit", "at": "2026-11-23T07:30:00"}]}'}, 422),
        ({"body": b"x" * 70_000}, 413),
    ],
)
async def test_what_is_wrong_is_turned_away(
    chat: Chat, client: TestClient[Any, Any], request_: dict[str, Any], status: int
) -> None:
    assert (await send(chat, client, VISIT, **request_))[0] == status
    assert await recorded(chat) == []


async def test_too_many_facts_and_too_many_requests_are_refused(chat: Chat, client: TestClient[Any, Any]) -> None:
    slim = {"user": "小明", "kind": "visit", "at": "2026-11-23T07:30:00Z"}
    assert (await send(chat, client, *[slim] * (MOST + 1)))[0] == 422
    for number in range(PER_MINUTE - 1):
        await send(chat, client, body=b"", webhook_id=f"m{number}")
    assert (await send(chat, client, VISIT, webhook_id="last"))[0] == 429
    assert await recorded(chat) == []


def test_the_secret_has_to_be_one() -> None:
    assert Settings().webhook_key == b""
    for text in ("whsec_!!!", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"):
        with pytest.raises(ValueError, match="whsec_ 加上 base64"):
            Settings(webhook_secret=text)


async def test_beside_the_chat_page_it_takes_what_is_signed_from_anywhere(tmp_path: Path, sqlite_url: str) -> None:
    secret = f"whsec_{b64encode(KEY).decode()}"
    settings = Settings(config=write_config(tmp_path, GROUP), database=sqlite_url, webhook_secret=secret)
    bot = Bot(settings, clock=FrozenClock(), renderer=FakeRenderer())
    await bot.open()
    try:
        [site] = sites_of(bot, settings)
        async with TestClient(TestServer(site.app)) as client:
            chat = Chat(bot, Platform("chat"))
            assert await send(chat, client, VISIT) == (422, {"errors": ["facts.0: 没有找到「小明」。"]})
            assert (await send(chat, client, VISIT, key=b"wrong" * 9))[0] == 401
            assert (await client.post("/picture", data=b"")).status == 403, "the page is for itself alone"
    finally:
        await bot.close()
