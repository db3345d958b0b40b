"""Groups that a self-built app made (appchat, D/90248): it speaks there, with mentions that ring, and hears nothing.

Only internal members can be in them, and only this app's own groups are reached. Who comes and goes is not told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from aiohttp import web

from bot.channels.channel import SENT, ChannelDeps, Pace, SendResult, SendStatus
from bot.channels.wecom.api import ApiError, AppApi, Json
from bot.channels.wecom.media import Uploads
from bot.channels.wecom.parts import cut, markup, words
from bot.channels.wecom.robot import pushable, text
from config.channels import WecomAppchatSettings
from handlers.kit import Capability, Document, Picture, Reply
from handlers.kit.reply import Markdown, News

TEXT, MARKDOWN = 2048, 2048
"""Bytes of a message."""
PICTURE, DOCUMENT = 10 * 1024 * 1024, 20 * 1024 * 1024

MEANINGS = {
    86001: SendResult(SendStatus.DISABLED, "群聊的 ID 不对"),
    86003: SendResult(SendStatus.DISABLED, "没有这个群聊，可能已经解散；请用 ./qunban connect 再建一个"),
    86004: SendResult(SendStatus.DISABLED, "这个群聊不是这个应用建的，只能往自己建的群里发"),
    86008: SendResult(SendStatus.DISABLED, "应用的可见范围要是整个企业（根部门），才能用群聊"),
}
"""What codes mean that only these groups know."""


class WecomAppchat:
    """Targets are the chat ids under which the app made its groups; they are the groups' own ids in the files."""

    capabilities = frozenset({Capability.PUSHES, Capability.MENTIONS, Capability.MENTIONS_ALL, Capability.PICTURES})
    pace: Pace | None = (20, timedelta(seconds=60))
    """Per group. The platform allows 200 a minute to a member and says nothing of what it drops beyond."""

    def __init__(self, name: str, settings: WecomAppchatSettings, deps: ChannelDeps) -> None:
        self.name = name
        secret = settings.secret.get_secret_value()
        self._api = AppApi(deps.session, settings.api, settings.corp_id, secret, deps.clock)
        self._uploads = Uploads(deps.load_picture, self._api.media_upload, deps.clock)

    def routes(self) -> Iterable[web.RouteDef]:
        return ()

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def pieces(self, reply: Reply) -> list[Reply]:
        return cut(tuple(pushable(part) for part in reply), text=TEXT, markdown=MARKDOWN)

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send one message. The platform has no way to know a repeated one, so `key` does not help it."""
        del key
        try:
            return await self._uploads.fresh(lambda: self._send(target, piece))
        except ApiError as error:
            return understood(error)

    async def _send(self, target: str, piece: Reply) -> SendResult:
        body = await self._body(piece)
        if isinstance(body, SendResult):
            return body
        await self._api.post("appchat/send", {"chatid": target, **body, "safe": 0})
        return SENT

    async def _body(self, piece: Reply) -> Json | SendResult:
        match piece:
            case (Picture() as part,):
                return await self._uploads.message("image", part.digest, "picture.png", PICTURE)
            case (Document() as part,):
                return await self._uploads.message("file", part.digest, part.name, DOCUMENT)
            case (Markdown() | News() as part,):
                return markup(part)
        return text(piece) if words(piece).strip() else SENT


async def create(api: AppApi, name: str, owner: str, members: list[str]) -> str:
    """Make a group of the app's with at least two members, of whom one is the owner; return its chat id.

    Raises ApiError.
    """
    people = list(dict.fromkeys([owner, *members]))
    answer = await api.post("appchat/create", {"name": name, "owner": owner, "userlist": people})
    return str(answer.get("chatid", ""))


def understood(error: ApiError) -> SendResult:
    """Return what an error means for a message to such a group."""
    known = MEANINGS.get(error.code or 0)
    return SendResult(known.verdict, f"{known.note}（{error.code}）") if known else error.outcome
