"""现金红包: what is sent is signed and complete, and only an answer about this order counts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
import xmltodict
from aiohttp import ClientSession, web
from pytest_aiohttp import AiohttpServer

from bot.payouts.provider import Order, Outcome, Result
from bot.payouts.redpacket import WechatCashPacket, sign
from tests.support.fake_wechat_pay import API_KEY, packet_settings, write_keys

NUMBER = "QB0123456789ABCDEFGHIJKLMN"
ORDER = Order(NUMBER, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", 888, "一等奖 <&]]>\x07 " + "长" * 200)
WELL = {"return_code": "SUCCESS", "result_code": "SUCCESS", "mch_billno": NUMBER}


@dataclass
class Service:
    """Answers as it is told."""

    said: dict[str, str] = field(default_factory=lambda: dict(WELL))
    status: int = 200
    body: str | None = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, xmltodict.parse(await request.read())["xml"]))
        fields = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in self.said.items())
        return web.Response(text=f"<xml>{fields}</xml>" if self.body is None else self.body, status=self.status)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def provider(service: Service, aiohttp_server: AiohttpServer, tmp_path: Path) -> AsyncIterator[WechatCashPacket]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", service.answer)
    server = await aiohttp_server(app)
    write_keys(tmp_path)
    async with ClientSession() as session:
        yield WechatCashPacket(session, packet_settings(tmp_path, str(server.make_url("")).rstrip("/")), Random(1))


async def test_what_is_asked_for_is_complete_and_signed(service: Service, provider: WechatCashPacket) -> None:
    assert (await provider.pay(ORDER)).outcome is Outcome.WAITING
    [(path, fields)] = service.asked
    assert path == "/mmpaymkttransfers/sendredpack"
    assert fields.pop("sign") == sign(fields, API_KEY)
    assert len(fields.pop("nonce_str")) == 32
    words = "一等奖 <&]]> " + "长" * 200
    assert fields == {
        "mch_billno": NUMBER,
        "mch_id": "1900000109",
        "wxappid": "wx8888888888888888",
        "send_name": "测试群",
        "re_openid": ORDER.openid,
        "total_amount": "888",
        "total_num": "1",
        "wishing": words[:41],
        "client_ip": "127.0.0.1",
        "act_name": "群活动",
        "remark": words[:79],
    }
    assert len(fields["wishing"].encode()) <= 128
    assert len(fields["remark"].encode()) <= 256


def test_the_signature_is_that_of_the_documents() -> None:
    fields = {"appid": "wxd930ea5d5a258f4f", "mch_id": "10000100", "device_info": "1000", "body": "test"}
    fields["nonce_str"] = "ibuaiVcKdpRxkhJA"
    assert sign(fields, "192006250b4c09247ec02edce69f6a2d") == "9A0A8659F005D6984697E2CA0A9CF3B7"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("SENDING", Outcome.WAITING),
        ("SENT", Outcome.WAITING),
        ("RFUND_ING", Outcome.WAITING),
        ("RECEIVED", Outcome.PAID),
        ("FAILED", Outcome.FAILED),
        ("REFUND", Outcome.FAILED),
        ("SOMETHING_NEW", Outcome.UNKNOWN),
    ],
)
async def test_every_status_is_known(
    status: str, outcome: Outcome, service: Service, provider: WechatCashPacket
) -> None:
    service.said["status"] = status
    assert (await provider.query(NUMBER)).outcome is outcome
    assert service.asked[0][0] == "/mmpaymkttransfers/gethbinfo"


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("NOT_FOUND", Outcome.MISSING),
        ("PARAM_ERROR", Outcome.REFUSED),
        ("SYSTEMERROR", Outcome.UNKNOWN),
        ("NOTENOUGH", Outcome.UNKNOWN),
        ("SEND_FAILED", Outcome.UNKNOWN),
        ("A_NEW_CODE", Outcome.UNKNOWN),
    ],
)
async def test_an_error_is_no_answer_about_the_order(
    code: str, outcome: Outcome, service: Service, provider: WechatCashPacket
) -> None:
    service.said = {"return_code": "SUCCESS", "result_code": "FAIL", "err_code": code}
    assert await provider.pay(ORDER) == Result(outcome, code)


@pytest.mark.parametrize("body", ["", "<html>", "<xml></xml>", "<!DOCTYPE x><xml/>", "<xml>" * 5000, "\x00"])
async def test_what_is_no_answer_is_none(body: str, service: Service, provider: WechatCashPacket) -> None:
    service.body = body
    assert (await provider.pay(ORDER)).outcome is Outcome.UNKNOWN


async def test_an_answer_about_another_order_is_none(service: Service, provider: WechatCashPacket) -> None:
    service.said["mch_billno"] = "QBOTHER"
    assert (await provider.pay(ORDER)).outcome is Outcome.UNKNOWN
    service.said, service.status = dict(WELL), 502
    assert (await provider.pay(ORDER)).outcome is Outcome.UNKNOWN


def test_a_packet_holds_one_to_two_hundred_yuan(provider: WechatCashPacket) -> None:
    assert [fen for fen in (99, 100, 20_000, 20_001) if provider.refuses(ORDER._replace(fen=fen))] == [99, 20_001]
