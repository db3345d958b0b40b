"""An official account (公众号): private messages in, and answers on the spot.

It answers in the callback itself, within the platform's 5 seconds, with one text. What comes later, or does not fit,
follows by a customer-service message where the account's secret is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from aiohttp import web

from bot.channels.channel import SENT, ChannelDeps, Pace, SendResult, SendStatus
from bot.channels.escaping import escape_markup, truncate
from bot.channels.official_account.door import OfficialDoor, envelope_of
from bot.channels.official_account.events import GREETING, event_of, greeting_of, key_of
from bot.channels.official_account.service import CustomerService
from bot.channels.wechat.answers import sealed_answer, text_answer
from bot.channels.wechat.callback import Answer, Callback
from bot.channels.wechat.crypto import Codec, ForgedError
from bot.channels.wechat.xml import Element, read
from bot.channels.wecom.app_events import moment_of
from bot.channels.wecom.parts import card_as_text, cut
from config.channels import OfficialAccountSettings
from handlers.kit import Capability, Card, Mention, Message, Part, Reply, Text
from handlers.kit.reply import plain

TEXT = 2048
"""Bytes of an answer."""
CUT_OFF = "\n……（太长了，后面的没有显示）"
SILENCE = "success"
"""What the platform wants to hear where nothing is said."""
NO_LATER = SendResult(SendStatus.REFUSED, "公众号只能当场回答；配了 secret 才能过一会儿再答")
UNUSED_KEY = "A" * 43


class OfficialAccount:
    """Targets are open ids of who has just spoken."""

    capabilities = frozenset({Capability.PRIVATE})
    pace: Pace | None = None

    def __init__(self, name: str, settings: OfficialAccountSettings, deps: ChannelDeps) -> None:
        self.name = name
        self._settings = settings
        self._receive = deps.receive
        self._answer_later = deps.answer_later
        self._service = CustomerService(deps.session, settings, deps.clock) if settings.secret else None
        token, key = settings.token.get_secret_value(), settings.aes_key
        self._is_sealed = key is not None
        self._codec = Codec(token, key.get_secret_value() if key else UNUSED_KEY, settings.app_id)
        self._door = OfficialDoor(
            name,
            codec=self._codec,
            envelope=envelope_of(is_sealed=self._is_sealed),
            window=settings.window,
            clock=deps.clock,
            answer=self._answer,
            note=deps.note,
        ).sealed_with(token, is_sealed=self._is_sealed)

    def routes(self) -> Iterable[web.RouteDef]:
        return self._door.routes()

    def status(self, now: datetime) -> str:
        """Return what became of the platform's calls, in Chinese."""
        del now
        return self._door.calls.describe()

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def pieces(self, reply: Reply) -> list[Reply]:
        return _cut(reply) if self._service else [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send what was not said in time. The platform has no way to know a repeated one, so `key` does not help it."""
        del key
        if self._service is None:
            return NO_LATER
        text = _words(piece)
        return await self._service.send(target, text) if text else SENT

    async def _answer(self, callback: Callback) -> web.StreamResponse:
        message = read(callback.plaintext)
        if not message.word("FromUserName"):
            raise ForgedError("nobody said it")
        key = key_of(message) or sha256(callback.plaintext.encode()).hexdigest()
        event = event_of(message, channel=self.name, key=key, at=moment_of(message, callback.timestamp))
        text = greeting_of(message)
        if event:
            answer = await self._receive(event) or ()
            if self._service:
                first, *rest = _cut(answer)
                if rest:
                    await self._answer_later(event, tuple(part for piece in rest for part in piece))
                answer = first
            is_greeted = isinstance(event, Message) and bool(event.group)
            text = "\n\n".join(filter(None, (GREETING if is_greeted else "", _words(answer))))
        return self._say(callback, message, text) if text else web.Response(text=SILENCE)

    def _say(self, callback: Callback, message: Element, text: str) -> Answer:
        answer = text_answer(message, text, callback.arrived)
        body = sealed_answer(self._codec, answer, callback) if self._is_sealed else answer
        return Answer(body.encode(), "text/xml", callback.arrived)


def _cut(answer: Reply) -> list[Reply]:
    """Return an answer in pieces that fit into a text each, with cards and pictures as words; never empty."""
    said = tuple(part if isinstance(part, Text | Mention) else Text(text=_as_words(part)) for part in answer)
    return cut(said, text=TEXT, markdown=TEXT)


def _as_words(part: Part) -> str:
    return card_as_text(part) if isinstance(part, Card) else plain((part,))


def _words(answer: Reply) -> str:
    """Return an answer as one text in which no markup of a member's means anything: the platform shows links in it."""
    said = "".join(map(_as_words, answer))
    return truncate(escape_markup(said), TEXT, CUT_OFF).strip()
