"""Files over the AI bot's long connection: up in chunks, down encrypted with a key of their own."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from hashlib import md5

from aiohttp import ClientError, ClientSession, ClientTimeout
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from yarl import URL

from bot.channels.channel import SendResult, SendStatus
from bot.channels.escaping import truncate
from bot.channels.wecom.aibot_frames import UPLOAD_CHUNK, UPLOAD_FINISH, UPLOAD_INIT
from bot.channels.wecom.api import ApiError, Json

CHUNK = 512 * 1024
"""Bytes of a chunk before they become Base64; the platform takes at most 100 of them."""
SMALLEST, LARGEST = 5, 10 * 1024 * 1024
"""Bytes of an upload, and of a picture that members sent."""
NAME = 256
"""Bytes of a file's name."""
PADDING = 32
"""The platform pads to 32 bytes, although a block of the cipher has 16."""
PATIENCE = ClientTimeout(total=4, connect=2)
"""Seconds: the answer waits for the picture."""

TOO_SMALL = SendResult(SendStatus.REFUSED, "图片或文件是空的")
NOT_TAKEN = SendResult(SendStatus.RETRY, "企业微信没有收下图片")

Request = Callable[[str, Json], Awaitable[Json]]
"""Sends a command with a `req_id` of its own; returns the acknowledgement's body, raises ApiError."""


async def upload(request: Request, kind: str, name: str, data: bytes) -> str:
    """Return the media id of an uploaded file, good for three days. Raises ApiError."""
    if len(data) < SMALLEST:
        raise ApiError(TOO_SMALL)
    chunks = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    begun = await request(
        UPLOAD_INIT,
        {
            "type": kind,
            "filename": truncate(name, NAME, ""),
            "total_size": len(data),
            "total_chunks": len(chunks),
            "md5": md5(data, usedforsecurity=False).hexdigest(),
        },
    )
    upload_id = _word(begun, "upload_id")
    for index, chunk in enumerate(chunks):
        body = {"upload_id": upload_id, "chunk_index": index, "base64_data": b64encode(chunk).decode()}
        await request(UPLOAD_CHUNK, body)
    return _word(await request(UPLOAD_FINISH, {"upload_id": upload_id}), "media_id")


def _word(body: Json, key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise ApiError(NOT_TAKEN)
    return value


async def download(session: ClientSession, url: str, key: str) -> bytes | None:
    """Return a picture that a member sent; None where it cannot be had, or cannot be decrypted.

    Only encrypted transport is asked, and this machine itself, where tests play the platform.
    """
    try:
        address = URL(url)
        if address.scheme != "https" and address.host not in ("127.0.0.1", "localhost"):
            return None
        async with session.get(address, timeout=PATIENCE, allow_redirects=False) as response:
            if response.status != 200:
                return None
            data = bytearray()
            async for part in response.content.iter_any():
                data += part
                if len(data) > LARGEST + PADDING:
                    return None
        return opened(bytes(data), key)
    except (ClientError, TimeoutError, OSError, ValueError):
        return None


def opened(data: bytes, key: str) -> bytes:
    """Return the file inside. The key is Base64, perhaps without its padding. Raises ValueError for what is broken."""
    secret = b64decode(key.rstrip("=") + "=" * (-len(key.rstrip("=")) % 4), validate=True)
    if len(secret) != PADDING or not data or len(data) % (AES.block_size // 8):
        raise ValueError("not a key, or not whole blocks")
    cipher = Cipher(AES(secret), CBC(secret[: AES.block_size // 8])).decryptor()
    clear = cipher.update(data) + cipher.finalize()
    padding = clear[-1]
    if not 1 <= padding <= PADDING or not clear.endswith(bytes((padding,)) * padding):
        raise ValueError("the padding is wrong")
    return clear[:-padding]
