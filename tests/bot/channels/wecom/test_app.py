"""A self-built app: members are heard and answered in private, and customer groups tell who comes and goes."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import xmltodict
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import SENT, NamesRefused, SendStatus
from bot.channels.wecom import groups as wecom_groups
from bot.channels.wecom.app_events import HELLO, UNREADABLE
from handlers.kit import (
    Button,
    Capability,
    Card,
    Document,
    Joined,
    Left,
    Mention,
    Message,
    Picture,
    Pressed,
    Reply,
    Text,
    reply,
)
from handlers.kit.reply import Article, Markdown, News
from tests.support.fake_wecom import T0, Caller, Fault, Scenery, fixture, open_scenery

CHAT = "wrCommunityChat000000000000000001"
ONE, TWO = "wmMember0000000000000000000000001", "wmMember0000000000000000000000002"
PNG = b"\x89PNG and so on"


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


@pytest.fixture
async def caller(scenery: Scenery) -> Caller:
    return await scenery.calling(scenery.app())


def said(answer: str) -> str:
    """Return the text of a passive reply."""
    xml = xmltodict.parse(answer)["xml"]
    assert xml["MsgType"] == "text"
    return str(xml["Content"])


def group(*people: dict[str, Any]) -> dict[str, Any]:
    """Return a customer group as the platform shows it."""
    return {"chat_id": CHAT, "member_list": list(people)}


def person(user: str, *, ago: int = 60, **more: Any) -> dict[str, Any]:
    """Return a member who joined so many seconds before the fixtures' moment."""
    return {"userid": user, "join_time": int(T0.timestamp()) - ago, "name": f"name of {user[-1]}", **more}


