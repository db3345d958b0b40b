"""A broadcast is never said twice by itself, however the platform, or a gateway before it, answers.

Each kind of failure meets each channel that sends, by way of the real outbox and sender, for two hours.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientTimeout
from pytest_aiohttp.plugin import AiohttpClient, AiohttpServer

from bot.channels.channel import Channel, SendStatus
from bot.channels.wecom import api as wecom_api
from bot.channels.wecom.error_codes import MEANINGS
from handlers.kit import Document, Picture, reply
from handlers.kit.reply import dump
from storage.db import Db
from storage.messages import outbox
from storage.messages.outbox import Kind
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.support.fake_wecom import Fault, Scenery, open_scenery

TAKEN = {
    **{f"HTTP {status}": Fault(status=status, taken=True) for status in (500, 501, 502, 503, 504, 507, 520, 524, 599)},
    "a gateway's page": Fault(status=502, body="<html><h1>502 Bad Gateway</h1></html>", taken=True),
    "a page that says welcome": Fault(body="<html>welcome</html>", taken=True),
    "an error that looks like JSON": Fault(status=500, body='{"errcode": 0, "errmsg": "ok"}', taken=True),
    "nothing": Fault(taken=True),
    "half an answer": Fault(body='{"errcode": 0, "err', taken=True),
    "a list": Fault(body="[]", taken=True),
    "null": Fault(body="null", taken=True),
    "no code": Fault(body='{"errmsg": "ok"}', taken=True),
    "a code that is no number": Fault(body='{"errcode": "many"}', taken=True),
    "a code that is null": Fault(body='{"errcode": null}', taken=True),
    "a code that is endless": Fault(body='{"errcode": 1e999}', taken=True),
    "a code that is not a number": Fault(body='{"errcode": NaN}', taken=True),
    "deep nonsense": Fault(body="[" * 100_000, taken=True),
    "letters that are no JSON": Fault(body="\ufeff\0ÿ", taken=True),
    "a packing that is none": Fault(body="not gzip", taken=True, headers=(("Content-Encoding", "gzip"),)),
    "a line cut before the answer": Fault(reset=True),
    "a line cut behind the head": Fault(cut=0),
    "a line cut in the body": Fault(cut=8),
    "silence": Fault(hang=True, taken=True),
}
"""What goes wrong after the platform has taken the message."""

DOCUMENTED = sorted(
    {*MEANINGS, 40009, 41050, 41051, 41096, 45015, 86001, 86003, 86101, 86215, 86216, 86217, 86220, 93006}
    | {600039, 846605, 846608, 846609, 853000}
)
NOT_TAKEN = {
    **{f"code {code}": Fault(errcode=code) for code in DOCUMENTED},
    **{f"HTTP {status}": Fault(status=status) for status in (301, 302, 400, 403, 404, 413, 429, 500, 502, 503, 504)},
}
"""What goes wrong instead of taking it."""

CHANNELS = ("robot", "app", "aibot")
SAID = re.compile(r"broadcast (\d+)\\?\.")


@pytest.fixture
async def scenery(aiohttp_server: AiohttpServer, aiohttp_client: AiohttpClient) -> AsyncIterator[Scenery]:
    async with open_scenery(aiohttp_server, aiohttp_client) as opened:
        yield opened


@pytest.fixture
async def chat(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    opened = await open_chat(write_config(tmp_path / "config", GROUP), sqlite_url)
    yield opened
    await opened.bot.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wecom_api, "PATIENCE", ClientTimeout(total=0.5, connect=5))


def open_lane(scenery: Scenery, kind: str, number: int) -> tuple[Channel, str]:
    """Return a channel and a target of its own: a robot out of use takes no other along, and no limit is common."""
    if kind == "robot":
        return scenery.robot(key=f"key-{number}"), "group"
    if kind == "app":
        return scenery.app(), f"user-{number}"
    return scenery.aibot(), scenery.api + scenery.wecom.invite_response()


async def send_all(scenery: Scenery, chat: Chat, kind: str, faults: Mapping[str, list[Fault]]) -> dict[str, str]:
    """Let each broadcast meet its faults; return the state in which each ends after two hours."""
    bot, wecom = chat.bot, scenery.wecom
    scenery.clock.moment = chat.now
    channels: list[tuple[str, Channel, str]] = []
    for number, (name, met) in enumerate(faults.items()):
        wecom.marked[f"broadcast {number}.".encode()] = list(met)
        wecom.robots.add(f"key-{number}")
        wecom.users.add(f"user-{number}")
        channel, target = open_lane(scenery, kind, number)
        channel.name = f"channel{number}"
        bot.channels[channel.name] = channel
        channels.append((name, channel, target))

    def post(db: Db) -> None:
        for number, (name, channel, target) in enumerate(channels):
            outbox.post(
                db,
                key=name,
                lane=channel.lane(target),
                channel=channel.name,
                target=target,
                group_id=chat.group,
                kind=Kind.BROADCAST,
                reply=dump(reply(f"broadcast {number}.")),
                at=chat.now,
                expires=chat.now + timedelta(hours=1),
            )

    await bot.database.write(post)
    until = chat.now + timedelta(hours=2)
    await bot.sender.drain()
    while (due := await bot.sender.next_due()) and due <= until:
        bot.clock.set_to(due)
        scenery.clock.moment = due
        await bot.sender.drain()
    rows = await bot.database.read(lambda db: db.fetch_all("SELECT key, state FROM outbox"))
    return dict(rows)


def arrived(scenery: Scenery, faults: Mapping[str, object]) -> Counter[str]:
    """Return how often each broadcast arrived."""
    names = list(faults)
    numbers = (SAID.search(json.dumps(body)) for _, body in scenery.wecom.sent)
    return Counter(names[int(number[1])] for number in numbers if number)


@pytest.mark.parametrize("kind", CHANNELS)
async def test_what_was_taken_is_not_said_again(scenery: Scenery, chat: Chat, kind: str) -> None:
    faults = {name: [fault] * (1 if fault.hang else 2) for name, fault in TAKEN.items()}
    states = await send_all(scenery, chat, kind, faults)
    assert arrived(scenery, faults) == dict.fromkeys(TAKEN, 1)
    # The app asks again, because the platform drops what it has already; the others leave it to an admin.
    assert states == dict.fromkeys(TAKEN, "sent" if kind == "app" else "doubtful")


@pytest.mark.parametrize("kind", CHANNELS)
async def test_what_was_not_taken_is_said_once_or_not_at_all(scenery: Scenery, chat: Chat, kind: str) -> None:
    faults = {name: [fault] for name, fault in NOT_TAKEN.items()}
    states = await send_all(scenery, chat, kind, faults)
    counts = arrived(scenery, faults)
    assert set(counts.values()) == {1}
    assert set(states.values()) <= {"sent", "refused", "doubtful"}
    assert {name for name, state in states.items() if state == "sent"} == counts.keys() | {"code 41048"}
    again = {"code -1", "code 6000", "code 45009", "code 45033", "HTTP 429"}
    assert again <= counts.keys()


@pytest.mark.parametrize("kind", CHANNELS)
async def test_a_platform_that_takes_and_denies_for_ever_is_told_once(scenery: Scenery, chat: Chat, kind: str) -> None:
    faults = {name: [fault] * 50 for name, fault in TAKEN.items() if not fault.hang}
    states = await send_all(scenery, chat, kind, faults)
    assert arrived(scenery, faults) == dict.fromkeys(faults, 1)
    assert "sent" not in states.values()


async def test_a_file_by_the_app_is_not_sent_again_in_doubt(scenery: Scenery) -> None:
    scenery.ear.pictures["d1"] = b"\x89PNG"
    scenery.wecom.fail("message/send", Fault(status=502, taken=True))
    outcome = await scenery.app().send("zhangsan", (Picture(digest="d1"),), "1")
    assert outcome.verdict is SendStatus.DOUBTFUL
    assert len(scenery.wecom.sent) == 1


@pytest.mark.parametrize("fault", TAKEN.values(), ids=TAKEN)
async def test_an_upload_in_doubt_is_made_again_because_nothing_was_said(scenery: Scenery, fault: Fault) -> None:
    scenery.ear.pictures["d1"] = b"%PDF"
    robot, document = scenery.robot(), (Document(digest="d1", name="a.pdf"),)
    scenery.wecom.fail("webhook/upload_media", replace(fault, taken=not fault.hang))
    assert (await robot.send("", document, "1")).verdict is SendStatus.RETRY
    assert (await robot.send("", document, "1")).verdict is SendStatus.SENT
    assert len(scenery.wecom.sent) == 1


@pytest.mark.parametrize("code", [93000, 93004, 93008, 60020])
async def test_a_late_answer_that_is_refused_takes_nothing_out_of_use(scenery: Scenery, code: int) -> None:
    scenery.wecom.fail("aibot/response", Fault(errcode=code))
    outcome = await scenery.aibot().send(scenery.api + scenery.wecom.invite_response(), reply("稍后的回答"), "1")
    assert outcome.verdict is SendStatus.REFUSED
