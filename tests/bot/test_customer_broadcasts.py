"""客户群群发: a task a day for the owner of a customer group, made once whatever happens, and its end is read back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.customer_broadcasts import CustomerBroadcasts
from bot.lasting import TaskDeps
from storage.messages import customer_broadcasts
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.fake_wecom import Fault, Scenery, open_scenery

PLAN = "sop: [{name: 上新, when: 每天 10:00, do: 客户群群发, with: {words: 新品到店啦}}]\n"
TWO = PLAN.rstrip("]\n") + ", {name: 再来, when: 每天 11:00, do: 客户群群发, with: {words: 又来一条}}]\n"


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        opened.wecom.groups["demo"] = {"owner": "群主"}
        yield opened


def worker_of(chat: Chat, scenery: Scenery, *, with_app: bool = True) -> CustomerBroadcasts:
    bot = chat.bot
    channels = {name: scenery.app() for name in ("chat",) if with_app}
    return CustomerBroadcasts(TaskDeps(bot.database, bot.clock, channels, bot.groups, bot.outgoing, bot.sender.wake))


async def record(chat: Chat) -> str:
    return (await chat.say("群主", "SOP 记录", private=True)).splitlines()[-1]


async def test_a_task_is_made_confirmed_and_read_back(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(PLAN)
    worker = worker_of(chat, scenery)
    await chat.forward(hours=3)
    assert "正在建任务" in await record(chat)
    for _ in range(3):
        await worker.work()
    ((task, made),) = scenery.wecom.tasks.items()
    assert made["body"] == {
        "chat_type": "group", "chat_id_list": ["demo"], "sender": "群主", "text": {"content": "新品到店啦"},
    }  # fmt: skip
    assert "「新品到店啦」：等 群主 在企业微信里点确认" in await record(chat)
    scenery.wecom.tasks[task]["status"] = 1
    await worker.work()
    assert "发出去了" in await record(chat)


async def test_a_group_gets_one_a_day(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(TWO)
    await chat.forward(hours=4)
    assert len(await chat.bot.database.read(customer_broadcasts.list_open)) == 1
    await chat.forward(days=1)
    await worker_of(chat, scenery).work()
    assert len(scenery.wecom.tasks) == 2


async def test_what_is_in_doubt_is_never_made_again(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(PLAN)
    worker = worker_of(chat, scenery)
    await chat.forward(hours=3)
    scenery.wecom.fail("externalcontact/add_msg_template", Fault(reset=True))
    for _ in range(3):
        await worker.work()
    assert len(scenery.wecom.tasks) == 1
    assert "不知道建成没有" in await record(chat)


async def test_a_kill_while_asking_leaves_doubt(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(PLAN)
    await chat.forward(hours=3)
    (broadcast,) = await chat.bot.database.read(customer_broadcasts.list_open)
    asking = customer_broadcasts.State.ASKING
    assert await chat.bot.database.write(lambda db: customer_broadcasts.move(db, broadcast, asking))
    await worker_of(chat, scenery).work()
    assert scenery.wecom.tasks == {}
    assert "不知道建成没有" in await record(chat)


async def test_what_did_not_happen_is_tried_again(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(PLAN)
    worker = worker_of(chat, scenery)
    await chat.forward(hours=3)
    scenery.wecom.fail("externalcontact/add_msg_template", Fault(errcode=41063))
    await worker.work()
    await worker.work()
    assert len(scenery.wecom.tasks) == 1


@pytest.mark.parametrize("status", [2, 3])
async def test_what_the_platform_did_not_send_says_why(open_group: OpenChat, scenery: Scenery, status: int) -> None:
    chat = await open_group(PLAN)
    worker = worker_of(chat, scenery)
    await chat.forward(hours=3)
    await worker.work()
    next(iter(scenery.wecom.tasks.values()))["status"] = status
    await worker.work()
    assert "没有发：" in await record(chat)


async def test_who_is_not_the_owner_and_a_group_without_an_app(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(PLAN)
    await chat.forward(hours=3)
    scenery.wecom.groups["demo"]["owner"] = "somebody"
    await worker_of(chat, scenery).work()
    assert "发送的人不是群主" in await record(chat)
    await chat.forward(days=1)
    await worker_of(chat, scenery, with_app=False).work()
    assert "没有能群发的自建应用" in await chat.say("群主", "SOP 记录", private=True)


async def test_nobody_confirms_for_three_days(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(PLAN.replace("每天", "11月23日"))
    worker = worker_of(chat, scenery)
    await chat.forward(hours=3)
    await worker.work()
    await chat.forward(seconds=timedelta(days=3, hours=1).total_seconds())
    await worker.work()
    assert "三天没有人确认" in await record(chat)
