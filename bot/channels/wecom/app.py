"""A self-built WeCom app: private messages and news of customer groups in, messages to members out."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from zlib import crc32

import structlog
from aiohttp import web

from bot.channels.channel import SENT, BroadcastResult, ChannelDeps, NamesRefused, Pace, SendResult, SendStatus
from bot.channels.wechat.answers import sealed_answer, text_answer
from bot.channels.wechat.callback import Answer, Callback, CallbackEndpoint
from bot.channels.wechat.crypto import Codec, ForgedError, encrypted_in_xml
from bot.channels.wechat.xml import Element, read
from bot.channels.wecom import broadcast, entry_welcome
from bot.channels.wecom.api import ApiError, AppApi, Json
from bot.channels.wecom.app_events import event_of, greeting_of, moment_of
from bot.channels.wecom.groups import CustomerGroups, UnknownChangeError
from bot.channels.wecom.media import Uploads
from bot.channels.wecom.parts import cut, markup, template_card, words
from bot.channels.wecom.real_ids import RealIds
from config.channels import WecomAppSettings
from handlers.kit import Capability, Card, Document, Picture, Reply
from handlers.kit.reply import Markdown, News
from storage.members.entry_welcome import EntryWelcome

log = structlog.get_logger()

TEXT, MARKDOWN = 2048, 2048
"""Bytes of a message."""
PICTURE, DOCUMENT = 10 * 1024 * 1024, 20 * 1024 * 1024
REPEATS = 1800
"""Most seconds in which the platform drops a repeated request; no message is tried for longer than 20 minutes."""

NOT_A_MEMBER = SendResult(SendStatus.REFUSED, "应用消息只能发给一位成员")
NOT_DELIVERED = SendResult(SendStatus.REFUSED, "这位成员收不到：不存在、不在应用的可见范围里，或没有许可")


class WecomApp:
    """Targets are user ids. In customer groups it only sees who comes and goes: no API can speak there."""

    capabilities = frozenset(
        {
            Capability.PRIVATE,
            Capability.WRITES_PRIVATELY,
            Capability.SEES_JOINS,
            Capability.PICTURES,
            Capability.BUTTONS,
        }
    )
    pace: Pace | None = (30, timedelta(minutes=1))
    """Per member; what is more the platform drops without a word."""

    def __init__(
        self,
        name: str,
        settings: WecomAppSettings,
        deps: ChannelDeps,
    ) -> None:
        self.name = name
        self._settings = settings
        self._receive = deps.receive
        self._clock = deps.clock
        self._answer_later = deps.answer_later
        self._note_refusal = deps.refused
        secret = settings.secret.get_secret_value()
        self._api = AppApi(deps.session, settings.api, settings.corp_id, secret, deps.clock, self._refused)
        self._real_ids = RealIds(self._api.post, deps.clock)
        self._groups = CustomerGroups(name, read=self._api.groupchat_get, known_members=deps.known_members)
        self._codec = Codec(settings.token.get_secret_value(), settings.aes_key.get_secret_value(), settings.corp_id)
        self._door = CallbackEndpoint(
            name,
            codec=self._codec,
            envelope=encrypted_in_xml,
            window=settings.window,
            clock=deps.clock,
            answer=self._answer,
            note=deps.note,
        )
        self._uploads = Uploads(deps.load_picture, self._api.media_upload, deps.clock)
        self._one_at_a_time: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def routes(self) -> Iterable[web.RouteDef]:
        return self._door.routes()

    def status(self, now: datetime) -> str:
        """Return what became of the platform's calls, in Chinese."""
        del now
        return self._door.calls.describe()

    def _refused(self, why: str) -> None:
        self._note_refusal(self.name, why, self._clock.now())

    async def real_id(self, encrypted: str) -> str:
        """Return the user id behind one that another bot is told encrypted; empty where the app is not told."""
        return await self._real_ids.get(encrypted)

    async def name_of(self, user: str) -> str:
        """Return what the company's contacts call a member; empty where there is nobody. Raises NamesRefused."""
        try:
            answer = await self._api.get("user/get", {"userid": user})
        except ApiError as error:
            if error.outcome.verdict is SendStatus.REFUSED:
                return ""
            raise NamesRefused(str(error), for_good=error.outcome.verdict is SendStatus.DISABLED) from None
        return str(answer.get("name") or "")

    async def ask_to_send(self, chat: str, sender: str, words: str) -> tuple[SendResult, str]:
        """Make a task of sending words to a customer group; its owner confirms it in WeCom (D/92135)."""
        return await broadcast.ask_to_send(self._api, chat, sender, words)

    async def sent(self, chat: str, sender: str, task: str) -> BroadcastResult | None:
        """Return what became of such a task."""
        return await broadcast.sent(self._api, chat, sender, task)

    async def put_welcome(self, template: str, words: EntryWelcome) -> tuple[SendResult, str]:
        """Make a template of a customer group's welcome, or change this one; its owner attaches it in WeCom."""
        return await entry_welcome.put(self._api, template, words)

    async def drop_welcome(self, template: str) -> SendResult:
        """Take such a template away."""
        return await entry_welcome.drop(self._api, template)

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def private_target(self, group_id: str, user: str) -> str:  # noqa: ARG002
        return user

    def pieces(self, reply: Reply) -> list[Reply]:
        return cut(reply, text=TEXT, markdown=MARKDOWN)

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send one message to one member. A repeat with the same key within 20 minutes is dropped by the platform.

        Where a file comes along, nothing is repeated by itself: uploaded anew after a restart, it would be another one.
        """
        if not target or "|" in target or target == "@all":
            return NOT_A_MEMBER
        try:
            return await self._uploads.fresh(lambda: self._send(target, piece, key))
        except ApiError as error:
            has_file = any(isinstance(part, Picture | Document) for part in piece)
            if error.outcome.verdict is SendStatus.DOUBTFUL and not has_file:
                return SendResult(SendStatus.RETRY, error.outcome.note, timedelta(seconds=5))
            return error.outcome

    async def _send(self, target: str, piece: Reply, key: str) -> SendResult:
        content = await self._content(piece)
        if isinstance(content, SendResult):
            return content
        answer = await self._api.message_send(
            {
                "touser": target,
                "agentid": self._settings.agent_id,
                **content,
                "enable_duplicate_check": 1,
                # The platform compares whole requests. A message that says the same on purpose differs here, by key.
                "duplicate_check_interval": REPEATS - crc32(key.encode()) % (REPEATS // 3),
            }
        )
        return NOT_DELIVERED if answer.get("invaliduser") or answer.get("unlicenseduser") else SENT

    async def _content(self, piece: Reply) -> Json | SendResult:
        match piece:
            case (Picture() as part,):
                return await self._uploads.message("image", part.digest, "picture.png", PICTURE)
            case (Document() as part,):
                return await self._uploads.message("file", part.digest, part.name, DOCUMENT)
            case (Markdown() | News() as part,):
                return markup(part)
            case (Card() as part,) if card := template_card(part):
                return {"msgtype": "template_card", "template_card": card}
        text = words(piece)
        return {"msgtype": "text", "text": {"content": text}} if text.strip() else SENT

    async def _answer(self, callback: Callback) -> web.StreamResponse:
        message = read(callback.plaintext)
        user = message.word("FromUserName")
        if not user:
            raise ForgedError("nobody said it")
        if user == self._settings.corp_id:
            raise ForgedError("one of our own answers")
        at = moment_of(message, callback.timestamp)
        if message.word("MsgType") == "event" and message.word("Event") == "change_external_chat":
            return await self._group_changed(message, at)
        key = message.word("MsgId") or sha256(callback.plaintext.encode()).hexdigest()
        event = event_of(message, channel=self.name, key=key, at=at)
        if event is None:
            text = greeting_of(message)
            return self._say(callback, message, text) if text else web.Response()
        answer = await self._receive(event)
        if not answer:
            return web.Response()
        first, *rest = self.pieces(answer)
        text = words(first)
        if rest or not text:
            await self._answer_later(event, tuple(part for piece in rest for part in piece) if text else answer)
        return self._say(callback, message, text) if text else web.Response()

    async def _group_changed(self, notice: Element, at: datetime) -> web.Response:
        async with self._one_at_a_time[notice.word("ChatId")]:
            try:
                changes = await self._groups.changes(notice, at)
            except UnknownChangeError:
                return web.Response(status=503)
            for change in changes:
                if await self._receive(change):
                    log.info("no_way_to_say_it", channel=self.name, chat=change.chat)
        return web.Response()

    def _say(self, callback: Callback, message: Element, text: str) -> Answer:
        sealed = sealed_answer(self._codec, text_answer(message, text, callback.timestamp), callback)
        return Answer(sealed.encode(), "text/xml", callback.arrived)
