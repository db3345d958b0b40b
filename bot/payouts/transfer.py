"""WeChat Pay 商家转账 (API v3, /v3/fund-app/mch-transfer/transfer-bills): JSON, signed with RSA in both directions."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from bot.clock import Clock
from bot.payouts.http import TIMEOUT, Answer, send
from bot.payouts.provider import Order, Outcome, Result
from config.problems import ConfigError, Problem
from config.services import TransferSettings

PATH = "/v3/fund-app/mch-transfer/transfer-bills"
SCHEMA = "WECHATPAY2-SHA256-RSA2048"
STATES = {
    "ACCEPTED": Outcome.WAITING,
    "PROCESSING": Outcome.WAITING,
    "WAIT_USER_CONFIRM": Outcome.WAITING,
    "TRANSFERING": Outcome.WAITING,
    "CANCELING": Outcome.WAITING,
    "SUCCESS": Outcome.PAID,
    "FAIL": Outcome.FAILED,
    "CANCELLED": Outcome.FAILED,
}
TO_TAKE = "WAIT_USER_CONFIRM"
LONGEST_PACKAGE = 2000
REFUSALS = ("PARAM_ERROR", "INVALID_REQUEST", "SIGN_ERROR", "NO_AUTH", "APPID_MCHID_NOT_MATCH")
"""Codes with which a request is turned away before any order comes of it."""
FORGED = "应答的签名不对"
UNREADABLE = "应答看不懂"
LONGEST_WORDS = 32
NAMED_FROM = 200_000
"""Fen."""
NAMED = "商家转账 2000 元以上要写对方的真实姓名，这里不做"
NO_KEY = "读不出这个密钥文件（要 PEM 格式的 RSA 密钥）"


class WechatTransfer:
    """Pays through one merchant's account."""

    def __init__(
        self,
        session: ClientSession,
        settings: TransferSettings,
        clock: Clock,
        random: Random,
        timeout: ClientTimeout = TIMEOUT,
    ) -> None:
        """Raise ConfigError where a key cannot be read."""
        self._session = session
        self._settings = settings
        self._clock = clock
        self._random = random
        self._timeout = timeout
        self._own_key = _private_key(settings.private_key)
        self._wechat_key = _public_key(settings.wechat_key)

    def refuses(self, order: Order) -> str:
        """Return why so much cannot be transferred: from 2,000 yuan on the payee's real name is asked for."""
        return NAMED if order.fen >= NAMED_FROM else ""

    async def pay(self, order: Order) -> Result:
        """Ask to transfer; with a number that it knows, WeChat Pay tells of that order and makes no second one."""
        body = {
            "appid": self._settings.appid,
            "out_bill_no": order.number,
            "transfer_scene_id": self._settings.scene,
            "openid": order.openid,
            "transfer_amount": order.fen,
            "transfer_remark": order.words[:LONGEST_WORDS],
            "transfer_scene_report_infos": [
                {"info_type": line.type, "info_content": line.content} for line in self._settings.report
            ],
        }
        answer = await self._send("POST", PATH, json.dumps(body, ensure_ascii=False).encode())
        return self._read(answer, order.number)

    async def query(self, number: str) -> Result:
        """Ask what became of an order; WeChat Pay answers for thirty days."""
        answer = await self._send("GET", f"{PATH}/out-bill-no/{number}", b"")
        return self._read(answer, number)

    async def _send(self, method: str, path: str, body: bytes) -> Answer:
        at, nonce = int(self._clock.now().timestamp()), f"{self._random.getrandbits(128):032X}"
        signature = self._sign(f"{method}\n{path}\n{at}\n{nonce}\n{body.decode()}\n".encode())
        headers = {
            "Authorization": f'{SCHEMA} mchid="{self._settings.merchant}",nonce_str="{nonce}",timestamp="{at}",'
            f'serial_no="{self._settings.serial}",signature="{signature}"',
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Wechatpay-Serial": self._settings.wechat_key_id,
        }
        url = self._settings.api + path
        return await send(self._session, method, url, body=body, headers=headers, within=self._timeout)

    def _sign(self, text: bytes) -> str:
        return b64encode(self._own_key.sign(text, PKCS1v15(), SHA256())).decode()

    def _read(self, answer: Answer, number: str) -> Result:
        """Return what an answer says of an order, where it is WeChat Pay's own and about that order."""
        if not answer.status:
            return Result(Outcome.UNKNOWN, answer.note)
        if not self._is_signed(answer):
            return Result(Outcome.UNKNOWN, FORGED)
        said = _json(answer.body)
        if answer.status == 200:
            if said.get("out_bill_no") != number:
                return Result(Outcome.UNKNOWN, UNREADABLE)
            state = str(said.get("state"))
            return Result(
                STATES.get(state, Outcome.UNKNOWN),
                str(said.get("fail_reason") or state),
                to_take=state == TO_TAKE,
                package=str(said.get("package_info") or "")[:LONGEST_PACKAGE],
            )
        code = str(said.get("code") or answer.status)
        if answer.status == 404 and code == "NOT_FOUND":
            return Result(Outcome.MISSING, code)
        return Result(Outcome.REFUSED if code in REFUSALS else Outcome.UNKNOWN, code)

    def _is_signed(self, answer: Answer) -> bool:
        headers = answer.headers
        head = f"{headers.get('Wechatpay-Timestamp', '')}\n{headers.get('Wechatpay-Nonce', '')}\n".encode()
        try:
            signature = b64decode(headers.get("Wechatpay-Signature", ""), validate=True)
            self._wechat_key.verify(signature, head + answer.body + b"\n", PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _private_key(path: Path) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise ConfigError(Problem(path, 1, 1, NO_KEY))
    return key


def _public_key(path: Path) -> RSAPublicKey:
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPublicKey):
        raise ConfigError(Problem(path, 1, 1, NO_KEY))
    return key
