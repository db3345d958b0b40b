"""Templates of customer groups' welcomes follow the groups' files; each is made once, whatever happens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.entry_welcomes import EntryWelcomes
from bot.lasting import TaskDeps
from storage.members import entry_welcome
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.fake_wecom import Fault, Scenery, open_scenery

WELCOME = 'entry_welcome: {text: "{name} 你好，来签到～", url: "https://example.com/in", title: 签到, notify: false}\n'


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


def worker_of(chat: Chat, scenery: Scenery, *, with_app: bool = True) -> EntryWelcomes:
    bot = chat.bot
    channels = {name: scenery.app() for name in ("chat",) if with_app}
    return EntryWelcomes(TaskDeps(bot.database, bot.clock, channels, bot.groups, bot.outgoing, bot.sender.wake))


async def told(chat: Chat) -> str:
    return await chat.say("群主", "入群欢迎语", private=True)


async def rewrite(chat: Chat, before: str, after: str) -> None:
    (group,) = chat.bot.groups.all()
    text = group.path.read_text("utf-8")
    assert before in text
    group.path.write_text(text.replace(before, after), "utf-8")
    await chat.bot.reload()


async def test_it_is_made_changed_and_taken_away_as_the_file_says(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(WELCOME)
    worker = worker_of(chat, scenery)
    for _ in range(3):
        await worker.work()
    ((template, made),) = scenery.wecom.welcomes.items()
    assert made == {
        "text": {"content": "%NICKNAME% 你好，来签到～"},
        "link": {"title": "签到", "url": "https://example.com/in"},
        "notify": 0,
    }
    assert "入群欢迎语建好了，还要 群主 在企业微信里把它用到群上" in await told(chat)
    assert "选「客户昵称 你好，来签到～」开头的这一份" in await told(chat)
    assert scenery.wecom.calls["externalcontact/group_welcome_template/add"] == 1
    await rewrite(chat, "来签到～", "来打卡～")
    await worker.work()
    assert scenery.wecom.welcomes[template]["text"]["content"] == "%NICKNAME% 你好，来打卡～"
    await rewrite(chat, 'entry_welcome: {text: "{name} 你好，来打卡～"', 'entry_welcome: {text: ""')
    await rewrite(chat, ', url: "https://example.com/in", title: 签到', "")
    for _ in range(2):
        await worker.work()
    assert scenery.wecom.welcomes == {}
    assert "entry_welcome: {text: …}" in await told(chat)


async def test_those_in_charge_are_told_once(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(WELCOME)
    worker = worker_of(chat, scenery)
    for _ in range(3):
        await worker.work()
        await chat.forward(minutes=1)
    assert sum("管理员" in words for words in chat.broadcasts) <= 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(errcode=48002), "没有建成：应用没有调用这个接口的权限（48002）"),
        (Fault(errcode=60020), "没有建成：这台服务器的 IP 不在企业可信 IP 里"),
        (Fault(status=502), "不知道建成没有"),
    ],
)
async def test_what_went_wrong_is_told_and_not_tried_again(
    open_group: OpenChat, scenery: Scenery, fault: Fault, words: str
) -> None:
    chat = await open_group(WELCOME)
    scenery.wecom.fail("externalcontact/group_welcome_template/add", fault)
    worker = worker_of(chat, scenery)
    for _ in range(3):
        await worker.work()
    assert words in await told(chat)
    assert scenery.wecom.calls["externalcontact/group_welcome_template/add"] == 1
    await rewrite(chat, "来签到～", "来打卡～")
    await worker.work()
    assert "建好了" in await told(chat)


async def test_a_busy_platform_is_asked_again(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(WELCOME)
    scenery.wecom.fail("externalcontact/group_welcome_template/add", Fault(errcode=-1))
    worker = worker_of(chat, scenery)
    for _ in range(2):
        await worker.work()
    assert len(scenery.wecom.welcomes) == 1


async def test_a_process_that_dies_meanwhile_makes_no_second_one(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(WELCOME)
    (group,) = chat.bot.groups.all()
    worker = worker_of(chat, scenery)
    await worker.work()
    made = await chat.bot.database.read(lambda db: entry_welcome.load(db, group.id))
    died = made.model_copy(update={"step": "asking", "id": ""})
    await chat.bot.database.write(lambda db: entry_welcome.save(db, group.id, died))
    for _ in range(2):
        await worker.work()
    assert len(scenery.wecom.welcomes) == 1
    assert "不知道建成没有：机器人在等回音的时候停了" in await told(chat)


async def test_a_group_without_an_app_is_told(open_group: OpenChat, scenery: Scenery) -> None:
    chat = await open_group(WELCOME)
    await worker_of(chat, scenery, with_app=False).work()
    assert "没有建成：这个群没有自建应用，请在 hear 里写上 wecom_app" in await told(chat)
