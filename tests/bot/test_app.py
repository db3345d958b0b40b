"""The whole bot over real HTTP: encrypted callbacks in, pushes out, health, stop and start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp.plugin import AiohttpServer

from bot import log
from bot.app import Bot
from bot.channels.kinds import at_work
from bot.channels.wechat.callback import bypass_router
from bot.cli.doctor import examine
from bot.time_travel import fast_forward
from config.channels import load_channels, secrets_of
from config.group import Group
from config.settings import Settings
from storage.messages import lanes, outbox, undelivered
from storage.points import reconciliation
from tests.chat import GROUP, FrozenClock, write_config
from tests.support.fake_wecom import (
    AES_KEY,
    AGENT,
    CORP,
    ROBOT_KEY,
    SECRET,
    T0,
    TOKEN,
    Caller,
    FakeWecom,
    Fault,
    fixture,
)

OFFICE_GROUP = (
    GROUP.replace("hear: chat, push: chat", "hear: [office, helper], push: hook") + "membership: {private: true}\n"
)
PLAN = "sop:\n  - {name: 早安, when: 每天 10:00, say: '早上好，今天是{date}'}\n"


def channels(api: str) -> str:
    return f"""\
channels:
  office: {{kind: wecom_app, corp_id: {CORP}, agent_id: {AGENT}, secret: {SECRET}, token: {TOKEN},
           aes_key: {AES_KEY}, api: "{api}"}}
  helper: {{kind: wecom_aibot, bot_name: 社群助手, token: {TOKEN}, aes_key: {AES_KEY}, api: "{api}"}}
  hook: {{kind: wecom_robot, key: {ROBOT_KEY}, api: "{api}"}}
  page: {{kind: sandbox}}
"""


class Office:
    """A bot on real channels, the WeCom behind it, and the way in."""

    def __init__(self, bot: Bot, wecom: FakeWecom, clock: FrozenClock, client: TestClient) -> None:  # type: ignore[type-arg]
        self.bot = bot
        self.wecom = wecom
        self.clock = clock
        self.client = client
        self.started = False
        self.closed = False
        self.app = Caller(client, "office", CORP, clock)
        self.aibot = Caller(client, "helper", "", clock)

    async def close(self) -> None:
        """Stop the bot in order."""
        self.closed = True
        if self.started:
            await self.bot.stop()
        await self.bot.close()

    async def checks_in(self, number: int = 1) -> str:
        """Return the decrypted answer to zhangsan's private 签到."""
        plaintext = fixture("app_text.xml").replace("7123456789012345", f"{number}")
        status, answer = await self.app.xml(plaintext)
        assert status == 200
        return answer


OpenOffice = Callable[..., Awaitable[Office]]


@pytest.fixture
async def open_office(sqlite_url: str, tmp_path: Path, aiohttp_server: AiohttpServer) -> AsyncIterator[OpenOffice]:
    opened: list[Office] = []

    async def make(extra: str = "", started: bool = False) -> Office:
        clock = FrozenClock(T0)
        wecom = FakeWecom(clock)
        server = await aiohttp_server(wecom.app())
        config = write_config(tmp_path / "config", OFFICE_GROUP + extra, channels=channels(str(server.make_url(""))))
        bot = Bot(Settings(config=config, database=sqlite_url), clock=clock)
        await bot.open()
        served = TestServer(bot.public_app())
        client = TestClient(served)
        await client.start_server()
        assert served.runner
        assert served.runner.server
        bypass_router(served.runner.server, bot.callbacks())
        office = Office(bot, wecom, clock, client)
        opened.append(office)
        if started:
            office.started = True
            await bot.start()
        return office

    yield make
    for office in opened:
        await office.client.close()
        if not office.closed:
            await office.close()


async def test_an_encrypted_checkin_is_answered_and_booked(open_office: OpenOffice) -> None:
    office = await open_office()
    assert "签到成功！连续 1 天，+10 积分" in await office.checks_in()
    assert await office.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(*), SUM(amount) FROM entry")) == (1, 10)


async def test_what_is_no_callback_is_routed_as_ever(open_office: OpenOffice) -> None:
    client = (await open_office()).client
    for method, path, expected in (
        ("HEAD", "/healthz", 200),
        ("GET", "/channels/office", 200),
        ("GET", "/channels/office?nonce=1", 403),
        ("PUT", "/channels/office", 405),
        ("POST", "/channels/elsewhere", 404),
        ("POST", "/metrics", 405),
    ):
        async with client.request(method, path) as response:
            assert response.status == expected, (method, path)
    async with client.post("/channels/office", data=b"forged", expect100=True) as response:
        assert response.status == 403