async def test_a_private_text_is_heard_and_answered_at_once(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply("签到成功！+10 积分")
    status, answer = await caller.xml(fixture("app_text.xml"))
    assert status == 200
    assert scenery.ear.heard == [
        Message(
            channel="app",
            key="7123456789012345",
            chat=None,
            user="zhangsan",
            at=T0,
            reply_to="zhangsan",
            text="签到",
            addressed=True,
        )
    ]
    xml = xmltodict.parse(answer)["xml"]
    assert xml["ToUserName"] == "zhangsan"
    assert xml["FromUserName"] == "ww0000community01"
    assert xml["Content"] == "签到成功！+10 积分"


async def test_silence_is_an_empty_answer(caller: Caller) -> None:
    assert await caller.xml(fixture("app_text.xml")) == (200, "")


async def test_spoken_words_are_heard_where_the_platform_understood_them(scenery: Scenery, caller: Caller) -> None:
    voice = fixture("app_voice.xml")
    _, answer = await caller.xml(voice)
    assert said(answer) == UNREADABLE
    await caller.xml(voice.replace("</Format>", "</Format><Recognition><![CDATA[签到。]]></Recognition>"))
    assert [event.text for event in scenery.ear.heard if isinstance(event, Message)] == ["签到。"]


async def test_a_picture_is_heard_by_its_address(scenery: Scenery, caller: Caller) -> None:
    await caller.xml(fixture("app_image.xml"))
    (event,) = scenery.ear.heard
    assert isinstance(event, Message)
    assert event.pictures == ("https://example.invalid/p.jpg",)


async def test_what_cannot_be_read_is_answered_kindly(scenery: Scenery, caller: Caller) -> None:
    for name in ("app_link.xml", "app_location.xml"):
        _, answer = await caller.xml(fixture(name))
        assert said(answer) == UNREADABLE
    assert not scenery.ear.heard


async def test_a_newcomer_to_the_app_is_greeted_and_a_visit_is_not(scenery: Scenery, caller: Caller) -> None:
    _, answer = await caller.xml(fixture("app_event_subscribe.xml"))
    assert said(answer) == HELLO
    assert await caller.xml(fixture("app_event_enter_agent.xml")) == (200, "")
    assert not scenery.ear.heard


async def test_a_menu_entry_counts_as_typed(scenery: Scenery, caller: Caller) -> None:
    await caller.xml(fixture("app_event_click.xml").replace("MENU_CHECKIN", "签到"))
    (event,) = scenery.ear.heard
    assert isinstance(event, Message)
    assert event.text == "签到"


async def test_a_press_on_a_card_is_heard(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply("收到")
    _, answer = await caller.xml(fixture("app_event_template_card.xml"))
    (event,) = scenery.ear.heard
    assert isinstance(event, Pressed)
    assert (event.card, event.button, event.chosen) == ("task_20261121_01", "checkin", (("q1", ("opt_a",)),))
    assert said(answer) == "收到"


async def test_changes_of_customers_are_understood_and_need_no_answer(scenery: Scenery, caller: Caller) -> None:
    for name in ("add_external_contact", "del_follow_user", "transfer_fail", "edit_external_contact"):
        assert await caller.xml(fixture(f"contact_{name}.xml")) == (200, "")
    assert not scenery.ear.heard


async def test_an_unknown_kind_of_event_is_let_be(scenery: Scenery, caller: Caller) -> None:
    unknown = fixture("app_event_click.xml").replace("click", "something_new")
    assert await caller.xml(unknown) == (200, "")
    assert not scenery.ear.heard


async def test_a_repeated_delivery_has_the_same_key_however_it_is_encrypted(scenery: Scenery, caller: Caller) -> None:
    for name in ("app_text.xml", "app_event_click.xml"):
        scenery.ear.heard.clear()
        await caller.xml(fixture(name))
        scenery.clock.moment += timedelta(seconds=5)
        await caller.xml(fixture(name))
        first, second = scenery.ear.heard
        assert first.key == second.key


async def test_events_without_an_id_differ_by_what_they_say(scenery: Scenery, caller: Caller) -> None:
    click = fixture("app_event_click.xml")
    await caller.xml(click)
    await caller.xml(click.replace("1795223400", "1795223401"))
    first, second = scenery.ear.heard
    assert first.key != second.key


async def test_a_long_answer_begins_at_once_and_goes_on_by_the_outbox(scenery: Scenery, caller: Caller) -> None:
    lines = "".join(f"第 {number} 名 小明 100 分\n" for number in range(300))
    scenery.ear.answer = reply(lines, Picture(digest="d1"))
    _, answer = await caller.xml(fixture("app_text.xml"))
    begun = said(answer)
    assert len(begun.encode()) <= 2048
    ((event, rest),) = scenery.ear.postponed
    assert event == scenery.ear.heard[0]
    whole = begun + "".join(part.text for part in rest if isinstance(part, Text))
    assert whole.replace("\n", "") == lines.replace("\n", "")
    assert rest[-1] == Picture(digest="d1")


async def test_an_answer_that_does_not_begin_with_words_goes_by_the_outbox(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply(Picture(digest="d1"), "看图")
    assert await caller.xml(fixture("app_text.xml")) == (200, "")
    assert [rest for _, rest in scenery.ear.postponed] == [scenery.ear.answer]


async def test_nothing_in_an_answer_breaks_out_of_the_xml(scenery: Scenery, caller: Caller) -> None:
    nasty = "]]></Content><MsgType>image</MsgType><Content><![CDATA[ \x08 & <b>"
    scenery.ear.answer = reply(nasty)
    _, answer = await caller.xml(fixture("app_text.xml"))
    assert said(answer).replace("\u200b", "") == nasty.replace("\x08", "")


async def test_plain_words_hold_no_link(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply('<a href="https://evil.invalid">领红包</a>')
    _, answer = await caller.xml(fixture("app_text.xml"))
    assert not re.search(r"<\s*a", said(answer))


async def test_when_the_bot_cannot_keep_an_event_the_platform_is_told_to_come_again(scenery: Scenery) -> None:
    async def broken(_: object) -> None:
        raise ConnectionError("the database is gone")

    scenery.ear = replace(scenery.ear)
    scenery.ear.receive = broken  # type: ignore[method-assign, assignment]
    caller = await scenery.calling(scenery.app())
    status, text = await caller.xml(fixture("app_text.xml"))
    assert status == 500
    assert "database" not in text


# Customer groups


@pytest.mark.parametrize(("shape", "scene"), [("", "code"), ("_legacy", "invited")])
async def test_two_newcomers_are_seen_in_every_shape_of_notice(
    scenery: Scenery, caller: Caller, shape: str, scene: str
) -> None:
    scenery.wecom.groups[CHAT] = group(
        person("zhangsan", ago=86400), person(ONE, invitor={"userid": "zhangsan"}), person(TWO)
    )
    scenery.ear.members = {"zhangsan"}
    assert await caller.xml(fixture(f"chat_update_add_member{shape}.xml")) == (200, "")
    assert scenery.ear.heard == [
        Joined(
            channel="app",
            key=f"{CHAT}:{user}:1795223340",
            chat=CHAT,
            user=user,
            name=f"name of {user[-1]}",
            at=T0 - timedelta(seconds=60),
            invited_by=inviter,
            scene=scene,
        )
        for user, inviter in ((ONE, "zhangsan"), (TWO, None))
    ]


@pytest.mark.parametrize(("told", "scene"), [({"join_scene": 2}, "link"), ({"join_scene": 3}, "code"), ({}, "invited")])
async def test_how_somebody_came_is_told(scenery: Scenery, caller: Caller, told: dict[str, int], scene: str) -> None:
    """The list of members knows best; the notice tells of who is not in it yet."""
    scenery.wecom.groups[CHAT] = group(person(ONE, **told, state="门店海报"))
    await caller.xml(fixture("chat_update_add_member_single_item.xml"))
    (event,) = scenery.ear.heard
    assert isinstance(event, Joined)
    assert (event.scene, event.source) == (scene, "门店海报")


async def test_one_newcomer_and_a_notice_without_names(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.groups[CHAT] = group(person(ONE))
    await caller.xml(fixture("chat_update_add_member_single_item.xml"))
    scenery.wecom.groups[CHAT] = group(person(ONE), person(TWO))
    await caller.xml(fixture("chat_update_add_member_no_list.xml"))
    assert [event.user for event in scenery.ear.heard] == [ONE, TWO]


async def test_the_name_in_the_group_counts_first(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.groups[CHAT] = group(person(ONE, group_nickname="小王"))
    await caller.xml(fixture("chat_update_add_member_single_item.xml"))
    assert scenery.ear.heard[0].name == "小王"


async def test_several_notices_of_one_change_greet_once(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.groups[CHAT] = group(person(ONE), person(TWO))
    for shape in ("", "_legacy", "_no_list", "_single_item", ""):
        await caller.xml(fixture(f"chat_update_add_member{shape}.xml"))
    assert [event.user for event in scenery.ear.heard] == [ONE, TWO]


async def test_old_members_of_a_group_new_to_us_are_not_greeted(scenery: Scenery, caller: Caller) -> None:
    old = [person(f"wmOld{number}", ago=86400 * 30) for number in range(200)]
    lost = person("wmLostNotice", ago=1800)
    scenery.wecom.groups[CHAT] = group(*old, lost, person(ONE))
    await caller.xml(fixture("chat_update_add_member_single_item.xml"))
    assert [event.user for event in scenery.ear.heard] == [ONE, "wmLostNotice"]


async def test_a_list_that_lags_behind_does_not_hide_the_newcomer(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.groups[CHAT] = group(person("zhangsan", ago=86400))
    await caller.xml(fixture("chat_update_add_member_single_item.xml"))
    (event,) = scenery.ear.heard
    assert (event.user, event.at, event.key) == (ONE, T0, f"{CHAT}:{ONE}:1795223400")


@pytest.mark.parametrize("fault", [Fault(errcode=60020), Fault(status=502), Fault(body="<html>"), Fault(reset=True)])
async def test_without_the_list_the_names_in_the_notice_must_do(scenery: Scenery, caller: Caller, fault: Fault) -> None:
    scenery.wecom.fail("externalcontact/groupchat/get", fault)
    await caller.xml(fixture("chat_update_add_member.xml"))
    assert [(event.user, event.name) for event in scenery.ear.heard] == [(ONE, ""), (TWO, "")]


async def test_a_list_that_takes_too_long_is_not_waited_for(
    scenery: Scenery, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wecom_groups, "PATIENCE", 0.01)
    scenery.wecom.fail("externalcontact/groupchat/get", Fault(hang=True))
    await caller.xml(fixture("chat_update_add_member.xml"))
    assert [event.user for event in scenery.ear.heard] == [ONE, TWO]


async def test_with_neither_list_nor_names_the_platform_has_to_come_again(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.fail("externalcontact/groupchat/get", Fault(errcode=-1))
    status, _ = await caller.xml(fixture("chat_update_add_member_no_list.xml"))
    assert status == 503
    scenery.wecom.groups[CHAT] = group(person(ONE))
    assert await caller.xml(fixture("chat_update_add_member_no_list.xml")) == (200, "")
    assert [event.user for event in scenery.ear.heard] == [ONE]


async def test_who_leaves_is_seen_once(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.members = {ONE, TWO}
    scenery.wecom.groups[CHAT] = group(person(ONE))
    for _ in range(3):
        await caller.xml(fixture("chat_update_del_member.xml"))
    key = f"{CHAT}:{TWO}:left:1795223400"
    assert scenery.ear.heard == [Left(channel="app", key=key, chat=CHAT, user=TWO, at=T0, was_removed=True)]


async def test_a_leave_without_names_is_found_by_who_is_missing(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.members = {ONE, TWO}
    scenery.wecom.groups[CHAT] = group(person(TWO))
    unnamed = re.sub("<MemChangeList>.*</MemChangeList>", "", fixture("chat_update_del_member.xml"))
    await caller.xml(unnamed)
    assert [(type(event), event.user) for event in scenery.ear.heard] == [(Left, ONE)]


async def test_a_new_group_greets_who_just_came_in(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.groups[CHAT] = group(person("zhangsan"), person(ONE))
    await caller.xml(fixture("chat_create.xml"))
    assert [event.user for event in scenery.ear.heard] == ["zhangsan", ONE]


async def test_other_changes_of_a_group_change_nothing(scenery: Scenery, caller: Caller) -> None:
    for change in ("dismiss", "update_change_name", "update_change_notice", "update_change_owner"):
        assert await caller.xml(fixture(f"chat_{change}.xml")) == (200, "")
    assert not scenery.ear.heard
    assert not scenery.wecom.calls


async def test_the_recorded_group_is_read(scenery: Scenery, caller: Caller) -> None:
    scenery.wecom.groups[CHAT] = json.loads(fixture("api_groupchat_get.json"))["group_chat"]
    await caller.xml(fixture("chat_update_add_member.xml"))
    assert [(event.user, event.name, event.at) for event in scenery.ear.heard] == [
        (ONE, "小王", datetime.fromtimestamp(1795219800, UTC)),
        (TWO, "李四", datetime.fromtimestamp(1795223340, UTC)),
    ]


# Messages to members


async def test_every_kind_of_part_reaches_a_member(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = PNG
    channel = scenery.app()
    whole: Reply = reply(
        "你好 ",
        Mention(user="lisi", name="李四"),
        Picture(digest="d1"),
        Card(card="poll:1", title="报名", text="周六爬山", buttons=(Button(key="yes", label="去"),)),
        Card(card="more", title="详情", url="https://example.invalid/a"),
        Card(card="plain", title="公告"),
        Markdown(markdown="**重要**"),
        News(articles=(Article(title="标题", url="https://example.invalid/n", text="摘要"),)),
    )
    for number, piece in enumerate(channel.pieces(whole)):
        assert await channel.send("zhangsan", piece, f"k:{number}") == SENT
    bodies = [body for _, body in scenery.wecom.sent]
    assert [body["msgtype"] for body in bodies] == [
        "text", "image", "template_card", "template_card", "text", "markdown", "news",
    ]  # fmt: skip
    assert all(body["touser"] == "zhangsan" and body["enable_duplicate_check"] == 1 for body in bodies)
    assert bodies[0]["text"]["content"] == "你好 李四 "
    assert scenery.wecom.media[bodies[1]["image"]["media_id"]] == PNG
    assert bodies[2]["template_card"]["task_id"] == "poll@3a1"
    assert bodies[2]["template_card"]["button_list"] == [{"text": "去", "style": 1, "key": "yes"}]
    assert bodies[3]["template_card"]["card_action"] == {"type": 1, "url": "https://example.invalid/a"}


async def test_a_file_is_sent_by_its_name(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = b"%PDF-1.7"
    assert await scenery.app().send("zhangsan", (Document(digest="d1", name="课件.pdf"),), "1") == SENT
    ((_, body),) = scenery.wecom.sent
    assert body["msgtype"] == "file"
    assert scenery.wecom.names[body["file"]["media_id"]] == "课件.pdf"


async def test_a_cards_name_comes_back_as_it_was_given(scenery: Scenery, caller: Caller) -> None:
    channel = scenery.app()
    card = Card(card="签到:2026-11-21@群", title="签到", buttons=(Button(key="in", label="签到"),))
    await channel.send("zhangsan", (card,), "1")
    task = scenery.wecom.sent[0][1]["template_card"]["task_id"]
    assert re.fullmatch(r"[0-9A-Za-z_@-]{1,128}", task)
    await caller.xml(fixture("app_event_template_card.xml").replace("task_20261121_01", task))
    (event,) = scenery.ear.heard
    assert isinstance(event, Pressed)
    assert event.card == card.card


async def test_a_repeat_is_the_same_bytes_and_arrives_once(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = PNG
    channel = scenery.app()
    for piece in (reply("开课啦"), (Picture(digest="d1"),)):
        for _ in range(3):
            assert await channel.send("zhangsan", piece, "same key") == SENT
    assert [body["msgtype"] for _, body in scenery.wecom.sent] == ["text", "image"]
    assert scenery.wecom.calls["media/upload"] == 1


async def test_the_same_words_said_twice_on_purpose_arrive_twice(scenery: Scenery) -> None:
    channel = scenery.app()
    for key in ("monday", "tuesday"):
        await channel.send("zhangsan", reply("该打卡啦"), key)
    assert scenery.wecom.texts() == ["该打卡啦", "该打卡啦"]


async def test_a_line_cut_after_the_request_is_tried_again_and_arrives_once(scenery: Scenery) -> None:
    channel = scenery.app()
    scenery.wecom.fail("message/send", Fault(reset=True))
    assert (await channel.send("zhangsan", reply("开课啦"), "1")).verdict is SendStatus.RETRY
    assert await channel.send("zhangsan", reply("开课啦"), "1") == SENT
    assert scenery.wecom.texts() == ["开课啦"]


async def test_success_is_not_believed_where_a_receiver_is_named_as_invalid(scenery: Scenery) -> None:
    scenery.wecom.fail("message/send", Fault(body=fixture("api_message_send_partial.json")))
    outcome = await scenery.app().send("zhangsan", reply("你好"), "1")
    assert outcome.verdict is SendStatus.REFUSED
    assert "收不到" in outcome.note


async def test_a_stranger_is_refused(scenery: Scenery) -> None:
    assert (await scenery.app().send("nobody", reply("你好"), "1")).verdict is SendStatus.REFUSED


@pytest.mark.parametrize("target", ["", "@all", "zhangsan|lisi"])
async def test_one_message_is_for_one_member(scenery: Scenery, target: str) -> None:
    assert (await scenery.app().send(target, reply("你好"), "1")).verdict is SendStatus.REFUSED
    assert not scenery.wecom.calls


async def test_an_upload_that_was_forgotten_is_made_again_once(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = PNG
    channel = scenery.app()
    await channel.send("zhangsan", (Picture(digest="d1"),), "1")
    scenery.wecom.media.clear()
    assert await channel.send("zhangsan", (Picture(digest="d1"),), "2") == SENT
    scenery.wecom.fail("message/send", Fault(errcode=40007), times=5)
    assert (await channel.send("zhangsan", (Picture(digest="d1"),), "3")).verdict is SendStatus.REFUSED


async def test_a_picture_that_is_gone_or_too_large_is_refused(scenery: Scenery) -> None:
    scenery.ear.pictures["big"] = b"x" * (10 * 1024 * 1024 + 1)
    channel = scenery.app()
    for digest in ("gone", "big"):
        assert (await channel.send("zhangsan", (Picture(digest=digest),), "1")).verdict is SendStatus.REFUSED


async def test_long_words_are_cut_and_nothing_is_lost(scenery: Scenery) -> None:
    channel = scenery.app()
    words = "".join(f"第{number}条：<a href='x'>每天进步一点点🌱</a>\n" for number in range(400))
    for number, piece in enumerate(channel.pieces(reply(words))):
        scenery.clock.moment += timedelta(seconds=3)
        assert await channel.send("zhangsan", piece, f"k:{number}") == SENT
    assert "".join(scenery.wecom.texts()).replace("\u200b", "") == words
    assert not scenery.wecom.truncated
    assert not scenery.wecom.dropped


def test_it_promises_what_the_platform_allows(scenery: Scenery) -> None:
    channel = scenery.app()
    assert channel.capabilities == {
        Capability.PRIVATE, Capability.WRITES_PRIVATELY, Capability.SEES_JOINS, Capability.PICTURES, Capability.BUTTONS,
    }  # fmt: skip
    assert channel.pace == (30, timedelta(minutes=1))
    assert channel.lane("zhangsan") != channel.lane("lisi")
    assert channel.pieces(()) == [()]


# Who is behind an encrypted id

OPEN_ID = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"


async def test_an_encrypted_id_is_asked_for_once(scenery: Scenery) -> None:
    scenery.wecom.open_ids[OPEN_ID] = "zhangsan"
    app = scenery.app()
    assert [await app.real_id(OPEN_ID) for _ in range(3)] == ["zhangsan"] * 3
    assert await app.real_id("woSomebodyOfAnotherCorp") == ""
    assert scenery.wecom.calls["batch/openuserid_to_userid"] == 2


async def test_an_app_without_the_right_is_not_asked_with_every_message(scenery: Scenery) -> None:
    scenery.wecom.open_ids[OPEN_ID] = "zhangsan"
    scenery.wecom.fail("batch/openuserid_to_userid", Fault(errcode=48002))
    app = scenery.app()
    assert [await app.real_id(OPEN_ID) for _ in range(3)] == [""] * 3
    assert scenery.wecom.calls["batch/openuserid_to_userid"] == 1
    scenery.clock.moment += timedelta(minutes=11)
    assert await app.real_id(OPEN_ID) == "zhangsan"


async def test_an_app_looks_names_up(scenery: Scenery) -> None:
    scenery.wecom.people["zhangsan"] = "张三"
    app = scenery.app()
    assert await app.name_of("zhangsan") == "张三"
    assert await app.name_of("nobody") == ""
    for code, for_good in ((48002, True), (45009, False), (-1, False)):
        scenery.wecom.fail("user/get", Fault(errcode=code))
        with pytest.raises(NamesRefused) as refused:
            await app.name_of("zhangsan")
        assert refused.value.for_good is for_good
