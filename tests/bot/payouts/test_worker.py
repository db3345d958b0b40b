"""Payouts through a service that loses its answers: each is paid once, under one number, and known to be in the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from pytest_aiohttp import AiohttpServer

from bot.lasting import TaskDeps
from bot.payouts.provider import NoService, PayoutProvider
from bot.payouts.redpacket import WechatCashPacket
from bot.payouts.transfer import WechatTransfer
from bot.payouts.worker import CERTAIN, GIVE_UP, LONGEST_WAIT, PayoutWorker
from storage.db import Db
from storage.members import roster
from storage.redpackets import payouts
from storage.redpackets.payouts import Payout, State
from tests.chat import Chat
from tests.support.fake_wechat_pay import FakeWechatPay, packet_settings, transfer_settings, write_keys

MANY = 1000
SHORT = ClientTimeout(total=0.08)
Make = Callable[[FakeWechatPay], PayoutProvider]


@pytest.fixture(params=["transfer", "packet"])
async def fake(
    request: pytest.FixtureRequest, chat: Chat, aiohttp_server: AiohttpServer, tmp_path: Path
) -> AsyncIterator[tuple[FakeWechatPay, PayoutProvider]]:
    """Yield each of the services with what pays through it."""
    service, app = FakeWechatPay(), web.Application()
    app.add_routes(service.routes())
    server = await aiohttp_server(app)
    api = str(server.make_url("")).rstrip("/")
    write_keys(tmp_path)
    async with ClientSession() as session:
        if request.param == "transfer":
            settings = transfer_settings(tmp_path, api)
            yield service, WechatTransfer(session, settings, chat.bot.clock, Random(2), SHORT)
        else:
            yield service, WechatCashPacket(session, packet_settings(tmp_path, api), Random(2), SHORT)


def worker_of(chat: Chat, provider: PayoutProvider) -> PayoutWorker:
    bot = chat.bot
    return PayoutWorker(
        TaskDeps(bot.database, bot.clock, bot.channels, bot.groups, bot.outgoing, bot.sender.wake), provider
    )


async def approve(chat: Chat, count: int) -> int:
    """Write down approved payouts; return their sum in fen."""

    def create(db: Db) -> int:
        member, total = roster.get_or_create(db, chat.group, "小明", "小明", chat.now), 0
        for number in range(count):
            fen = 100 + number % 900
            total += fen
            payouts.create(
                db,
                member,
                openid="o" * 28,
                fen=fen,
                words="周末活动一等奖 <&]]>",
                order_number=f"QB{number:024}",
                cause=f"request:{number}",
                proposer="小助理",
                approver="群主",
                day=chat.now.date(),
                at=chat.now,
            )
        return total

    return await chat.bot.database.write(create)


async def listed(chat: Chat) -> list[Payout]:
    return await chat.bot.database.read(lambda db: payouts.list_latest(db, chat.group, MANY))


async def test_a_thousand_are_paid_once_each_over_lost_answers_and_crashes(
    chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]
) -> None:
    service, provider = fake
    service.fails_after, service.fails_before = 0.3, 0.1
    count = MANY if isinstance(provider, WechatCashPacket) and chat.bot.database.writer else MANY // 4
    total = await approve(chat, count)
    random, crashes = Random(3), 0
    worker = worker_of(chat, provider)
    for _ in range(100_000):
        working = asyncio.create_task(worker.work())
        if random.random() < 0.2:  # the process ends in the midst of it
            crashes += 1
            await asyncio.sleep(random.uniform(0, 0.02))
            working.cancel()
            await asyncio.wait([working])
            worker = worker_of(chat, provider)
        else:
            await working
        if all(payout.state is State.PAID for payout in await listed(chat)):
            break
        due = await chat.bot.database.read(lambda db: payouts.list_due(db, chat.now, 1))
        if not due:
            chat.bot.clock.set_to(chat.now + timedelta(minutes=5))
    assert service.paid == total
    assert len(service.orders) == count
    assert set(service.asked) == {f"QB{number:024}" for number in range(count)}, "one number for each, and no other"
    assert max(service.asked.values()) > 1
    assert service.wrong == []
    assert crashes > 2


async def test_those_in_charge_are_told_once(chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]) -> None:
    service, provider = fake
    worker = worker_of(chat, provider)
    service.state, service.status = "WAIT_USER_CONFIRM", "SENT"
    await approve(chat, 1)
    for _ in range(4):
        await worker.work()
        await chat.forward(hours=1)
    service.state, service.status = "SUCCESS", "RECEIVED"
    await chat.forward(seconds=LONGEST_WAIT.total_seconds())
    await worker.work()
    await chat.forward(seconds=1)
    told = [said for said in chat.broadcasts if "💰" in said]
    assert [said for said in told if "已受理：1 元给 小明" in said]
    to_take = [said for said in told if "要 TA 在你们自己的小程序或公众号网页上确认收款" in said]
    assert bool(to_take) == isinstance(provider, WechatTransfer)
    assert [said for said in told if "1 号付款到了：1 元给 小明" in said]
    assert len(told) == 2 * len({"群主", "小助理"})


async def test_what_the_payees_page_needs_is_kept_also_where_the_answer_was_lost(
    chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]
) -> None:
    service, provider = fake
    if not isinstance(provider, WechatTransfer):
        return
    service.state, service.fails_after = "WAIT_USER_CONFIRM", 1.0
    worker = worker_of(chat, provider)
    total = await approve(chat, 1)
    await worker.work()
    [payout] = await listed(chat)
    assert (payout.state, payout.package) == (State.DOUBT, "")
    service.fails_after = 0
    for _ in range(3):
        await chat.forward(hours=1)
        await worker.work()
    [payout] = await listed(chat)
    assert (payout.state, payout.package) == (State.WAITING, f"package/{payout.order_number}==")
    assert service.asked[payout.order_number] == 2, "asked once more, under the same number, and then never again"
    assert (service.paid, service.wrong) == (total, [])
    shown = await chat.say("群主", "付款记录 1", private=True)
    assert f"package 是：\npackage/{payout.order_number}==" in shown
    assert "wx.requestMerchantTransfer" in shown
    assert "package" not in await chat.say("群主", "付款记录", private=True)
    service.state = "SUCCESS"
    await chat.forward(seconds=LONGEST_WAIT.total_seconds())
    await worker.work()
    assert "package" not in await chat.say("群主", "付款记录 1", private=True)
    assert "没有「9」这一笔付款" in await chat.say("群主", "付款记录 9", private=True)


@pytest.mark.parametrize(("state", "status"), [("FAIL", "FAILED"), ("CANCELLED", "REFUND")])
async def test_what_was_not_paid_or_came_back_has_failed(
    state: str, status: str, chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]
) -> None:
    service, provider = fake
    service.state, service.status = state, status
    await approve(chat, 1)
    worker = worker_of(chat, provider)
    await worker.work()
    chat.bot.clock.set_to(chat.now + timedelta(minutes=5))
    await worker.work()
    [payout] = await listed(chat)
    assert payout.state is State.FAILED
    assert any("没有付成：1 元给 小明" in said for said in await chat.forward(seconds=1))


async def test_a_refusal_is_believed_when_the_order_stays_unknown(
    chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]
) -> None:
    service, provider = fake
    service.refuses = "PARAM_ERROR"
    await approve(chat, 1)
    worker = worker_of(chat, provider)
    await worker.work()
    [payout] = await listed(chat)
    assert (payout.state, payout.note) == (State.DOUBT, "PARAM_ERROR")
    for _ in range(3):
        chat.bot.clock.set_to(chat.now + CERTAIN)
        await worker.work()
    [payout] = await listed(chat)
    assert (payout.state, payout.note, payout.attempts) == (State.FAILED, "PARAM_ERROR", 3)
    assert set(service.asked) == {payout.order_number}


async def test_what_stays_in_doubt_is_left_to_people(chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]) -> None:
    service, provider = fake
    service.fails_before = 1.0
    await approve(chat, 1)
    worker = worker_of(chat, provider)
    await worker.work()
    chat.bot.clock.set_to(chat.now + GIVE_UP + timedelta(hours=1))
    await worker.work()
    [payout] = await listed(chat)
    assert payout.state is State.DOUBT
    assert any("核对之前不要另付" in said for said in await chat.forward(seconds=1))
    assert await chat.bot.database.read(lambda db: payouts.list_due(db, chat.now + GIVE_UP, 9)) == []


async def test_what_the_service_never_takes_fails_without_a_request(
    chat: Chat, fake: tuple[FakeWechatPay, PayoutProvider]
) -> None:
    service, provider = fake
    await approve(chat, 1)
    await chat.bot.database.write(lambda db: db.execute("UPDATE payout SET fen = 200000"))
    await worker_of(chat, provider).work()
    [payout] = await listed(chat)
    assert payout.state is State.FAILED
    assert not service.asked


async def test_without_a_service_it_fails_at_once_and_those_in_charge_are_told(chat: Chat) -> None:
    await approve(chat, 1)
    await worker_of(chat, NoService()).work()
    [payout] = await listed(chat)
    assert (payout.state, payout.attempts) == (State.FAILED, 0)
    assert any("还没有配商户号" in said for said in await chat.forward(seconds=1))


async def test_without_a_service_what_was_begun_stays_in_doubt(chat: Chat) -> None:
    await approve(chat, 1)
    await chat.bot.database.write(lambda db: db.execute("UPDATE payout SET state = 'doubt', attempts = 1"))
    await worker_of(chat, NoService()).work()
    [payout] = await listed(chat)
    assert payout.state is State.DOUBT
