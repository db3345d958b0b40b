"""A WeCom AI bot called back over HTTP: hears its mentions in internal groups and private words, and answers them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from aiohttp import web
from yarl import URL

from bot.channels.channel import SENT, ChannelDeps, Pace, SendResult, SendStatus
from bot.channels.wechat.callback import Answer, Callback, CallbackEndpoint
from bot.channels.wechat.crypto import Codec, encrypted_in_json
from bot.channels.wecom.aibot_answers import finished, markdown, only_card, stream, take_card, updated, with_card
from bot.channels.wecom.aibot_events import event_of, read_json, text_at
from bot.channels.wecom.api import ApiError, Json, encode, respond
from bot.channels.wecom.app_events import UNREADABLE
from bot.channels.wecom.mentions import OwnName
from config.channels import WecomAibotSettings
from handlers.kit import Capability, Message, Picture, Reply

PICTURES, PICTURE = 10, 10 * 1024 * 1024
"""Most pictures of one answer, and the bytes of one."""
RESPONSE = "/cgi-bin/aibot/response"

HELLO = "你好，我是{name}。发「帮助」看看我会什么～"
OVER = "这条消息已经说完了。"
NO_WORDS = "图片"
NO_ADDRESS = SendResult(SendStatus.REFUSED, "AI 机器人不能主动发消息，只能回答刚才的话")


class WecomAibot:
    """Answers go back in the callback itself. Targets are the one-time addresses that come with messages."""

    capabilities = frozenset({Capability.HEARS_MENTIONS, Capability.BUTTONS, Capability.PICTURES, Capability.PRIVATE})
    pace: Pace | None = None

    def __init__(
        self,
        name: str,
        settings: WecomAibotSettings,
        deps: ChannelDeps,
    ) -> None:
        self.name = name
        self._settings = settings
        self._receive = deps.receive
        self._session = deps.session
        self._load_picture = deps.load_picture
        self._answer_later = deps.answer_later
        self._own_name = OwnName(settings.bot_name)
        self._diary = deps.diary
        assert settings.token
        assert settings.aes_key
        self._codec = Codec(settings.token.get_secret_value(), settings.aes_key.get_secret_value(), receive_id="")
        self._door = CallbackEndpoint(
            name,
            codec=self._codec,
            envelope=encrypted_in_json,
            window=settings.window,
            clock=deps.clock,
            answer=self._answer,
            note=deps.note,
        )

    def routes(self) -> Iterable[web.RouteDef]:
        return self._door.routes()

    def status(self, now: datetime) -> str:
        """Return what became of the platform's calls, in Chinese."""
        del now
        return self._door.calls.describe()

    def lane(self, target: str) -> str:
        """Return one lane per message that is answered: its address is good for a single request."""
        return f"{self.name}/{sha256(target.encode()).hexdigest()[:16]}"

    def pieces(self, reply: Reply) -> list[Reply]:
        """Return the reply in one piece: there is no second answer to a message."""
        return [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send a later answer by a message's one-time address, without pictures."""
        del key
        if not self._is_ours(target):
            return NO_ADDRESS
        card, rest = take_card(piece)
        if card and not rest:
            body = only_card(card)
        elif content := markdown(piece, pictures=True).strip():
            body = {"msgtype": "markdown", "markdown": {"content": content}}
        else:
            return SENT
        try:
            await respond(self._session, target, body)
        except ApiError as error:
            # The address is good for one request only: what it refuses says nothing about any other message.
            is_disabled = error.outcome.verdict is SendStatus.DISABLED
            return SendResult(SendStatus.REFUSED, error.outcome.note) if is_disabled else error.outcome
        return SENT

    def _is_ours(self, target: str) -> bool:
        """Return whether an address leads to the platform's own server and nowhere else."""
        try:
            address, api = URL(target), URL(self._settings.api)
        except ValueError:
            return False
        return (
            address.absolute
            and address.user is None
            and address.password is None
            and address.origin() == api.origin()
            and address.path == api.path.rstrip("/") + RESPONSE
        )

    async def _answer(self, callback: Callback) -> web.StreamResponse:
        body = read_json(callback.plaintext)
        kind = body.get("msgtype")
        if kind == "stream":
            content: Json | None = finished(text_at(body, "stream", "id"), OVER)
        elif kind == "event" and text_at(body, "event", "eventtype") == "enter_chat":
            content = {"msgtype": "text", "text": {"content": HELLO.format(name=self._settings.bot_name)}}
        else:
            content = await self._hear(body, callback)
        return self._sealed(callback, content) if content else web.Response()

    async def _hear(self, body: Json, callback: Callback) -> Json | None:
        key = text_at(body, "msgid") or sha256(callback.plaintext.encode()).hexdigest()
        event = event_of(body, channel=self.name, key=key, otherwise=callback.timestamp)
        if isinstance(event, Message):
            event, new_name = self._own_name.understood(event)
            if new_name and event.chat:
                await self._diary.renamed(self.name, event.chat, new_name, self._settings.bot_name)
        if event is None:
            return stream(key, UNREADABLE) if body.get("msgtype") in ("file", "video", "voice") else None
        answer = await self._receive(event)
        if not answer:
            return None
        if isinstance(event, Message):
            return await self._spoken(key, answer)
        card, rest = take_card(answer)
        if card and not rest:
            return updated(event, card)
        await self._answer_later(event, answer)
        return None

    async def _spoken(self, key: str, answer: Reply) -> Json:
        card, rest = take_card(answer)
        pictures = [part for part in rest if isinstance(part, Picture)]
        loaded = [await self._load_picture(part.digest) for part in pictures[:PICTURES]]
        images = [data for data in loaded if data and len(data) <= PICTURE]
        content = markdown(rest, pictures=len(images) < len(pictures))
        if card and not rest:
            return only_card(card)
        body = stream(key, content or NO_WORDS, images)
        return with_card(body, card) if card else body

    def _sealed(self, callback: Callback, content: Json) -> Answer:
        encrypted = self._codec.seal(encode(content).decode())
        stamp = str(callback.timestamp)
        answer = {
            "encrypt": encrypted,
            "msgsignature": self._codec.sign(stamp, callback.nonce, encrypted),
            "timestamp": callback.timestamp,
            "nonce": callback.nonce,
        }
        return Answer(encode(answer), "application/json", callback.arrived)
