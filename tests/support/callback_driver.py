"""Calls an AI bot back as WeCom does: one signed and sealed POST for each thing said, answered within 5 seconds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.channels.wechat.crypto import Codec
from tests.support.fake_aibot import BOT
from tests.support.fake_wecom import AES_KEY, TOKEN

PATIENCE = ClientTimeout(total=5)
REPEATS = 3
"""How often the platform calls again where nobody answered."""


@dataclass(frozen=True)
class CalledBack:
    """What came of one callback."""

    is_heard: bool
    text: str = ""
    """What the bot answered at once; empty for silence."""


class CallbackDriver:
    """Calls one address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._codec = Codec(TOKEN, AES_KEY, "")
        self._numbers = count(1)

    async def say(self, user: str, text: str, chat: str | None, at: int, respond: str) -> CalledBack:
        """Tell the bot what somebody said at a Unix second; `respond` takes one later answer."""
        number = next(self._numbers)
        body = {
            "msgid": f"callback-{at}-{number}",
            "aibotid": BOT,
            "chattype": "group" if chat else "single",
            **({"chatid": chat} if chat else {}),
            "from": {"userid": user},
            "response_url": respond,
            "msgtype": "text",
            "text": {"content": text},
        }
        for _ in range(1 + REPEATS):
            sealed, nonce = self._codec.seal(json.dumps(body, ensure_ascii=False)), f"nonce{next(self._numbers)}"
            query = {"msg_signature": self._codec.sign(str(at), nonce, sealed), "timestamp": str(at), "nonce": nonce}
            try:
                async with (
                    ClientSession(timeout=PATIENCE) as session,
                    session.post(self.address, params=query, json={"encrypt": sealed}) as response,
                ):
                    if response.status == 200:
                        return CalledBack(True, self._opened(await response.read()))
            except (ClientError, TimeoutError, OSError):
                continue
        return CalledBack(False)

    def _opened(self, answer: bytes) -> str:
        """Return what the bot says in its answer, whose signature is checked."""
        if not answer:
            return ""
        given = json.loads(answer)
        plaintext = self._codec.open(
            given["msgsignature"], str(given["timestamp"]), str(given["nonce"]), given["encrypt"]
        )
        body = json.loads(plaintext)
        card = body.get("template_card", {}).get("main_title", {}).get("title", "")
        return str(body.get("stream", {}).get("content") or body.get("text", {}).get("content") or card)
