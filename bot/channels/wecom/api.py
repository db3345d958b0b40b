"""Requests to WeCom's servers, and what their answers mean for a message on its way.

The table is made from the documented error codes; it goes by the code only, because the words change. Neither words
nor addresses of the platform are repeated anywhere: they may hold a key, a secret or a token.
"""

from __future__ import annotations

import json
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
from bot.clock import Clock

PATIENCE = ClientTimeout(total=10, connect=3)
"""Seconds. The connection has its own limit, so that running out of the total means the request has left."""
LONGEST_ANSWER = 4 * 1024 * 1024
"""Bytes. The largest real one is a customer group of 500 people, about 150 KB."""

Json = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

STALE_TOKEN = (40014, 42001)
STALE_MEDIA = 40007


def _retry(note: str, seconds: float = 0) -> SendResult:
    return SendResult(SendStatus.RETRY, note, timedelta(seconds=seconds))


def _refused(note: str) -> SendResult:
    return SendResult(SendStatus.REFUSED, note)


def _disabled(note: str) -> SendResult:
    return SendResult(SendStatus.DISABLED, note)


MEANINGS: Mapping[int, SendResult] = {
    -1: _retry("企业微信正忙", 3),
    6000: _retry("企业微信正忙，数据有冲突", 3),
    45033: _retry("同时调用企业微信的次数太多", 5),
    40014: _retry("access_token 刷新后仍然无效", 60),
    42001: _retry("access_token 刷新后仍然过期", 60),
    41063: _retry("上一次群发还在分发", 60),
    45009: SendResult(SendStatus.PAUSE, "发得太快，企业微信要求歇一分钟", timedelta(seconds=60)),
    41048: SendResult(SendStatus.SENT, "没有需要通知的人"),
    40001: _disabled("应用的 Secret 不对"),
    40013: _disabled("企业 ID 不对"),
    40056: _disabled("应用的 AgentId 不对"),
    48002: _disabled("应用没有调用这个接口的权限"),
    60020: _disabled("这台服务器的 IP 不在企业可信 IP 里；家用宽带 IP 会变，改用长连接就不需要这一步"),
    301002: _disabled("access_token 属于另一个应用"),
    93000: _disabled("机器人的 key 不对，或机器人已经被移出群"),
    93004: _disabled("机器人已经被停用"),
    93008: _disabled("机器人不在群里"),
    40003: _refused("没有这个成员"),
    60111: _refused("没有这个成员"),
    60011: _refused("这个成员不在应用的可见范围里"),
    81013: _refused("收件人都不存在，或都不在应用的可见范围里"),
    84061: _refused("这位客户已经不是好友"),
    90501: _refused("这不是客户群"),
    40007: _refused("图片上传后失效"),
    40008: _refused("消息类型不对"),
    40033: _refused("消息里有不合法的字符"),
    40035: _refused("参数不对"),
    40058: _refused("参数不对"),
    40063: _refused("少了参数"),
    41001: _refused("请求里没有 access_token"),
    41004: _refused("请求里没有 Secret"),
    44004: _refused("内容是空的"),
    45002: _refused("内容太长"),
    45008: _refused("图文超过 8 条"),
    81017: _refused("返回的内容太大"),
}
"""What each error code means for the message. A code that is not here refuses it."""


class ApiError(Exception):
    """A request that was not answered with success; its outcome is what the outbox has to know."""

    def __init__(self, outcome: SendResult, code: int | None = None) -> None:
        super().__init__(outcome.note)
        self.outcome = outcome
        self.code = code


def meaning(code: int) -> SendResult:
    """Return what an error code of the platform means."""
    result = MEANINGS.get(code) or _refused("企业微信没有接受")
    return SendResult(result.verdict, f"{result.note}（{code}）", result.wait)


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
) -> Json:
    """Return the platform's answer with error code 0; raises ApiError for everything else that can happen."""
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
        raise ApiError(_retry("连不上企业微信", 5)) from None
    except (ClientError, TimeoutError, OSError) as error:
        raise ApiError(SendResult(SendStatus.DOUBTFUL, f"发出后没有收到回音（{type(error).__name__}）")) from None
    return _understood(status, answer)


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

    def __init__(self, session: ClientSession, api: str, corp_id: str, secret: str, clock: Clock) -> None:
        self._session = session
        self._api = api
        self._corp_id = corp_id
        self._secret = secret
        self._token = AccessToken(self._get_token, clock)

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
            raise ApiError(_refused("企业微信没有给出群的资料"))
        return group

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
        raise ApiError(_retry("没有拿到 access_token", 5))

    async def _request(
        self, method: str, path: str, params: Mapping[str, str], data: bytes | FormData | None = None
    ) -> Json:
        return await request(self._session, method, f"{self._api}/cgi-bin/{path}", params=params, data=data)


def _by(token: Token) -> Mapping[str, str]:
    return {"access_token": token.value}


def _understood(status: int, answer: bytearray) -> Json:
    if status >= 500:
        # A gateway may say so after the platform has taken the message; only an error code tells that it has not.
        raise ApiError(SendResult(SendStatus.DOUBTFUL, f"企业微信的服务器出错（HTTP {status}），不知道收到没有"))
    if status == 429:
        raise ApiError(SendResult(SendStatus.PAUSE, "发得太快（HTTP 429）", timedelta(seconds=60)))
    if status != 200:
        raise ApiError(_refused(f"企业微信没有接受（HTTP {status}）"))
    try:
        body = json.loads(answer)
        code = int(str(body["errcode"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ApiError(SendResult(SendStatus.DOUBTFUL, "企业微信的回音看不懂")) from None
    if code:
        raise ApiError(meaning(code), code)
    return dict(body)
