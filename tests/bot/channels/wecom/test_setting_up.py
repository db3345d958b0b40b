"""Ten ways to set it up wrong, each with its words from the doctor, before the bot runs or beside it."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.wecom.aibot_line import RESTING, TAKEN_OVER, WRONG
from tests.support.aibot_wire import slower
from tests.support.community import RunningClock
from tests.support.connected_bot import (
    ConnectedBot,
    Open,
    doctor,
    doctor_beside,
    lines_of,
    push,
    until_found,
    until_states,
)
from tests.support.fake_wecom import CORP, T0, Caller, FakeWecom, Fault, app_entry

GOOD = "✓ 通道 bot：试着订阅了一下长连接，企业微信接受了"


async def test_before_the_bot_runs_a_subscription_is_tried(office: ConnectedBot) -> None:
    before = len(office.platform.subscribed_at)
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


async def test_1_a_wrong_secret(open_office: Open) -> None:
    office = await open_office(secret="wrong-secret", connected=False)
    await office.platform.until(lambda: WRONG in office.channel.status(office.clock.now()))
    assert (await lines_of(office))["status"] == 503
    assert "都在「智能机器人 → API 模式 → 长连接」页面上复制" in await doctor_beside(office)
    tries = len(office.platform.subscribed_at)
    assert f"✗ 通道 bot：{WRONG}" in await doctor(office)
    assert len(office.platform.subscribed_at) == tries + 1


async def test_2_two_programs_with_one_bot(office: ConnectedBot) -> None:
    await office.platform.kick()
    await office.platform.until(lambda: TAKEN_OVER in office.channel.status(office.clock.now()))
    words = "我已经退出，不会抢回来；一个机器人只能连一处"
    assert words in str((await lines_of(office))["problems"])
    assert words in await doctor_beside(office)
    tries = len(office.platform.subscribed_at)
    assert words in await doctor(office)
    assert len(office.platform.subscribed_at) == tries, "the doctor throws the other program out"


async def test_3_connected_and_nothing_is_heard(office: ConnectedBot) -> None:
    told = await doctor_beside(office)
    assert "✗ 通道 bot：连着" in told
    assert "请看可见范围里有没有群成员；群里要 @ 机器人；API 模式要选「长连接」" in told


async def test_4_user_ids_are_encrypted(office: ConnectedBot) -> None:
    user = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"
    for _ in range(2):
        await office.platform.say(user, "@群伴 签到")
    await office.platform.until(lambda: len(office.platform.said) == 3)
    assert office.platform.texts().count("有一条给管理员的消息。私聊我发「连接」就能看到。") == 1
    assert "机器人不是超级管理员创建的，群主、管理员、@ 都会认不出人" in await office.ask("群主", "连接", None)
    assert "请让超级管理员重新创建，或配置自建应用由我换算" in await doctor(office)


async def test_5_an_address_that_fails_its_check(open_office: Open) -> None:
    office = await open_office(more=app_entry("https://qyapi.weixin.qq.com"))
    assert "✗ 通道 app：从没打到过这里：先启动再点保存" in await doctor_beside(office)
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


async def test_6_nobody_has_spoken_yet(office: ConnectedBot) -> None:
    await push(office, "早上好", "中午好")
    await until_states(office, refused=1, new=1)
    words = "先请任何人在群里 @ 机器人说一句，我才能主动发消息（群 ID 区分大小写"
    assert words in str((await lines_of(office))["problems"])
    assert words in await doctor_beside(office)
    await office.ask("群主", "@群伴 签到")
    await until_states(office, refused=1, sent=2)
    assert words in await office.ask("群主", "重发", None)


async def test_7_an_untrusted_address(open_office: Open, aiohttp_server: AiohttpServer) -> None:
    office = await open_office()
    wecom = FakeWecom(RunningClock())  # the doctor asks by the real clock
    server = await aiohttp_server(wecom.app())
    await office.stop()
    office.change("channels.yaml", "channels:\n", "channels:\n" + app_entry(str(server.make_url("")).rstrip("/")))
    assert "✓ 通道 app：企业 ID、应用的 Secret、AgentId 和可信 IP 都通过了" in await doctor(office)
    wecom.fail("agent/get", Fault(errcode=60020))
    told = await doctor(office)
    assert "✗ 通道 app：这台服务器的 IP 不在企业可信 IP 里；家用宽带 IP 会变，改用长连接就不需要这一步（60020）" in told
    assert "企业微信看到的 IP 是 127.0.0.1" in told
    wecom.fail("gettoken", Fault(errcode=40001), times=2)  # the first one looks at the clock
    assert "✗ 通道 app：应用的 Secret 不对（40001）" in await doctor(office)


@pytest.mark.parametrize("code", [40008, 600039])
async def test_8_a_kind_of_message_that_is_not_taken(office: ConnectedBot, code: int) -> None:
    await office.ask("群主", "@群伴 签到")
    office.platform._wrong = lambda command, body: code  # type: ignore[method-assign]
    await push(office, "早上好")
    await until_states(office, sent=1, refused=1)
    del office.platform._wrong
    words = f"企业微信不收这种消息，请升级群伴（{code}）"
    assert words in await office.ask("群主", "重发", None)
    assert words in await doctor_beside(office)


async def test_9_too_many_subscriptions_and_a_lost_one(open_office: Open) -> None:
    office = await open_office(timing=slower(rest=300, heartbeat=30))  # the push tells it, no ping
    office.platform.faults.switches["frequent"] = 2
    office.platform.forget()
    await push(office, "早上好")
    await office.platform.until(lambda: len(office.platform.subscribed_at) == 2)
    words = RESTING.format(minutes=5)
    await office.platform.until(lambda: words in office.channel.status(office.clock.now()))
    assert words == "连得太频繁（45009），5 分钟后再连"
    assert await until_found(office, "SELECT note FROM outbox WHERE note LIKE '连接在、订阅丢了%'")
    assert words in await doctor_beside(office)
    assert f"✗ 通道 bot：{words}" in await doctor(office)


async def test_10_an_external_group(office: ConnectedBot) -> None:
    told = await doctor_beside(office)
    assert "客户群不行，智能机器人只能加进内部群" in told
