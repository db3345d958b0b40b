"""What was uploaded to the platform lately, so that it is not uploaded for every message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.channels.channel import SendResult, SendStatus
from bot.channels.wecom.api import ApiError, Json
from bot.channels.wecom.error_codes import STALE_MEDIA
from bot.clock import Clock

LIFE = timedelta(days=2)
"""How long an upload is used again; the platform keeps it for three days."""

AGAIN = timedelta(seconds=5)
"""How long to wait after an upload without an answer."""

MISSING = SendResult(SendStatus.REFUSED, "要发的图片或文件不见了")
TOO_LARGE = SendResult(SendStatus.REFUSED, "图片或文件太大了")

Load = Callable[[str], Awaitable[bytes | None]]
Upload = Callable[[str, str, bytes], Awaitable[str]]


class Uploads:
    """Media ids by what they stand for. Kept, because a request with another one would not be known as a repeat."""

    def __init__(self, load: Load, upload: Upload, clock: Clock) -> None:
        """`load` returns the file with a digest, None where there is none; `upload` takes kind, name and bytes."""
        self._load = load
        self._upload = upload
        self._clock = clock
        self._known: dict[tuple[str, str, str], tuple[str, datetime]] = {}

    async def message(self, kind: str, digest: str, name: str, most: int) -> Json | SendResult:
        """Return a message with a picture or a file, or why there is none; see `media_id`."""
        media = await self.media_id(kind, digest, name, most)
        return media if isinstance(media, SendResult) else {"msgtype": kind, kind: {"media_id": media}}

    async def media_id(self, kind: str, digest: str, name: str, most: int) -> str | SendResult:
        """Return the media id of an image or a file of at most so many bytes, or why there is none. Raises ApiError."""
        place = kind, digest, name
        media, until = self._known.get(place, ("", self._clock.now()))
        if until - LIFE <= self._clock.now() < until:
            return media
        data = await self._load(digest)
        if data is None:
            return MISSING
        if len(data) > most:
            return TOO_LARGE
        media = await self._uploaded(kind, name, data)
        self._known[place] = media, self._clock.now() + LIFE
        return media

    async def _uploaded(self, kind: str, name: str, data: bytes) -> str:
        try:
            return await self._upload(kind, name, data)
        except ApiError as error:
            if error.outcome.verdict is not SendStatus.DOUBTFUL:
                raise
            # Whether the upload arrived does not matter: the message itself has not left.
            raise ApiError(SendResult(SendStatus.RETRY, f"上传文件时{error.outcome.note}", AGAIN)) from None

    async def fresh(self, send: Callable[[], Awaitable[SendResult]]) -> SendResult:
        """Return what `send` comes to; tried once more where the platform lost an upload. Raises ApiError."""
        try:
            return await send()
        except ApiError as error:
            if error.code != STALE_MEDIA:
                raise
        self._known.clear()
        return await send()
