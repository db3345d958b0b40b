"""A group's push robot (消息推送): it speaks in its one group, with mentions that ring, and hears nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import timedelta
from hashlib import md5

from aiohttp import web

from bot.channels.channel import SENT, ChannelDeps, Pace, SendResult
from bot.channels.wecom.api import ApiError, Json, webhook_send, webhook_upload
from bot.channels.wecom.media import MISSING, TOO_LARGE, Uploads
from bot.channels.wecom.parts import card_as_text, cut, markup, template_card, words
from config.channels import WecomRobotSettings
from handlers.kit import Capability, Card, Document, Mention, Part, Picture, Reply, Text
from handlers.kit.reply import Markdown, News

TEXT, MARKDOWN = 2048, 4096
"""Bytes of a text and of a markdown message."""
ALL = "@all"
"""Everybody of the group, where the platform expects a user id; a member who is called so rings nobody."""
PICTURE, DOCUMENT = 2 * 1024 * 1024, 20 * 1024 * 1024


class WecomRobot:
    """Every target is the group the robot is in; its key says which."""

    capabilities = frozenset({Capability.PUSHES, Capability.MENTIONS, Capability.MENTIONS_ALL, Capability.PICTURES})
    pace: Pace | None = (20, timedelta(seconds=60))

    def __init__(
        self,
        name: str,
        settings: WecomRobotSettings,
        deps: ChannelDeps,
    ) -> None:
        self.name = name
        self._settings = settings
        self._session = deps.session
        self._load_picture = deps.load_picture
        self._uploads = Uploads(deps.load_picture, self._upload, deps.clock)

    def routes(self) -> Iterable[web.RouteDef]:
        return ()

    def lane(self, target: str) -> str:
        """Return one lane for everything: the limit is the robot's."""
        del target
        return self.name

    def pieces(self, reply: Reply) -> list[Reply]:
        return cut(tuple(pushable(part) for part in reply), text=TEXT, markdown=MARKDOWN)

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send one message. The platform has no way to know a repeated one, so `key` does not help it."""
        del target, key
        try:
            return await self._uploads.fresh(lambda: self._send(piece))
        except ApiError as error:
            return error.outcome

    async def _send(self, piece: Reply) -> SendResult:
        body = await self._body(piece)
        if isinstance(body, SendResult):
            return body
        await webhook_send(self._session, self._settings.api, self._settings.key.get_secret_value(), body)
        return SENT

    async def _upload(self, kind: str, name: str, data: bytes) -> str:
        key = self._settings.key.get_secret_value()
        return await webhook_upload(self._session, self._settings.api, key, kind, name, data)

    async def _body(self, piece: Reply) -> Json | SendResult:
        match piece:
            case (Picture() as part,):
                data = await self._load_picture(part.digest)
                if data is None:
                    return MISSING
                return image(data) if len(data) <= PICTURE else TOO_LARGE
            case (Document() as part,):
                return await self._uploads.message("file", part.digest, part.name, DOCUMENT)
            case (Markdown() | News() as part,):
                return markup(part)
            case (Card() as part,) if notice := template_card(part):
                return {"msgtype": "template_card", "template_card": notice}
        return text(piece) if words(piece).strip() else SENT


def text(piece: Reply) -> Json:
    """Return a text message. Only the reply's Mention parts ring; the platform shows them after the text, as @name."""
    rung = [rung_by(part) for part in piece if isinstance(part, Mention) and (part.everybody or part.user != ALL)]
    content: Json = {"content": words(piece)}
    if rung:
        content["mentioned_list"] = list(dict.fromkeys(rung))
    return {"msgtype": "text", "text": content}


def rung_by(mention: Mention) -> str:
    """Return whom a mention rings, as the platform calls them."""
    return ALL if mention.everybody else mention.user


def image(data: bytes) -> Json:
    """Return a picture, sent along in the message."""
    digest = md5(data, usedforsecurity=False).hexdigest()
    return {"msgtype": "image", "image": {"base64": b64encode(data).decode(), "md5": digest}}


def pushable(part: Part) -> Part:
    """Return nobody would hear the buttons of a pushed card, so they are shown as words."""
    return Text(text=card_as_text(part)) if isinstance(part, Card) and part.buttons else part
