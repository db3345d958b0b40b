"""A whole bot on its long connection: restarts, limits, doubt, and who is told what."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest
from aiohttp import web
from prometheus_client import REGISTRY
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.wecom.aibot_line import Line
from bot.channels.wecom.aibot_status import LineStatus
from bot.channels.wecom.setup_failures import TAKEN_OVER
from bot.late_answers import Pending
from config.channels import WecomAibotSettings
from handlers.kit import Capability, Reply
from storage.db import Db, to_millis
from storage.messages import undelivered
from tests.chat import FrozenClock
from tests.support.aibot_faults import Fault
from tests.support.aibot_wire import slower
from tests.support.connected_bot import ConnectedBot, Open, doctor, lines_of, push, until_found, until_states
from tests.support.fake_aibot import BOT, CHAT, PER_HOUR, PER_MINUTE, SECRET, FakeAibot
from tests.support.fake_wecom import ROBOT_KEY, T0, FakeWecom, app_entry

# Answers and pushes


async def test_the_name_alone_gets_a_short_hello(office: ConnectedBot) -> None:
    told = await office.ask("ZhangSan", "@群伴")
    assert told.startswith("我在～在群里 @我 再说一个词就行")
    assert "发「帮助」" in told
    assert len(told) < 60


async def test_what_needs_a_query_is_answered_too(office: ConnectedBot) -> None:
    await office.ask("ZhangSan", "@群伴 签到")
    assert "红包" in await office.ask("ZhangSan", "@群伴 我的红包")
    await until_states(office, sent=2)


async def test_an_answer_that_was_not_sent_is_pushed_after_a_restart(office: ConnectedBot) -> None:
    assert office.bot
    await office.bot.sender.stop()
    await asyncio.wait({office.bot.supervisor.tasks["sender"]})
    await office.platform.say("ZhangSan", "@群伴 签到")
    await until_states(office, new=1)
    await office.stop()
    assert not office.platform.said
    await office.start()
    await office.platform.until(lambda: bool(office.platform.said))
    (said,) = office.platform.said
    assert (said.command, said.chat) == ("aibot_send_msg", CHAT)
    assert "签到成功" in said.text
    assert "今天已经签过啦" in await office.ask("ZhangSan", "@群伴 签到")


async def test_whose_question_died_with_the_process_hears_that(office: ConnectedBot) -> None:
    assert office.bot
    bot = office.bot

    async def never(_: object) -> None:
        raise KeyError("the process is gone")

    bot.late_answers._complete = never  # type: ignore[method-assign, assignment]
    await office.platform.say("ZhangSan", "@群伴 我的红包")
    await until_states(office, new=1)
    office.clock.moment += timedelta(seconds=31)
    bot.sender.wake()
    await office.platform.until(lambda: bool(office.platform.said))
    assert office.platform.texts() == ["刚才没有查成，请再发一次。"]


async def test_what_is_said_after_a_long_question_is_written_down_at_once(office: ConnectedBot) -> None:
    assert office.bot
    late, come = office.bot.late_answers, asyncio.Event()
    complete = late._complete

    async def slow(pending: Pending) -> Reply | None:
        await come.wait()
        return await complete(pending)

    late._complete = slow  # type: ignore[method-assign]
    await office.platform.say("ZhangSan", "@群伴 我的红包")
    await office.platform.say("ZhangSan", "@群伴 签到")
    assert await until_found(office, "SELECT 1 FROM checkin")
    come.set()
    await office.platform.until(lambda: len(office.platform.texts()) == 2)
    first, second = office.platform.texts()
    assert "红包" in first
    assert "签到成功" in second


async def test_a_callback_that_comes_twice_is_answered_once(office: ConnectedBot) -> None:
    body = {"msgid": "same", "chattype": "group", "chatid": CHAT, "from": {"userid": "ZhangSan"}}
    body |= {"msgtype": "text", "text": {"content": "@群伴 签到"}}
    for _ in range(2):
        await office.platform.call("ZhangSan", CHAT, body)
    await office.platform.say("LiSi", "@群伴 签到")
    await until_states(office, sent=2)
    assert len(office.platform.said) == 2


async def test_a_push_goes_to_the_group(office: ConnectedBot) -> None:
    await office.ask("ZhangSan", "@群伴 签到")
    await push(office, "早上好")
    await until_states(office, sent=2)
    assert office.platform.frames("aibot_send_msg")[0]["body"] == {
        "chatid": CHAT,
        "chat_type": 2,
        "msgtype": "markdown",
        "markdown": {"content": "早上好"},
    }


@pytest.mark.parametrize("fault", [Fault.NO_ACK, Fault.CUT])
async def test_what_is_in_doubt_is_never_repeated_by_itself(office: ConnectedBot, fault: Fault) -> None:
    await office.ask("群主", "@群伴 签到")
    office.platform.faults.planned.append(fault)
    await push(office, "早上好")
    await until_states(office, sent=1, doubtful=1)
    await office.platform.until(lambda: office.channel.is_up)
    office.clock.moment += timedelta(minutes=5)
    office.platform.faults.planned.append(fault)
    await office.platform.say("LiSi", "@群伴 签到")
    await until_states(office, sent=1, doubtful=2)
    await office.stop()
    await office.start()
    assert [text for text in office.platform.texts() if text == "早上好"] == ["早上好"]
    assert office.bot
    failed = await office.bot.database.read(lambda db: undelivered.list_failed(db, CHAT, 10))
    assert len(failed) == 2


async def test_what_was_not_accepted_goes_again_by_itself(office: ConnectedBot) -> None:
    await office.ask("ZhangSan", "@群伴 签到")
    office.platform.faults.planned.append(Fault.LOST)
    await push(office, "早上好")
    await office.platform.until(lambda: len(office.platform.subscribed_at) == 2)
    office.clock.moment += timedelta(seconds=5)
    await until_states(office, sent=2)
    assert office.platform.texts()[1:] == ["早上好"]


async def test_what_was_told_while_the_bot_stops_is_carried_out(office: ConnectedBot) -> None:
    for number in range(20):
        await office.platform.say(f"u{number}", "@群伴 签到")
    await office.stop()
    await office.start()
    await until_states(office, sent=20)
    assert len({said.text for said in office.platform.said}) == 20


# Limits


async def test_a_chat_gets_thirty_messages_a_minute_also_over_a_restart(office: ConnectedBot) -> None:
    await office.ask("ZhangSan", "@群伴 签到")
    await push(office, *map(str, range(PER_MINUTE + 5)))
    await until_states(office, sent=PER_MINUTE, new=6)
    await office.stop()
    await office.start()
    office.clock.moment += timedelta(seconds=59)
    await office.ask("LiSi", "签到", None)  # another chat has a limit of its own
    assert len(office.platform.texts()) == PER_MINUTE
    office.clock.moment += timedelta(seconds=2)
    await until_states(office, sent=PER_MINUTE + 7)
    assert not office.platform.violations


async def test_a_chat_gets_a_thousand_messages_an_hour(office: ConnectedBot) -> None:
    assert office.bot
    start = to_millis(office.clock.now())

    def send_every_two_seconds(db: Db) -> None:
        for number in range(PER_HOUR):
            at = start + number * 1800
            db.execute("INSERT INTO send (lane, at) VALUES (:lane, :at)", lane=f"bot/{CHAT}", at=at)

    await office.bot.database.write(send_every_two_seconds)
    office.clock.moment += timedelta(minutes=35)
    office.platform.known.add(CHAT)
    await push(office, "早上好")
    await until_states(office, new=1)
    office.clock.moment += timedelta(minutes=24)
    await push(office, "中午好")
    await until_states(office, new=2)
    office.clock.moment += timedelta(minutes=2)
    office.bot.sender.wake()
    await until_states(office, sent=2)


# What those in charge are told


def gap_seconds() -> float:
    """Return what /metrics tells of the seconds in which nothing was heard."""
    return REGISTRY.get_sample_value("qunban_line_gap_seconds_total", {"channel": "bot"}) or 0.0


async def test_what_was_missed_is_told_with_its_span(office: ConnectedBot) -> None:
    await office.ask("群主", "@群伴 签到")
    office.clock.moment += timedelta(seconds=6)
    await office.ask("群主", "@群伴 签到")
    counted = gap_seconds()
    await office.stop()
    await office.platform.say("LiSi", "@群伴 签到")
    office.clock.moment += timedelta(seconds=60)
    await office.start()
    told = await office.ask("群主", "连接", None)
    assert gap_seconds() - counted == pytest.approx(60)
    assert "「bot」连着，11-21 09:11:06 起。" in told
    assert "11-21 09:10:06 到 11-21 09:11:06" in told
    assert len(office.platform.texts()) == 2, "a restart is none of the members' business"
    report = await doctor(office)
    assert "通道 bot 断过线，这些时候的话没听到：11-21 09:10:06 起 60 秒" in report


async def test_what_is_over_is_no_news_to_the_doctor(office: ConnectedBot) -> None:
    await office.platform.kick()
    await office.platform.until(lambda: TAKEN_OVER in office.channel.status(office.clock.now()))
    assert "✗ 通道 bot 的长连接" in await doctor(office, tries=False)
    office.clock.moment += timedelta(seconds=6)
    await office.start()
    report = await doctor(office, tries=False)
    assert "✓ 通道 bot 的长连接：机器人没有在运行；上次连着到 11-21 09:10:06" in report
    assert TAKEN_OVER not in report


async def test_who_is_in_charge_and_wrote_in_private_is_told_there(office: ConnectedBot) -> None:
    await office.ask("群主", "@群伴 签到")
    await office.ask("群主", "积分", None)
    await office.ask("LiSi", "积分", None)
    await until_states(office, sent=3)
    await office.stop()
    office.clock.moment += timedelta(seconds=60)
    await office.start()
    await office.platform.until(lambda: len(office.platform.texts("群主")) > 1)
    assert "机器人「bot」断线了 60 秒" in office.platform.texts("群主")[-1]
    assert "这 60 秒里的话没听到，也不会补发" in office.platform.texts("群主")[-1]
    assert (len(office.platform.texts()), len(office.platform.texts("LiSi"))) == (1, 1)


async def test_two_bots_tell_of_their_breaks_by_name_and_each_once(
    open_office: Open, aiohttp_server: AiohttpServer
) -> None:
    app, second = web.Application(), FakeAibot(FrozenClock(T0), bot_id=f"{BOT}2")
    app.router.add_get("/ws", second.handle)
    address = str((await aiohttp_server(app)).make_url("/ws")).replace("http://", "ws://")
    entry = f"  two: {{kind: wecom_aibot, bot_name: 二号, bot_id: {BOT}2, secret: {SECRET}, address: '{address}'}}\n"
    office = await open_office(more=entry, group="channels: {hear: [bot, two]}")
    await office.ask("群主", "积分", None)
    await second.until(lambda: second.is_connected)
    await second.say("群主", "积分", None)
    await until_states(office, sent=2)
    await office.stop()
    office.clock.moment += timedelta(seconds=60)
    await office.start()
    await office.platform.until(lambda: len(office.platform.texts("群主")) == 3)
    heads = sorted(text.split("（")[0] for text in office.platform.texts("群主")[1:])
    assert heads == ["机器人「bot」断线了 60 秒", "机器人「two」断线了 60 秒"]
    assert len(second.texts("群主")) == 1


async def test_who_is_in_charge_of_several_groups_reads_of_one_break_once(open_office: Open) -> None:
    office = await open_office()
    await office.ask("群主", "积分", None)
    await office.stop()
    other = (office.folder / "groups/group0.yaml").read_text("utf-8").replace(CHAT, f"{CHAT}B")
    (office.folder / "groups/other.yaml").write_text(other.replace("测试群", "另一个群"), "utf-8")
    office.clock.moment += timedelta(seconds=60)
    await office.start()
    found = await until_found(office, "SELECT target FROM outbox WHERE key LIKE 'gap:%'")
    assert [target for (target,) in found] == ["@ 1 群主"]


@pytest.mark.parametrize(
    "noticed",
    [pytest.param(["lost"], id="the subscription is lost"), pytest.param([], id="pings are not acknowledged")],
)
async def test_what_was_missed_counts_from_when_the_line_was_last_known_to_be_good(
    office: ConnectedBot, noticed: list[str]
) -> None:
    bot = office.bot
    assert bot
    await office.ask("群主", "积分", None)
    diary, clock, start, counted = office.channel._deps.diary, office.clock, office.clock.now(), gap_seconds()
    line = Line("aib1", "secret", lambda command: command)
    status = LineStatus("bot", line, diary, clock, lambda *_: None)

    async def pass_to(seconds: int) -> None:
        await status.changed()
        clock.moment = start + timedelta(seconds=seconds)

    line.opened(0)
    line.heard(json.dumps({"headers": {"req_id": "aibot_subscribe"}, "errcode": 0}), 0)
    await pass_to(30)
    line.tick(30)
    line.heard(json.dumps({"headers": {"req_id": "ping"}, "errcode": 0}), 30)
    for seconds in (60, 90, 120):
        await pass_to(seconds)
        line.tick(seconds)
    for _ in noticed:
        line.heard(json.dumps({"headers": {"req_id": "ping"}, "errcode": 846609}), 120)
    line.closed(120)
    await pass_to(121)
    line.opened(121)
    line.heard(json.dumps({"headers": {"req_id": "aibot_subscribe"}, "errcode": 0}), 121)
    await pass_to(121)
    await office.platform.until(lambda: len(office.platform.texts("群主")) > 1)
    assert "断线了 91 秒（11-21 09:10:30 到 11-21 09:12:01）" in office.platform.texts("群主")[-1]
    assert gap_seconds() - counted == pytest.approx(91)
    assert "11-21 09:10:30 起 91 秒" in await doctor(office)


async def test_a_bot_that_goes_by_another_name_tells_those_in_charge(office: ConnectedBot) -> None:
    for _ in range(2):
        await office.platform.say("群主", "@群伴小助手 签到")
    await until_states(office, sent=3)
    assert office.platform.texts().count("有一条给管理员的消息。私聊我发「连接」就能看到。") == 1
    told = await office.ask("群主", "连接", None)
    assert "机器人在企业微信里叫「群伴小助手」，channels.yaml 里写的是「群伴」" in told
    office.clock.moment += timedelta(days=8)
    assert "群伴小助手" not in await office.ask("群主", "连接", None)


async def test_what_is_for_those_in_charge_goes_to_who_wrote_in_private_before(office: ConnectedBot) -> None:
    await office.ask("群主", "积分", None)
    await office.ask("群主", "@群伴小助手 签到")
    await office.platform.until(lambda: len(office.platform.texts("群主")) > 1)
    assert "机器人在企业微信里叫「群伴小助手」" in office.platform.texts("群主")[-1]
    assert not any("给管理员的消息" in text for text in office.platform.texts())


async def test_a_short_break_is_listed_and_bothers_nobody(open_office: Open) -> None:
    office = await open_office(timing=slower(first=0.3))
    office.platform.cut()
    await office.platform.until(lambda: not office.channel.is_up)
    office.clock.moment += timedelta(seconds=3)
    await office.platform.until(lambda: office.channel.is_up)
    told = await office.ask("群主", "@群伴 签到")
    assert "签到成功" in told
    assert "11-21 09:10:00 到 11-21 09:10:03" in await office.ask("群主", "连接", None)
    assert len(office.platform.texts()) == 1


async def test_those_in_charge_read_it_where_they_have_a_chat_of_their_own(open_office: Open) -> None:
    more = f"  desk: {{kind: wecom_robot, key: {ROBOT_KEY}, api: 'http://127.0.0.1:9'}}\n"
    office = await open_office(more=more, group="channels: {hear: [bot], staff: desk}")
    await office.ask("群主", "@群伴 签到")
    await office.stop()
    office.clock.moment += timedelta(minutes=3)
    await office.start()
    found = await until_found(office, "SELECT channel, reply FROM outbox WHERE key LIKE 'gap:%'")
    ((channel, stored),) = found
    assert channel == "desk"
    assert "这 3 分钟里的话没听到" in stored


async def test_health_tells_how_it_stands(office: ConnectedBot) -> None:
    assert office.bot
    await office.bot.scheduler.beat()
    assert "还没听到过话" in str((await lines_of(office))["lines"])
    await office.ask("ZhangSan", "@群伴 签到")
    told = await lines_of(office)
    assert (told["status"], told["problems"]) == (200, [])
    assert told["lines"] == {"bot": "连着，11-21 09:10:00 起；最后一次听到 11-21 09:10:00"}


async def test_a_running_bot_knows_with_which_bot_it_is_connected(office: ConnectedBot) -> None:
    bot = office.bot
    assert bot
    own = bot.configured["bot"]
    assert isinstance(own, WecomAibotSettings)
    assert bot._is_connected_as(own)
    assert not bot._is_connected_as(own.model_copy(update={"bot_id": "another"}))
    await office.stop()
    assert not bot._is_connected_as(own)


async def test_what_was_heard_before_a_restart_is_known_after_it(office: ConnectedBot) -> None:
    await office.ask("ZhangSan", "@群伴 签到")
    await office.pause()
    await office.stop()
    bot = await office.start()
    await bot.scheduler.beat()
    assert (await lines_of(office))["lines"] == {"bot": "连着，11-21 09:10:00 起；最后一次听到 11-21 09:10:00"}


async def test_a_line_that_is_down_for_minutes_is_a_problem(open_office: Open) -> None:
    office = await open_office(timing=slower(first=60, longest=60))
    assert office.bot
    await office.bot.scheduler.beat()
    office.platform.cut()
    await office.platform.until(lambda: not office.channel.is_up)
    assert (await lines_of(office))["status"] == 200
    office.clock.moment += timedelta(minutes=3)
    await office.bot.scheduler.beat()
    told = await lines_of(office)
    assert told["status"] == 503
    assert told["problems"] == ["通道 bot 的长连接断了 3 分钟：连接断了，自动重连"]


async def test_mentions_that_ring_go_by_the_push_robot(open_office: Open, aiohttp_server: AiohttpServer) -> None:
    office = await open_office()
    assert office.bot
    (group,) = office.bot.groups.all()
    assert Capability.MENTIONS not in office.bot.capabilities(group)
    assert "真正@到人" in await office.ask("ZhangSan", "@群伴 能力")
    await office.stop()
    wecom = FakeWecom(office.clock)
    server = await aiohttp_server(wecom.app())
    hook = f"  hook: {{kind: wecom_robot, key: {ROBOT_KEY}, api: '{server.make_url('')}'}}\n"
    office.change("channels.yaml", "channels:\n", f"channels:\n{hook}")
    office.change("groups/group0.yaml", "hear: [bot]", "hear: [bot], push: hook")
    await office.start()
    assert office.bot
    (group,) = office.bot.groups.all()
    assert Capability.MENTIONS in office.bot.capabilities(group)
    await push(office, "早上好")
    await until_states(office, sent=2)
    assert wecom.texts() == ["早上好"]


async def test_points_of_an_encrypted_id_follow_the_person_once_an_app_knows_them(
    open_office: Open, aiohttp_server: AiohttpServer
) -> None:
    encrypted = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"
    office = await open_office()
    await office.ask(encrypted, "@群伴 签到")
    await office.platform.until(lambda: len(office.platform.said) == 2)  # the answer, and that ids are encrypted
    await office.stop()
    wecom = FakeWecom(office.clock, open_ids={encrypted: "ZhangSan"})
    server = await aiohttp_server(wecom.app())
    office.change("channels.yaml", "channels:\n", "channels:\n" + app_entry(str(server.make_url("")).rstrip("/")))
    await office.start()
    await office.platform.say(encrypted, "@群伴 签到")
    await office.platform.until(lambda: len(office.platform.said) == 4)  # this answer, and who it is
    assert any(text.startswith("今天已经签过啦") for text in office.platform.texts())
    assert "ZhangSan：10 积分" in await office.ask("ZhangSan", "@群伴 积分")
    assert wecom.calls["batch/openuserid_to_userid"] == 1
    assert "有一条给管理员的消息。私聊我发「操作记录」就能看到。" in office.platform.texts()
    assert f"换算用户 ID：{encrypted} 是 ZhangSan" in await office.ask("群主", "操作记录", None)
