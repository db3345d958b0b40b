"""WeChat calling back an official account, in the clear and encrypted, with a cipher that is not ours (wechatpy)."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import xmltodict
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from bot.channels.official_account.channel import OfficialAccount
from bot.channels.wechat.callback import LARGEST
from config.channels import OfficialAccountSettings
from tests.chat import FrozenClock
from tests.support.callbacks import AES_KEY
from tests.support.fake_wecom import T0, Ear, FakeDiary, Scenery

APP_ID, TOKEN = "wxb11529c136998cb6", "pamtest"
ACCOUNT, OPEN_ID = "gh_community01", "oOPENID000000000000000000001"


def signed(*parts: str) -> str:
    """Return the platform's signature."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def message(kind: str, number: int | None = 1, user: str = OPEN_ID, at: int | None = None, **fields: str) -> str:
    """Return the XML of something that somebody did; events have no number."""
    words = {"ToUserName": ACCOUNT, "FromUserName": user, "MsgType": kind, **fields}
    inside = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in words.items())
    msg_id = f"<MsgId>{number}</MsgId>" if number and kind != "event" else ""
    return f"<xml>{inside}<CreateTime>{at or int(T0.timestamp())}</CreateTime>{msg_id}</xml>"


@dataclass
class FakeOfficial:
    """The platform's side of one account. With `is_sealed` it is in safe mode."""

    client: TestClient[Any, Any]
    clock: FrozenClock
    is_sealed: bool = False
    path: str = "/channels/mp"
    crypto: WeChatCrypto = field(default_factory=lambda: WeChatCrypto(TOKEN, AES_KEY, APP_ID))
    _nonces: count[int] = field(default_factory=lambda: count(1))

    def query(self, token: str = TOKEN, at: int | None = None) -> dict[str, str]:
        """Return the query of a request."""
        stamp, nonce = str(at if at is not None else int(self.clock.now().timestamp())), f"nonce{next(self._nonces)}"
        return {"signature": signed(token, stamp, nonce), "timestamp": stamp, "nonce": nonce}

    async def check(self, echo: str = "5838479218127813673", **query: str) -> tuple[int, str]:
        """Check the URL; return status and body."""
        async with self.client.get(self.path, params={**self.query(), "echostr": echo, **query}) as response:
            return response.status, await response.text()

    async def tell(self, xml: str, **changed: str) -> tuple[int, str]:
        """Deliver a callback; return the status and the answer's XML, decrypted."""
        query, body = {**self.query(), "openid": OPEN_ID}, xml
        if self.is_sealed:
            outer = xmltodict.parse(self.crypto.encrypt_message(xml, query["nonce"], query["timestamp"]))["xml"]
            query |= {"encrypt_type": "aes", "msg_signature": outer["MsgSignature"]}
            encrypted = f"<Encrypt><![CDATA[{outer['Encrypt']}]]></Encrypt>"
            body = f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>{encrypted}</xml>"
        params = {name: value for name, value in {**query, **changed}.items() if value}
        async with self.client.post(self.path, params=params, data=body.encode()) as response:
            answer = await response.text()
            if response.status != 200 or not self.is_sealed or not answer.startswith("<xml>"):
                return response.status, answer
        sealed = xmltodict.parse(answer)["xml"]
        opened = self.crypto.decrypt_message(answer, sealed["MsgSignature"], sealed["TimeStamp"], sealed["Nonce"])
        return 200, str(opened)

    async def say(self, xml: str) -> str:
        """Deliver a callback; return the words of the answer, empty for silence."""
        status, answer = await self.tell(xml)
        assert status == 200, answer
        if answer == "success":
            return ""
        said = xmltodict.parse(answer)["xml"]
        assert (said["ToUserName"], said["FromUserName"], said["MsgType"]) == (OPEN_ID, ACCOUNT, "text")
        return str(said["Content"])


SECRET = "canary-app-secret-of-mp"
WINDOW, MOST = timedelta(hours=48), 5
"""How long after somebody's words, and how often, they may be written to."""


@dataclass
class FakeOfficialServer:
    """The account's own servers: tokens, and messages within 48 hours of a member's words."""

    clock: FrozenClock
    heard: dict[str, datetime] = field(default_factory=dict)
    """When each follower spoke last."""
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    calls: Counter[str] = field(default_factory=Counter)
    _counts: Counter[str] = field(default_factory=Counter)

    def app(self) -> web.Application:
        """Return the servers."""
        app = web.Application()
        app.router.add_post("/cgi-bin/stable_token", self._token)
        for path in ("message/custom/send", "message/template/send", "message/subscribe/bizsend"):
            app.router.add_post(f"/cgi-bin/{path}", self._send)
        return app

    async def _token(self, request: web.Request) -> web.Response:
        self.calls["stable_token"] += 1
        given = await request.json()
        if given != {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}:
            return web.json_response({"errcode": 40125, "errmsg": "invalid appsecret"})
        token = f"canary-token-{self.calls['stable_token']}"
        self.tokens = {token}
        return web.json_response({"access_token": token, "expires_in": 7200})

    async def _send(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/cgi-bin/")
        self.calls[path] += 1
        if request.query.get("access_token") not in self.tokens:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
        body = await request.json()
        user = body["touser"]
        code = 0 if user in self.heard else 40003
        if path == "message/custom/send" and not code:
            since = self.clock.now() - self.heard[user]
            self._counts[user] += 1
            code = 45015 if since > WINDOW else 45047 if self._counts[user] > MOST else 0
        if not code:
            self.sent.append((path, body))
        return web.json_response({"errcode": code, "errmsg": "hint"})


@dataclass
class Official:
    """The platform, and the channel that it calls."""

    platform: FakeOfficial
    channel: OfficialAccount
    ear: Ear


@asynccontextmanager
async def open_official(
    aiohttp_client: AiohttpClient, *, is_sealed: bool, session: ClientSession | None = None, **more: Any
) -> AsyncIterator[Official]:
    """Give an account that is called back."""
    clock, ear = FrozenClock(T0), Ear()
    given = {"aes_key": AES_KEY} if is_sealed else {}
    settings = OfficialAccountSettings.model_validate(
        {"kind": "official_account", "app_id": APP_ID, "token": TOKEN, **given, **more}
    )
    deps = Scenery(clock, None, ear, session, "", None, FakeDiary()).deps  # type: ignore[arg-type]
    channel = OfficialAccount("mp", settings, deps)
    app = web.Application(client_max_size=LARGEST)
    app.add_routes(channel.routes())
    yield Official(FakeOfficial(await aiohttp_client(app), clock, is_sealed), channel, ear)
