"""The endpoint of an official account: its URL is checked otherwise than WeCom's, and it may be called in the clear."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import sha1

from aiohttp import web

from bot.channels.wechat.callback import Callback, CallbackEndpoint
from bot.channels.wechat.crypto import ForgedError, encrypted_in_xml

LONGEST_ECHO = 64
ENCRYPTED = "it is encrypted, and there is no aes_key"
CLEAR = "it is not encrypted, and there is an aes_key"


def signature_of(*parts: str) -> str:
    """Return the platform's signature, 40 hexadecimal digits."""
    return sha1("".join(sorted(parts)).encode(errors="replace"), usedforsecurity=False).hexdigest()


def envelope_of(*, is_sealed: bool) -> Callable[[bytes], str]:
    """Return what finds a message in a body: its encrypted field, or all of it; raises ForgedError."""
    return _sealed if is_sealed else _clear


def _sealed(body: bytes) -> str:
    if b"<Encrypt>" not in body:
        raise ForgedError(CLEAR)
    return encrypted_in_xml(body)


def _clear(body: bytes) -> str:
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ForgedError("XML with a DOCTYPE")
    if b"<Encrypt>" in body and b"<MsgType>" not in body:
        raise ForgedError(ENCRYPTED)
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise ForgedError("not UTF-8") from error


class OfficialDoor(CallbackEndpoint):
    """As WeCom's, except for what the signature covers: in the clear, the time and the nonce only."""

    def sealed_with(self, token: str, *, is_sealed: bool) -> OfficialDoor:
        """Settle how it is called; return itself."""
        self._token = token
        self._is_sealed = is_sealed
        return self

    async def _check(self, request: web.Request) -> web.Response:
        if not request.query:
            return await super()._check(request)
        echo = request.query.get("echostr", "")
        try:
            if not echo.isascii() or not echo.isalnum() or len(echo) > LONGEST_ECHO:
                raise ForgedError("no echo")
            self._accepted(request, echo, self._checked_signature(request))
        except ForgedError as error:
            return self._reject(403, error)
        self._noted_check()
        return web.Response(text=echo)

    def _open(self, request: web.Request, encrypted: str) -> Callback:
        if not self._is_sealed:
            return self._accepted(request, encrypted, self._checked_signature(request))
        return super()._open(request, encrypted)

    def _checked_signature(self, request: web.Request) -> str:
        """Return the signature of a request's time and nonce; raises ForgedError where it is another one."""
        query = request.query
        expected = signature_of(self._token, query.get("timestamp", ""), query.get("nonce", ""))
        if not hmac.compare_digest(expected.encode(), query.get("signature", "").encode(errors="replace")):
            raise ForgedError("the signature is wrong")
        return expected
