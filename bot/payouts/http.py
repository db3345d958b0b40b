"""Sends requests to a payment service; what goes wrong on the way is told, never raised."""

from __future__ import annotations

from collections.abc import Mapping
from ssl import SSLContext
from typing import NamedTuple

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.network_words import network_reason

TIMEOUT = ClientTimeout(total=15)
LARGEST = 64 * 1024
"""Bytes of an answer."""


class Answer(NamedTuple):
    """What came back; status 0 where nothing did."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    note: str = ""
    """Why nothing came back."""


async def send(
    session: ClientSession,
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str],
    ssl: SSLContext | None = None,
    within: ClientTimeout = TIMEOUT,
) -> Answer:
    """Return the answer to a request, which is sent once and follows no other address."""
    try:
        async with session.request(
            method, url, data=body or None, headers=headers, ssl=ssl or True, timeout=within, allow_redirects=False
        ) as response:
            read = await response.content.read(LARGEST)
            while len(read) < LARGEST and not response.content.at_eof():
                read += await response.content.read(LARGEST - len(read))
            return Answer(response.status, read, response.headers)
    except (ClientError, TimeoutError) as error:
        return Answer(0, b"", {}, network_reason(error))
