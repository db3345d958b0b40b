"""An official account: called in the clear and encrypted, heard in words, voice and pictures, answered on the spot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import xmltodict
from pytest_aiohttp.plugin import AiohttpClient

from bot.app import Bot
from bot.channels.channel import SendStatus
from bot.channels.official_account.channel import CUT_OFF, TEXT
from bot.channels.official_account.events import GREETING, UNHEARD
from bot.channels.wecom.app_events import UNREADABLE
from config.settings import Settings
from handlers.kit import Card, Mention, Message, Picture, reply
from tests.chat import FakeRenderer, FrozenClock, write_config
from tests.support.fake_official import APP_ID, OPEN_ID, TOKEN, FakeOfficial, Official, message, open_official
from tests.support.fake_wecom import T0


@pytest.fixture(params=[False, True], ids=["clear", "sealed"])
async def mp(request: pytest.FixtureRequest, aiohttp_client: AiohttpClient) -> AsyncIterator[Official]:
    async with open_official(aiohttp_client, is_sealed=request.param) as opened:
        yield opened


@pytest.fixture
async def sealed(aiohttp_client: AiohttpClient) -> AsyncIterator[Official]:
    async with open_official(aiohttp_client, is_sealed=True) as opened:
        yield opened


@pytest.fixture
async def clear(aiohttp_client: AiohttpClient) -> AsyncIterator[Official]:
    async with open_official(aiohttp_client, is_sealed=False) as opened:
        yield opened


# The way in


async def test_the_url_is_checked_by_an_echo_in_the_clear(mp: Official) -> None:
    assert await mp.platform.check() == (200, "5838479218127813673")
    assert (await mp.platform.check(signature="0" * 40))[0] == 403
    assert (await mp.platform.check(echo="<script>"))[0] == 403
    assert (await mp.platform.check(**mp.platform.query(at=int(T0.timestamp()) - 301)))[0] == 403
    assert "签名不对" in mp.channel.status(T0)


async def test_a_forged_call_is_refused(mp: Official) -> None:
    changed = {"msg_signature" if mp.platform.is_sealed else "signature": "0" * 40}
    assert await mp.platform.tell(message("text", Content="签到"), **changed) == (403, "rejected")
    assert await mp.platform.tell("<!DOCTYPE x><xml/>" if not mp.platform.is_sealed else "<xml><") == (403, "rejected")
    assert mp.ear.heard == []


async def test_what_is_not_encrypted_is_refused_where_there_is_a_key(sealed: Official) -> None:
    sealed.platform.is_sealed = False
    assert await sealed.platform.tell(message("text", Content="签到")) == (403, "rejected")
    assert "后台要选安全模式，或者删去 aes_key" in sealed.channel.status(T0)


async def test_what_is_encrypted_is_refused_where_there_is_no_key(clear: Official) -> None:
    clear.platform.is_sealed = True
    assert await clear.platform.tell(message("text", Content="签到")) == (403, "rejected")
    assert "channels.yaml 里没有 aes_key" in clear.channel.status(T0)


async def test_what_comes_in_both_forms_is_heard_with_and_without_a_key(mp: Official) -> None:
    query = mp.platform.query()
    words = message("text", Content="签到")
    outer = xmltodict.parse(mp.platform.crypto.encrypt_message(words, query["nonce"], query["timestamp"]))["xml"]
    both = words.replace("</xml>", f"<Encrypt><![CDATA[{outer['Encrypt']}]]></Encrypt></xml>")
    params = {**query, "encrypt_type": "aes", "msg_signature": outer["MsgSignature"]}
    async with mp.platform.client.post(mp.platform.path, params=params, data=both.encode()) as response:
        assert response.status == 200
    assert len(mp.ear.heard) == 1


# What is heard


async def test_words_are_heard(mp: Official) -> None:
    assert await mp.platform.say(message("text", 23456789012345678, Content="签到")) == ""
    assert mp.ear.heard == [
        Message(
            channel="mp",
            key="23456789012345678",
            chat=None,
            user=OPEN_ID,
            at=T0,
            reply_to=OPEN_ID,
            text="签到",
            addressed=True,
        )
    ]


async def test_voice_is_heard_by_its_recognition_and_a_picture_by_its_address(mp: Official) -> None:
    await mp.platform.say(message("voice", 1, MediaId="m", Format="amr", Recognition="签到"))
    await mp.platform.say(message("image", 2, PicUrl="http://mmbiz.qpic.cn/1", MediaId="m"))
    spoken, shown = mp.ear.heard
    assert isinstance(spoken, Message)
    assert isinstance(shown, Message)
    assert (spoken.text, shown.pictures) == ("签到", ("http://mmbiz.qpic.cn/1",))


async def test_a_menus_key_counts_as_typed(mp: Official) -> None:
    await mp.platform.say(message("event", Event="CLICK", EventKey="我的积分"))
    (clicked,) = mp.ear.heard
    assert isinstance(clicked, Message)
    assert clicked.text == "我的积分"
    assert clicked.key == f"{OPEN_ID}:{int(T0.timestamp())}:CLICK:我的积分"


@pytest.mark.parametrize(("event", "key"), [("subscribe", "qrscene_wr1"), ("SCAN", "wr1")])
async def test_who_comes_by_a_groups_code_belongs_to_it(mp: Official, event: str, key: str) -> None:
    mp.ear.answer = reply("我会这些")
    assert await mp.platform.say(message("event", Event=event, EventKey=key)) == f"{GREETING}\n\n我会这些"
    (came,) = mp.ear.heard
    assert isinstance(came, Message)
    assert (came.group, came.text) == ("wr1", "帮助")


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (message("event", Event="subscribe", EventKey=""), GREETING),
        (message("event", Event="unsubscribe", EventKey=""), ""),
        (message("event", Event="VIEW", EventKey="https://a.example"), ""),
        (message("voice", MediaId="m", Recognition=""), UNHEARD),
        (message("video", MediaId="m"), UNREADABLE),
        (message("text", Content=""), ""),
    ],
)
async def test_what_is_nothing_for_features_is_greeted_or_passed_over(mp: Official, xml: str, words: str) -> None:
    assert await mp.platform.say(xml) == words
    assert mp.ear.heard == []


# What is answered


async def test_an_answer_is_one_text_in_which_nothing_is_a_link(mp: Official) -> None:
    card = Card(card="c", title="投票", text="去哪儿")
    mp.ear.answer = reply("给", Mention(user="x", name="小红"), "<a href='x'>]]>点我</a>", Picture(digest="d"), card)
    said = await mp.platform.say(message("text", Content="嗯"))
    assert said.replace("\u200b", "").startswith("给@小红 <a href='x'>]]>点我</a>")
    assert "<a" not in said
    assert "【投票】\n去哪儿" in said


async def test_a_long_answer_is_cut_and_says_so(mp: Official) -> None:
    mp.ear.answer = reply("很长。" * 1000)
    said = await mp.platform.say(message("text", Content="嗯"))
    assert said.endswith(CUT_OFF)
    assert len(said.encode()) <= TEXT


async def test_nothing_is_said_later(mp: Official) -> None:
    assert (await mp.channel.send(OPEN_ID, reply("早"), "k")).verdict is SendStatus.REFUSED


# The whole bot


GROUPS = [
    "group: {id}\nname: {name}\nchannels: {{hear: [mp]}}\nowner: {owner}\n".format(id=id_, name=name, owner="boss")
    for id_, name in (("first", "甲群"), ("second", "乙群"))
]


async def test_a_code_settles_the_group_and_a_repeat_hears_the_same(
    database_url: str, tmp_path: Path, aiohttp_client: AiohttpClient
) -> None:
    channels = f"channels:\n  mp: {{kind: official_account, app_id: {APP_ID}, token: {TOKEN}}}\n"
    folder = write_config(tmp_path / "config", *GROUPS, channels=channels)
    clock = FrozenClock(T0)
    bot = Bot(Settings(config=folder, database=database_url), clock=clock, renderer=FakeRenderer())
    await bot.open()
    await bot.start()
    try:
        platform = FakeOfficial(await aiohttp_client(bot.public_app()), clock)
        assert "签到" in await platform.say(message("event", Event="subscribe", EventKey="qrscene_second"))
        first = await platform.say(message("text", 7, Content="签到"))
        assert "签到成功" in first
        assert await platform.say(message("text", 7, Content="签到")) == first
        other = "oOPENID000000000000000000002"
        status, greeted = await platform.tell(message("event", user=other, Event="subscribe", EventKey="qrscene_gone"))
        assert status == 200
        assert GREETING in greeted
        members = await bot.database.read(
            lambda db: db.fetch_all("SELECT group_id FROM member WHERE user_id = :user", user=OPEN_ID)
        )
        assert [tuple(row) for row in members] == [("second",)]
    finally:
        await bot.stop()
        await bot.close()
