"""An AI bot: hears who mentions it, and answers in the callback itself."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from hashlib import md5
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import SENT, SendStatus
from bot.channels.escaping import escape_markdown
from bot.channels.wechat.crypto import ForgedError
from bot.channels.wecom.aibot_events import event_of
from bot.channels.wecom.app_events import UNREADABLE
from handlers.kit import Button, Capability, Card, Mention, Message, Picture, Pressed, reply
from handlers.kit.reply import Article, Markdown, News
from tests.support.fake_wecom import T0, Caller, Fault, Scenery, fixture, open_scenery, recorded

GROUP = "wrInternalGroup00000000000000001"
PNG = b"\x89PNG and so on"
CARD = Card(card="poll:1", title="报名", text="周六爬山", buttons=(Button(key="yes", label="去"),))


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


@pytest.fixture
async def caller(scenery: Scenery) -> Caller:
    return await scenery.calling(scenery.aibot(), receive_id="")


def payload(name: str) -> dict[str, Any]:
    """Return a recorded payload."""
    loaded: dict[str, Any] = json.loads(fixture(f"aibot_{name}.json"))
    return loaded


def text(content: str, kind: str = "group") -> dict[str, Any]:
    """Return a text message."""
    return {**payload(f"text_{kind}"), "text": {"content": content}}


def heard(scenery: Scenery) -> Message:
    """Return the one message that was heard."""
    (event,) = scenery.ear.heard
    assert isinstance(event, Message)
    return event


async def test_a_mention_in_a_group_is_heard_and_answered(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply(Mention(user="zhangsan", name="小明"), "签到成功！")
    message = payload("text_group")
    status, answer = await caller.json(message)
    assert status == 200
    assert scenery.ear.heard == [
        Message(
            channel="aibot",
            key=message["msgid"],
            chat=GROUP,
            user="zhangsan",
            at=T0,
            reply_to=message["response_url"],
            text="签到",
            addressed=True,
            own_name="社群助手",
        )
    ]
    assert answer["msgtype"] == "stream"
    assert answer["stream"]["finish"] is True
    assert answer["stream"]["content"] == "@小明 签到成功！"
    assert answer["stream"]["id"]


async def test_silence_is_an_empty_answer(caller: Caller) -> None:
    assert await caller.json(payload("text_group")) == (200, {})


@pytest.mark.parametrize("space", [" ", "\u2005", "\u00a0", "\u3000", "\u2009", "  "])
@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ("@社群助手{}签到", "签到"),
        ("签到{}@社群助手", "签到"),
        ("签到 @社群助手{}", "签到"),
        ("加分{}@社群助手{}@小明{}10", "加分 @小明{}10"),
        ("@社群助手{}", ""),
        ("@社群助手{}@社群助手{}签到", "签到"),
    ],
)
async def test_the_bots_name_is_taken_out_wherever_it_stands(
    scenery: Scenery, caller: Caller, content: str, meant: str, space: str
) -> None:
    await caller.json(text(content.replace("{}", space)))
    assert heard(scenery).text == meant.replace("{}", space)


async def test_a_name_that_only_begins_like_the_bots_stays(scenery: Scenery, caller: Caller) -> None:
    await caller.json(text("@社群助手 加分 @社群助手小红 10"))
    assert heard(scenery).text == "加分 @社群助手小红 10"


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ("@社群助手 加分 @社群助手 小红 10", "加分 @社群助手 小红 10"),
        ("加分 @社群助手 小红 10 @社群助手", "加分 @社群助手 小红 10"),
        ("@社群助手 @社群助手 加分 @小红 10 @社群助手 ", "加分 @小红 10"),
        ("@张三 @社群助手 积分", "@张三 积分"),
        ("@张三 积分@社群助手", "@张三 积分"),
    ],
)
async def test_what_may_begin_a_members_name_stays_where_the_bot_is_named_at_an_end(
    scenery: Scenery, caller: Caller, content: str, meant: str
) -> None:
    await caller.json(text(content))
    assert heard(scenery).text == meant


async def test_in_private_a_member_may_be_called_like_the_bot(scenery: Scenery, caller: Caller) -> None:
    message = payload("text_single")
    message["text"]["content"] = "加分 @社群助手 小红 10"
    await caller.json(message)
    assert heard(scenery).text == "加分 @社群助手 小红 10"


async def test_lines_stay_lines(scenery: Scenery, caller: Caller) -> None:
    await caller.json(text("@社群助手 姓名：小明\n爱好：跑步\n"))
    assert heard(scenery).text == "姓名：小明\n爱好：跑步"


async def test_a_private_word_has_no_chat(scenery: Scenery, caller: Caller) -> None:
    await caller.json(payload("text_single"))
    event = heard(scenery)
    assert (event.chat, event.addressed, event.text) == (None, True, "签到")


async def test_spoken_mixed_and_quoted_words_are_heard(scenery: Scenery, caller: Caller) -> None:
    for name in ("voice_single", "mixed_group", "quote_group", "image_single"):
        assert (await caller.json(payload(name)))[0] == 200
    events = [event for event in scenery.ear.heard if isinstance(event, Message)]
    assert [(event.text, event.quote) for event in events] == [
        ("签到", ""),
        ("打卡", ""),
        ("这是什么活动", "周六线下活动报名"),
        ("", ""),
    ]
    assert [event.pictures for event in events] == [
        (),
        ("https://example.invalid/enc.jpg?sign=1",),
        (),
        ("https://example.invalid/enc.jpg?sign=1",),
    ]


async def test_files_and_films_are_answered_kindly(scenery: Scenery, caller: Caller) -> None:
    for name in ("file_single", "video_single"):
        _, answer = await caller.json(payload(name))
        assert answer["stream"]["content"] == UNREADABLE
    assert not scenery.ear.heard


async def test_who_opens_the_chat_is_greeted(scenery: Scenery, caller: Caller) -> None:
    _, answer = await caller.json(payload("event_enter_chat"))
    assert answer["msgtype"] == "text"
    assert "社群助手" in answer["text"]["content"]
    assert not scenery.ear.heard


async def test_a_refresh_ends_the_stream(caller: Caller) -> None:
    _, answer = await caller.json(payload("stream_refresh_group"))
    assert answer["stream"]["id"] == "stream-0001"
    assert answer["stream"]["finish"] is True


async def test_feedback_and_unknown_things_get_an_empty_answer(scenery: Scenery, caller: Caller) -> None:
    unknown = {**payload("text_group"), "msgtype": "hologram"}
    for message in (payload("event_feedback"), unknown, {**unknown, "msgtype": ["list"]}):
        assert await caller.json(message) == (200, {})
    assert not scenery.ear.heard


@pytest.mark.parametrize(
    ("name", "button", "chosen"),
    [
        ("button", "checkin", (("mood", ("good",)),)),
        ("vote", "submit", (("meet", ("sat", "sun")),)),
        ("multiple", "submit", (("city", ("sh",)), ("slot", ("am",)))),
        ("menu", "mute", ()),
    ],
)
async def test_a_press_on_a_card_is_heard(
    scenery: Scenery, caller: Caller, name: str, button: str, chosen: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    message = payload(f"event_card_{name}")
    assert await caller.json(message) == (200, {})
    (event,) = scenery.ear.heard
    assert isinstance(event, Pressed)
    assert event.card == message["event"]["template_card_event"]["task_id"]
    assert (event.button, event.chosen, event.chat, event.at) == (button, chosen, GROUP, T0)


async def test_words_said_to_a_press_follow_by_the_outbox(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply("收到")
    assert await caller.json(payload("event_card_button")) == (200, {})
    assert scenery.ear.postponed == [(scenery.ear.heard[0], reply("收到"))]


async def test_a_card_answered_to_a_press_takes_its_place(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = (CARD,)
    _, answer = await caller.json(payload("event_card_button"))
    assert answer["response_type"] == "update_template_card"
    assert answer["userids"] == ["zhangsan"]
    assert answer["template_card"]["task_id"] == "task_20261121_01"
    assert not scenery.ear.postponed


async def test_a_repeated_delivery_has_the_same_key_and_the_same_stream(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply("好")
    _, once = await caller.json(payload("text_group"))
    scenery.clock.moment += timedelta(seconds=5)
    _, again = await caller.json(payload("text_group"))
    assert once == again
    first, second = scenery.ear.heard
    assert first.key == second.key


async def test_pictures_travel_in_the_answer(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.pictures["d1"] = PNG
    scenery.ear.answer = reply("看图", Picture(digest="d1"), Picture(digest="gone", alt="排行榜"))
    _, answer = await caller.json(payload("text_group"))
    (item,) = answer["stream"]["msg_item"]
    assert b64decode(item["image"]["base64"]) == PNG
    assert item["image"]["md5"] == md5(PNG, usedforsecurity=False).hexdigest()
    assert "排行榜" in answer["stream"]["content"]


async def test_no_more_than_ten_pictures_travel(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.pictures["d1"] = PNG
    scenery.ear.answer = reply(*[Picture(digest="d1")] * 12)
    _, answer = await caller.json(payload("text_group"))
    assert len(answer["stream"]["msg_item"]) == 10


async def test_cards_come_alone_or_below_the_words(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = (CARD,)
    _, alone = await caller.json(payload("text_group"))
    assert alone["msgtype"] == "template_card"
    assert alone["template_card"]["card_type"] == "button_interaction"
    scenery.ear.answer = reply("请报名", CARD, Card(card="second", title="第二张", text="只有文字"))
    _, both = await caller.json(payload("text_group"))
    assert both["msgtype"] == "stream_with_template_card"
    assert both["template_card"]["task_id"] == "poll@3a1"
    assert "第二张" in both["stream"]["content"]


async def test_an_endless_answer_is_cut_with_a_word_about_it(scenery: Scenery, caller: Caller) -> None:
    scenery.ear.answer = reply("很长的一行。\n" * 5000)
    _, answer = await caller.json(payload("text_group"))
    content = answer["stream"]["content"]
    assert len(content.encode()) <= 20480
    assert content.endswith("（太长了，后面的没有显示）")


async def test_owners_markup_stays_and_members_words_have_none(scenery: Scenery, caller: Caller) -> None:
    article = Article(title="[标题](x)", url="https://example.invalid/a_(b)")
    scenery.ear.answer = reply(
        Markdown(markdown="**重要**"), "[领奖](https://evil.invalid) <@lisi>", News(articles=(article,))
    )
    _, answer = await caller.json(payload("text_group"))
    content = answer["stream"]["content"]
    assert content.startswith("**重要**")
    assert re.findall(r"\]\(([^)]*)\)", content) == ["https://example.invalid/a_%28b%29"]
    assert "<@" not in content


NASTY = (
    "[领奖](https://evil.invalid)",
    "![图](https://evil.invalid/p.png)",
    "[a][b]\n[b]: https://evil.invalid",
    "<@lisi>",
    "<@all> @all",
    '<font color="warning">红</font>',
    "<https://evil.invalid>",
    "<think>秘密</think>",
    "`rm -rf`",
    "```\ncode\n```",
    "**粗** _斜_ ~~删~~",
    "# 标题",
    "> 引用",
    "- 一\n- 二",
    "1. 一",
    "    code",
    "标题\n===",
    "标题\r---",
    "|a|b|\n|-|-|",
    "&lt;@lisi&gt;",
    "\\[a](b)",
)


@pytest.mark.parametrize("nasty", NASTY)
def test_plain_words_mean_nothing_in_markdown(nasty: str) -> None:
    shown = escape_markdown(nasty)
    assert not re.search(r"\]\(|\]\[|\]:|<[@A-Za-z/]|[`*|\\]|~~|(?m:^(?:#|>|-|=|\d+\.|[ \t]))|&\w+;", shown)
    assert escape_markdown(shown) == shown


@given(st.text(alphabet="[]()<>@!`*_~#&;|\\ \n\ra1.-=:/u\u200b", max_size=40))
def test_no_mixture_of_words_means_anything_in_markdown(words: str) -> None:
    shown = escape_markdown(words)
    assert not re.search(r"\]\(|<@|<a|!\[|[`*|\\]", shown)


def test_addresses_stay_whole() -> None:
    address = "https://example.invalid/a_b/c_d?x=1&y_=2#z~"
    assert escape_markdown(f"报名 {address} 吧") == f"报名 {address} 吧"


# Later answers


async def test_a_later_answer_goes_to_the_messages_own_address_once(scenery: Scenery) -> None:
    channel = scenery.aibot()
    address = scenery.api + scenery.wecom.invite_response()
    assert await channel.send(address, reply("查到了 [x](y)"), "1") == SENT
    ((_, body),) = scenery.wecom.sent
    assert body["msgtype"] == "markdown"
    assert "](" not in body["markdown"]["content"]
    assert (await channel.send(address, reply("再说一次"), "2")).verdict is SendStatus.REFUSED


async def test_a_card_may_follow_later_too(scenery: Scenery) -> None:
    channel = scenery.aibot()
    assert await channel.send(scenery.api + scenery.wecom.invite_response(), (CARD,), "1") == SENT
    assert scenery.wecom.sent[0][1]["msgtype"] == "template_card"


async def test_an_address_is_good_for_an_hour(scenery: Scenery) -> None:
    address = scenery.api + scenery.wecom.invite_response()
    scenery.clock.moment += timedelta(hours=1)
    assert (await scenery.aibot().send(address, reply("晚了"), "1")).verdict is SendStatus.REFUSED


@pytest.mark.parametrize(
    "target",
    [
        "",
        "zhangsan",
        GROUP,
        "/cgi-bin/aibot/response?response_code=1",
        "http://evil.invalid/cgi-bin/aibot/response?response_code=1",
        "http://127.0.0.1:1/cgi-bin/aibot/response?response_code=1",
        "{api}.evil.invalid/cgi-bin/aibot/response",
        "{api}/cgi-bin/gettoken",
        "{api}/cgi-bin/aibot/response/../../gettoken",
        "{user}/cgi-bin/aibot/response",
        "https://[::1/cgi-bin/aibot/response",
        "file:///cgi-bin/aibot/response",
        "http://:99999999/cgi-bin/aibot/response",
    ],
)
async def test_no_other_address_is_ever_asked(scenery: Scenery, target: str) -> None:
    target = target.replace("{api}", scenery.api).replace("{user}", scenery.api.replace("//", "//me@"))
    assert (await scenery.aibot().send(target, reply("你好"), "1")).verdict is SendStatus.REFUSED
    assert not scenery.wecom.calls


async def test_a_redirect_is_not_followed(scenery: Scenery) -> None:
    scenery.wecom.fail("aibot/response", Fault(status=302))
    address = scenery.api + scenery.wecom.invite_response()
    assert (await scenery.aibot().send(address, reply("你好"), "1")).verdict is SendStatus.REFUSED


async def test_a_line_cut_after_the_request_is_in_doubt(scenery: Scenery) -> None:
    scenery.wecom.fail("aibot/response", Fault(reset=True))
    address = scenery.api + scenery.wecom.invite_response()
    assert (await scenery.aibot().send(address, reply("你好"), "1")).verdict is SendStatus.DOUBTFUL


async def test_broken_halves_of_characters_reach_nobody(scenery: Scenery, caller: Caller) -> None:
    await caller.json(json.dumps(text("@社群助手 签到\ud83d\0!")))
    heard(scenery).text.encode()
    assert heard(scenery).text == "签到?!"


def names_in(node: Any) -> set[str]:
    """Return every key in a payload, however deep."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return set(node if isinstance(node, dict) else ()).union(*map(names_in, inner))