async def test_a_retry_encrypted_anew_gets_the_same_answer(open_office: OpenOffice) -> None:
    office = await open_office()
    answers = [await office.checks_in(7) for _ in range(4)]
    assert all("连续 1 天，+10 积分，现有 10 分" in answer for answer in answers)
    assert "已经签过" in await office.checks_in(8)


async def test_the_ai_bot_hears_its_mention_and_answers_in_the_group(open_office: OpenOffice) -> None:
    office = await open_office(extra="")
    payload = fixture("aibot_text_group.json").replace("wrInternalGroup00000000000000001", "demo")
    status, answer = await office.aibot.json(payload)
    assert status == 200
    assert answer["stream"]["finish"] is True
    assert "签到成功" in answer["stream"]["content"]


async def test_an_unnamed_group_is_told_its_chat_id(open_office: OpenOffice) -> None:
    office = await open_office()
    _, answer = await office.aibot.json(fixture("aibot_text_group.json"))
    assert "wrInternalGroup00000000000000001" in answer["stream"]["content"].replace("\\", "")
    findings = await examine(office.bot.settings)
    assert any("wrInternalGroup00000000000000001" in str(one) for one in findings)


async def test_a_planned_broadcast_arrives_at_the_robot_on_time_and_once(open_office: OpenOffice) -> None:
    office = await open_office(PLAN)
    await office.bot.runner.reload(office.bot.clock.now())
    await fast_forward(office.bot.clock, office.bot.runner, office.bot.sender, T0 + timedelta(minutes=49))
    assert office.wecom.texts() == []
    await fast_forward(office.bot.clock, office.bot.runner, office.bot.sender, T0 + timedelta(minutes=51))
    await fast_forward(office.bot.clock, office.bot.runner, office.bot.sender, T0 + timedelta(minutes=59))
    assert office.wecom.texts() == ["早上好，今天是11月21日"]


async def test_a_broadcast_whose_answer_was_lost_is_in_doubt_not_repeated(open_office: OpenOffice) -> None:
    office = await open_office(PLAN)
    office.wecom.fail("webhook/send", Fault(reset=True))
    await fast_forward(office.bot.clock, office.bot.runner, office.bot.sender, T0 + timedelta(hours=3))
    assert len(office.wecom.sent) <= 1
    troubles = await office.bot.database.read(lambda db: undelivered.list_failed(db, "demo", 10))
    assert [one.state for one in troubles] == [outbox.State.DOUBTFUL]


async def test_the_sandbox_is_off_beside_real_groups_unless_switched_on(open_office: OpenOffice) -> None:
    office = await open_office()
    bot = office.bot
    assert bot.page_app() is None
    configured, groups = load_channels(bot.settings.config / "channels.yaml"), bot.groups.all()

    def shown(sandbox: str, groups: Sequence[Group]) -> bool:
        return "page" in at_work(bot.settings.model_copy(update={"sandbox": sandbox}), configured, groups)

    assert [shown(switch, groups) for switch in ("on", "auto", "off")] == [True, False, False]
    assert [shown(switch, ()) for switch in ("on", "auto", "off")] == [True, True, False]
    pushed_only = (replace(groups[0], hear=("page",)),)
    assert not shown("auto", pushed_only)
    of_the_page = (replace(groups[0], hear=("page",), push="page"),)
    assert shown("auto", of_the_page), "the real channels are being set up"


async def test_a_group_of_the_switched_off_sandbox_rests(open_office: OpenOffice) -> None:
    office = await open_office()
    folder = office.bot.settings.config / "groups"
    (folder / "page.yaml").write_text(GROUP.replace("demo", "page").replace("hear: chat, push: chat", "hear: page"))
    await office.bot.reload()
    assert [group.id for group in office.bot.groups.all()] == ["demo"]
    assert office.bot.groups.problems == []


