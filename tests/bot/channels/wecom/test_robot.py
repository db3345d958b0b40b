"""A group's push robot: everything fits, only real mentions ring, and the pace is kept."""

from __future__ import annotations

import asyncio
import json
import re
from base64 import b64decode
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import ClientTimeout
from hypothesis import given
from hypothesis import strategies as st
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import SENT, SendResult, SendStatus
from bot.channels.escaping import escape_markup, split, truncate
from bot.channels.wecom import api as wecom_api
from bot.channels.wecom.parts import cut, words
from handlers.kit import Button, Capability, Card, Document, Mention, Part, Picture, Reply, Text, reply
from handlers.kit.reply import Article, Markdown, News
from handlers.text.mentions import EVERYBODY
from tests.support.fake_wecom import MINUTE, Fault, Scenery, fixture, open_scenery, recorded

PNG = b"\x89PNG and so on"


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


async def push(scenery: Scenery, *parts: str | Part) -> list[SendResult]:
    """Send a reply in all its pieces, with time between them."""
    robot = scenery.robot()
    outcomes = []
    for number, piece in enumerate(robot.pieces(reply(*parts))):
        outcomes.append(await robot.send("any group", piece, f"k:{number}"))
        scenery.clock.moment += timedelta(seconds=4)
    return outcomes


async def test_words_and_mentions_make_one_text(scenery: Scenery) -> None:
    assert await push(
        scenery, "欢迎 ", Mention(user="lisi", name="李四"), "和", Mention(user="wangwu", name="王五")
    ) == [SENT]
    ((_, body),) = scenery.wecom.sent
    assert body == {
        "msgtype": "text",
        "text": {"content": "欢迎 李四 和王五 ", "mentioned_list": ["lisi", "wangwu"]},
    }


async def test_everybody_is_mentioned_by_a_mention_only(scenery: Scenery) -> None:
    await push(scenery, EVERYBODY, "开课啦", EVERYBODY, Mention(user="lisi", name="李四"))
    await push(scenery, "@all @所有人 <@lisi> ＠ALL 开课啦")
    (_, rung), (_, said) = scenery.wecom.sent
    assert rung["text"]["mentioned_list"] == ["@all", "lisi"]
    assert "mentioned_list" not in said["text"]
    assert not re.search(r"<@|@all|@所有人|＠all", said["text"]["content"], re.IGNORECASE)
    assert said["text"]["content"].replace("\u200b", "") == "@all @所有人 <@lisi> ＠ALL 开课啦"


async def test_a_member_who_is_called_like_everybody_rings_nobody(scenery: Scenery) -> None:
    await push(scenery, Mention(user="@all", name="@所有人"), "你好", Mention(user="lisi", name="@all"))
    ((_, said),) = scenery.wecom.sent
    assert said["text"]["mentioned_list"] == ["lisi"]
    assert not re.search(r"@all|@所有人", said["text"]["content"])


async def test_a_mention_cannot_be_put_together_from_pieces(scenery: Scenery) -> None:
    await push(scenery, "<", "@lisi>", "@", "all", Mention(user="u", name="<@boss>"), "@al", "l")
    content = scenery.wecom.texts()[0]
    assert not re.search(r"<@|@all", content)