NAMES = st.sampled_from(sorted(set().union(*(names_in(json.loads(fixture(name))) for name in recorded("aibot_*")))))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
        max_leaves=12,
    )
)
def test_no_shape_of_a_message_breaks_the_reader(body: Any) -> None:
    for kind in ("text", "event"):
        with suppress(ForgedError):
            told = {**body, "msgtype": kind} if isinstance(body, dict) else {}
            event_of(told, channel="aibot", key="1", otherwise=1795223400)


def test_it_promises_what_the_platform_allows(scenery: Scenery) -> None:
    channel = scenery.aibot()
    assert channel.capabilities == {
        Capability.HEARS_MENTIONS, Capability.BUTTONS, Capability.PICTURES, Capability.PRIVATE,
    }  # fmt: skip
    assert channel.pieces(reply("长" * 50_000)) == [reply("长" * 50_000)]
    assert "response_code" not in channel.lane("https://x.invalid/cgi-bin/aibot/response?response_code=1")


# What the platform sends that is not as it should be


async def test_raw_control_characters_line_breaks_and_a_mark_at_the_front_are_read(
    scenery: Scenery, caller: Caller
) -> None:
    raw = json.dumps(text("@社群助手 签BREAK到"), ensure_ascii=False)
    status, _ = await caller.json("\ufeff" + raw.replace("BREAK", "\b\x00\x1f"))
    assert status == 200
    assert heard(scenery).text == "签到"
    await caller.json(
        json.dumps(text("@社群助手 姓名：小明BREAK爱好：跑步") | {"msgid": "2"}, ensure_ascii=False).replace(
            "BREAK", "\n"
        )
    )
    second = scenery.ear.heard[1]
    assert isinstance(second, Message)
    assert second.text == "姓名：小明\n爱好：跑步"


