"""Ten ways to set it up wrong, each with its words wherever one looks: doctor, /healthz, log and `connect`.

The guided page is asked in tests/bot/cli/test_connect_page.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp.plugin import AiohttpServer
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.wechat.call_record import NEVER
from bot.channels.wecom.setup_failures import (
    FAILURES,
    INTERNAL_ONLY,
    LOST,
    NEVER_SPOKEN,
    RESTING,
    TAKEN_OVER,
    UNHEARD,
    UNSUPPORTED,
    UNTRUSTED_ADDRESS,
    WRONG_ID,
)
from bot.cli.connect_guide import Wish
from bot.log import SPARING
from handlers.kit import ForStaff, reply
from handlers.system import ENCRYPTED_IDS
from tests.support.aibot_wire import slower
from tests.support.community import RunningClock
from tests.support.connected_bot import (
    ConnectedBot,
    Open,
    doctor,
    doctor_beside,
    examined,
    guided,
    lines_of,
    push,
    until_found,
    until_states,
)
from tests.support.fake_aibot import CHAT
from tests.support.fake_wecom import CORP, T0, Caller, FakeWecom, Fault, app_entry
from tests.support.server import ROOT

GOOD = "✓ 通道 bot：试着订阅了一下长连接，企业微信接受了"


NOT_TRIED = "✓ 通道 bot：没有去试订阅。一个机器人只能连一处：别处正连着同一个的话，那边会被挤下线"


@pytest.fixture
def logs() -> Iterator[list[EventDict]]:
    """Give what is logged from now on, also what was logged a moment ago by another test."""
    SPARING._told.clear()
    with capture_logs() as lines:
        yield lines


async def require_everywhere(
    office: ConnectedBot, words: str, logs: Sequence[EventDict], said: Sequence[str] | None
) -> None:
    """Raise where one of the places does not say these words, or `connect` says them again and again."""
    assert words in str(await lines_of(office)), "/healthz"
    assert words in await doctor_beside(office), "the doctor"
    assert any(words in str(line) for line in logs), "the log"
    if said is not None:
        await office.platform.until(lambda: any(words in line for line in said))
        assert sum(words in line for line in said) == 1


def test_the_documentation_says_the_same() -> None:
    page = (ROOT / "docs/channels/wecom-aibot-long-connection.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\d+) \|(.*)\|$", page, re.MULTILINE))
    assert set(map(int, rows)) == set(FAILURES)
    for number, told in FAILURES.items():
        for words in told:
            assert words.removesuffix("。") in rows[str(number)], number


async def test_the_doctor_throws_nobody_out_unless_told_to_try(office: ConnectedBot) -> None:
    """Nobody knows here whether the same bot is at work on another machine."""
    before = len(office.platform.subscribed_at)
    told = await doctor(office, tries=False)
    assert NOT_TRIED in told
    assert "./qunban doctor --try" in told
    assert len(office.platform.subscribed_at) == before
    assert GOOD in await doctor(office)
    assert len(office.platform.subscribed_at) == before + 1
    assert not office.platform.is_connected


async def test_beside_a_running_bot_nothing_is_tried(office: ConnectedBot) -> None:
    await office.ask("ZhangSan", "@群伴 签到")
    told = await doctor_beside(office)
    assert "✓ 通道 bot：连着" in told
    assert "试着订阅" not in told
    assert len(office.platform.subscribed_at) == 1
    assert office.channel.is_up


async def test_a_bot_on_another_port_is_told_and_left_alone(office: ConnectedBot) -> None:
    told = await examined(office, port=1, tries=True)
    assert "✗ 有一个群伴正在用这个数据库，可是 http://127.0.0.1:1 上没有回答" in told
    assert "机器人没有在运行" not in told
    assert len(office.platform.subscribed_at) == 1
    assert office.channel.is_up


async def test_1_a_wrong_secret(open_office: Open, logs: list[EventDict]) -> None:
    office = await open_office(secret="wrong-secret", connected=False)
    await office.platform.until(lambda: WRONG_ID in office.channel.status(office.clock.now()))
    assert (await lines_of(office))["status"] == 503
    # `connect` asks for both once more: test_a_wrong_secret_is_told_and_what_is_left_is_taken_up_again.
    await require_everywhere(office, WRONG_ID, logs, None)
    tries = len(office.platform.subscribed_at)
    assert f"✗ 通道 bot：{WRONG_ID}" in await doctor(office)
    assert len(office.platform.subscribed_at) == tries + 1


async def test_2_two_programs_with_one_bot(office: ConnectedBot, logs: list[EventDict]) -> None:
    async with guided(office) as said:
        await office.platform.until(lambda: bool(said))
        await office.platform.kick()
        await office.platform.until(lambda: TAKEN_OVER in office.channel.status(office.clock.now()))
        await require_everywhere(office, TAKEN_OVER, logs, said)
    assert TAKEN_OVER in str((await lines_of(office))["problems"])
    tries = len(office.platform.subscribed_at)
    assert TAKEN_OVER in await doctor(office, tries=False)
    assert len(office.platform.subscribed_at) == tries, "the doctor throws the other program out"


async def test_3_connected_and_nothing_is_heard(open_office: Open, logs: list[EventDict]) -> None:
    office = await open_office(group="channels: {hear: [app]}", more=app_entry("https://qyapi.weixin.qq.com"))
    async with guided(office, Wish("空白", "我们的群"), unheard_after=0.0) as said:
        await office.platform.until(lambda: bool(said))
        office.clock.moment += timedelta(minutes=2)
        await office.platform.until(lambda: any("why" in line for line in logs if line["event"] == "unheard"))
        await require_everywhere(office, UNHEARD, logs, said)
    assert "✗ 通道 bot：连着" in await doctor_beside(office)


async def test_4_user_ids_are_encrypted(office: ConnectedBot, logs: list[EventDict]) -> None:
    user = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"
    async with guided(office) as said:
        await office.platform.until(lambda: len(said) == 2)
        for _ in range(2):
            await office.platform.say(user, "@群伴 签到")
        await office.platform.until(lambda: len(office.platform.said) == 3)
        await require_everywhere(office, ENCRYPTED_IDS, logs, said)
    assert office.platform.texts().count("有一条给管理员的消息。私聊我发「连接」就能看到。") == 1
    assert "机器人不是超级管理员创建的，群主、管理员、@ 都会认不出人" in await office.ask("群主", "连接", None)
    assert "请让超级管理员重新创建，或配置自建应用由我换算" in await doctor(office)


async def test_5_an_address_that_fails_its_check(open_office: Open, logs: list[EventDict]) -> None:
    """What `connect` says: test_an_app_is_called_back_and_its_private_words_are_answered."""
    office = await open_office(more=app_entry("https://qyapi.weixin.qq.com"))
    assert "✗ 通道 app：从没打到过这里：先启动再点保存" in await doctor_beside(office)
    assert NEVER in str(await lines_of(office))
    assert office.bot
    async with TestClient(TestServer(office.bot.public_app())) as client:
        caller = Caller(client, "app", CORP, office.clock)
        await caller.check("1", msg_signature="0" * 40)
        await Caller(client, "app", "wwSomebodyElse", office.clock).check("1")
        await caller.xml("<xml></xml>", timestamp=str(int(T0.timestamp()) - 401))
    told = await doctor_beside(office)
    assert "✗ 通道 app：打到了 3 次，都被拒：签名不对，Token 要和后台的一样" in told
    assert "收件方不是本企业" in told
    assert "时间差 401 秒" in told
    for words in ("签名不对", "收件方不是本企业", "时间差 401 秒"):
        assert words in str(await lines_of(office))
        assert any(words in str(line) for line in logs)


async def test_6_nobody_has_spoken_yet(office: ConnectedBot, logs: list[EventDict]) -> None:
    async with guided(office) as said:
        await office.platform.until(lambda: len(said) == 2)
        await push(office, "早上好", "中午好")
        await until_states(office, refused=1, new=1)
        await require_everywhere(office, NEVER_SPOKEN, logs, said)
    assert NEVER_SPOKEN in str((await lines_of(office))["problems"])
    await office.ask("群主", "@群伴 签到")
    await until_states(office, refused=1, sent=2)
    assert NEVER_SPOKEN in await office.ask("群主", "重发", None)
    assert NEVER_SPOKEN not in str(await lines_of(office)), "it is over"


async def test_7_an_untrusted_address(open_office: Open, aiohttp_server: AiohttpServer, logs: list[EventDict]) -> None:
    wecom = FakeWecom(RunningClock())  # the doctor asks by the real clock
    server = await aiohttp_server(wecom.app())
    office = await open_office(
        group="channels: {hear: [bot, app]}", more=app_entry(str(server.make_url("")).rstrip("/"))
    )
    wecom.fail("message/send", Fault(errcode=60020))
    await push(office, ForStaff(reply=reply("有一件事"), ask="连接"))
    await until_states(office, refused=1)
    # `connect` asks an app before it is started: test_an_untrusted_address_is_told_with_it.
    await require_everywhere(office, UNTRUSTED_ADDRESS, logs, None)
    await office.stop()
    assert "✓ 通道 app：企业 ID、应用的 Secret、AgentId 和可信 IP 都通过了" in await doctor(office)
    wecom.fail("agent/get", Fault(errcode=60020))
    told = await doctor(office)
    assert "✗ 通道 app：这台服务器的 IP 不在企业可信 IP 里；家用宽带 IP 会变，改用长连接就不需要这一步（60020）" in told
    assert "企业微信看到的 IP 是 127.0.0.1" in told
    wecom.fail("gettoken", Fault(errcode=40001), times=2)  # the first one looks at the clock
    assert "✗ 通道 app：应用的 Secret 不对（40001）" in await doctor(office)


@pytest.mark.parametrize("code", [40008, 600039])
async def test_8_a_kind_of_message_that_is_not_taken(office: ConnectedBot, code: int, logs: list[EventDict]) -> None:
    words = f"{UNSUPPORTED}（{code}）"
    office.platform.known.add(CHAT)
    async with guided(office) as said:
        await office.platform.until(lambda: len(said) == 2)
        office.platform._wrong = lambda command, body: code  # type: ignore[method-assign]
        await push(office, "早上好")
        await until_states(office, refused=1)
        del office.platform._wrong
        await require_everywhere(office, words, logs, said)
    assert words in await office.ask("群主", "重发", None)
    assert words in await doctor_beside(office)


async def test_9_too_many_subscriptions_and_a_lost_one(open_office: Open, logs: list[EventDict]) -> None:
    office = await open_office(timing=slower(rest=300, heartbeat=30))  # the push tells it, no ping
    async with guided(office) as said:
        await office.platform.until(lambda: len(said) == 2)
        office.platform.faults.switches["frequent"] = 2
        office.platform.forget()
        await push(office, "早上好")
        await office.platform.until(lambda: len(office.platform.subscribed_at) == 2)
        await office.platform.until(lambda: any(LOST in line for line in said))
        await require_everywhere(office, RESTING.format(minutes=5), logs, said)
    words = RESTING.format(minutes=5)
    await office.platform.until(lambda: words in office.channel.status(office.clock.now()))
    assert words == "连得太频繁（45009），5 分钟后再连"
    assert await until_found(office, "SELECT note FROM outbox WHERE note LIKE '连接在、订阅丢了%'")
    assert words in await doctor_beside(office)
    assert f"✗ 通道 bot：{words}" in await doctor(office)


async def test_10_an_external_group(open_office: Open, logs: list[EventDict]) -> None:
    """It cannot be added there: nothing is ever heard, and nothing can be pushed."""
    office = await open_office(group="channels: {hear: [app]}", more=app_entry("https://qyapi.weixin.qq.com"))
    async with guided(office, Wish("空白", "我们的群"), unheard_after=0.0) as said:
        await office.platform.until(lambda: bool(said))
        office.clock.moment += timedelta(minutes=2)
        await office.platform.until(lambda: any(line["event"] == "unheard" for line in logs))
        await require_everywhere(office, f"客户群不行，{INTERNAL_ONLY}", logs, said)
    assert INTERNAL_ONLY in NEVER_SPOKEN
