"""WeChat Pay 现金红包 (API v2, /mmpaymkttransfers/sendredpack): XML, signed with MD5, with a client certificate."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import md5
from random import Random
from ssl import SSLContext, SSLError, create_default_context

from aiohttp import ClientSession, ClientTimeout

from bot.channels.wechat import xml
from bot.channels.wechat.crypto import ForgedError
from bot.channels.wechat.xml import Element
from bot.payouts.http import TIMEOUT, Answer, send
from bot.payouts.provider import Order, Outcome, Result
from config.problems import ConfigError, Problem
from config.services import CashPacketSettings

SEND, QUERY = "/mmpaymkttransfers/sendredpack", "/mmpaymkttransfers/gethbinfo"
STATES = {
    "SENDING": Outcome.WAITING,
    "SENT": Outcome.WAITING,
    "RFUND_ING": Outcome.WAITING,
    "RECEIVED": Outcome.PAID,
    "FAILED": Outcome.FAILED,
    "REFUND": Outcome.FAILED,
}
NOTES = {"REFUND": "对方没有领取，已退回", "SENT": "等对方领取"}
REFUSALS = ("PARAM_ERROR", "SIGN_ERROR", "XML_ERROR", "CA_ERROR", "NO_AUTH", "ILLEGAL_APPID", "OPENID_ERROR")
"""Codes with which a request is turned away before any packet comes of it."""
LEAST, MOST = 100, 20_000
"""Fen of one packet, where the merchant has no special scene."""
OUT_OF_BOUNDS = "现金红包一个要 1 到 200 元"
UNREADABLE = "应答看不懂"
LONGEST_WISHING, LONGEST_REMARK = 42, 80
"""Characters: the limits are 128 and 256 bytes."""
NO_CERTIFICATE = "读不出这个证书或它的密钥（要 PEM 格式）"


class WechatCashPacket:
    """Sends packets out of one merchant's account."""

    def __init__(
        self, session: ClientSession, settings: CashPacketSettings, random: Random, timeout: ClientTimeout = TIMEOUT
    ) -> None:
        """Raise ConfigError where the certificate cannot be read."""
        self._session = session
        self._settings = settings
        self._random = random
        self._timeout = timeout
        self._ssl = _context(settings)

    def refuses(self, order: Order) -> str:
        """Return why no packet can hold so much, where the merchant has no special scene."""
        return "" if self._settings.scene or LEAST <= order.fen <= MOST else OUT_OF_BOUNDS

    async def pay(self, order: Order) -> Result:
        """Ask to send a packet; a number that it knows makes no second one."""
        settings = self._settings
        answer = await self._send(
            SEND,
            {
                "mch_billno": order.number,
                "mch_id": settings.merchant,
                "wxappid": settings.appid,
                "send_name": settings.sender,
                "re_openid": order.openid,
                "total_amount": str(order.fen),
                "total_num": "1",
                "wishing": order.words[:LONGEST_WISHING],
                "client_ip": settings.address,
                "act_name": settings.activity,
                "remark": order.words[:LONGEST_REMARK],
                "scene_id": settings.scene,
            },
        )
        said = self._read(answer, order.number)
        # It was sent; whether it is taken, or goes back, only a question tells.
        return said if isinstance(said, Result) else Result(Outcome.WAITING, NOTES["SENT"])

    async def query(self, number: str) -> Result:
        """Ask what became of a packet; WeChat Pay answers for thirty days."""
        settings = self._settings
        fields = {"mch_billno": number, "mch_id": settings.merchant, "appid": settings.appid, "bill_type": "MCHT"}
        said = self._read(await self._send(QUERY, fields), number)
        if isinstance(said, Result):
            return said
        status = said.word("status")
        note = said.word("reason") or NOTES.get(status, status)
        return Result(STATES.get(status, Outcome.UNKNOWN), note)

    async def _send(self, path: str, fields: Mapping[str, str]) -> Answer:
        nonce = f"{self._random.getrandbits(128):032X}"
        printed = {name: "".join(filter(str.isprintable, text)) for name, text in fields.items()}
        filled = {name: text for name, text in {**printed, "nonce_str": nonce}.items() if text}
        filled["sign"] = sign(filled, self._settings.key.get_secret_value())
        words = "".join(f"<{name}>{xml.cdata(text)}</{name}>" for name, text in filled.items())
        return await send(
            self._session,
            "POST",
            self._settings.api + path,
            body=f"<xml>{words}</xml>".encode(),
            headers={"Content-Type": "text/xml"},
            ssl=self._ssl if self._settings.api.startswith("https") else None,
            within=self._timeout,
        )

    def _read(self, answer: Answer, number: str) -> Element | Result:
        """Return an answer that says yes, where it is about this order; else what it says."""
        if not answer.status:
            return Result(Outcome.UNKNOWN, answer.note)
        try:
            said = xml.read(answer.body.decode())
        except (ForgedError, UnicodeDecodeError):
            return Result(Outcome.UNKNOWN, UNREADABLE)
        if answer.status != 200 or said.word("return_code") != "SUCCESS":
            return Result(Outcome.UNKNOWN, said.word("return_msg") or str(answer.status))
        if said.word("result_code") == "SUCCESS":
            return said if said.word("mch_billno") == number else Result(Outcome.UNKNOWN, UNREADABLE)
        code = said.word("err_code")
        if code == "NOT_FOUND":
            return Result(Outcome.MISSING, code)
        return Result(Outcome.REFUSED if code in REFUSALS else Outcome.UNKNOWN, code)


def sign(fields: Mapping[str, str], key: str) -> str:
    """Return the signature of API v2: over all fields that are not empty, by name, and the key at the end."""
    text = "&".join(f"{name}={text}" for name, text in sorted(fields.items()) if text)
    return md5(f"{text}&key={key}".encode()).hexdigest().upper()  # noqa: S324 - WeChat Pay's own choice


def _context(settings: CashPacketSettings) -> SSLContext:
    context = create_default_context()
    try:
        context.load_cert_chain(settings.certificate, settings.private_key)
    except (OSError, SSLError):
        raise ConfigError(Problem(settings.certificate, 1, 1, NO_CERTIFICATE)) from None
    return context
