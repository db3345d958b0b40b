"""WeCom as far as the bot can tell: its servers, with their limits and their faults on demand, and its callbacks."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import md5, sha256
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, cast

import xmltodict
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer
from wechatpy.enterprise.crypto import PrpCrypto, WeChatCrypto
from wechatpy.utils import WeChatSigner

from bot.channels.channel import Channel, ChannelDeps
from bot.channels.wechat.callback import LARGEST
from bot.channels.wecom.aibot import WecomAibot
from bot.channels.wecom.app import WecomApp
from bot.channels.wecom.appchat import WecomAppchat
from bot.channels.wecom.robot import WecomRobot
from config.channels import WecomAibotSettings, WecomAppchatSettings, WecomAppSettings, WecomRobotSettings
from handlers.kit import Event, Joined, Left, Reply
from tests.chat import FrozenClock

FIXTURES = Path(__file__).parent.parent / "fixtures" / "wecom"
T0 = datetime(2026, 11, 21, 1, 10, tzinfo=UTC)
"""When the fixtures happen."""

CORP, AGENT = "ww0000community01", 1000002
TOKEN, AES_KEY = "canaryCallbackToken", "canaryAesKey3456789012345678901234567890123"
SECRET, ROBOT_KEY = "canary-app-secret", "canary-robot-key"
MINUTE = timedelta(seconds=60)

Json = dict[str, Any]
Client = TestClient[web.Request, web.Application]


def fixture(name: str) -> str:
    """Return the text of a recorded payload."""
    return (FIXTURES / name).read_text()


def recorded(pattern: str) -> list[str]:
    """Return the names of recorded payloads, without the encrypted ones."""
    return sorted(path.name for path in FIXTURES.glob(pattern) if "outer_request" not in path.name)


@dataclass(frozen=True)
class Fault:
    """How a request goes wrong: an error code, an HTTP status, a body, silence, or a line cut after acceptance."""

    errcode: int | None = None
    status: int = 200
    body: str = ""
    hang: bool = False
    reset: bool = False
    taken: bool = False
    """The request is carried out all the same, only its answer goes wrong."""
    cut: int | None = None
    """After so many bytes of the right answer's body the line is cut."""
    headers: tuple[tuple[str, str], ...] = ()


BY_CHANCE = (
    Fault(hang=True),
    Fault(hang=True, taken=True),
    Fault(status=502),
    Fault(body="<html>gateway</html>"),
    Fault(reset=True),
    Fault(cut=3),
    *(Fault(errcode=code) for code in (-1, 45009, 42001, 93000)),
)
"""What happens by chance: nothing comes after the connection, or after the request; a gateway speaks; codes."""
PATIENCE = 30.0
"""Seconds after which a request that hangs is let go; its client has left by then."""


