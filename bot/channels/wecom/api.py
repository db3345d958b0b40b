"""Requests to WeCom's servers, and what their answers mean for a message on its way.

Neither words nor addresses of the platform are repeated anywhere: they may hold a key, a secret or a token.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
)

from bot.channels.channel import SendResult, SendStatus
from bot.channels.wechat.token import AccessToken, Token
from bot.channels.wecom.error_codes import STALE_TOKEN, UNTRUSTED, meaning, refused, retry
from bot.clock import Clock
from bot.network_words import network_reason

PATIENCE = ClientTimeout(total=10, connect=3)
"""Seconds. The connection has its own limit, so that running out of the total means the request has left."""
LONGEST_ANSWER = 4 * 1024 * 1024
"""Bytes. The largest real one is a customer group of 500 people, about 150 KB."""

Json = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_OUR_ADDRESS = re.compile(r"from ip: ?([0-9a-fA-F.:]{3,45})")


class ApiError(Exception):
    """A request that was not answered with success; its outcome is what the outbox has to know."""

    def __init__(self, outcome: SendResult, code: int | None = None, seen_from: str = "") -> None:
        """`seen_from` is our own address as the platform sees it: for whoever sets the bot up, and for nobody else."""
        super().__init__(outcome.note)
        self.outcome = outcome
        self.code = code
        self.seen_from = seen_from


def encode(body: Json) -> bytes:
    """Return the body as JSON in UTF-8; the same body is the same bytes. The platform refuses some escapes."""
    return _JSON.encode(body).encode()


async def request(
    session: ClientSession,
    method: str,
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    data: bytes | FormData | None = None,
    is_terse: bool = False,
) -> Json:
    """Return the platform's answer with error code 0; raises ApiError for everything else that can happen.

    An answer that `is_terse` has an error code only where there is an error.
    """
    headers = {"Content-Type": "application/json; charset=utf-8"} if isinstance(data, bytes) else {}
    # A kept connection may turn out to be closed only after the request was written to it; nobody could tell then
    # whether it arrived. So none is kept.
    headers["Connection"] = "close"
    try:
        async with session.request(
            method, url, params=params, data=data, headers=headers, timeout=PATIENCE, allow_redirects=False
        ) as response:
            status, answer = response.status, bytearray()
            async for chunk in response.content.iter_any():
                answer += chunk
                if len(answer) > LONGEST_ANSWER:
                    break
    except (ClientConnectorError, ConnectionTimeoutError):
        raise ApiError(retry("连不上企业微信", 5)) from None
    except (ClientError, TimeoutError, OSError) as error:
        raise ApiError(SendResult(SendStatus.DOUBTFUL, f"发出后没有收到回音（{network_reason(error)}）")) from None
    return _understood(status, answer, is_terse=is_terse)


async def webhook_send(session: ClientSession, api: str, key: str, body: Json) -> None:
    """Send one message by a group's push robot; raises ApiError."""
    await request(session, "POST", f"{api}/cgi-bin/webhook/send", params={"key": key}, data=encode(body))


async def webhook_upload(session: ClientSession, api: str, key: str, kind: str, name: str, data: bytes) -> str:
    """Upload a file for a group's push robot, and for that one only; its media id is good for three days."""
    url = f"{api}/cgi-bin/webhook/upload_media"
    answer = await request(session, "POST", url, params={"key": key, "type": kind}, data=media_form(name, data))
    return str(answer.get("media_id", ""))


def media_form(name: str, data: bytes) -> FormData:
    """Return a file as uploads carry it. The name goes in UTF-8 as it is: what is quoted, members would see quoted."""
    form = FormData(quote_fields=False)
    form.add_field("media", data, filename=name, content_type="application/octet-stream")
    return form


async def respond(session: ClientSession, address: str, body: Json) -> None:
    """Post a later answer to the one-time address of a message to an AI bot; raises ApiError."""
    await request(session, "POST", address, data=encode(body))


