"""The AI bot's long connection on a real socket: what it hears, how it answers and pushes, how it breaks and mends."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from random import Random

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.channel import SENT, SendStatus
from bot.channels.wecom.aibot_targets import Target
from bot.channels.wecom.app_events import UNREADABLE
from bot.channels.wecom.setup_failures import TAKEN_OVER, WRONG_ID
from handlers.kit import Button, Card, Document, Mention, Message, Picture, Pressed, reply
from handlers.kit.reply import Markdown, plain
from tests.support.aibot_faults import Fault
from tests.support.aibot_wire import Wire, open_wire, slower
from tests.support.fake_aibot import BOT, CHAT, CHUNK, SECRET
from tests.support.fake_wecom import T0

CARD = Card(card="poll:1", title="报名", text="周六爬山", buttons=(Button(key="yes", label="去"),))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
KEY = bytes(range(32))


@pytest.fixture
async def wire(aiohttp_server: AiohttpServer) -> AsyncIterator[Wire]:
    async with open_wire(aiohttp_server) as opened:
        yield opened


# What is heard


async def test_a_mention_is_heard_without_the_bots_name(wire: Wire) -> None:
    await wire.heard("ZhangSan", "@群伴 签到")
    (event,) = wire.ear.heard
    assert isinstance(event, Message)
    assert (event.channel, event.chat, event.user, event.text) == ("bot", CHAT, "ZhangSan", "签到")
    assert (event.addressed, event.own_name, event.at) == (True, "群伴", T0)


async def test_a_private_word_has_no_chat(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "签到", None)
    (event,) = wire.ear.heard
    assert event.chat is None
    assert Target.read(target)[:2] == ("ZhangSan", 1)


async def test_a_quote_is_heard_without_the_bots_name_too(wire: Wire) -> None:
    await wire.platform.say("ZhangSan", "@群伴", quote={"msgtype": "text", "text": {"content": "@群伴 签到"}})
    await wire.platform.until(lambda: bool(wire.ear.heard))
    (event,) = wire.ear.heard
    assert isinstance(event, Message)
    assert (event.text, event.quote) == ("", "签到")


async def test_events_without_anybody_and_unknown_commands_are_passed_over(wire: Wire) -> None:
    await wire.platform.send("aibot_future_callback", "x", {"a": 1})
    nobody = {"msgid": "1", "msgtype": "event", "event": {"eventtype": "enter_check_update"}}
    await wire.platform.send("aibot_event_callback", "y", nobody)
    await wire.heard("ZhangSan", "@群伴 签到")
    assert len(wire.ear.heard) == 1
    assert wire.channel.is_up


async def test_raw_control_characters_are_taken_out(wire: Wire) -> None:
    raw = (
        '{"cmd": "aibot_msg_callback", "headers": {"req_id": "cb"}, "body": {"msgid": "1", "chattype": "group", '
        f'"chatid": "{CHAT}", "from": {{"userid": "ZhangSan"}}, "msgtype": "text", '
        '"text": {"content": "@群伴 签\b到"}}}'
    )
    await wire.platform.send("", "", {}, raw)
    await wire.platform.until(lambda: bool(wire.ear.heard))
    (event,) = wire.ear.heard
    assert isinstance(event, Message)
    assert event.text == "签到"


async def test_a_file_is_answered_kindly_and_who_enters_is_greeted(wire: Wire) -> None:
    url = "https://example.invalid/x"
    await wire.platform.call("ZhangSan", None, {"msgtype": "file", "file": {"url": url}})
    enter = {"msgtype": "event", "event": {"eventtype": "enter_chat"}}
    await wire.platform.call("ZhangSan", None, enter, "aibot_event_callback")
    await wire.platform.until(lambda: len(wire.ear.postponed) == 2)
    (unreadable, greeting) = wire.ear.postponed
    assert plain(unreadable[1]) == UNREADABLE
    assert await wire.send(greeting[0].reply_to, greeting[1]) == [SENT]
    (frame,) = wire.platform.frames("aibot_respond_welcome_msg")
    assert frame["body"]["msgtype"] == "text"
    assert "我是群伴" in frame["body"]["text"]["content"]


async def test_encrypted_ids_are_told(wire: Wire) -> None:
    await wire.heard("woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA", "@群伴 签到")
    await wire.heard("wolfgang", "@群伴 签到")
    assert wire.diary.entries.count(("encrypted", "bot")) == 1


async def test_who_an_app_knows_is_nobody_encrypted(wire: Wire) -> None:
    encrypted = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"
    wire.ear.real_ids[encrypted] = "ZhangSan"
    target = await wire.heard(encrypted, "签到", None)
    assert wire.ear.heard[0].user == "ZhangSan"
    assert Target.read(target).chat == encrypted  # the platform knows the chat by that name
    assert ("encrypted", "bot") not in wire.diary.entries


async def test_a_renamed_bot_is_understood_and_told(wire: Wire) -> None:
    await wire.heard("ZhangSan", "@群伴小助手 签到")
    (event,) = wire.ear.heard
    assert isinstance(event, Message)
    assert event.text == "签到"
    assert ("renamed", "bot", CHAT, "群伴小助手", "群伴") in wire.diary.entries


# Answers


async def test_an_answer_goes_by_its_request_as_markdown(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    assert await wire.send(target, reply(Mention(user="ZhangSan", name="小明"), "签到成功 <@all>")) == [SENT]
    (frame,) = wire.platform.frames("aibot_respond_msg")
    assert frame["body"]["msgtype"] == "markdown"
    assert frame["headers"]["req_id"] == Target.read(target).request
    assert "<@" not in frame["body"]["markdown"]["content"]
    assert not wire.platform.violations


async def test_an_answer_in_pieces_goes_by_the_same_request_in_order(wire: Wire) -> None:
    wire.ear.pictures["d1"] = PNG
    target = await wire.heard("ZhangSan", "@群伴 榜")
    answer = reply("看图", Picture(digest="d1"), "还有", Markdown(markdown="**粗**"), CARD)
    assert await wire.send(target, answer) == [SENT] * 4
    kinds = [
        (frame["headers"]["req_id"], frame["body"]["msgtype"]) for frame in wire.platform.frames("aibot_respond_msg")
    ]
    request = Target.read(target).request
    assert kinds == [(request, "markdown"), (request, "image"), (request, "markdown"), (request, "template_card")]
    assert wire.platform.said[2].text == "还有**粗**"


async def test_an_answer_to_a_request_that_is_not_known_any_more_is_pushed(wire: Wire) -> None:
    await wire.heard("ZhangSan", "@群伴 签到")
    assert await wire.send(str(Target(CHAT, 2, "of-an-earlier-run")), reply("签到成功")) == [SENT]
    (frame,) = wire.platform.frames("aibot_send_msg")
    assert frame["body"] == {
        "chatid": CHAT,
        "chat_type": 2,
        "msgtype": "markdown",
        "markdown": {"content": "签到成功"},
    }


async def test_a_private_answer_is_pushed_to_the_member(wire: Wire) -> None:
    await wire.heard("ZhangSan", "签到", None)
    await wire.send(str(Target("ZhangSan", 1, "")), reply("签到成功"))
    assert wire.platform.frames("aibot_send_msg")[0]["body"]["chat_type"] == 1
    assert wire.platform.texts("ZhangSan") == ["签到成功"]


async def test_what_the_platform_does_not_take_as_an_answer_is_pushed(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    wire.platform._callbacks.clear()
    assert await wire.send(target, reply("签到成功")) == [SENT]
    assert wire.platform.calls["aibot_respond_msg"] == 1
    assert wire.platform.texts() == ["签到成功"]
    assert await wire.send(target, reply("还有")) == [SENT]
    assert wire.platform.calls["aibot_respond_msg"] == 1


async def test_after_a_day_an_answer_is_pushed(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    wire.platform.clock.moment += timedelta(hours=24)
    assert await wire.send(target, reply("签到成功")) == [SENT]
    assert not wire.platform.frames("aibot_respond_msg")


async def test_a_pressed_card_becomes_another_one(wire: Wire) -> None:
    event = {"event_key": "yes", "task_id": "poll@3a1", "card_type": "button_interaction"}
    pressed = {"msgtype": "event", "event": {"eventtype": "template_card_event", "template_card_event": event}}
    await wire.platform.call("ZhangSan", CHAT, pressed, "aibot_event_callback")
    await wire.platform.until(lambda: bool(wire.ear.heard))
    (heard,) = wire.ear.heard
    assert isinstance(heard, Pressed)
    assert (heard.card, heard.button) == ("poll:1", "yes")
    assert await wire.send(heard.reply_to, (CARD,), reply("谢谢")) == [SENT, SENT]
    (frame,) = wire.platform.frames("aibot_respond_update_msg")
    assert frame["body"]["userids"] == ["ZhangSan"]
    assert frame["body"]["template_card"]["task_id"] == "poll@3a1"
    assert wire.platform.frames("aibot_send_msg")[0]["body"]["markdown"]["content"] == "谢谢"


async def test_a_card_pressed_long_ago_is_told_in_words(wire: Wire) -> None:
    pressed = {
        "msgtype": "event",
        "event": {"eventtype": "template_card_event", "template_card_event": {"task_id": "1"}},
    }
    await wire.platform.call("ZhangSan", CHAT, pressed, "aibot_event_callback")
    await wire.platform.until(lambda: bool(wire.ear.heard))
    wire.platform.clock.moment += timedelta(seconds=5)
    assert await wire.send(wire.ear.heard[0].reply_to, (CARD,)) == [SENT]
    assert "周六爬山" in wire.platform.texts()[0]
    assert not wire.platform.frames("aibot_respond_update_msg")


async def test_a_pushed_card_is_words(wire: Wire) -> None:
    await wire.heard("ZhangSan", "@群伴 签到")
    assert await wire.send(CHAT, (CARD,)) == [SENT]
    assert "周六爬山" in wire.platform.texts()[0]


async def test_an_endless_answer_is_cut_with_a_word_about_it(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    assert await wire.send(target, reply("很长的一行。\n" * 5000)) == [SENT]
    assert wire.platform.said[0].text.endswith("（太长了，后面的没有显示）")


async def test_nothing_to_say_is_nothing_sent(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    assert await wire.send(target, ()) == [SENT]
    assert not wire.platform.said


# Pictures


async def test_a_picture_goes_up_in_chunks_from_zero_and_only_once(wire: Wire) -> None:
    big = bytes(1024) * 1200
    wire.ear.pictures["d1"] = big
    await wire.heard("ZhangSan", "@群伴 榜")
    assert await wire.send(CHAT, reply(Picture(digest="d1"))) == [SENT]
    assert await wire.send(CHAT, reply(Picture(digest="d1"))) == [SENT]
    (begun,) = wire.platform.frames("aibot_upload_media_init")
    assert (begun["body"]["total_size"], begun["body"]["total_chunks"]) == (len(big), 3)
    assert [frame["body"]["chunk_index"] for frame in wire.platform.frames("aibot_upload_media_chunk")] == [0, 1, 2]
    assert len(big) - 2 * CHUNK > 0
    assert list(wire.platform.media.values()) == [big]


async def test_a_file_keeps_its_name(wire: Wire) -> None:
    wire.ear.pictures["d1"] = b"%PDF-1.4"
    await wire.heard("ZhangSan", "@群伴 课件")
    assert await wire.send(CHAT, reply(Document(digest="d1", name="课件.pdf"))) == [SENT]
    (begun,) = wire.platform.frames("aibot_upload_media_init")
    assert (begun["body"]["type"], begun["body"]["filename"]) == ("file", "课件.pdf")
    assert wire.platform.said[0].body["file"]["media_id"] in wire.platform.media


async def test_an_upload_without_an_answer_is_tried_again(wire: Wire) -> None:
    wire.ear.pictures["d1"] = PNG
    await wire.heard("ZhangSan", "@群伴 榜")
    wire.platform.faults.planned.append(Fault.NO_ACK)
    (result,) = await wire.send(CHAT, reply(Picture(digest="d1")))
    assert result.verdict is SendStatus.RETRY
    assert not wire.platform.said


async def test_an_empty_picture_and_a_lost_one_are_refused(wire: Wire) -> None:
    wire.ear.pictures["tiny"] = b"1234"
    for digest in ("tiny", "gone"):
        (result,) = await wire.send(CHAT, reply(Picture(digest=digest)))
        assert result.verdict is SendStatus.REFUSED


def sealed(data: bytes) -> bytes:
    """Return a file as the platform keeps it for us."""
    padding = 32 - len(data) % 32
    cipher = Cipher(AES(KEY), CBC(KEY[:16])).encryptor()
    return cipher.update(data + bytes((padding,)) * padding) + cipher.finalize()


@pytest.mark.parametrize("key", [b64encode(KEY).decode(), b64encode(KEY).decode().rstrip("=")])
async def test_a_picture_that_came_is_decrypted_and_kept(wire: Wire, key: str) -> None:
    wire.files["photo"] = sealed(PNG)
    image = {"url": f"{wire.site}/photo", "aeskey": key}
    await wire.platform.call("ZhangSan", None, {"msgtype": "image", "image": image})
    await wire.platform.until(lambda: bool(wire.ear.heard))
    (event,) = wire.ear.heard
    assert isinstance(event, Message)
    assert event.pictures == (sha256(PNG).hexdigest(),)
    assert wire.ear.pictures[event.pictures[0]] == PNG


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (sealed(PNG), b64encode(bytes(32)).decode()),
        (sealed(PNG)[:-1], b64encode(KEY).decode()),
        (b"", b64encode(KEY).decode()),
        (sealed(PNG), "not base64!"),
        (sealed(PNG), "QUJD"),
        (None, b64encode(KEY).decode()),
    ],
)
async def test_a_picture_that_cannot_be_had_is_still_a_picture(wire: Wire, data: bytes | None, key: str) -> None:
    if data is not None:
        wire.files["photo"] = data
    url = f"{wire.site}/photo"
    await wire.platform.call("ZhangSan", None, {"msgtype": "image", "image": {"url": url, "aeskey": key}})
    await wire.platform.until(lambda: bool(wire.ear.heard))
    (event,) = wire.ear.heard
    assert isinstance(event, Message)
    assert event.pictures == (url,)


# What goes wrong


async def test_no_acknowledgement_is_doubt(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    wire.platform.faults.planned.append(Fault.NO_ACK)
    (result,) = await wire.send(target, reply("签到成功"))
    assert result.verdict is SendStatus.DOUBTFUL
    # What follows is pushed: a late acknowledgement must not be taken for its own.
    assert await wire.send(target, reply("还有")) == [SENT]
    assert wire.platform.calls["aibot_send_msg"] == 1


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.CUT_BEFORE, Fault.CLOSE])
async def test_a_line_that_breaks_after_a_request_leaves_doubt_and_is_opened_again(wire: Wire, fault: Fault) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    wire.platform.faults.planned.append(fault)
    (result,) = await wire.send(target, reply("签到成功"))
    assert result.verdict is (SendStatus.SENT if fault is Fault.CLOSE and result == SENT else SendStatus.DOUBTFUL)
    await wire.platform.until(lambda: len(wire.platform.subscribed_at) == 2)
    await wire.until_up()
    assert await wire.send(target, reply("还有")) == [SENT]


async def test_a_lost_subscription_is_renewed_and_the_message_may_go_again(wire: Wire) -> None:
    target = await wire.heard("ZhangSan", "@群伴 签到")
    wire.platform.forget()
    (result,) = await wire.send(target, reply("签到成功"))
    assert result.verdict is SendStatus.RETRY
    await wire.platform.until(lambda: len(wire.platform.subscribed_at) == 2)
    await wire.until_up()
    assert await wire.send(target, reply("签到成功")) == [SENT]
    assert wire.platform.texts() == ["签到成功"]


async def test_nothing_leaves_while_the_line_is_down(aiohttp_server: AiohttpServer) -> None:
    async with open_wire(aiohttp_server, timing=slower(first=60, longest=60)) as wire:
        wire.platform.cut()
        await wire.platform.until(lambda: not wire.channel.is_up)
        (result,) = await wire.send(CHAT, reply("早"))
        assert result.verdict is SendStatus.RETRY
        assert not wire.platform.frames("aibot_send_msg")


@pytest.mark.parametrize("code", [1000, 1001, 1011, 4000])
async def test_a_line_that_is_closed_is_opened_again_whatever_the_code(wire: Wire, code: int) -> None:
    await wire.platform.close(code)
    await wire.platform.until(lambda: len(wire.platform.subscribed_at) == 2)
    await wire.until_up()


async def test_a_deaf_platform_is_left(wire: Wire) -> None:
    wire.platform.faults.switches["deaf"] = 2
    await wire.platform.until(lambda: len(wire.platform.subscribed_at) == 2)
    await wire.until_up()
    assert wire.platform.calls["ping"] >= 2


async def test_who_is_thrown_out_does_not_come_back(wire: Wire) -> None:
    await wire.platform.kick()
    await wire.platform.until(lambda: ("stopped", "bot", TAKEN_OVER) in wire.diary.entries)
    await asyncio.sleep(0.1)  # ten times as long as a reconnection would take
    assert len(wire.platform.subscribed_at) == 1
    assert TAKEN_OVER in wire.channel.status(T0)


async def test_a_rival_keeps_what_it_took(wire: Wire) -> None:
    address = wire.site.replace("/files", "/ws")
    async with wire.channel._deps.session.ws_connect(address) as rival:
        login = {"bot_id": BOT, "secret": SECRET}
        await rival.send_json({"cmd": "aibot_subscribe", "headers": {"req_id": "rival"}, "body": login})
        assert (await rival.receive_json())["errcode"] == 0
        await wire.platform.until(lambda: ("stopped", "bot", TAKEN_OVER) in wire.diary.entries)
        await wire.platform.say("ZhangSan", "@群伴 签到")
        assert (await rival.receive_json())["body"]["text"]["content"] == "@群伴 签到"
    assert not wire.ear.heard
    assert len(wire.platform.subscribed_at) == 2


async def test_a_wrong_secret_is_tried_once(aiohttp_server: AiohttpServer) -> None:
    async with open_wire(aiohttp_server, secret="wrong", connected=False) as wire:
        await wire.platform.until(lambda: ("stopped", "bot", WRONG_ID) in wire.diary.entries)
        await asyncio.sleep(0.1)
        assert len(wire.platform.subscribed_at) == 1


async def test_too_many_subscriptions_and_a_server_that_is_away_are_waited_for(aiohttp_server: AiohttpServer) -> None:
    async with open_wire(aiohttp_server, connected=False) as wire:
        wire.platform.faults.switches.update(unreachable=2, frequent=1, silent=1)
        await wire.until_up()


async def test_a_chat_that_never_wrote_is_parked_until_it_does(wire: Wire) -> None:
    (result,) = await wire.send("wrNeverWrote", reply("早"))
    assert result.verdict is SendStatus.DISABLED
    assert "先请任何人在群里 @ 机器人说一句" in result.note
    await wire.heard("ZhangSan", "@群伴 签到", "wrNeverWrote")
    assert ("works", "bot/wrNeverWrote") in wire.diary.entries
    assert await wire.send("wrNeverWrote", reply("早")) == [SENT]


async def test_a_callback_that_the_database_refuses_is_taken_in_later(wire: Wire) -> None:
    receive, tries = wire.ear.receive, []

    async def stumbles(event: object) -> None:
        tries.append(event)
        if len(tries) == 1:
            raise OSError("disk full")
        await receive(event)  # type: ignore[arg-type]

    object.__setattr__(wire.channel._deps, "receive", stumbles)
    await wire.heard("ZhangSan", "@群伴 签到")
    assert len(tries) == 2


# Order


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_said_in_a_chat_is_taken_in_in_its_order(wire: Wire, seed: int) -> None:
    """Some messages wait for a picture, for who is behind an encrypted id, or for the database, and others do not."""
    random, told = Random(seed), dict[str, list[str]]()
    wire.files["photo"] = sealed(PNG)
    receive, stumbled = wire.ear.receive, set[str]()

    async def stumbles(event: Message) -> None:
        if event.text.endswith("7") and event.text not in stumbled:
            stumbled.add(event.text)
            raise OSError("disk full")
        await receive(event)

    object.__setattr__(wire.channel._deps, "receive", stumbles)
    for number in range(40):
        chat = random.choice(("wrOne", "wrTwo", "wrThree"))
        text = {"msgtype": "text", "text": {"content": f"@群伴 {number}"}}
        picture = {"msgtype": "image", "image": {"url": f"{wire.site}/photo", "aeskey": b64encode(KEY).decode()}}
        mixed = {"msgtype": "mixed", "mixed": {"msg_item": [text, picture]}}
        user = random.choice(("ZhangSan", f"wo{'A' * 30}"))
        await wire.platform.call(user, chat, random.choice((text, mixed)))
        told.setdefault(chat, []).append(str(number))
    await wire.platform.until(lambda: len(wire.ear.heard) == 40)
    heard = [event for event in wire.ear.heard if isinstance(event, Message)]
    assert {chat: [event.text for event in heard if event.chat == chat] for chat in told} == told
