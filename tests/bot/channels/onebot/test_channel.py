"""OneBot 11 by reverse WebSocket: who may connect, what is heard, what is sent, and what became of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.channel import SENT, SendStatus, Served, is_connected
from bot.channels.onebot.channel import GONE, OUTSIDE, REPLACED, WRONG_TOKEN
from bot.cli.doctor_channels import alive
from handlers.kit import At, Joined, Left, Message, Picture, reply
from tests.support.fake_onebot import ACCOUNT, GROUP, TOKEN, Onebot, at, image, open_onebot, text
from tests.support.fake_wecom import T0


@pytest.fixture
async def qq(aiohttp_server: AiohttpServer) -> AsyncIterator[Onebot]:
    async with open_onebot(aiohttp_server) as opened:
        yield opened


async def heard(qq: Onebot, count: int = 1) -> Any:
    """Return what was heard last, once there is so much."""
    await qq.client.until(lambda: len(qq.ear.heard) >= count)
    return qq.ear.heard[-1]


async def nothing_heard(qq: Onebot) -> None:
    """Make sure that what was told before means nothing: what is told after it is heard first."""
    await qq.client.say(7, text("标记"))
    assert (await heard(qq)).text == "标记"
    assert len(qq.ear.heard) == 1


# Who may connect


async def test_it_is_a_channel_that_stays_connected(qq: Onebot) -> None:
    assert is_connected(qq.channel)
    assert isinstance(qq.channel, Served)


@pytest.mark.parametrize(
    ("headers", "status", "why"),
    [
        ({"token": "wrong"}, 401, WRONG_TOKEN),
        ({"Authorization": ""}, 401, WRONG_TOKEN),
        ({"Authorization": f"Basic {TOKEN}"}, 401, WRONG_TOKEN),
        ({"X-Forwarded-For": "203.0.113.7"}, 403, OUTSIDE),
        ({"role": "Spy"}, 400, "X-Client-Role 是「spy」"),
    ],
)
async def test_who_is_not_let_in_is_told_to_the_operator(
    headers: dict[str, str], status: int, why: str, aiohttp_server: AiohttpServer
) -> None:
    async with open_onebot(aiohttp_server, connected=False) as qq:
        with pytest.raises(WSServerHandshakeError) as caught:
            await qq.client.connect(**headers)
        assert caught.value.status == status
        assert why in qq.channel.status(T0)
        assert TOKEN not in qq.channel.status(T0)
        assert not qq.channel.is_up


@pytest.mark.parametrize("form", ["Token {}", "bearer {}"])
async def test_the_token_is_known_in_the_forms_that_clients_use(form: str, aiohttp_server: AiohttpServer) -> None:
    async with open_onebot(aiohttp_server, connected=False) as qq:
        await qq.client.connect(Authorization=form.format(TOKEN))
        await qq.client.until(lambda: qq.channel.is_up)


async def test_the_token_may_stand_in_the_address(aiohttp_server: AiohttpServer) -> None:
    async with open_onebot(aiohttp_server, connected=False) as qq:
        qq.client.address += f"?access_token={TOKEN}"
        await qq.client.connect(Authorization="")
        await qq.client.until(lambda: qq.channel.is_up)


async def test_others_may_connect_where_the_settings_say_so(aiohttp_server: AiohttpServer) -> None:
    async with open_onebot(aiohttp_server, connected=False, outside=True) as qq:
        await qq.client.connect(**{"X-Forwarded-For": "203.0.113.7"})
        await qq.client.until(lambda: qq.channel.is_up)


async def test_two_connections_make_one_channel(aiohttp_server: AiohttpServer) -> None:
    async with open_onebot(aiohttp_server, connected=False) as qq:
        assert "等 OneBot 连上来" in qq.channel.status(T0)
        await qq.client.connect("Event")
        assert not qq.channel.is_up
        actions = await qq.client.connect("API")
        await qq.client.until(lambda: qq.channel.is_up)
        assert await qq.channel.send(str(GROUP), reply("早"), "k") == SENT
        await actions.close()
        await qq.client.until(lambda: not qq.channel.is_up)
        assert (await qq.channel.send(str(GROUP), reply("早"), "k")).verdict is SendStatus.RETRY


async def test_the_newest_connection_takes_over(qq: Onebot) -> None:
    old = qq.client.socket
    assert old
    await qq.client.connect()
    await qq.client.until(lambda: old.closed)
    assert qq.channel.is_up
    assert REPLACED in qq.channel.status(T0)
    await qq.client.say(20002, text("签到"))
    assert (await heard(qq)).text == "签到"


async def test_a_lost_connection_is_written_down_and_its_return_too(qq: Onebot) -> None:
    assert qq.client.socket
    await qq.client.socket.close()
    await qq.client.until(lambda: not qq.channel.is_up)
    assert GONE in qq.channel.status(T0)
    qq.clock.moment += timedelta(minutes=3)
    assert qq.channel.troubles(qq.clock.now()) == ["通道 qq 的 OneBot 断了 3 分钟"]
    await qq.client.connect()
    await qq.client.until(lambda: qq.channel.is_up)
    assert qq.diary.entries == [("up", "qq"), ("down", "qq", GONE), ("up", "qq")]
    assert qq.channel.troubles(qq.clock.now()) == []


async def test_nobody_is_let_in_while_the_bot_stops(qq: Onebot) -> None:
    await qq.channel.hang_up()
    await qq.client.until(lambda: not qq.channel.is_up)
    with pytest.raises(WSServerHandshakeError) as caught:
        await qq.client.connect()
    assert caught.value.status == 503


# What is heard


async def test_a_message_in_a_group(qq: Onebot) -> None:
    await qq.client.say(
        20002, at(ACCOUNT), text(" 送 "), at(30003, name="小红"), text("5"), image("http://a.example/1.png")
    )
    assert await heard(qq) == Message(
        channel="qq",
        key=f"{ACCOUNT}:-1",
        chat=str(GROUP),
        user="20002",
        name="昵称20002",
        at=T0,
        reply_to=str(GROUP),
        text="送 @小红 5",
        addressed=True,
        mentions=(At("30003", "小红"),),
        own_name="群伴",
        pictures=("http://a.example/1.png",),
    )


async def test_all_talk_is_heard_and_who_typed_the_name_meant_the_bot(qq: Onebot) -> None:
    await qq.client.say(20002, text("今天天气不错"))
    assert not (await heard(qq)).addressed
    await qq.client.say(20002, text("@群伴 签到"))
    typed = await heard(qq, 2)
    assert (typed.text, typed.addressed) == ("签到", True)
    await qq.client.say(20002, text("@群伴侣 你好"))
    other = await heard(qq, 3)
    assert (other.text, other.addressed) == ("@群伴侣 你好", False)


async def test_a_private_message(qq: Onebot) -> None:
    await qq.client.say("20002", text("我的积分"), group=None)
    said = await heard(qq)
    assert (said.chat, said.addressed, said.reply_to) == (None, True, "user:20002")
    await qq.channel.send(said.reply_to, reply("10 分"), "k")
    assert qq.client.asked[-1]["action"] == "send_private_msg"
    assert qq.client.asked[-1]["params"] == {"user_id": 20002, "message": [text("10 分")]}


@pytest.mark.parametrize(
    ("operator", "sub_type", "inviter"), [(30003, "invite", "30003"), (30003, "approve", None), (20002, "invite", None)]
)
async def test_who_joins_and_who_invited_them(qq: Onebot, operator: int, sub_type: str, inviter: str | None) -> None:
    common = {"post_type": "notice", "group_id": GROUP, "user_id": 20002, "operator_id": operator}
    await qq.client.tell(**common, notice_type="group_increase", sub_type=sub_type)
    joined = await heard(qq)
    assert isinstance(joined, Joined)
    assert (joined.chat, joined.user, joined.invited_by) == (str(GROUP), "20002", inviter)


@pytest.mark.parametrize("sub_type", ["leave", "kick"])
async def test_who_leaves(qq: Onebot, sub_type: str) -> None:
    common = {"post_type": "notice", "group_id": GROUP, "user_id": 20002, "operator_id": 30003}
    await qq.client.tell(**common, notice_type="group_decrease", sub_type=sub_type)
    assert isinstance(await heard(qq), Left)


async def test_being_removed_is_told_to_the_operator(qq: Onebot) -> None:
    common = {"post_type": "notice", "group_id": GROUP, "user_id": ACCOUNT, "operator_id": 30003}
    await qq.client.tell(**common, notice_type="group_decrease", sub_type="kick_me")
    await nothing_heard(qq)
    assert f"帐号被移出了群 {GROUP}" in qq.channel.status(T0)


SPOKEN = {"post_type": "message", "message_type": "group", "group_id": GROUP, "user_id": 5, "message": "签到"}


@pytest.mark.parametrize(
    "body",
    [
        SPOKEN | {"post_type": "message_sent"},
        SPOKEN | {"user_id": ACCOUNT},
        SPOKEN | {"sub_type": "anonymous", "user_id": 80000000},
        SPOKEN | {"sub_type": "notice"},
        SPOKEN | {"group_id": None},
        SPOKEN | {"message_type": "guild"},
        SPOKEN | {"message": [{"type": "face", "data": {"id": "1"}}]},
        {"post_type": "notice", "notice_type": "group_recall", "group_id": GROUP, "user_id": 5},
        {"post_type": "request", "request_type": "group", "group_id": GROUP, "user_id": 5},
        {"post_type": ["message"], "user_id": {"a": 1}},
        {"post_type": "message", "message_type": "private", "user_id": 5, "message": 7, "sender": "x", "time": "now"},
    ],
)
async def test_what_is_nobodys_word_is_not_heard(qq: Onebot, body: dict[str, object]) -> None:
    await qq.client.tell(**body)
    await nothing_heard(qq)


@pytest.mark.parametrize(
    "raw", ["", "nonsense", "[1]", "null", "[" * 5000, '{"echo":"qunban-999","status":"ok","retcode":0}']
)
async def test_what_cannot_be_read_breaks_nothing(qq: Onebot, raw: str) -> None:
    assert qq.client.socket
    await qq.client.socket.send_str(raw)
    await qq.client.socket.send_bytes(b"\x00")
    await nothing_heard(qq)


async def test_halves_of_letters_and_controls_are_taken_out(qq: Onebot) -> None:
    assert qq.client.socket
    body = {"time": 1, "self_id": 1, "post_type": "message", "message_type": "group", "group_id": 2, "user_id": 3}
    raw = json.dumps({**body, "message_id": 4, "message": "签\ud800到\0", "sender": {"card": "小\ud800明"}})
    await qq.client.socket.send_str(raw)
    said = await heard(qq)
    assert (said.text, said.name) == ("签?到", "小?明")


async def test_an_account_that_is_offline_is_told(qq: Onebot) -> None:
    beat = {"post_type": "meta_event", "meta_event_type": "heartbeat", "interval": 5000}
    await qq.client.tell(**beat, status={"online": False, "good": False})
    await nothing_heard(qq)
    assert "帐号不在线" in qq.channel.status(T0)
    (finding,) = alive({"qq": qq.settings}, {"qq": qq.channel.status(T0)})
    assert finding.bad
    assert qq.channel.troubles(T0) == ["通道 qq：帐号不在线：OneBot 连着，请到它那里重新登录"]
    await qq.client.tell(**beat, status={"online": True, "good": True})
    await qq.client.say(7, text("在"))
    await heard(qq, 2)
    assert qq.channel.troubles(T0) == []


# What is sent


async def test_a_picture_goes_along_in_the_message(qq: Onebot) -> None:
    qq.ear.pictures["d"] = b"PNG"
    assert await qq.channel.send(str(GROUP), (Picture(digest="d"),), "k") == SENT
    assert qq.client.said() == [[{"type": "image", "data": {"file": "base64://UE5H"}}]]
    assert (await qq.channel.send(str(GROUP), (Picture(digest="gone"),), "k")).verdict is SendStatus.REFUSED


@pytest.mark.parametrize(
    ("retcode", "verdict", "words"),
    [
        (100, SendStatus.REFUSED, "参数不对"),
        (103, SendStatus.REFUSED, "被禁言"),
        (1404, SendStatus.DISABLED, "它没有这个动作"),
        (31337, SendStatus.REFUSED, "没有说清为什么，请看它的日志（31337）"),
    ],
)
async def test_a_failed_action_is_told_in_words(qq: Onebot, retcode: int, verdict: SendStatus, words: str) -> None:
    qq.client.retcode = retcode
    result = await qq.channel.send(str(GROUP), reply("早"), "k")
    assert result.verdict is verdict
    assert words in result.note
    assert "quotes" not in result.note


async def test_outcomes_find_their_actions_in_any_order(qq: Onebot) -> None:
    qq.client.is_deaf = True
    sending = [asyncio.create_task(qq.channel.send(str(number), reply("早"), "k")) for number in (1, 2)]
    await qq.client.until(lambda: len(qq.client.asked) == 2)
    first, second = qq.client.asked
    assert qq.client.socket
    for frame, code in ((second, 0), (first, 103)):
        status = "failed" if code else "ok"
        await qq.client.socket.send_str(json.dumps({"status": status, "retcode": code, "echo": frame["echo"]}))
    results = await asyncio.gather(*sending)
    assert [result.verdict for result in results] == [SendStatus.REFUSED, SendStatus.SENT]


async def test_no_outcome_is_doubt(qq: Onebot) -> None:
    qq.client.is_deaf = True
    assert (await qq.channel.send(str(GROUP), reply("早"), "k")).verdict is SendStatus.DOUBTFUL


async def test_a_lost_connection_is_doubt_at_once(qq: Onebot) -> None:
    qq.client.is_deaf = True
    sending = asyncio.create_task(qq.channel.send(str(GROUP), reply("早"), "k"))
    await qq.client.until(lambda: bool(qq.client.asked))
    assert qq.client.socket
    await qq.client.socket.close()
    assert (await sending).verdict is SendStatus.DOUBTFUL
    assert (await qq.channel.send(str(GROUP), reply("早"), "k")).verdict is SendStatus.RETRY
