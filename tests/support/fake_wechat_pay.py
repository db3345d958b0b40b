"""WeChat Pay as far as payouts can tell: 商家转账 and 现金红包, which fail on demand, often after they have paid."""

from __future__ import annotations

import asyncio
import json
import re
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import xmltodict
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from bot.payouts.redpacket import sign
from config.services import CashPacketSettings, TransferSettings

MERCHANT, APPID, SERIAL, API_KEY = "1900000109", "wx8888888888888888", "5157F09EFDC096DE15EBE81A47057A72", "k" * 32
TRANSFERS = "/v3/fund-app/mch-transfer/transfer-bills"
AFTER_PAYING, BEFORE_PAYING = ("hang", "500", "502", "cut", "forged"), ("503", "busy")


@cache
def keys() -> tuple[RSAPrivateKey, RSAPrivateKey]:
    """Return the merchant's key and WeChat Pay's; made once, since that takes a while."""
    return generate_private_key(65537, 2048), generate_private_key(65537, 2048)


def write_keys(folder: Path) -> None:
    """Write the files that a merchant has."""
    own, wechat = keys()
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "own.pem").write_bytes(own.private_bytes(*plain))
    (folder / "wechat.pem").write_bytes(
        wechat.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "merchant")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(own.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3650))
        .sign(own, SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def transfer_settings(folder: Path, api: str) -> TransferSettings:
    return TransferSettings.model_validate(
        {
            "kind": "wechat_transfer",
            "merchant": MERCHANT,
            "appid": APPID,
            "serial": SERIAL,
            "private_key": folder / "own.pem",
            "wechat_key": folder / "wechat.pem",
            "wechat_key_id": "PUB_KEY_ID_01",
            "report": [{"type": "活动名称", "content": "群活动"}],
            "api": api,
        }
    )


def packet_settings(folder: Path, api: str) -> CashPacketSettings:
    return CashPacketSettings.model_validate(
        {
            "kind": "wechat_redpacket",
            "merchant": MERCHANT,
            "appid": APPID,
            "key": API_KEY,
            "certificate": folder / "cert.pem",
            "private_key": folder / "own.pem",
            "sender": "测试群",
            "activity": "群活动",
            "api": api,
        }
    )


@dataclass
class FakeWechatPay:
    """A merchant's account. An order is paid once, whatever is asked; what is asked twice must be the same."""

    random: Random = field(default_factory=lambda: Random(1))
    fails_after: float = 0.0
    """The share of payments whose answer is lost after they were made."""
    fails_before: float = 0.0
    """The share of requests that do nothing and say so badly."""
    refuses: str = ""
    """The code with which all requests to pay are turned away."""
    state: str = "SUCCESS"
    """What becomes of transfers."""
    status: str = "RECEIVED"
    """What becomes of packets."""
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was paid, by order number."""
    asked: Counter[str] = field(default_factory=Counter)
    """Requests to pay, by order number."""
    wrong: list[str] = field(default_factory=list)
    """Requests that a merchant must not make."""

    @property
    def paid(self) -> int:
        """Return all that was paid, in fen."""
        return sum(int(order["amount"]) for order in self.orders.values())

    def routes(self) -> list[web.RouteDef]:
        """Return what it answers to."""
        return [
            web.post(TRANSFERS, self.transfer),
            web.get(f"{TRANSFERS}/out-bill-no/{{number}}", self.query_transfer),
            web.post("/mmpaymkttransfers/sendredpack", self.send_packet),
            web.post("/mmpaymkttransfers/gethbinfo", self.query_packet),
        ]

    async def transfer(self, request: web.Request) -> web.StreamResponse:
        text = await self._authentic(request)
        body = json.loads(text)
        assert body["transfer_scene_report_infos"], "the scene has to be reported"
        number, payment = body["out_bill_no"], {"openid": body["openid"], "amount": body["transfer_amount"]}
        fault = self._pay(number, payment)
        if fault in ("refused", "busy", "503"):
            code = self.refuses if fault == "refused" else "FREQUENCY_LIMITED"
            return self._signed({"code": code, "message": "不行"}, 400 if fault == "refused" else 429)
        package = {"package_info": f"package/{number}=="} if self.state == "WAIT_USER_CONFIRM" else {}
        return await self._or(request, fault, lambda: self._signed(self._transfer(number) | package))

    async def query_transfer(self, request: web.Request) -> web.StreamResponse:
        await self._authentic(request)
        number = request.match_info["number"]
        if self.random.random() < self.fails_before:
            return self._signed({"code": "SYSTEM_ERROR"}, 500)
        if number not in self.orders:
            return self._signed({"code": "NOT_FOUND", "message": "记录不存在"}, 404)
        return self._signed(self._transfer(number))

    async def send_packet(self, request: web.Request) -> web.StreamResponse:
        said = self._unsealed(await request.read())
        assert said["total_num"] == "1"
        assert len(said["mch_billno"]) <= 28
        number = said["mch_billno"]
        fault = self._pay(number, {"openid": said["re_openid"], "amount": said["total_amount"]})
        if fault in ("refused", "busy", "503"):
            code = self.refuses if fault == "refused" else "SYSTEMERROR"
            return _xml(return_code="SUCCESS", result_code="FAIL", err_code=code, mch_billno=number)
        total = self.orders[number]["amount"]
        return await self._or(
            request,
            fault,
            lambda: _xml(return_code="SUCCESS", result_code="SUCCESS", mch_billno=number, total_amount=total),
        )

    async def query_packet(self, request: web.Request) -> web.StreamResponse:
        number = self._unsealed(await request.read())["mch_billno"]
        if self.random.random() < self.fails_before:
            return _xml(return_code="SUCCESS", result_code="FAIL", err_code="SYSTEMERROR")
        if number not in self.orders:
            return _xml(return_code="SUCCESS", result_code="FAIL", err_code="NOT_FOUND", mch_billno=number)
        return _xml(return_code="SUCCESS", result_code="SUCCESS", mch_billno=number, status=self.status)

    def _pay(self, number: str, payment: dict[str, Any]) -> str:
        """Pay what is new, and return how the answer goes wrong; empty where it does not."""
        self.asked[number] += 1
        if self.refuses:
            return "refused"
        if self.random.random() < self.fails_before:
            return self.random.choice(BEFORE_PAYING)
        known = self.orders.setdefault(number, payment)
        if known != payment:
            self.wrong.append(f"{number} asked for {payment} after {known}")
        return self.random.choice(AFTER_PAYING) if self.random.random() < self.fails_after else ""

    async def _or(self, request: web.Request, fault: str, answer: Any) -> web.StreamResponse:
        if fault == "hang":
            await asyncio.sleep(3600)
        if fault == "cut":
            assert request.transport
            request.transport.close()
        if fault == "forged":
            return web.Response(text="<html>gateway</html>", status=200)
        return web.Response(text="<html>", status=int(fault)) if fault else answer()

    async def _authentic(self, request: web.Request) -> str:
        """Return the body of a request whose signature is the merchant's; raises InvalidSignature."""
        scheme, _, rest = request.headers["Authorization"].partition(" ")
        given = dict(re.findall(r'(\w+)="([^"]*)"', rest))
        assert (scheme, given["mchid"], given["serial_no"]) == ("WECHATPAY2-SHA256-RSA2048", MERCHANT, SERIAL)
        text = await request.text()
        signed = f"{request.method}\n{request.path_qs}\n{given['timestamp']}\n{given['nonce_str']}\n{text}\n"
        own = keys()[0].public_key()
        own.verify(b64decode(given["signature"]), signed.encode(), PKCS1v15(), SHA256())
        return text

    def _unsealed(self, body: bytes) -> dict[str, str]:
        """Return the fields of a request whose signature is right."""
        said: dict[str, str] = xmltodict.parse(body)["xml"]
        given = said.pop("sign")
        assert sign(said, API_KEY) == given
        assert said["mch_id"] == MERCHANT
        return said

    def _signed(self, said: dict[str, Any], status: int = 200) -> web.Response:
        text = json.dumps(said)
        signature = keys()[1].sign(f"1700000000\nnonce\n{text}\n".encode(), PKCS1v15(), SHA256())
        headers = {"Wechatpay-Timestamp": "1700000000", "Wechatpay-Nonce": "nonce", "Wechatpay-Serial": "PUB_KEY_ID_01"}
        headers["Wechatpay-Signature"] = b64encode(signature).decode()
        return web.Response(text=text, status=status, headers=headers, content_type="application/json")

    def _transfer(self, number: str) -> dict[str, Any]:
        return {"out_bill_no": number, "transfer_bill_no": f"T{number}", "state": self.state}


def _xml(**fields: object) -> web.Response:
    words = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in fields.items())
    return web.Response(text=f"<xml>{words}</xml>", content_type="text/xml")