@dataclass
class FakeWecom:
    """One corp with one app. What was accepted is in `sent`, in order; `calls` counts requests by path."""

    clock: FrozenClock
    robots: set[str] = field(default_factory=lambda: {ROBOT_KEY})
    users: set[str] = field(default_factory=lambda: {"zhangsan"})
    groups: dict[str, Json] = field(default_factory=dict)
    tasks: dict[str, Json] = field(default_factory=dict)
    """Broadcasts that staff have to confirm, with their status: 0 waiting, 1 sent, 3 one too many."""
    welcomes: dict[str, Json] = field(default_factory=dict)
    """Templates of customer groups' welcomes, as they were asked for, by id."""
    chats: dict[str, Json] = field(default_factory=dict)
    """Groups that the app made, as it asked for them."""
    people: dict[str, str] = field(default_factory=dict)
    """Names in the company's contacts, by user id."""
    open_ids: dict[str, str] = field(default_factory=dict)
    """User ids by what other bots are told of them."""
    sent: list[tuple[str, Json]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    violations: int = 0
    """Requests beyond a robot's 20 in 60 seconds."""
    dropped: int = 0
    """Messages beyond a member's 30 a minute, answered with success all the same."""
    truncated: int = 0
    """App texts that were too long and were cut."""
    tokens_die_at_birth: bool = False
    same_token: bool = False
    """Every gettoken gives the same words, as it did in older days."""
    tokens: dict[str, datetime] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Of what was uploaded, by media id."""
    response_codes: dict[str, datetime] = field(default_factory=dict)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    """Ends every hanging request."""
    marked: dict[bytes, list[Fault]] = field(default_factory=dict)
    """How requests whose bodies hold these bytes go wrong, one after the other; afterwards all go well."""
    random: Random | None = None
    probability: float = 0.0
    """How likely a request goes wrong by chance, 0 to 1; from `random`."""
    _faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _windows: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _seen: dict[bytes, datetime] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def app(self) -> web.Application:
        """Return the servers, to be run by a test server."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        for path, method, handler in (
            ("gettoken", "GET", self._gettoken),
            ("agent/get", "GET", self._agent_get),
            ("user/get", "GET", self._user_get),
            ("externalcontact/add_msg_template", "POST", self._add_msg_template),
            ("externalcontact/get_groupmsg_send_result", "POST", self._send_result),
            *(
                (f"externalcontact/group_welcome_template/{name}", "POST", self._welcome_template)
                for name in ("add", "edit", "del")
            ),
            ("appchat/create", "POST", self._appchat_create),
            ("appchat/send", "POST", self._appchat_send),
            ("webhook/send", "POST", self._webhook_send),
            ("webhook/upload_media", "POST", self._webhook_upload),
            ("message/send", "POST", self._message_send),
            ("media/upload", "POST", self._media_upload),
            ("externalcontact/groupchat/get", "POST", self._groupchat_get),
            ("batch/openuserid_to_userid", "POST", self._real_ids),
            ("aibot/response", "POST", self._response),
        ):
            app.router.add_route(method, f"/cgi-bin/{path}", self._served(path, handler))
        return app

    def fail(self, path: str, fault: Fault, times: int = 1) -> None:
        """Let the next requests to a path go wrong."""
        self._faults[path].extend([fault] * times)

    def kill_tokens(self) -> None:
        """Let all tokens die before their time."""
        self.tokens.clear()

    def invite_response(self) -> str:
        """Return the path and query of a new one-time address."""
        code = f"canary-response-{next(self._numbers)}"
        self.response_codes[code] = self.clock.now() + timedelta(hours=1)
        return f"/cgi-bin/aibot/response?response_code={code}"

    def texts(self) -> list[str]:
        """Return the texts that were delivered."""
        return [body["text"]["content"] for _, body in self.sent if body.get("msgtype") == "text"]

    def _served(
        self, path: str, handler: Callable[[web.Request], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            self.calls[path] += 1
            fault = self._faults[path].popleft() if self._faults[path] else await self._marked_fault(request)
            fault = fault or self._chance()
            if fault is None:
                return web.json_response(await handler(request))
            if fault.errcode is not None:
                return web.json_response(_error(fault.errcode))
            answer = await handler(request) if fault.taken or fault.reset or fault.cut is not None else {}
            if fault.reset:
                assert request.transport
                request.transport.close()
            if fault.cut is not None:
                return await _cut_off(request, json.dumps(answer).encode(), fault.cut)
            if fault.hang:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.released.wait(), PATIENCE)
            headers = dict(fault.headers)
            return web.Response(status=fault.status, text=fault.body, content_type="text/html", headers=headers)

        return serve

    def _chance(self) -> Fault | None:
        if self.random and self.random.random() < self.probability:
            return self.random.choice(BY_CHANCE)
        return None

    async def _marked_fault(self, request: web.Request) -> Fault | None:
        if not self.marked or request.content_type != "application/json":
            return None
        body = await request.read()
        return next((faults.pop(0) for mark, faults in self.marked.items() if faults and mark in body), None)

    async def _gettoken(self, request: web.Request) -> Json:
        if request.query.get("corpid") != CORP:
            return _error(40013)
        if request.query.get("corpsecret") != SECRET:
            return _error(40001)
        token = "canary-token" if self.same_token else f"canary-token-{next(self._numbers)}"
        if not self.tokens_die_at_birth:
            self.tokens[token] = self.clock.now() + timedelta(seconds=7200)
        return {**_error(0), "access_token": token, "expires_in": 7200}

    def _token_error(self, request: web.Request) -> int:
        token = request.query.get("access_token")
        if not token:
            return 41001
        if token not in self.tokens:
            return 40014
        return 42001 if self.clock.now() >= self.tokens[token] else 0

    async def _agent_get(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        is_ours = request.query.get("agentid") == str(AGENT)
        return {**_error(0), "agentid": AGENT, "name": "群伴"} if is_ours else _error(40056)

    async def _user_get(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        user = request.query.get("userid", "")
        return {**_error(0), "userid": user, "name": self.people[user]} if user in self.people else _error(60111)

    async def _add_msg_template(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        body = await request.json()
        chats, sender = body.get("chat_id_list", []), body.get("sender")
        if body.get("chat_type") != "group" or not sender or not chats:
            return _error(40058)
        failed = [chat for chat in chats if self.groups.get(chat, {}).get("owner") != sender]
        task = f"msg-{next(self._numbers)}"
        self.tasks[task] = {"body": body, "status": 0}
        return {**_error(0), "msgid": task, "fail_list": failed}

    async def _send_result(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        body = await request.json()
        task = self.tasks.get(body.get("msgid"))
        if task is None or task["body"]["sender"] != body.get("userid"):
            return _error(40058)
        listed = [
            {"chat_id": chat, "userid": body["userid"], "status": task["status"]}
            for chat in task["body"]["chat_id_list"]
        ]
        return {**_error(0), "next_cursor": "", "send_list": listed}

    async def _welcome_template(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        body, act = await request.json(), request.path.rpartition("/")[2]
        template = body.pop("template_id", "") or f"msgWELCOME{next(self._numbers)}"
        if act != "add" and template not in self.welcomes:
            return _error(40058)
        if act == "del":
            del self.welcomes[template]
            return _error(0)
        if len(body["text"]["content"].encode()) > 3000 or (act == "add" and len(self.welcomes) >= 100):
            return _error(40058)
        self.welcomes[template] = body
        return {**_error(0), **({"template_id": template} if act == "add" else {})}

    async def _appchat_create(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        body = await request.json()
        people = body.get("userlist", [])
        if not 2 <= len(people) <= 2000 or body.get("owner") not in people or len(body.get("name", "")) > 50:
            return _error(86215)
        chat = f"appchat{next(self._numbers)}"
        self.chats[chat] = body
        return {**_error(0), "chatid": chat}

    async def _appchat_send(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        body = await request.json()
        if body.get("chatid") not in self.chats:
            return _error(86003)
        if self._unknown_media(body):
            return _error(40007)
        if body.get("msgtype") not in ("text", "markdown", "image", "file", "news"):
            return _error(40008)
        return await self._accept(request, "appchat/send", lambda _: 0)

    async def _webhook_send(self, request: web.Request) -> Json:
        key = request.query.get("key", "")
        if key not in self.robots:
            return _error(93000)
        if not self._has_room(key, 20):
            self.violations += 1
            return _error(45009)
        if self._unknown_media(await request.json()):
            return _error(40007)
        return await self._accept(request, "webhook/send", _webhook_error)

    def _has_room(self, lane: str, most: int) -> bool:
        """Count a request, unless the last minute is full."""
        window = self._windows[lane]
        while window and self.clock.now() - window[0] >= MINUTE:
            window.popleft()
        if len(window) >= most:
            return False
        window.append(self.clock.now())
        return True

    async def _message_send(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        raw = await request.read()
        body: Json = json.loads(raw)
        if body.get("agentid") != AGENT:
            return _error(40056)
        receivers = str(body.get("touser", "")).split("|")
        strangers = [user for user in receivers if user not in self.users]
        if len(strangers) == len(receivers):
            return _error(81013)
        if self._unknown_media(body):
            return _error(40007)
        interval = timedelta(seconds=body.get("duplicate_check_interval", 1800))
        repeated = raw in self._seen and self.clock.now() - self._seen[raw] < interval
        answer = {**_error(0), "invaliduser": "|".join(strangers), "msgid": f"msg-{next(self._numbers)}"}
        if body.get("enable_duplicate_check") == 1 and repeated:
            return answer
        self._seen[raw] = self.clock.now()
        if not self._has_room(receivers[0], 30):
            self.dropped += 1
            return answer
        accepted = await self._accept(request, "message/send", lambda _: 0)
        if body["msgtype"] == "text" and len(body["text"]["content"].encode()) > 2048:
            self.truncated += 1
        return answer if not accepted["errcode"] else accepted

    async def _media_upload(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        form = await request.post()
        upload = form.get("media")
        kind = request.query.get("type")
        if kind not in ("image", "file") or not isinstance(upload, web.FileField) or not upload.filename:
            return _error(41005)
        return self._keep(kind, upload)

    async def _webhook_upload(self, request: web.Request) -> Json:
        if request.query.get("key", "") not in self.robots:
            return _error(93000)
        upload = (await request.post()).get("media")
        if request.query.get("type") != "file" or not isinstance(upload, web.FileField) or not upload.filename:
            return _error(41005)
        return self._keep("file", upload)

    def _keep(self, kind: str, upload: web.FileField) -> Json:
        media = f"media-{next(self._numbers)}"
        self.media[media] = upload.file.read()
        self.names[media] = upload.filename
        return {**_error(0), "type": kind, "media_id": media}

    def _unknown_media(self, body: Json) -> bool:
        """Return pictures of robots come along and have no id."""
        media = [body[kind].get("media_id") for kind in ("image", "file") if kind in body]
        return any(one is not None and one not in self.media for one in media)

    async def _groupchat_get(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        body = await request.json()
        group = self.groups.get(body.get("chat_id"))
        if group is None:
            return _error(90501)
        if body.get("need_name") == 1:
            return {**_error(0), "group_chat": group}
        nameless = [{key: one[key] for key in one if key != "name"} for one in group["member_list"]]
        return {**_error(0), "group_chat": {**group, "member_list": nameless}}

    async def _real_ids(self, request: web.Request) -> Json:
        if code := self._token_error(request):
            return _error(code)
        asked = (await request.json())["open_userid_list"]
        told = [{"open_userid": one, "userid": self.open_ids[one]} for one in asked if one in self.open_ids]
        invalid = [one for one in asked if one not in self.open_ids]
        return {**_error(0), "userid_list": told, "invalid_open_userid_list": invalid}

    async def _response(self, request: web.Request) -> Json:
        until = self.response_codes.pop(request.query.get("response_code", ""), None)
        if until is None or self.clock.now() >= until:
            return _error(40058)
        return await self._accept(request, "aibot/response", _response_error)

    async def _accept(self, request: web.Request, path: str, check: Callable[[Json], int]) -> Json:
        raw = await request.read()
        if b"\\u" in raw:
            return _error(40033)
        body: Json = json.loads(raw.decode())
        code = check(body)
        if not code:
            self.sent.append((path, body))
            self.raw.append(raw)
        return _error(code)


async def _cut_off(request: web.Request, body: bytes, length: int) -> web.StreamResponse:
    """Send a head that promises the whole body, and cut the line after a part of it."""
    response = web.StreamResponse(headers={"Content-Length": str(len(body)), "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(body[:length])
    assert request.transport
    request.transport.close()
    return response


def _webhook_error(body: Json) -> int:
    match body:
        case {"msgtype": "text", "text": {"content": str(content)}}:
            return 45002 if len(content.encode()) > 2048 else 0 if content else 44004
        case {"msgtype": "markdown", "markdown": {"content": str(content)}}:
            return 45002 if len(content.encode()) > 4096 else 0
        case {"msgtype": "image", "image": {"base64": data, "md5": digest}}:
            raw = b64decode(data)
            if len(raw) > 2 * 1024 * 1024:
                return 40009
            return 0 if md5(raw, usedforsecurity=False).hexdigest() == digest else 301019
        case {"msgtype": "file", "file": {"media_id": str()}}:
            return 0
        case {"msgtype": "news", "news": {"articles": articles}}:
            if not all(one.get("title") and one.get("url") for one in articles):
                return 40063
            return 45008 if len(articles) > 8 else 0
        case {"msgtype": "template_card", "template_card": {"card_type": "text_notice", "card_action": {"url": str()}}}:
            return 0
    return 40008


def _response_error(body: Json) -> int:
    match body:
        case {"msgtype": "markdown", "markdown": {"content": str(content)}}:
            return 45002 if len(content.encode()) > 20480 else 0
        case {"msgtype": "template_card", "template_card": {"card_type": str()}}:
            return 0
    return 40008


def _error(code: int) -> Json:
    words = "ok" if code == 0 else f"errmsg with key={ROBOT_KEY}, hint: [1], from ip: 127.0.0.1, more info at https://x"
    return {"errcode": code, "errmsg": words}


class Caller:
    """The platform's side of one channel's callbacks, with a cipher that is not ours."""

    def __init__(self, client: Client, channel: str, receive_id: str, clock: FrozenClock) -> None:
        self.client = client
        self.path = f"/channels/{channel}"
        self._crypto = WeChatCrypto(TOKEN, AES_KEY, receive_id)
        self._clock = clock
        self._receive_id = receive_id
        self._numbers = count(1)

    def signed(self, encrypted: str, timestamp: str | None = None) -> dict[str, str]:
        """Return the query of a request."""
        stamp = timestamp if timestamp is not None else str(int(self._clock.now().timestamp()))
        nonce = f"nonce{next(self._numbers)}"
        signer = WeChatSigner()
        signer.add_data(TOKEN, stamp, nonce, encrypted)
        return {"msg_signature": signer.signature, "timestamp": stamp, "nonce": nonce}

    def encrypted(self, plaintext: str) -> str:
        """Return the plaintext encrypted; different each time."""
        return cast("bytes", PrpCrypto(self._crypto.key).encrypt(plaintext, self._receive_id)).decode()

    async def check(self, echo: str, **query: str) -> tuple[int, str]:
        """Return the check of the URL; returns status and body."""
        encrypted = self.encrypted(echo)
        params = {**self.signed(encrypted), "echostr": encrypted, **query}
        async with self.client.get(self.path, params=params) as response:
            return response.status, await response.text()

    async def xml(self, plaintext: str, timestamp: str | None = None) -> tuple[int, str]:
        """Deliver an XML callback; return the status and the text of the decrypted answer, "" for none."""
        encrypted = self.encrypted(plaintext)
        body = (
            f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><AgentID><![CDATA[{AGENT}]]></AgentID>"
            f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        )
        status, answer = await self.post(body.encode(), self.signed(encrypted, timestamp))
        if status != 200 or not answer:
            return status, answer
        envelope = xmltodict.parse(answer)["xml"]
        opened = self._crypto.decrypt_message(
            envelope, envelope["MsgSignature"], envelope["TimeStamp"], envelope["Nonce"]
        )
        return status, cast("str", opened)

    async def json(self, payload: Mapping[str, Any] | str, timestamp: str | None = None) -> tuple[int, Json]:
        """Deliver a JSON callback; return the status and the decrypted answer, {} for none."""
        plaintext = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
        encrypted = self.encrypted(plaintext)
        query = self.signed(encrypted, timestamp)
        status, answer = await self.post(json.dumps({"encrypt": encrypted}).encode(), query)
        if status != 200 or not answer:
            return status, {"rejected": answer} if answer else {}
        envelope = json.loads(answer)
        assert envelope.keys() == {"encrypt", "msgsignature", "timestamp", "nonce"}
        assert isinstance(envelope["timestamp"], int)
        assert envelope["nonce"] == query["nonce"]
        opened = self._crypto.decrypt_message(
            {"Encrypt": envelope["encrypt"]}, envelope["msgsignature"], str(envelope["timestamp"]), envelope["nonce"]
        )
        return status, cast("Json", json.loads(opened))

    async def post(self, body: bytes, query: Mapping[str, str]) -> tuple[int, str]:
        """Post any body; return status and text."""
        async with self.client.post(self.path, params=query, data=body) as response:
            return response.status, await response.text()


@dataclass
class Ear:
    """Stands where the dispatcher is: remembers what was heard and gives one answer to everything."""

    answer: Reply | None = None
    heard: list[Event] = field(default_factory=list)
    postponed: list[tuple[Event, Reply]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    real_ids: dict[str, str] = field(default_factory=dict)

    async def receive(self, event: Event) -> Reply | None:
        """Hear an event."""
        self.heard.append(event)
        if isinstance(event, Joined):
            self.members.add(event.user)
        if isinstance(event, Left):
            self.members.discard(event.user)
        return self.answer

    async def later(self, event: Event, answer: Reply) -> None:
        """Take what the outbox would take."""
        self.postponed.append((event, answer))

    async def keep(self, data: bytes) -> str:
        """Store a picture that somebody sent."""
        digest = sha256(data).hexdigest()
        self.pictures[digest] = data
        return digest

    async def real_id(self, encrypted: str) -> str:
        """Return who stands behind an encrypted id."""
        return self.real_ids.get(encrypted, "")

    async def picture(self, digest: str) -> bytes | None:
        """Return the bytes behind a digest."""
        return self.pictures.get(digest)

    async def known_members(self, chat: str) -> frozenset[str]:
        """Return the members of the only customer group there is."""
        del chat
        return frozenset(self.members)


@dataclass
class FakeDiary:
    """Remembers what would be written down."""

    entries: list[tuple[str, ...]] = field(default_factory=list)
    alive_until: list[datetime | None] = field(default_factory=list)
    """Until when all was heard, for each time that a connection broke."""

    async def line_up(self, channel: str) -> datetime | None:
        """Take that a connection stands; it never heard anything before."""
        self.entries.append(("up", channel))
        return None

    async def line_alive(self, channel: str, heard_at: datetime | None) -> None:
        """Take that it still stands."""

    async def line_down(self, channel: str, why: str, *, alive_at: datetime | None, for_good: bool) -> None:
        """Take that it broke."""
        self.entries.append(("stopped" if for_good else "down", channel, why))
        self.alive_until.append(alive_at)

    async def lane_works(self, lane: str) -> None:
        """Take that a lane can be used again."""
        self.entries.append(("works", lane))

    async def renamed(self, channel: str, chat: str, name: str, configured: str) -> None:
        """Take that the bot has another name."""
        self.entries.append(("renamed", channel, chat, name, configured))

    async def encrypted_ids(self, channel: str) -> None:
        """Take that ids are encrypted."""
        self.entries.append(("encrypted", channel))


def app_settings(**given: Any) -> WecomAppSettings:
    """Return settings of an app at a fake platform."""
    values = {"corp_id": CORP, "agent_id": AGENT, "secret": SECRET, "token": TOKEN, "aes_key": AES_KEY}
    return WecomAppSettings.model_validate({"kind": "wecom_app", **values, **given})


def app_entry(api: str) -> str:
    """Return an app for channels.yaml."""
    return (
        f"  app: {{kind: wecom_app, corp_id: {CORP}, agent_id: {AGENT}, secret: {SECRET}, token: {TOKEN}, "
        f"aes_key: {AES_KEY}, api: '{api}'}}\n"
    )


def aibot_settings(**given: Any) -> WecomAibotSettings:
    """Return settings of an AI bot at a fake platform."""
    values = {"bot_name": "社群助手", "token": TOKEN, "aes_key": AES_KEY}
    return WecomAibotSettings.model_validate({"kind": "wecom_aibot", **values, **given})


def robot_settings(**given: Any) -> WecomRobotSettings:
    """Return settings of a push robot at a fake platform."""
    return WecomRobotSettings.model_validate({"kind": "wecom_robot", "key": ROBOT_KEY, **given})


@dataclass
class Scenery:
    """One channel between a fake platform and an ear."""

    clock: FrozenClock
    wecom: FakeWecom
    ear: Ear
    session: ClientSession
    api: str
    serve: Callable[[web.Application], Awaitable[Client]]
    diary: FakeDiary = field(default_factory=FakeDiary)

    @property
    def deps(self) -> ChannelDeps:
        """Return what a channel is given to work with."""
        return ChannelDeps(
            receive=self.ear.receive,
            clock=self.clock,
            session=self.session,
            load_picture=self.ear.picture,
            known_members=self.ear.known_members,
            answer_later=self.ear.later,
            save_picture=self.ear.keep,
            real_id=self.ear.real_id,
            diary=self.diary,
        )

    def app(self, **changed: Any) -> WecomApp:
        """Return an app that talks to the fake platform."""
        return WecomApp(
            "app",
            app_settings(**{"api": self.api, **changed}),
            self.deps,
        )

    def appchat(self, **changed: Any) -> WecomAppchat:
        """Return what speaks in the groups that the app made."""
        values = {"kind": "wecom_appchat", "corp_id": CORP, "secret": SECRET, "api": self.api, **changed}
        return WecomAppchat("appchat", WecomAppchatSettings.model_validate(values), self.deps)

    def aibot(self, **changed: Any) -> WecomAibot:
        """Return an AI bot that talks to the fake platform."""
        return WecomAibot(
            "aibot",
            aibot_settings(**{"api": self.api, **changed}),
            self.deps,
        )

    def robot(self, **changed: Any) -> WecomRobot:
        """Return a push robot that talks to the fake platform."""
        return WecomRobot(
            "robot",
            robot_settings(**{"api": self.api, **changed}),
            self.deps,
        )

    async def calling(self, channel: Channel, receive_id: str = CORP) -> Caller:
        """Return the platform, calling back a channel over HTTP."""
        served = web.Application(client_max_size=LARGEST)
        served.add_routes(channel.routes())
        return Caller(await self.serve(served), channel.name, receive_id, self.clock)


@asynccontextmanager
async def open_scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    """Give a fake platform at work, at the moment of the fixtures."""
    clock = FrozenClock(T0)
    wecom = FakeWecom(clock)
    server = await aiohttp_server(wecom.app(), access_log=None)
    async with ClientSession() as session:
        yield Scenery(clock, wecom, Ear(), session, str(server.make_url("")).rstrip("/"), aiohttp_client)
    wecom.released.set()
