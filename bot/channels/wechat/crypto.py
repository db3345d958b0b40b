"""WeCom's callback encryption: what was really sent by the platform, and for us, is opened; all else is forged."""

from __future__ import annotations

import hmac
import json
import re
import secrets
from base64 import b64decode, b64encode
from hashlib import sha1

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 32
"""The platform pads to 32 bytes, although a block of the cipher has 16."""
PREFIX = 16
"""Random bytes before the length of the message."""
POOL = 64 * PREFIX
"""Random bytes drawn at once: each draw is a call to the system, in which another thread may take over."""
START = PREFIX + 4
"""Where the message begins."""

_ENCRYPT = re.compile(rb"<Encrypt>\s*(?:<!\[CDATA\[([0-9A-Za-z+/=]+)\]\]>|([0-9A-Za-z+/=]+))\s*</Encrypt>")


class ForgedError(Exception):
    """A request that did not come from the platform, or not for us. The text is for our own log."""


class Codec:
    """Opens and seals messages with one callback's token and EncodingAESKey.

    `receive_id` is the corp id for an app and empty for an AI bot. Tasks may share one.
    """

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        self._token = token
        self._receive_id = receive_id.encode()
        key = b64decode(aes_key + "=")
        # AES-256 with the key's first half as the initialization vector, as the platform's documents have it.
        self._cipher = Cipher(AES(key), CBC(key[: AES.block_size // 8]))
        self._random = b""

    def open(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> str:
        """Return the message inside; raises ForgedError. Nothing is decrypted before the signature is checked."""
        expected = self.sign(timestamp, nonce, encrypted)
        if not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
            raise ForgedError("the signature is wrong")
        try:
            sealed = b64decode(encrypted, validate=True)
        except ValueError as error:
            raise ForgedError("not Base64") from error
        if not sealed or len(sealed) % BLOCK:
            raise ForgedError("not whole blocks")
        cipher = self._cipher.decryptor()
        return self._unpack(cipher.update(sealed) + cipher.finalize())

    def seal(self, message: str) -> str:
        """Return the message encrypted, in Base64; the same message looks different each time."""
        if len(self._random) < PREFIX:
            self._random = secrets.token_bytes(POOL)
        prefix, self._random = self._random[:PREFIX], self._random[PREFIX:]
        return self.seal_with(prefix, message)

    def seal_with(self, prefix: bytes, message: str) -> str:
        """Return the message encrypted behind 16 given bytes. Use `seal`: the bytes have to be unpredictable."""
        data = message.encode()
        clear = b"".join((prefix, len(data).to_bytes(4, "big"), data, self._receive_id))
        padding = BLOCK - len(clear) % BLOCK
        cipher = self._cipher.encryptor()
        return b64encode(cipher.update(clear + bytes((padding,)) * padding) + cipher.finalize()).decode()

    def sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """Return the platform's signature of an encrypted message, 40 hexadecimal digits."""
        joined = "".join(sorted((self._token, timestamp, nonce, encrypted)))
        return sha1(joined.encode(errors="replace"), usedforsecurity=False).hexdigest()

    def _unpack(self, clear: bytes) -> str:
        padding = clear[-1]
        if not 1 <= padding <= BLOCK or not clear.endswith(bytes((padding,)) * padding):
            raise ForgedError("the padding is wrong")
        end = START + int.from_bytes(clear[PREFIX:START], "big")
        if end > len(clear) - padding:
            raise ForgedError("the length is wrong")
        if clear[end:-padding] != self._receive_id:
            raise ForgedError("meant for another receiver")
        try:
            return clear[START:end].decode()
        except UnicodeDecodeError as error:
            raise ForgedError("not UTF-8") from error


def encrypted_in_xml(body: bytes) -> str:
    """Return the one <Encrypt> field of an envelope; raises ForgedError.

    Anybody may send an envelope, so it is searched and never handed to an XML parser.
    """
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ForgedError("XML with a DOCTYPE")
    match = _ENCRYPT.search(body) if body.count(b"<Encrypt>") == 1 else None
    if not match:
        raise ForgedError("not exactly one Encrypt")
    return (match[1] or match[2]).decode()


def encrypted_in_json(body: bytes) -> str:
    """Return the one `encrypt` field of an envelope, in capitals or not; raises ForgedError."""
    try:
        envelope = json.loads(body, object_pairs_hook=list)
        fields = [value for name, value in envelope if name.lower() == "encrypt"]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ForgedError("no JSON envelope") from error
    if len(fields) != 1 or not isinstance(fields[0], str):
        raise ForgedError("not exactly one encrypt")
    return fields[0]