async def test_every_kind_of_part_is_pushed(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = PNG
    articles = (
        Article(title="标题" * 60, url="https://example.invalid/n", text="摘要" * 200, picture="https://p.invalid"),
    )
    outcomes = await push(
        scenery,
        Markdown(markdown="**重要** <@lisi>"),
        Picture(digest="d1"),
        News(articles=articles),
        Card(card="c", title="详情", text="请看", url="https://example.invalid/a"),
        Card(card="b", title="报名", buttons=(Button(key="yes", label="去"),)),
    )
    assert outcomes == [SENT] * 5
    markdown, image, news, card, text = (body for _, body in scenery.wecom.sent)
    assert markdown["markdown"]["content"] == "**重要** <@lisi>"
    assert b64decode(image["image"]["base64"]) == PNG
    assert len(news["news"]["articles"][0]["title"].encode()) <= 128
    assert len(news["news"]["articles"][0]["description"].encode()) <= 512
    assert card["template_card"]["card_type"] == "text_notice"
    assert text["text"]["content"] == "【报名】\n[去]\n"


async def test_long_words_arrive_whole_in_several_messages(scenery: Scenery) -> None:
    whole = "".join(f"{number}. 今天的作业：<a>读书半小时📚</a>\n" for number in range(500))
    assert set(await push(scenery, whole)) == {SENT}
    texts = scenery.wecom.texts()
    assert "".join(texts).replace("\u200b", "") == whole
    assert all(text.endswith("\n") for text in texts), "cut where a line ends"


async def test_long_markdown_is_cut_at_its_own_limit(scenery: Scenery) -> None:
    whole = "**一行**\n" * 1000
    assert set(await push(scenery, Markdown(markdown=whole))) == {SENT}
    assert "".join(body["markdown"]["content"] for _, body in scenery.wecom.sent) == whole


async def test_many_mentions_ring_once_each(scenery: Scenery) -> None:
    people = [Mention(user=f"user{number}", name=f"名字很长的第{number}位群友") for number in range(200)]
    assert set(await push(scenery, *people)) == {SENT}
    rung = [user for _, body in scenery.wecom.sent for user in body["text"]["mentioned_list"]]
    assert rung == [person.user for person in people]


async def test_nothing_to_say_is_no_request(scenery: Scenery) -> None:
    assert await push(scenery) == [SENT]
    assert await push(scenery, " \n ") == [SENT]
    assert not scenery.wecom.calls


async def test_a_file_is_uploaded_once_and_sent_by_its_name(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = b"%PDF-1.7"
    robot = scenery.robot()
    for key in ("1", "2"):
        assert await robot.send("", (Document(digest="d1", name="第一课 “课件”.pdf"),), key) == SENT
    assert scenery.wecom.calls["webhook/upload_media"] == 1
    scenery.wecom.media.clear()
    assert await robot.send("", (Document(digest="d1", name="第一课 “课件”.pdf"),), "3") == SENT
    media = [body["file"]["media_id"] for _, body in scenery.wecom.sent]
    assert media[0] == media[1] != media[2]
    assert scenery.wecom.names[media[2]] == "第一课 “课件”.pdf"
    assert scenery.wecom.media[media[2]] == b"%PDF-1.7"


async def test_a_picture_that_is_gone_or_too_large_is_refused(scenery: Scenery) -> None:
    scenery.ear.pictures["big"] = b"x" * (2 * 1024 * 1024 + 1)
    scenery.ear.pictures["huge"] = b"x" * (20 * 1024 * 1024 + 1)
    documents = [Document(digest=digest, name="课件.pdf") for digest in ("gone", "huge")]
    pictures: list[Part] = [Picture(digest=digest) for digest in ("gone", "big")]
    for part in [*pictures, *documents]:
        (outcome,) = await push(scenery, part)
        assert outcome.verdict is SendStatus.REFUSED


@given(st.text(), st.integers(4, 60))
def test_cutting_loses_nothing_and_fits(text: str, room: int) -> None:
    text = text.encode(errors="replace").decode()
    pieces, rest = [], text
    while rest:
        head, rest = split(rest, room)
        assert head
        assert len(head.encode()) <= room
        pieces.append(head)
    assert "".join(pieces) == text
    assert len(truncate(text, room).encode()) <= room


PARTS = st.lists(
    st.builds(Text, text=st.text(alphabet="<@all所有人a\n🌱 ", max_size=60))
    | st.builds(Mention, user=st.sampled_from(["u1", "u2"]), name=st.text(alphabet="<@小明", max_size=10)),
    max_size=8,
).map(tuple)


@given(PARTS, st.integers(160, 200))
def test_pieces_say_and_ring_the_same_as_the_whole(parts: Reply, limit: int) -> None:
    pieces = cut(parts, text=limit, markdown=limit)
    said = "".join(words(piece) for piece in pieces)
    assert said.replace("\u200b", "") == words(parts).replace("\u200b", "")
    assert all(len(words(piece).encode()) <= limit + 9 for piece in pieces)
    assert [part for piece in pieces for part in piece if isinstance(part, Mention)] == [
        part for part in parts if isinstance(part, Mention)
    ]
    assert "<@" not in said


@given(st.text(alphabet="<@＠aAlL所有人全体成员x/!?\u200b ", max_size=30))
def test_plain_words_never_ring(text: str) -> None:
    shown = escape_markup(text)
    assert not re.search(r"<@|[@＠](all|所有人|全体成员)", shown, re.IGNORECASE)
    assert escape_markup(shown) == shown


# The platform's answers


async def test_the_platforms_own_words_for_success_are_understood(scenery: Scenery) -> None:
    scenery.wecom.fail("webhook/send", Fault(body=fixture("webhook_send_ok.json")))
    assert await push(scenery, "你好") == [SENT]


@pytest.mark.parametrize(
    ("fault", "verdict", "seconds"),
    [
        (Fault(errcode=-1), SendStatus.RETRY, 3),
        (Fault(errcode=45033), SendStatus.RETRY, 5),
        (Fault(status=500), SendStatus.DOUBTFUL, 0),
        (Fault(status=503, body="<html>"), SendStatus.DOUBTFUL, 0),
        (Fault(errcode=45009), SendStatus.PAUSE, 60),
        (Fault(status=429), SendStatus.PAUSE, 60),
        (Fault(errcode=93000), SendStatus.DISABLED, 0),
        (Fault(errcode=93004), SendStatus.DISABLED, 0),
        (Fault(errcode=93008), SendStatus.DISABLED, 0),
        (Fault(errcode=60020), SendStatus.DISABLED, 0),
        (Fault(errcode=45002), SendStatus.REFUSED, 0),
        (Fault(errcode=40058), SendStatus.REFUSED, 0),
        (Fault(errcode=987654), SendStatus.REFUSED, 0),
        (Fault(status=404), SendStatus.REFUSED, 0),
        (Fault(status=302), SendStatus.REFUSED, 0),
        (Fault(errcode=41048), SendStatus.SENT, 0),
        (Fault(reset=True), SendStatus.DOUBTFUL, 0),
        (Fault(body="<html>welcome</html>"), SendStatus.DOUBTFUL, 0),
        (Fault(body="[]"), SendStatus.DOUBTFUL, 0),
        (Fault(body='{"errmsg": "ok"}'), SendStatus.DOUBTFUL, 0),
        (Fault(body='{"errcode": "many"}'), SendStatus.DOUBTFUL, 0),
    ],
    ids=str,
)
async def test_each_answer_has_its_consequence(
    scenery: Scenery, fault: Fault, verdict: SendStatus, seconds: int
) -> None:
    scenery.wecom.fail("webhook/send", fault)
    (outcome,) = await push(scenery, "你好")
    assert (outcome.verdict, outcome.wait) == (verdict, timedelta(seconds=seconds))
    assert outcome.note
    assert scenery.wecom.calls == {"webhook/send": 1}


@pytest.mark.parametrize("name", recorded("api_error_*.json"))
async def test_every_recorded_error_is_reported_by_its_number(scenery: Scenery, name: str) -> None:
    scenery.wecom.fail("webhook/send", Fault(body=fixture(name)))
    (outcome,) = await push(scenery, "你好")
    assert outcome.verdict not in (SendStatus.SENT, SendStatus.DOUBTFUL)
    assert str(json.loads(fixture(name))["errcode"]) in outcome.note


async def test_a_line_cut_after_the_request_means_it_may_have_arrived(scenery: Scenery) -> None:
    scenery.wecom.fail("webhook/send", Fault(reset=True))
    (outcome,) = await push(scenery, "你好")
    assert outcome.verdict is SendStatus.DOUBTFUL
    assert scenery.wecom.texts() == ["你好"]


async def test_silence_means_it_may_have_arrived(scenery: Scenery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wecom_api, "PATIENCE", ClientTimeout(total=0.05, connect=1))
    scenery.wecom.fail("webhook/send", Fault(hang=True))
    (outcome,) = await push(scenery, "你好")
    assert outcome.verdict is SendStatus.DOUBTFUL


async def test_no_connection_means_it_has_not_left(scenery: Scenery, unused_tcp_port: int) -> None:
    robot = scenery.robot(api=f"http://127.0.0.1:{unused_tcp_port}")
    assert (await robot.send("group", reply("你好"), "1")).verdict is SendStatus.RETRY


async def test_a_wrong_key_takes_the_robot_out_of_use(scenery: Scenery) -> None:
    outcome = await scenery.robot(key="wrong").send("group", reply("你好"), "1")
    assert outcome.verdict is SendStatus.DISABLED


async def test_the_platform_really_limits_and_the_promised_pace_keeps_within(scenery: Scenery) -> None:
    robot = scenery.robot()
    assert robot.pace == (20, MINUTE)
    outcomes = await asyncio.gather(*(robot.send("group", reply(f"{number}"), f"{number}") for number in range(21)))
    assert [outcome.verdict for outcome in outcomes].count(SendStatus.PAUSE) == 1
    assert scenery.wecom.violations == 1
    scenery.clock.moment += MINUTE
    assert await robot.send("group", reply("又可以了"), "x") == SENT
    assert scenery.wecom.violations == 1


def test_it_promises_what_the_platform_allows(scenery: Scenery) -> None:
    robot = scenery.robot()
    assert robot.capabilities == {Capability.PUSHES, Capability.MENTIONS, Capability.MENTIONS_ALL, Capability.PICTURES}
    assert robot.lane("one") == robot.lane("another") == "robot"
    assert list(robot.routes()) == []
    assert robot.pieces(()) == [()]
