"""商家转账: what is sent is signed and complete, and only an answer that WeChat Pay signed about this order counts."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import unused_port
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from pytest_aiohttp import AiohttpServer

from bot.payouts.provider import Order, Outcome, Result
from bot.payouts.transfer import FORGED, WechatTransfer
from tests.chat import FrozenClock
from tests.support.fake_wechat_pay import TRANSFERS, keys, transfer_settings, write_keys

NUMBER = "QB0123456789ABCDEFGHIJKLMN"
ORDER = Order(NUMBER, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", 888, "周末活动一等奖，" * 9)


@dataclass
class Service:
    """Answers as it is told, signed by WeChat Pay or by somebody else."""

    said: dict[str, Any] = field(default_factory=lambda: {"out_bill_no": NUMBER, "state": "SUCCESS"})
    status: int = 200
    signed_by: int = 1
    body: str | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        text = await request.text()
        self.asked.append((f"{request.method} {request.path}", json.loads(text) if text else {}))
        body = json.dumps(self.said) if self.body is None else self.body
        signed = keys()[self.signed_by].sign(f"1\nn\n{body}\n".encode(), PKCS1v15(), SHA256())
        headers = {"Wechatpay-Timestamp": "1", "Wechatpay-Nonce": "n"}
        headers["Wechatpay-Signature"] = b64encode(signed).decode()
        return web.Response(text=body, status=self.status, headers=headers)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def provider(service: Service, aiohttp_server: AiohttpServer, tmp_path: Path) -> AsyncIterator[WechatTransfer]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", service.answer)
    server = await aiohttp_server(app)
    write_keys(tmp_path)
    async with ClientSession() as session:
        settings = transfer_settings(tmp_path, str(server.make_url("")).rstrip("/"))
        yield WechatTransfer(session, settings, FrozenClock(), Random(1))


async def test_what_is_asked_for_is_complete(service: Service, provider: WechatTransfer) -> None:
    assert (await provider.pay(ORDER)).outcome is Outcome.PAID
    assert (await provider.query(NUMBER)).outcome is Outcome.PAID
    [(paid, body), (queried, nothing)] = service.asked
    assert (paid, queried) == (f"POST {TRANSFERS}", f"GET {TRANSFERS}/out-bill-no/{NUMBER}")
    assert nothing == {}
    assert body == {
        "appid": "wx8888888888888888",
        "out_bill_no": NUMBER,
        "transfer_scene_id": "1000",
        "openid": ORDER.openid,
        "transfer_amount": 888,
        "transfer_remark": ORDER.words[:32],
        "transfer_scene_report_infos": [{"info_type": "活动名称", "info_content": "群活动"}],
    }


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("SUCCESS", Outcome.PAID),
        ("WAIT_USER_CONFIRM", Outcome.WAITING),
        ("ACCEPTED", Outcome.WAITING),
        ("TRANSFERING", Outcome.WAITING),
        ("FAIL", Outcome.FAILED),
        ("CANCELLED", Outcome.FAILED),
        ("SOMETHING_NEW", Outcome.UNKNOWN),
    ],
)
async def test_every_state_is_known(state: str, outcome: Outcome, service: Service, provider: WechatTransfer) -> None:
    service.said["state"] = state
    assert (await provider.pay(ORDER)).outcome is outcome
    assert (await provider.query(NUMBER)).outcome is outcome


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (404, "NOT_FOUND", Outcome.MISSING),
        (400, "PARAM_ERROR", Outcome.REFUSED),
        (403, "NO_AUTH", Outcome.REFUSED),
        (403, "NOT_ENOUGH", Outcome.UNKNOWN),
        (429, "FREQUENCY_LIMITED", Outcome.UNKNOWN),
        (500, "SYSTEM_ERROR", Outcome.UNKNOWN),
        (400, "A_NEW_CODE", Outcome.UNKNOWN),
    ],
)
async def test_an_error_is_no_answer_about_the_order(
    status: int, code: str, outcome: Outcome, service: Service, provider: WechatTransfer
) -> None:
    service.status, service.said = status, {"code": code, "message": "不行"}
    assert await provider.query(NUMBER) == Result(outcome, code)


async def test_what_somebody_else_signed_is_not_believed(service: Service, provider: WechatTransfer) -> None:
    service.signed_by = 0
    assert await provider.pay(ORDER) == Result(Outcome.UNKNOWN, FORGED)


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"out_bill_no": "QBOTHER", "state": "SUCCESS"}', "null"])
async def test_an_answer_about_something_else_is_none(body: str, service: Service, provider: WechatTransfer) -> None:
    service.body = body
    assert (await provider.pay(ORDER)).outcome is Outcome.UNKNOWN


async def test_where_nobody_answers_nothing_is_known(tmp_path: Path) -> None:
    write_keys(tmp_path)
    async with ClientSession() as session:
        settings = transfer_settings(tmp_path, f"http://127.0.0.1:{unused_port()}")
        provider = WechatTransfer(session, settings, FrozenClock(), Random(1))
        assert await provider.pay(ORDER) == Result(Outcome.UNKNOWN, "那里没有程序在听")
        assert provider.refuses(ORDER) == ""
        assert "真实姓名" in provider.refuses(ORDER._replace(fen=200_000))
