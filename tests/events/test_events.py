"""Events: announcing, signing up, reminders, coming, and next week's."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from handlers.kit import Document
from handlers.pictures.specs import EventCodeSpec
from storage.messages import files
from storage.points import reconciliation
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat

ORDER = "开活动 周六 14:00 亲子烘焙 地点 店里 名额 3 费用 30元 积分 20\n带围裙"


async def code_of(chat: Chat, number: int = 1) -> str:
    match = re.search("到场码是 ([0-9]{4})", await chat.say("店员", f"活动码 {number}", private=True))
    assert match
    return match[1]


async def test_an_event_is_announced_and_shown(chat: Chat) -> None:
    announced = await chat.say("店员", ORDER)
    assert announced == (
        "📅 1 号活动：亲子烘焙\n时间：11-28 周六 14:00 到 16:00\n地点：店里\n费用：30元\n带围裙\n到场得 20 分\n"
        "名额：3 人\n想去就发「报名 1」，带人发「报名 1 +1」。"
    )
    assert "0 人报名，还有 3 个名额" in await chat.say("小明", "活动")
    await chat.say("店员", "开活动 周日 10:00 读书会")
    assert "2 号 读书会：11-29 周日 10:00 到 12:00，0 人报名" in await chat.say("小明", "活动")
    assert "费用：30元" in await chat.say("小明", "活动 1")


async def test_who_comes_with_others_is_asked_how_many(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    assert "一共几个人来？发「报名 1 +1」" in await chat.say("小明", "报名 1 我和老公")
    assert "连自己 2 人）。" in await chat.say("小明", "报名+1 带娃")


async def test_another_hour_is_of_the_same_day(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    assert "时间：11-28 周六 15:30 到 17:30" in await chat.say("店员", "改活动 1 下午三点半")
    assert await chat.say("店员", "改活动 1 15:30") == "1 号活动本来就是这样，没有要改的。"
    assert "时间：11-28 周六 16:00 到 18:00" in await chat.say("店员", "改活动 1 时间改到16:00")
    await chat.forward(days=5, hours=7)
    assert "已经过了" in await chat.say("店员", "改活动 1 时间 10:00")


async def test_members_sign_up_bring_others_and_take_it_back(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    assert "✅ 小明 报名了「亲子烘焙」，11-28 14:00 见" in await chat.say("小明", "报名")
    assert "你已经报名了" in await chat.say("小明", "报名 1")
    assert "改好了（连自己 2 人）" in await chat.say("小明", "报名 1 +1")
    assert "小红 排在「亲子烘焙」的候补第 1 位（连自己 2 人）" in await chat.say("小红", "报名 1 +1 素食")
    assert "小绿 排在「亲子烘焙」的候补第 2 位" in await chat.say("小绿", "报名")
    back = await chat.say("小明", "取消报名")
    assert "小明 的「亲子烘焙」报名取消了" in back
    assert "候补排上了「亲子烘焙」：@小红 @小绿" in back
    assert "没有报名" in await chat.say("小明", "取消报名 1")
    listed = await chat.say("店员", "活动报名表 1", private=True)
    assert "1. 小红 +1（素食）\n2. 小绿\n3 人报名，名额满了；到场 0 人" in listed


async def test_notes_and_the_list_are_for_staff(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    await chat.say("小红", "报名 1 电话13812345678")
    assert "只有员工可以用" in await chat.say("小明", "活动报名表 1")
    await chat.say("店员", "活动报名表")
    assert "13812345678" not in chat.shown
    for typed in ("活动", "活动 1", "我的活动"):
        await chat.say("小明", typed)
        assert "13812345678" not in chat.shown


async def test_those_who_signed_up_are_reminded_twice(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    await chat.say("小明", "报名")
    await chat.say("小红", "报名 1 +1")
    await chat.say("小绿", "报名")
    told = [text for text in await chat.forward(days=5, hours=5) if "⏰" in text]
    assert told == [
        "⏰ 11-28 14:00「亲子烘焙」（店里），别忘了：\n@小明 @小红 \n来不了的话发「取消报名 1」，把位子让给候补～",
        "⏰ 今天 14:00「亲子烘焙」（店里），别忘了：\n@小明 @小红 \n来不了的话发「取消报名 1」，把位子让给候补～",
    ]


async def test_who_comes_is_paid_once(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    await chat.say("小明", "报名")
    code = await code_of(chat)
    assert "还没到时间" in await chat.say("小明", f"到场 {code}")
    await chat.forward(days=5, hours=5, minutes=50)
    assert "✅ 小明 到场「亲子烘焙」，欢迎～+20 积分" in await chat.say("小明", f"到场 {code}")
    assert "你已经到场了" in await chat.say("小明", f"到场 {code}")
    assert "到场码不对" in await chat.say("小红", "到场 0000")
    assert "请这样写" in await chat.say("小红", "到场 1 @小红")
    brought = await chat.say("店员", "到场 1 @小红 @小明 @小绿", mentions=["小红", "小明", "小绿"])
    assert "✅ 到场：小红、小绿（小明 之前就到了）" in brought
    assert "✅ 到场：没有新到的（小红 之前就到了）" in await chat.say("店员", "到场 1 @小红")
    for who in ("小明", "小红", "小绿"):
        assert f"{who}：20 积分" in await chat.say(who, "积分")
    assert any("「亲子烘焙」结束了，到场 3 人" in text for text in await chat.forward(hours=3))
    await chat.forward(hours=3)
    assert "「亲子烘焙」已经结束了，到场只登记到结束后 3 小时" in await chat.say("小紫", f"到场 {code}")
    assert "2026-11-28 亲子烘焙　到场 ✓" in await chat.say("小明", "我的活动", private=True)
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_who_came_is_still_entered_after_the_end(chat: Chat) -> None:
    await chat.say("店员", "开活动 今天 12:00 盘点 积分 5 每周")
    for who in ("小明", "小红", "小绿", "小紫"):
        await chat.say(who, "报名 1")
    code = await code_of(chat)
    await chat.forward(hours=6, minutes=6)
    assert "盘点　已结束" in await chat.say("小明", "我的活动", private=True)
    assert "4 人报名；没有登记到场" in await chat.say("店员", "活动报名表 1", private=True)
    assert f"到场码是 {code}" in await chat.say("店员", "活动码 1", private=True)
    assert "✅ 小明 到场「盘点」" in await chat.say("小明", f"到场 {code}")
    assert "✅ 到场：小红。" in await chat.say("店员", "到场 1 @小红", mentions=["小红"])
    # Next week's is open by now, but nobody comes to it yet.
    assert "✅ 到场：小绿。" in await chat.say("店员", "到场 @小绿", mentions=["小绿"])
    await chat.forward(hours=3)
    assert "到场只登记到结束后 3 小时" in await chat.say("小紫", f"到场 {code}")
    assert "已经结束了" in await chat.say("店员", "到场 1 @小紫", mentions=["小紫"])
    assert "盘点　没去成" in await chat.say("小紫", "我的活动", private=True)
    assert "1. 小明 ✓到场\n2. 小红 ✓到场\n3. 小绿 ✓到场\n4. 小紫\n4 人报名；到场 3 人" in await chat.say(
        "店员", "活动报名表 1", private=True
    )
    assert "2 号活动「盘点」的报名表" in await chat.say("店员", "活动报名表", private=True)
    for who in ("小明", "小红", "小绿"):
        assert f"{who}：5 积分" in await chat.say(who, "积分")
    await chat.forward(days=2)
    assert "1 号活动「盘点」已经结束了" in await chat.say("店员", "活动报名表 1", private=True)


async def test_the_only_event_that_is_just_over_needs_no_number(chat: Chat) -> None:
    await chat.say("店员", "开活动 今天 12:00 盘点")
    await chat.say("小明", "报名 1")
    await chat.forward(hours=7)
    assert "1. 小明\n" in await chat.say("店员", "活动报名表", private=True)
    assert "1. 小明\n" in await chat.say("店员", "活动报名表 盘点", private=True)
    assert "1 号活动「盘点」已经结束了" in await chat.say("小明", "活动 1")


async def test_fifty_who_come_at_once_are_each_paid_once(chat: Chat) -> None:
    await chat.say("店员", "开活动 今天 09:00 读书会 积分 5")
    code = await code_of(chat)
    comers = [f"成员{number}" for number in range(25)] * 2
    await asyncio.gather(*(chat.say(who, f"到场 {code}", key=f"k{place}") for place, who in enumerate(comers)))
    assert "到场 25 人" in await chat.say("店员", "活动报名表 1", private=True)
    for number in (0, 24):
        assert f"成员{number}：5 积分" in await chat.say(f"成员{number}", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_the_code_is_a_picture_for_the_door(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    answer = await chat.answer("店员", "活动码 1", private=True)
    (sheet,) = await chat.sheets(answer)
    code = await code_of(chat)
    assert sheet == EventCodeSpec(title="亲子烘焙", time="11-28 周六 14:00 到 16:00", words=f"到场 {code}")
    assert "只有员工可以用" in await chat.say("小明", "活动码 1")


async def test_a_change_is_told_and_moves_the_reminders(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    await chat.say("小明", "报名")
    await chat.say("小红", "报名 1 +2")
    changed = await chat.say("店员", "改活动 1 时间 周日 15:00 名额 4 地点 公园")
    assert "1 号活动有变动" in changed
    assert "时间：11-29 周日 15:00 到 17:00\n地点：公园" in changed
    assert "@小明 @小红" in changed
    told = [text for text in await chat.forward(days=5, hours=23) if "⏰" in text]
    assert ["11-29 15:00" in told[0], "今天" not in told[0], len(told)] == [True, True, 1]
    assert "请这样写" in await chat.say("店员", "改活动 1 随便")


async def test_a_cancelled_event_is_told_to_who_signed_up_and_can_be_held_after_all(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    await chat.say("小明", "报名")
    cancelled = await chat.say("店员", "取消活动 1 下雨")
    assert cancelled.startswith("❎ 1 号活动「亲子烘焙」取消了（下雨）。@小明")
    assert "取消了" in await chat.say("小红", "报名 1")
    assert not any("⏰" in text for text in await chat.forward(days=2))
    assert "活动取消" in await chat.say("小明", "我的活动", private=True)
    assert "📣 照常举行：\n📅 1 号活动：亲子烘焙" in await chat.say("店员", "重开活动 1")
    assert "没有取消" in await chat.say("店员", "重开活动 1")
    assert await chat.say("店员", "重开活动") == "请这样写：重开活动 3"
    assert len([text for text in await chat.forward(days=3, hours=5) if "⏰" in text]) == 2
    await chat.say("店员", "取消活动")
    await chat.forward(hours=5)
    assert "时间已经过了" in await chat.say("店员", "重开活动 1")


async def test_next_weeks_event_keeps_the_places_of_regulars(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 读书会 名额 2 每周")
    assert "以后每周都留着位子" in await chat.say("小明", "报名 1 每周")
    await chat.say("小红", "报名 1")
    told = await chat.forward(days=5, hours=9)
    assert any("下一次 12-05 周六 14:00 到 16:00，发「报名 2」。每周都来的 1 位已经报上了" in text for text in told)
    assert "1 人报名，还有 1 个名额" in await chat.say("小红", "活动")
    await chat.say("小明", "取消报名 2")
    assert any("发「报名 3」。" in text and "每周都来的" not in text for text in await chat.forward(days=7))
    await chat.say("店员", "改活动 3 只此一次")
    await chat.forward(days=7)
    assert "现在没有活动" in await chat.say("小红", "活动")


async def test_only_a_weekly_event_has_regulars(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    assert "只办这一次" in await chat.say("小明", "报名 1 每周")


async def test_who_left_the_group_frees_their_seat(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 读书会 名额 1")
    await chat.say("小明", "报名")
    await chat.say("小红", "报名")
    await chat.leave("小明")
    assert "1. 小红\n1 人报名，名额满了" in await chat.say("店员", "活动报名表", private=True)


async def test_the_calendar_file_can_be_opened(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙,一起来; 地点 店里\n第一行\n第二行")
    answer = await chat.answer("店员", "活动日历", private=True)
    (document,) = [part for part in answer or () if isinstance(part, Document)]
    data = await chat.bot.database.read(lambda db: files.load(db, document.digest))
    assert document.name == "活动1.ics"
    lines = data.decode().split("\r\n") if data else []
    assert "DTSTART:20261128T060000Z" in lines
    assert "SUMMARY:亲子烘焙\\,一起来" in lines
    assert "DESCRIPTION:第一行\\n第二行" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


async def test_the_timetable_announces_events(open_group: OpenChat) -> None:
    event = "{event: 周六 14:00 读书会 地点 店里, details: 带上书}"
    chat = await open_group(f"sop:\n  - {{name: 读书会, when: 每周一 09:00, do: 活动, with: {event}}}\n")
    told = await chat.forward(days=1)
    assert any("1 号活动：读书会\n时间：11-28 周六 14:00 到 16:00\n地点：店里\n带上书" in text for text in told)


@pytest.mark.parametrize("when", ["每周三 12:00", "每天 12:00"])
async def test_what_comes_every_week_by_itself_is_not_announced_beside_it(open_group: OpenChat, when: str) -> None:
    event = "{event: 周六 09:00 公园慢跑 每周}"
    chat = await open_group(f"sop:\n  - {{name: 慢跑, when: {when}, do: 活动, with: {event}}}\n")
    told = await chat.forward(days=16)
    assert [text.partition("\n")[0] for text in told if "📅" in text] == ["📅 1 号活动：公园慢跑"]
    assert (await chat.say("小明", "活动")).startswith("📅 3 号活动：公园慢跑\n时间：12-12 周六 09:00")
    await chat.say("店员", "取消活动 3")
    assert any("📅 4 号活动：公园慢跑" in text for text in await chat.forward(days=7))


async def test_what_was_announced_by_hand_is_not_announced_again(open_group: OpenChat) -> None:
    plans = (
        "sop:\n"
        "  - {name: 慢跑, when: 每周三 12:00, do: 活动, with: {event: 周六 09:00 慢跑}}\n"
        "  - {name: 周日慢跑, when: 每周三 13:00, do: 活动, with: {event: 周日 09:00 慢跑}}\n"
    )
    chat = await open_group(plans)
    await chat.say("店员", "开活动 周六 09:00 慢跑 名额 10")
    told = [text.partition("\n")[2] for text in await chat.forward(days=3) if "📅" in text]
    assert [text.partition("\n")[0] for text in told] == ["时间：11-29 周日 09:00 到 11:00"]


@pytest.mark.parametrize("typed", ["报名", "取消报名", "活动日历", "活动 7", "报名 7", "活动 那个"])
async def test_without_events_members_are_told_so(chat: Chat, typed: str) -> None:
    answer = await chat.say("小明", typed)
    assert "现在没有活动" in answer or "没有 7 号活动" in answer or "不是活动的编号" in answer


async def test_a_restart_loses_nothing(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP)
    chat = await open_chat(config, database_url)
    await chat.say("店员", ORDER)
    await chat.say("小明", "报名 1 +1")
    await chat.bot.close()
    chat = await open_chat(config, database_url)
    assert "2 人报名，还有 1 个名额" in await chat.say("小红", "活动", key="after")
    assert len([text for text in await chat.forward(days=5, hours=5) if "⏰" in text]) == 2
    await chat.bot.close()