class AppApi:
    """What a self-built app asks of the platform. Every method raises ApiError."""

    def __init__(
        self,
        session: ClientSession,
        api: str,
        corp_id: str,
        secret: str,
        clock: Clock,
        refused: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`refused` is told, in Chinese, what keeps the app from anything it asks for: a wrong secret, no right."""
        self._refused = refused
        self._session = session
        self._api = api
        self._corp_id = corp_id
        self._secret = secret
        self._token = AccessToken(self._get_token, clock)

    async def token(self) -> None:
        """Get a token, to see whether the corp's id and the secret are right."""
        await self._token.get()

    async def message_send(self, body: Json) -> Json:
        """Send a message to members; the answer may name some who did not get it."""
        data = encode(body)
        return await self._authorized(lambda params: self._request("POST", "message/send", params, data))

    async def groupchat_get(self, chat: str) -> Json:
        """Return a customer group with its members and their names."""
        data = encode({"chat_id": chat, "need_name": 1})
        answer = await self._authorized(
            lambda params: self._request("POST", "externalcontact/groupchat/get", params, data)
        )
        group = answer.get("group_chat")
        if not isinstance(group, dict):
            raise ApiError(refused("企业微信没有给出群的资料"))
        return group

    async def agent(self, number: int) -> Json:
        """Return the app itself: its name, and who may use it."""
        return await self.get("agent/get", {"agentid": str(number)})

    async def get(self, path: str, asked: Mapping[str, str]) -> Json:
        """Return what the platform answers to a question of the app."""
        return await self._authorized(lambda params: self._request("GET", path, {**params, **asked}))

    async def post(self, path: str, body: Json) -> Json:
        """Return what the platform answers to any other call of the app."""
        return await self._authorized(lambda params: self._request("POST", path, params, encode(body)))

    async def media_upload(self, kind: str, name: str, data: bytes) -> str:
        """Upload an image or a file; its media id is good for three days."""
        answer = await self._authorized(
            lambda params: self._request("POST", "media/upload", {**params, "type": kind}, media_form(name, data))
        )
        return str(answer.get("media_id", ""))

    async def _authorized(self, call: Callable[[Mapping[str, str]], Awaitable[Json]]) -> Json:
        token = await self._token.get()
        try:
            return await call(_by(token))
        except ApiError as error:
            if error.code not in STALE_TOKEN:
                raise
        return await call(_by(await self._token.renew(token)))

    async def _get_token(self) -> tuple[str, timedelta]:
        params = {"corpid": self._corp_id, "corpsecret": self._secret}
        try:
            answer = await self._request("GET", "gettoken", params)
            return str(answer["access_token"]), timedelta(seconds=int(answer["expires_in"]))
        except ApiError as error:
            if error.outcome.verdict is not SendStatus.DOUBTFUL:
                raise
        except (KeyError, ValueError):
            pass
        raise ApiError(retry("没有拿到 access_token", 5))

    async def _request(
        self, method: str, path: str, params: Mapping[str, str], data: bytes | FormData | None = None
    ) -> Json:
        try:
            return await request(self._session, method, f"{self._api}/cgi-bin/{path}", params=params, data=data)
        except ApiError as error:
            if error.outcome.verdict is SendStatus.DISABLED:
                self._refused(error.outcome.note)
            raise


def _by(token: Token) -> Mapping[str, str]:
    return {"access_token": token.value}


def _understood(status: int, answer: bytearray, *, is_terse: bool) -> Json:
    if status >= 500:
        # A gateway may say so after the platform has taken the message; only an error code tells that it has not.
        raise ApiError(SendResult(SendStatus.DOUBTFUL, f"企业微信的服务器出错（HTTP {status}），不知道收到没有"))
    if status == 429:
        raise ApiError(SendResult(SendStatus.PAUSE, "发得太快（HTTP 429）", timedelta(seconds=60)))
    if status != 200:
        raise ApiError(refused(f"企业微信没有接受（HTTP {status}）"))
    try:
        body = json.loads(answer)
        code = int(str(body.get("errcode", 0) if is_terse else body["errcode"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ApiError(SendResult(SendStatus.DOUBTFUL, "企业微信的回音看不懂")) from None
    if code:
        found = _OUR_ADDRESS.search(str(body.get("errmsg", ""))) if code == UNTRUSTED else None
        raise ApiError(meaning(code), code, found[1] if found else "")
    return dict(body)
