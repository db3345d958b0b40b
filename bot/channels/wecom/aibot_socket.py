"""A WeCom AI bot by its long connection: hears its mentions and private words, answers, and pushes.

Nothing is answered on the spot: an event and its answer are committed together, and the answer leaves through the
outbox, by the event's `req_id` as long as that is good, else as a push.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from time import perf_counter

import structlog
from aiohttp import web

from bot.channels.channel import SENT, ChannelDeps, Pace, SendResult, SendStatus
from bot.channels.wecom.aibot_answers import markdown, only_card, separate, updated
from bot.channels.wecom.aibot_events import event_of, is_encrypted, picture_keys, text_at
from bot.channels.wecom.aibot_frames import PUSH, RESPOND, TOO_OLD, UNKNOWN_CHAT, UNKNOWN_REQUEST, UPDATE, WELCOME
from bot.channels.wecom.aibot_frames import request_of as request_in
from bot.channels.wecom.aibot_line import Line, Timing
from bot.channels.wecom.aibot_link import PATIENCE, AibotLink
from bot.channels.wecom.aibot_media import LARGEST, download, upload
from bot.channels.wecom.aibot_status import LineStatus
from bot.channels.wecom.aibot_targets import GROUP, PRIVATE, Asked, Requests, Target
from bot.channels.wecom.api import ApiError, Json, encode
from bot.channels.wecom.app_events import UNREADABLE
from bot.channels.wecom.media import Uploads
from bot.channels.wecom.mentions import OwnName
from bot.channels.wecom.parts import template_card
from bot.metrics import TRAFFIC
from config.channels import WecomAibotSettings
from handlers.kit import Capability, Card, Document, Event, Message, Picture, Pressed, Reply, reply
from handlers.kit.reply import plain
from handlers.system import ENCRYPTED_IDS

log = structlog.get_logger()

DOCUMENT = 20 * 1024 * 1024
HELLO = "你好，我是{name}。发「帮助」看看我会什么～"
AGAIN = (0.5, 2.0, 5.0)
"""Seconds between tries to take a callback in while the database fails: the platform repeats none."""


class WecomAibotSocket:
    """Targets are group ids, and what `Target` writes: a chat of either kind, with the request that is answered."""

    capabilities = frozenset(
        {
            Capability.HEARS_MENTIONS,
            Capability.PRIVATE,
            Capability.PUSHES,
            Capability.BUTTONS,
            Capability.PICTURES,
        }
    )
    pace: Pace | None = (30, timedelta(seconds=60))
    hourly: Pace = (1000, timedelta(hours=1))
    """Per chat; answers and pushes count together."""

    def __init__(
        self,
        name: str,
        settings: WecomAibotSettings,
        deps: ChannelDeps,
        timing: Timing | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.name = name
        self._bot_name = settings.bot_name
        self._own_name = OwnName(settings.bot_name)
        self._deps = deps
        self._clock = deps.clock
        assert settings.secret
        line = Line(settings.bot_id, settings.secret.get_secret_value(), self._new_request, timing)
        self._status = LineStatus(name, line, deps.diary, deps.clock, deps.note)
        self._link = AibotLink(
            name, settings.address, line, deps.session, self._hear, self._status.changed, patience=patience
        )
        self._uploads = Uploads(deps.load_picture, self._upload, deps.clock)
        self._requests = Requests(deps.clock)
        self._parked: set[str] = set()
        """Lanes that nothing can be pushed by until somebody speaks there."""

    @property
    def is_up(self) -> bool:
        return self._link.is_up

    async def run(self) -> None:
        await self._link.run()

    def troubles(self, now: datetime) -> list[str]:
        return self._status.troubles(now)

    def status(self, now: datetime) -> str:
        return self._status.describe(now)

    def routes(self) -> Iterable[web.RouteDef]:
        return ()

    def lane(self, target: str) -> str:
        """Return one lane per chat, whatever is answered there: the limits are the chat's."""
        return f"{self.name}/{Target.read(target).chat}"

    def private_target(self, group_id: str, user: str) -> str:  # noqa: ARG002 - other platforms need it
        return str(Target(user, PRIVATE))

    def pieces(self, reply: Reply) -> list[Reply]:
        return separate(reply)

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send one message. The platform has no way to know a repeated one, so `key` does not help it."""
        del key
        to = Target.read(target)
        try:
            return await self._uploads.fresh(lambda: self._send(to, piece))
        except ApiError as error:
            if error.code == UNKNOWN_CHAT:
                self._parked.add(self.lane(target))
            return error.outcome

    async def _send(self, to: Target, piece: Reply) -> SendResult:
        asked = self._requests.get(to.request)
        body = await self._answer(asked, piece) if asked else None
        if isinstance(body, SendResult):
            return body
        if asked and body is not None:
            try:
                await self._link.request(asked.command, to.request, body)
            except ApiError as error:
                is_gone = error.code in (UNKNOWN_REQUEST, TOO_OLD)
                if is_gone or error.outcome.verdict is SendStatus.DOUBTFUL:
                    # A late acknowledgement must not be taken for that of the next piece.
                    self._requests.forget(to.request)
                if not is_gone:
                    raise
            else:
                return SENT
        content = await self._content(piece, cards=False)
        if isinstance(content, SendResult):
            return content
        await self._request(PUSH, {"chatid": to.chat, "chat_type": to.kind, **content})
        return SENT

    async def _answer(self, asked: Asked, piece: Reply) -> Json | SendResult | None:
        """Return a piece as an answer to what was asked; None where it can only be pushed."""
        if asked.command == WELCOME:
            return {"msgtype": "text", "text": {"content": plain(piece)}}
        if asked.command == UPDATE:
            card = template_card(piece[0]) if len(piece) == 1 and isinstance(piece[0], Card) else None
            return updated(asked.event, card) if card and isinstance(asked.event, Pressed) else None
        return await self._content(piece, cards=True)

    async def _content(self, piece: Reply, *, cards: bool) -> Json | SendResult:
        """Return a piece as a message. Cards are shown where somebody is answered, and pushed as words."""
        match piece:
            case (Picture() as part,):
                return _media("image", await self._uploads.media_id("image", part.digest, "picture.png", LARGEST))
            case (Document() as part,):
                return _media("file", await self._uploads.media_id("file", part.digest, part.name, DOCUMENT))
            case (Card() as part,) if cards and (card := template_card(part)):
                return only_card(card)
        content = markdown(piece, pictures=True).strip()
        return {"msgtype": "markdown", "markdown": {"content": content}} if content else SENT

    async def _upload(self, kind: str, name: str, data: bytes) -> str:
        return await upload(self._request, kind, name, data)

    async def _request(self, command: str, body: Json) -> Json:
        return await self._link.request(command, self._new_request(command), body)

    def _new_request(self, command: str) -> str:
        return f"{command}_{int(self._clock.now().timestamp() * 1000)}_{secrets.token_hex(4)}"

    async def _hear(self, frame: Json) -> None:
        """Take a callback in, however often the database fails meanwhile: each step may be done twice."""
        began = perf_counter()
        for pause in AGAIN:
            try:
                await self._take_in(frame)
                break
            except Exception:
                log.exception("callback_not_taken", channel=self.name)
                await asyncio.sleep(pause)
        else:
            await self._take_in(frame)
        TRAFFIC.answered(self.name, perf_counter() - began)
        await self._status.changed()

    async def _take_in(self, frame: Json) -> None:
        """Hand on what a callback tells. Some events are nobody's and mean nothing."""
        body, request = frame.get("body"), request_in(frame)
        user = text_at(body, "from", "userid")
        if not isinstance(body, dict) or not user:
            return
        now = self._clock.now()
        self._status.heard_at = now
        is_group = body.get("chattype") == "group" and bool(text_at(body, "chatid"))
        to = Target(text_at(body, "chatid") if is_group else user, GROUP if is_group else PRIVATE, request)
        if is_encrypted(user):
            user = await self._real_id(user)
            body = {**body, "from": {"userid": user}}
        if self.lane(str(to)) in self._parked:
            await self._deps.diary.lane_works(self.lane(str(to)))
            self._parked.discard(self.lane(str(to)))
        key = text_at(body, "msgid") or sha256(encode(frame)).hexdigest()
        event = event_of(body, channel=self.name, key=key, otherwise=int(now.timestamp()))
        if event is None:
            kind = text_at(body, "event", "eventtype")
            common = Event(channel=self.name, key=key, chat=None, user=user, at=now, reply_to=str(to))
            if kind == "enter_chat":
                self._requests.remember(request, Asked(WELCOME, common))
                await self._deps.answer_later(common, reply(HELLO.format(name=self._bot_name)))
            elif body.get("msgtype") in ("file", "video", "voice"):
                self._requests.remember(request, Asked(RESPOND, common))
                await self._deps.answer_later(common, reply(UNREADABLE))
            return
        event = replace(event, reply_to=str(to))
        self._requests.remember(request, Asked(UPDATE if isinstance(event, Pressed) else RESPOND, event))
        await self._deps.receive(await self._understood(event, body) if isinstance(event, Message) else event)

    async def _understood(self, message: Message, body: Json) -> Message:
        """Return a message without the bot's name, and with its pictures in our own keeping."""
        message, new_name = self._own_name.understood(message)
        if new_name and message.chat:
            await self._deps.diary.renamed(self.name, message.chat, new_name, self._bot_name)
        keys = picture_keys(body)
        pictures = tuple([await self._kept(url, keys.get(url, "")) for url in message.pictures])
        return replace(message, pictures=pictures)

    async def _real_id(self, encrypted: str) -> str:
        """Return who it is, where an app can tell; else the encrypted id, by which at least points can be kept."""
        user = await self._deps.real_id(encrypted)
        if not user:
            self._deps.refused(self.name, ENCRYPTED_IDS, self._clock.now())
            await self._deps.diary.encrypted_ids(self.name)
        return user or encrypted

    async def _kept(self, url: str, key: str) -> str:
        """Return the digest of a picture that somebody sent; its address where it cannot be had."""
        data = await download(self._deps.session, url, key) if key else None
        return await self._deps.save_picture(data) if data else url


def _media(kind: str, media: str | SendResult) -> Json | SendResult:
    return media if isinstance(media, SendResult) else {"msgtype": kind, kind: {"media_id": media}}
