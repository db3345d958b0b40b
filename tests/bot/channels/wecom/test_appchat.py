"""Groups that an app made: it speaks there in text, markdown and pictures, with mentions that ring."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import SENT, SendStatus
from bot.channels.wecom.api import ApiError, AppApi
from bot.channels.wecom.appchat import create
from handlers.kit import Mention, Picture, Reply, reply
from handlers.kit.reply import Markdown
from tests.support.fake_wecom import CORP, SECRET, Fault, Scenery, open_scenery


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


async def made(scenery: Scenery) -> str:
    api = AppApi(scenery.session, scenery.api, CORP, SECRET, scenery.clock)
    return await create(api, "面包店的群", "LaoBan", ["ZhangSan", "LaoBan"])


async def test_a_group_is_made_with_its_owner_once_in_it(scenery: Scenery) -> None:
    chat = await made(scenery)
    assert scenery.wecom.chats[chat] == {"name": "面包店的群", "owner": "LaoBan", "userlist": ["LaoBan", "ZhangSan"]}
    api = AppApi(scenery.session, scenery.api, CORP, SECRET, scenery.clock)
    with pytest.raises(ApiError):
        await create(api, "独自", "LaoBan", [])


@pytest.mark.parametrize(
    ("piece", "body"),
    [
        (reply("早上好"), {"msgtype": "text", "text": {"content": "早上好"}}),
        (
            reply(Mention(user="ZhangSan", name="张三"), "该打卡了"),
            {"msgtype": "text", "text": {"content": "张三 该打卡了", "mentioned_list": ["ZhangSan"]}},
        ),
        (reply(Markdown(markdown="**早**")), {"msgtype": "markdown", "markdown": {"content": "**早**"}}),
    ],
)
async def test_what_it_says(scenery: Scenery, piece: Reply, body: dict[str, object]) -> None:
    chat = await made(scenery)
    assert await scenery.appchat().send(chat, piece, "k") == SENT
    assert scenery.wecom.sent == [("appchat/send", {"chatid": chat, **body, "safe": 0})]


async def test_a_picture_goes_up_once_and_again_when_it_is_too_old(scenery: Scenery) -> None:
    chat, channel = await made(scenery), scenery.appchat()
    digest = await scenery.ear.keep(b"\x89PNG\r\n\x1a\n" + bytes(50))
    for _ in range(2):
        assert await channel.send(chat, reply(Picture(digest=digest)), "k") == SENT
    assert scenery.wecom.calls["media/upload"] == 1
    scenery.clock.moment += timedelta(days=4)
    assert await channel.send(chat, reply(Picture(digest=digest)), "k") == SENT
    assert scenery.wecom.calls["media/upload"] == 2


async def test_a_group_that_is_gone_takes_the_channel_out_of_use(scenery: Scenery) -> None:
    gone = await scenery.appchat().send("appchat-of-others", reply("早"), "k")
    assert (gone.verdict, "没有这个群聊" in gone.note) == (SendStatus.DISABLED, True)
    chat = await made(scenery)
    scenery.wecom.fail("appchat/send", Fault(reset=True))
    assert (await scenery.appchat().send(chat, reply("早"), "k")).verdict is SendStatus.DOUBTFUL
