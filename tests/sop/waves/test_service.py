"""唤醒: who is asleep is called back once, a fixed share is left alone, and who comes is thanked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.channel import SendResult, SendStatus
from sop.waves.service import PORTION
from storage.db import Db
from storage.sop import waves
from storage.sop.goals import Goal
from storage.sop.waves import PACKET, Terms
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.waves import MANY, QUIET, called, fall_asleep, letters, start, wave

QUIET_HOURS = "timetable: {quiet: ['09:00-18:00']}\n"


async def left_alone(chat: Chat) -> list[str]:
    """Return who was held out, by their user ids."""

    def ask(db: Db) -> list[str]:
        rows = db.fetch_all(
            """SELECT member.user_id FROM wave_member JOIN member ON member.id = wave_member.member_id
            WHERE held_out = 1 ORDER BY member.id"""
        )
        return [user_id for (user_id,) in rows]

    return await chat.bot.database.read(ask)


async def test_members_are_called_once_and_some_are_left_alone(open_group: OpenChat) -> None:
    chat = await open_group(wave(holdout="20"))
    await fall_asleep(chat)
    await chat.say("小明", "我天天来")
    assert "要轮到 30 人" in await start(chat, minutes=180)
    alone, reached = await left_alone(chat), called(chat)
    assert alone
    assert sorted(alone + reached) == sorted(MANY)
    assert letters(chat)[0][1] == f"{reached[0]} 好久不见，回来坐坐？"
    assert "没有要找的人" in await chat.say("小助理", "唤醒 开始 唤回")


async def test_who_comes_back_is_thanked_and_who_was_left_alone_is_not(open_group: OpenChat) -> None:
    chat = await open_group(wave(holdout="20", thanks='"{name} 欢迎回来！"'))
    await fall_asleep(chat)
    await start(chat)
    (alone, *_), (who, *_), before = await left_alone(chat), called(chat), len(chat.platform.got)
    for name in (alone, who):
        await chat.say(name, "我来啦")
    await chat.forward(hours=6)
    assert letters(chat, before) == [(who, f"{who} 欢迎回来！")]
    await chat.say(who, "又来了")
    await chat.forward(days=2)
    assert called(chat, before) == [who]
    report = await chat.say("小助理", "唤醒报表 唤回")
    members = len(await left_alone(chat))
    assert f"回来 1 人（{round(100 / (30 - members))}%），没找的 {members} 人自己回来 1 人" in report


async def test_being_back_counts_within_the_days_and_not_after(open_group: OpenChat) -> None:
    chat = await open_group(wave(days="7"))
    await fall_asleep(chat)
    await start(chat)
    first, second, *_ = called(chat)
    await chat.forward(days=7)
    await chat.say(first, "最后一天来的")
    await chat.forward(days=1)
    await chat.say(second, "来晚了")
    assert "回来 1 人" in await chat.say("小助理", "唤醒报表 唤回")


async def test_commands_of_the_wave_itself_are_no_sign_of_life(open_group: OpenChat) -> None:
    chat = await open_group(
        wave("mall: {items: [{name: 茶, points: 5}]}\n", offer="{item: 茶}", goal="[发言, 兑换]", survey="[太忙]")
    )
    await fall_asleep(chat)
    await start(chat)
    who = called(chat)[0]
    for words in ("来信", "回来礼", "回信 1"):
        await chat.say(who, words)
        await chat.forward(days=1)
    assert "人回来 0 人" in await chat.say("小助理", "唤醒报表 唤回")


async def test_who_falls_asleep_again_is_found_again_after_the_cap(open_group: OpenChat) -> None:
    chat = await open_group(wave(again="30天", holdout="10"))
    await fall_asleep(chat)
    await start(chat)
    who, before = called(chat)[0], len(chat.platform.got)
    await chat.forward(days=1)
    await chat.say(who, "我来啦")
    await chat.forward(days=20)
    assert "没有要找的人" in await start(chat)
    await chat.forward(days=12)
    await start(chat)
    assert called(chat, before).count(who) == 2  # the thanks, and the second call
    assert "另有 1 轮，发「唤醒报表 唤回 2」看前一轮" in await chat.say("小助理", "唤醒报表 唤回")
    told = await chat.say("小助理", "唤醒报表 唤回 2")
    assert told.endswith("另有 1 轮，发「唤醒报表 唤回 全部」合在一起看。"), "there is none before"
    assert "触达 30 人" not in await chat.say("小助理", "唤醒报表 唤回 2")
    assert "一共 2 轮" in await chat.say("小助理", "唤醒报表 唤回 3")


async def test_two_waves_share_the_cap(open_group: OpenChat) -> None:
    second = "  - {name: 另一个, whom: {absent: 10}, say: 在吗, days: 7}\n"
    chat = await open_group(wave() + second)
    await fall_asleep(chat)
    await start(chat)
    assert "没有要找的人" in await chat.say("小助理", "唤醒方案 另一个")


async def test_two_waves_begun_at_once_call_each_member_once(open_group: OpenChat) -> None:
    second = "  - {name: 另一个, whom: {absent: 10}, say: 在吗, days: 7}\n"
    chat = await open_group(QUIET_HOURS + wave() + second)
    await fall_asleep(chat)
    await chat.forward(hours=2)
    for name in ("唤回", "另一个"):
        assert "要轮到 30 人" in await chat.say("小助理", f"唤醒 开始 {name}")
    await chat.forward(hours=12)
    assert len(called(chat)) == len(set(called(chat))) > 20


async def test_who_came_by_themselves_before_their_turn_is_not_called(open_group: OpenChat) -> None:
    chat = await open_group(QUIET_HOURS + wave())
    await fall_asleep(chat)
    await chat.forward(hours=2)
    await start(chat)
    assert called(chat) == []
    await chat.say("客3", "我自己来的")
    await chat.forward(hours=12)
    assert len(called(chat)) > 20
    assert "客3" not in called(chat)


@pytest.mark.parametrize("whom", ["{segment: 沉默客户}", "{absent: 14, points: 0}"])
async def test_opting_out_and_leaving_hold(open_group: OpenChat, whom: str) -> None:
    chat = await open_group(QUIET_HOURS + wave(whom=whom))
    await fall_asleep(chat)
    await chat.forward(hours=2)
    assert "要轮到 30 人" in await start(chat)
    await chat.say("客3", "退订提醒")
    await chat.leave("客4")
    await chat.forward(hours=12)
    reached = called(chat)
    assert len(reached) > 20
    assert not {"客3", "客4"} & set(reached)
    assert sorted(reached + await left_alone(chat)) == sorted({*MANY} - {"客3", "客4"})
    assert "没说到" not in await chat.say("小助理", "唤醒报表 唤回")


async def test_who_was_mentioned_enough_today_is_called_tomorrow(open_group: OpenChat) -> None:
    plan = "sop: [{name: 找人, when: 2026-12-07 07:00, whom: {absent: 10}, say: '{name} 在吗'}]\nreminding: {most: 1}\n"
    chat = await open_group(plan + wave())
    await fall_asleep(chat, MANY[:6], days=14)
    assert any("在吗" in words for words in chat.broadcasts)
    await start(chat)
    alone = await left_alone(chat)
    assert called(chat) == []
    assert f"触达 0 人，留着对照 {len(alone)} 人（还有 {6 - len(alone)} 人没说到" in await chat.say(
        "小助理", "唤醒报表 唤回"
    )
    came = next(who for who in MANY[:6] if who not in alone)
    await chat.say(came, "我自己来的")
    await chat.forward(hours=25)
    assert sorted(called(chat)) == sorted({*MANY[:6]} - {*alone, came})


async def test_a_pause_holds_what_is_left_and_a_restart_loses_nothing(open_group: OpenChat) -> None:
    many = [f"客{number}" for number in range(PORTION + 20)]
    chat = await open_group(wave())
    await fall_asleep(chat, many)
    assert f"要轮到 {PORTION + 20} 人" in await chat.say("小助理", "唤醒 开始 唤回")
    await chat.forward(seconds=5)
    first = called(chat)
    assert 0 < len(first) <= PORTION
    assert "先停下" in await chat.say("小助理", "唤醒 暂停 唤回")
    assert "已经暂停" in await chat.say("小助理", "唤醒 暂停 唤回")
    await chat.forward(hours=5)
    await chat.bot.reload()
    assert called(chat) == first
    assert "暂停中" in await chat.say("小助理", "唤醒方案")
    assert "接着找，还剩 1 批" in await chat.say("小助理", "唤醒 开始 唤回")
    await chat.forward(minutes=5)
    assert len(called(chat)) == len(set(called(chat))) > len(first)
    assert sorted(called(chat) + await left_alone(chat)) == sorted(many)


async def test_members_wait_in_packets_of_many_portions(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    ids, at = list(range(1, PACKET + 2 * PORTION + 8)), chat.now

    def run_through(db: Db) -> list[tuple[int, int]]:
        terms = Terms(days=7, goals=(Goal.SPOKE,), touch_fen=0, offer_fen=0, worth_fen=None)
        run = waves.begin(db, "demo", "唤回", terms, waves.pack(ids), actor="", at=at, day=at.date())
        assert run
        taken, steps = [], []
        while portion := waves.take_portion(db, run, PORTION):
            taken += portion
            steps.append((len(portion), waves.count_left(db, run, PORTION)))
        assert taken == ids
        return steps

    steps = await chat.bot.database.write(run_through)
    assert {size for size, _ in steps} == {PORTION, 7}
    assert [left for _, left in steps] == list(range(len(steps)))[::-1]


async def test_many_who_are_back_are_all_noted(open_group: OpenChat) -> None:
    many = [f"客{number}" for number in range(2 * PORTION)]
    chat = await open_group(wave())
    await fall_asleep(chat, many)
    await start(chat)
    back = called(chat)
    assert len(back) > PORTION
    for who in back:
        await chat.say(who, "我回来啦")
    await chat.forward(days=1)
    noted = await chat.bot.database.read(
        lambda db: db.fetch_value("SELECT COUNT(*) FROM wave_member WHERE woken_at IS NOT NULL")
    )
    assert noted == len(back)


async def test_a_stop_calls_nobody_more(open_group: OpenChat) -> None:
    many = [f"客{number}" for number in range(PORTION + 20)]
    chat = await open_group(wave())
    await fall_asleep(chat, many)
    assert "没有在找谁" in await chat.say("小助理", "唤醒 停止 唤回")
    await start(chat, minutes=0)
    await chat.forward(seconds=5)
    assert "正在一批批地找，还剩 1 批" in await chat.say("小助理", "唤醒 开始 唤回")
    assert "停了" in await chat.say("小助理", "唤醒 停止 唤回")
    first = called(chat)
    await chat.forward(days=1)
    assert called(chat) == first
    assert "中途停了" in await chat.say("小助理", "唤醒报表 唤回")
    told = await chat.forward(days=8)
    assert any("这一轮的日子到了" in words and "触达" in words for words in told)


async def test_a_wave_begins_by_itself_and_tells_what_it_brought(open_group: OpenChat) -> None:
    chat = await open_group(wave(when="每月15日 10:00"))
    await fall_asleep(chat, days=21)
    assert called(chat) == []
    await chat.forward(days=2)
    assert len(called(chat)) > 20
    # Its last day is the 22nd.
    told = await chat.forward_to(datetime(2026, 12, 23, 1, 29, tzinfo=UTC))
    assert not any("这一轮的日子到了" in words for words in told)
    told = await chat.forward(minutes=1)
    assert sum("这一轮的日子到了" in words for words in told) == 2  # to the owner and the admin
    assert "12-15 10:00 唤回：已完成" in await chat.say("小助理", "SOP 记录")


async def test_what_needs_an_approval_waits_for_it(open_group: OpenChat) -> None:
    chat = await open_group(wave(approve="true", author="小助理", when="每天 10:00"))
    await fall_asleep(chat)
    assert "还没有批准" in await chat.say("小助理", "唤醒 开始 唤回")
    await chat.forward(days=1)
    assert called(chat) == []
    assert "批准了" in await chat.say("群主", "SOP 批准 唤回")
    await start(chat)
    assert called(chat)


async def test_in_a_large_group_another_admin_confirms(open_group: OpenChat) -> None:
    chat = await open_group("timetable: {several: 5}\n" + wave(approve="true", author="小助理"))
    await fall_asleep(chat)
    assert "要请另一位管理员批准" in await chat.say("小助理", "SOP 批准 唤回")
    await chat.say("群主", "SOP 批准 唤回")
    assert "要另一位管理员确认" in await chat.say("小助理", "唤醒 开始 唤回")
    await chat.forward(minutes=3)
    assert not [who for who in called(chat) if who in MANY]
    assert "要轮到 30 人" in await chat.say("群主", "确认")
    await chat.forward(minutes=3)
    assert [who for who in called(chat) if who in MANY]


async def test_in_the_group_everybody_called_is_mentioned_together(open_group: OpenChat) -> None:
    chat = await open_group(wave(touch="群里", say="'想听听 {name} 的近况～'"))
    await fall_asleep(chat)
    before = len(chat.platform.got)
    await start(chat)
    said = [words for words in chat.broadcasts[before:] if words.startswith("想听听 @")]
    assert len(said) == 2  # twenty to a message
    assert sum(words.count("@") for words in said) == 30 - len(await left_alone(chat))
    assert called(chat, before) == []


async def test_staff_are_asked_to_call_them(open_group: OpenChat) -> None:
    chat = await open_group(wave(touch="任务", say="给 {name} 打个电话", to="店员"))
    await chat.say("店员", "早")
    await fall_asleep(chat)
    await start(chat)
    assert set(called(chat)) == {"店员"}
    assert "打个电话" in await chat.say("店员", "任务 1")
    assert f"触达 {30 - len(await left_alone(chat))} 人" in await chat.say("小助理", "唤醒报表 唤回")


async def test_a_journey_leads_them_back(open_group: OpenChat) -> None:
    journey = "journeys: [{name: 回来路, begin: 每天 10:00, whom: {tag: 无}, steps: [{say: 在忙什么呢}]}]\n"
    yaml = wave(journey, touch="旅程", journey="回来路").replace('    say: "{name} 好久不见，回来坐坐？"\n', "")
    chat = await open_group(yaml)
    assert not chat.bot.groups.problems
    await fall_asleep(chat)
    assert "怎么找：旅程「回来路」；" in await chat.say("小助理", "唤醒方案 唤回")
    await start(chat)
    count = 30 - len(await left_alone(chat))
    assert f"触达 {count} 人" in await chat.say("小助理", "唤醒报表 唤回")
    assert sum(words.count("@") for words in chat.broadcasts) == count


async def test_a_wave_that_is_gone_from_the_file_is_dropped(open_group: OpenChat) -> None:
    many = [f"客{number}" for number in range(PORTION + 20)]
    chat = await open_group(wave())
    await fall_asleep(chat, many)
    await start(chat, minutes=0)
    await chat.forward(seconds=5)
    first = called(chat)
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().partition("waves:")[0])
    await chat.bot.reload()
    await chat.forward(days=1)
    assert called(chat) == first
    assert "还没有唤醒" in await chat.say("小助理", "唤醒方案")
    assert "没有给你的信" in await chat.say(first[0], "来信")


async def test_words_take_turns_from_run_to_run(open_group: OpenChat) -> None:
    chat = await open_group(wave(say="[第一句, 第二句]", again="20天"))
    await fall_asleep(chat)
    await start(chat)
    before = len(chat.platform.got)
    await chat.forward(days=21)
    await start(chat)
    assert {words for _, words in letters(chat, 0)[:5]} == {"第一句"}
    assert "第二句" in {words for _, words in letters(chat, before)}


async def test_times_are_those_of_the_members_own_turn(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + wave().removeprefix(QUIET))
    await fall_asleep(chat, MANY[:5])
    began = chat.now
    await start(chat)
    rows = await chat.bot.database.read(lambda db: db.fetch_all("SELECT began_at, day, last_day FROM wave_member"))
    assert {(day, last_day) for _, day, last_day in rows} == {("2026-12-13", "2026-12-20")}
    assert all(abs(at / 1000 - began.timestamp()) < timedelta(minutes=2).total_seconds() for at, *_ in rows)


async def test_letters_that_did_not_arrive_are_told(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    await fall_asleep(chat, MANY[:6])
    chat.platform.outcomes = [SendResult(SendStatus.REFUSED, "gone")] * 2
    await start(chat)
    assert "（其中 2 位的信没有送达" in await chat.say("小助理", "唤醒报表 唤回")


async def test_a_wave_goes_on_when_the_file_no_longer_asks_for_an_approval(open_group: OpenChat) -> None:
    many = [f"客{number}" for number in range(PORTION + 20)]
    chat = await open_group(wave(approve="true"))
    await fall_asleep(chat, many)
    await chat.say("群主", "SOP 批准 唤回")
    await start(chat, minutes=0)
    await chat.forward(seconds=5)
    first = called(chat)
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().replace("回来坐坐", "回来聊聊"))
    await chat.bot.reload()
    await chat.forward(minutes=30)
    assert called(chat) == first
    path.write_text(path.read_text().replace("approve: true", "approve: false"))
    await chat.bot.reload()
    await chat.forward(hours=3)
    assert sorted(called(chat) + await left_alone(chat)) == sorted(many)
    assert all("回来聊聊" in words for _, words in letters(chat)[len(first) :])


@pytest.mark.parametrize("gone", [False, True])
async def test_who_is_back_is_thanked_only_where_there_are_words_for_it(open_group: OpenChat, gone: bool) -> None:
    chat = await open_group(wave() if gone else wave(thanks="' '"))
    await fall_asleep(chat, MANY[:6])
    await start(chat)
    who, before = called(chat)[0], len(chat.platform.got)
    if gone:
        path = chat.bot.groups.all()[0].path
        path.write_text(path.read_text().replace("name: 唤回", "name: 别的"))
        await chat.bot.reload()
    await chat.say(who, "我来啦")
    await chat.forward(hours=6)
    assert called(chat, before) == []
    noted = await chat.bot.database.read(
        lambda db: db.fetch_value("SELECT COUNT(*) FROM wave_member WHERE woken_at IS NOT NULL")
    )
    assert noted == 1
