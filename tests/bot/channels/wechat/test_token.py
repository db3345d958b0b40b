"""The access token is fetched once for everybody, in time, and never in a loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import SENT, SendStatus
from bot.channels.wechat.token import AccessToken
from handlers.kit import reply
from tests.chat import FrozenClock
from tests.support.fake_wecom import Fault, Scenery, fixture, open_scenery


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


class Desk:
    """Hands out tokens when it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.open = asyncio.Event()
        self.broken = False
        self.lifetime = timedelta(hours=2)

    async def __call__(self) -> tuple[str, timedelta]:
        self.asked += 1
        await self.open.wait()
        if self.broken:
            raise ConnectionError
        return "always the same words", self.lifetime


async def test_fifty_at_once_make_one_request() -> None:
    desk = Desk()
    token = AccessToken(desk, FrozenClock())
    waiting = [asyncio.create_task(token.get()) for _ in range(50)]
    desk.open.set()
    assert len({id(one) for one in await asyncio.gather(*waiting)}) == 1
    assert desk.asked == 1


async def test_fifty_refused_at_once_renew_once_even_if_the_words_stay_the_same() -> None:
    desk = Desk()
    desk.open.set()
    token = AccessToken(desk, FrozenClock())
    refused = await token.get()
    renewed = await asyncio.gather(*(token.renew(refused) for _ in range(50)))
    assert desk.asked == 2
    assert all(one is renewed[0] for one in renewed)
    assert await token.renew(refused) is renewed[0]


async def test_it_is_renewed_five_minutes_early() -> None:
    desk, clock = Desk(), FrozenClock()
    desk.open.set()
    token = AccessToken(desk, clock)
    first = await token.get()
    clock.moment += timedelta(minutes=114)
    assert await token.get() is first
    clock.moment += timedelta(minutes=1)
    assert await token.get() is not first


async def test_a_short_life_is_used_by_half() -> None:
    desk, clock = Desk(), FrozenClock()
    desk.open.set()
    desk.lifetime = timedelta(minutes=4)
    token = AccessToken(desk, clock)
    first = await token.get()
    clock.moment += timedelta(minutes=1)
    assert await token.get() is first


async def test_a_failure_reaches_all_who_wait_and_the_next_one_asks_again() -> None:
    desk = Desk()
    desk.broken = True
    token = AccessToken(desk, FrozenClock())
    waiting = [asyncio.create_task(token.get()) for _ in range(10)]
    desk.open.set()
    failures = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(failure, ConnectionError) for failure in failures)
    assert desk.asked == 1
    desk.broken = False
    assert await token.get()


async def test_one_who_gives_up_does_not_take_the_token_from_the_others() -> None:
    desk = Desk()
    token = AccessToken(desk, FrozenClock())
    first, second = asyncio.create_task(token.get()), asyncio.create_task(token.get())
    await asyncio.wait([first, second], timeout=0)
    first.cancel()
    desk.open.set()
    assert (await second).value == "always the same words"
    assert desk.asked == 1


async def test_no_token_is_shown_in_a_log() -> None:
    desk = Desk()
    desk.open.set()
    assert "same words" not in repr(await AccessToken(desk, FrozenClock()).get())


async def test_fifty_messages_need_one_token_and_one_more_when_it_dies_early(scenery: Scenery) -> None:
    channel = scenery.app()
    people = [f"user{number}" for number in range(50)]
    scenery.wecom.users.update(people)

    async def send_all(round_: int) -> None:
        outcomes = await asyncio.gather(
            *(channel.send(user, reply(f"第 {round_} 轮"), f"{round_}:{user}") for user in people)
        )
        assert outcomes == [SENT] * 50

    await send_all(1)
    assert scenery.wecom.calls["gettoken"] == 1
    scenery.wecom.kill_tokens()
    await send_all(2)
    assert scenery.wecom.calls["gettoken"] == 2
    assert len(scenery.wecom.texts()) == 100


async def test_the_platforms_own_words_are_understood(scenery: Scenery) -> None:
    scenery.wecom.tokens["accesstoken000001"] = scenery.clock.now() + timedelta(hours=2)
    scenery.wecom.fail("gettoken", Fault(body=fixture("api_gettoken_ok.json")))
    assert await scenery.app().send("zhangsan", reply("你好"), "1") == SENT


async def test_an_expired_token_is_renewed_and_the_message_sent(scenery: Scenery) -> None:
    channel = scenery.app()
    scenery.wecom.fail("message/send", Fault(errcode=42001))
    assert await channel.send("zhangsan", reply("你好"), "1") == SENT
    assert scenery.wecom.calls == {"gettoken": 2, "message/send": 2}


@pytest.mark.parametrize("same_token", [False, True])
async def test_a_token_that_stays_bad_costs_one_more_try_per_message(scenery: Scenery, same_token: bool) -> None:
    scenery.wecom.tokens_die_at_birth = True
    scenery.wecom.same_token = same_token
    channel = scenery.app()
    outcomes = await asyncio.gather(
        *(channel.send("zhangsan", reply(f"{number}"), f"{number}") for number in range(50))
    )
    assert {outcome.verdict for outcome in outcomes} == {SendStatus.RETRY}
    assert scenery.wecom.calls["gettoken"] <= 3
    assert scenery.wecom.calls["message/send"] == 100


async def test_a_wrong_secret_takes_the_channel_out_of_use(scenery: Scenery) -> None:
    outcome = await scenery.app(secret="another-secret").send("zhangsan", reply("你好"), "1")
    assert outcome.verdict is SendStatus.DISABLED
    assert "Secret" in outcome.note
    assert scenery.wecom.calls == {"gettoken": 1}


@pytest.mark.parametrize("fault", [Fault(reset=True), Fault(body="<html>"), Fault(status=502), Fault(errcode=-1)])
async def test_no_token_means_the_message_has_not_left(scenery: Scenery, fault: Fault) -> None:
    scenery.wecom.fail("gettoken", fault, times=5)
    outcome = await scenery.app().send("zhangsan", reply("你好"), "1")
    assert outcome.verdict is SendStatus.RETRY
    assert scenery.wecom.calls["message/send"] == 0