async def test_an_event_that_is_nobodys_is_taken_in_silence(scenery: Scenery, caller: Caller) -> None:
    event = {"msgid": "1", "msgtype": "event", "event": {"eventtype": "enter_check_update"}}
    assert await caller.json(event) == (200, {})
    assert not scenery.ear.heard


async def test_a_renamed_bot_is_understood_and_told(scenery: Scenery, caller: Caller) -> None:
    await caller.json(text("@社群小助手 签到"))
    assert heard(scenery).text == "签到"
    assert scenery.diary.entries == [("renamed", "aibot", GROUP, "社群小助手", "社群助手")]


async def test_a_browser_reads_that_the_service_runs(caller: Caller) -> None:
    for path in (caller.path, f"{caller.path}/"):
        async with caller.client.get(path) as response:
            assert (response.status, await response.text()) == (200, "服务在运行，请把这个地址填进企业微信")


async def test_a_slash_behind_the_address_does_no_harm(scenery: Scenery, caller: Caller) -> None:
    caller.path += "/"
    assert await caller.check("12345") == (200, "12345")
    status, _ = await caller.json(payload("text_group"))
    assert status == 200
    assert heard(scenery).text == "签到"


async def test_5_an_address_that_fails_its_check_says_why(scenery: Scenery) -> None:
    channel = scenery.aibot()
    assert channel.status(scenery.clock.now()).startswith("从没打到过这里")
    caller = await scenery.calling(channel, receive_id="")
    for _ in range(3):
        await caller.check("1", msg_signature="0" * 40)
    assert channel.status(scenery.clock.now()) == "打到了 3 次，都被拒：签名不对，Token 要和后台的一样"
    await caller.json(payload("text_group"), timestamp=str(int(T0.timestamp()) - 401))
    stranger = await scenery.calling(scenery.aibot(), receive_id="wwSomebodyElse")
    await stranger.json(payload("text_group"))
    assert "时间差 401 秒" in channel.status(scenery.clock.now())
    await caller.check("1")
    assert channel.status(scenery.clock.now()).startswith("收到 1 次，最后一次 11-21 09:10:00；拒绝了 4 次")


async def test_another_corps_callback_says_so(scenery: Scenery) -> None:
    channel = scenery.aibot()
    await (await scenery.calling(channel, receive_id="wwSomebodyElse")).json(payload("text_group"))
    assert channel.status(scenery.clock.now()) == "打到了 1 次，都被拒：收件方不是本企业，企业 ID 要和后台的一样"