async def test_private_strangers_are_not_taken_for_groups(open_office: OpenOffice) -> None:
    office = await open_office()
    path = office.bot.settings.config / "groups" / "group0.yaml"
    path.write_text(OFFICE_GROUP.replace("hear: [office, helper]", "hear: helper"))
    await office.bot.reload()
    assert "hear: office" in await office.checks_in()
    report = "\n".join(map(str, await examine(office.bot.settings)))
    assert "有人私聊，却没有群使用这个通道" in report
    path.write_text(OFFICE_GROUP)
    assert "有人私聊" not in "\n".join(map(str, await examine(office.bot.settings)))


async def test_health_and_metrics_tell_what_is_going_on(open_office: OpenOffice) -> None:
    office = await open_office(started=True)
    async with office.client.get("/healthz") as response:
        assert (response.status, (await response.json())["ok"]) == (200, True)
    await office.checks_in()
    async with office.client.get("/metrics") as response:
        assert 'qunban_events_total{channel="office",outcome="answered"}' in await response.text()
    await office.bot.database.write(lambda db: lanes.disable(db, "hook", "机器人被移出群"))
    async with office.client.get("/healthz") as response:
        assert (response.status, (await response.json())["problems"]) == (503, ["发送通道 hook 停用：机器人被移出群"])


async def test_a_stopped_bot_goes_on_where_it_was(open_office: OpenOffice) -> None:
    office = await open_office(started=True)
    await office.checks_in()
    await office.close()
    again = Bot(office.bot.settings, clock=office.clock)
    await again.open()
    assert await again.database.read(reconciliation.wrong_balances) == []
    assert await again.database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM checkin")) == (1,)
    await again.close()


async def test_a_saved_group_file_comes_into_force_and_a_wrong_one_does_not(open_office: OpenOffice) -> None:
    office = await open_office()
    path = office.bot.settings.config / "groups" / "group0.yaml"
    path.write_text(OFFICE_GROUP + "checkin: {points: 25}\n")
    await office.bot.reload()
    assert "+25 积分" in await office.checks_in(1)
    path.write_text(OFFICE_GROUP + "checkin: {points: 很多}\n")
    with structlog.testing.capture_logs() as logs:
        await office.bot.reload()
    assert "group0.yaml:8:11" in next(one["problem"] for one in logs if one["event"] == "group_file_wrong")
    office.clock.moment += timedelta(days=1)
    plaintext = fixture("app_text.xml").replace("7123456789012345", "2").replace("1795223400", "1795309800")
    assert "+25 积分" in (await office.app.xml(plaintext))[1]


async def test_the_file_watcher_notices_a_saved_file(open_office: OpenOffice) -> None:
    office = await open_office(started=True)
    reloaded = asyncio.Event()

    def notice(_: object, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if entry["event"] == "groups_reloaded":
            reloaded.set()
        return entry

    structlog.configure(processors=[notice, *structlog.get_config()["processors"]])
    path = office.bot.settings.config / "groups" / "group0.yaml"
    for attempt in range(20):
        path.write_text(OFFICE_GROUP + f"# saved {attempt}\n")
        try:
            await asyncio.wait_for(reloaded.wait(), 1)
        except TimeoutError:
            continue
        return
    raise AssertionError("the watcher noticed nothing")


async def test_no_secret_reaches_a_log(open_office: OpenOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office = await open_office(PLAN)
    log.set_up("debug", secrets_of(office.bot.configured))
    office.wecom.fail("webhook/send", Fault(errcode=93000))
    await office.checks_in()
    await fast_forward(office.bot.clock, office.bot.runner, office.bot.sender, T0 + timedelta(hours=1))
    logging.getLogger("stdlib").error("leaking %s and %s", SECRET, ROBOT_KEY)
    try:
        raise RuntimeError(f"leak {TOKEN}")
    except RuntimeError:
        structlog.get_logger().exception("leaking", key=AES_KEY, more=[SECRET])
    written = "".join(capsys.readouterr())
    assert "leaking" in written
    for secret in (SECRET, ROBOT_KEY, TOKEN, AES_KEY):
        assert secret not in written


async def test_the_doctor_looks_at_everything(open_office: OpenOffice) -> None:
    office = await open_office()
    report = "\n".join(map(str, await examine(office.bot.settings)))
    for word in (
        "通道 office（wecom_app）用于：测试群",
        "通道 office 的回调密钥能加密",
        "SQLite",
        "磁盘剩余",
        "可以访问，时钟相差",
        "账本与余额一致",
    ):
        assert word in report
    assert "通道 page（sandbox）还没有群使用" in report
