"""唤醒方案, 唤醒报表 and 沉睡名单: those in charge see whom it is about, what it costs, and what it brought."""

from __future__ import annotations

import pytest

from handlers.kit.reply import plain
from handlers.pictures.report_specs import ReportSpec
from tests.conftest import OpenChat
from tests.support.waves import MANY, called, fall_asleep, start, wave

SHOP = "mall: {items: [{name: 茶, points: 5}]}\n"


async def test_the_plan_tells_what_it_costs_and_when_it_pays_off(open_group: OpenChat) -> None:
    chat = await open_group(wave(SHOP, offer="{item: 茶}", cost="{touch: 0.5, offer: 8}", worth="10", cause="换季"))
    await fall_asleep(chat)
    plan = await chat.say("小助理", "唤醒方案 唤回")
    touched = int(plan.partition("会找 ")[2].partition(" 人")[0])
    assert 20 < touched < 30
    assert f"另留 {30 - touched} 人不打扰" in plan
    assert "原因：换季" in plan
    assert "场景：线上；怎么找：私聊；7 天内发言、签到、下单算回来" in plan
    assert f"找一遍 {touched / 2:.2f}".removesuffix(".00") in plan
    assert f"人人都领一共 {touched * 8.5:.2f}".removesuffix(".00") in plan
    need = -(-touched // 4)  # half a yuan for each, two yuan left of each who comes
    assert f"要 {need} 位以上回来才够本，也就是 {round(need * 100 / touched)}%" in plan
    assert "按只有回来的人领礼算" in plan
    assert "人太少，比不出有没有用" in plan
    assert not called(chat)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"worth": "10", "offer": "{points: 5}", "cost": "{touch: 1, offer: 10}"}, "来多少都不够本"),
        ({"worth": "3", "cost": "{touch: 9}"}, "不够本"),
        ({"worth": "99"}, "回来一位就够本"),
        ({}, "算不出要回来几位才够本"),
    ],
)
async def test_what_does_not_pay_is_said(open_group: OpenChat, keys: dict[str, str], told: str) -> None:
    chat = await open_group(wave(**keys))
    await fall_asleep(chat, MANY[:6])
    assert told in await chat.say("小助理", "唤醒方案 唤回")


async def test_orders_tell_the_worth_where_the_file_does_not(open_group: OpenChat) -> None:
    chat = await open_group(wave(cost="{touch: 1}"))
    await fall_asleep(chat, MANY[:6])
    await chat.say("店员", "记单 @小红 50 A101", mentions=["小红"])
    assert "回来一位按 50 元算（近来平均每单）" in await chat.say("小助理", "唤醒方案 唤回")
    await start(chat)
    who = next(who for who in called(chat) if who in MANY)
    await chat.say("店员", f"记单 @{who} 80 A102", mentions=[who])
    assert "产出 80 元（找过的人这些天的订单）" in await chat.say("小助理", "唤醒报表 唤回")


@pytest.mark.parametrize(
    "words", ["唤醒方案 唤会", "唤醒 开始 唤会", "唤醒 暂停 唤会", "唤醒报表 唤会", "唤醒 停止 唤会"]
)
async def test_a_slip_is_recognised(open_group: OpenChat, words: str) -> None:
    chat = await open_group(wave())
    assert "是不是「唤回」？" in await chat.say("小助理", words)


async def test_names_and_numbers_are_asked_for(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    assert "请这样写：唤醒 开始 唤回" in await chat.say("小助理", "唤醒 开始")
    assert "还没有开始过" in await chat.say("小助理", "唤醒报表 唤回")
    assert "唤回：还没开始过" in await chat.say("小助理", "唤醒方案")
    assert "另有 1 个唤醒" in await chat.say("小助理", "SOP")
    assert "「唤回」是唤醒，发「唤醒方案 唤回」看" in await chat.say("小助理", "SOP 试发 唤回")
    assert "不是写在 sop 下面的计划，是唤醒的" in await chat.say("小助理", "SOP 删除 唤回")


async def test_the_timetables_words_pause_and_resume_it(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    await fall_asleep(chat)
    await chat.say("小助理", "唤醒 开始 唤回")
    assert "先不发了" in await chat.say("小助理", "SOP 暂停 唤回")
    await chat.forward(hours=1)
    assert called(chat) == []
    assert "接着走" in await chat.say("小助理", "SOP 恢复 唤回")
    await chat.forward(minutes=3)
    assert len(called(chat)) > 20


async def test_the_report_is_a_picture_without_names(open_group: OpenChat) -> None:
    chat = await open_group(wave(holdout="20", worth="30", cost="{touch: 1}"))
    many = tuple(f"客{number}" for number in range(60))
    await fall_asleep(chat, many)
    await start(chat)
    for who in called(chat)[:5]:
        await chat.say(who, "我来啦")
    (sheet,) = await chat.sheets(await chat.answer("小助理", "唤醒报表 唤回"))
    assert isinstance(sheet, ReportSpec)
    assert "客" not in str(sheet)
    assert [bar.value for bar in sheet.bars] == [round(500 / len(set(called(chat)) & set(many))), 0]
    assert sheet.remarks[0].startswith("人太少，看不出是不是唤醒的功劳")


async def test_of_a_handful_no_percentages_are_told(open_group: OpenChat) -> None:
    chat = await open_group(wave(holdout="10", worth="30", cost="{touch: 0.1}"))
    await fall_asleep(chat, ("客1", "客2"))
    await start(chat)
    await chat.say(called(chat)[0], "我来啦")
    answer = await chat.answer("小助理", "唤醒报表 唤回", private=True)
    told = plain(answer or ())
    assert "%" not in told.replace("95%", "")
    assert "回来 1 人" in told
    assert "人太少，ROI 说明不了什么" in told
    (sheet,) = await chat.sheets(answer)
    assert isinstance(sheet, ReportSpec)
    assert sheet.bars == ()
    assert [tile.value for tile in sheet.tiles if "%" in tile.value] == []


async def test_a_large_ratio_is_told_as_times(open_group: OpenChat) -> None:
    chat = await open_group(wave(worth="30", cost="{touch: 0.1}"))
    await fall_asleep(chat)
    await start(chat)
    for who in called(chat)[:9]:
        await chat.say(who, "我来啦")
    assert "ROI 93 倍" in await chat.say("小助理", "唤醒报表 唤回", private=True)


async def test_who_is_asleep_is_told_with_since_when_and_why(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    assert "没有人 14 天没动静" in await chat.say("小助理", "沉睡名单")
    await chat.join("新来的")
    await fall_asleep(chat, MANY[:24], days=20)
    await chat.say("店员", "记单 @客23 50 A101", mentions=["客23"])
    await chat.forward(days=15)
    first, second = await chat.say("小助理", "沉睡名单"), await chat.say("小助理", "沉睡名单 2")
    assert first.startswith("沉睡 25 人（沉默客户 1、睡眠客户 24、流失客户 0），最久的在前，第 1/2 页：")
    assert "新来的：35 天没动静，2026-11-23 进群后没来过，算睡眠客户（30 天起）" in first
    assert "客0：35 天没动静，最后露面 2026-11-23，算睡眠客户（30 天起）" in first
    assert "客23：15 天没动静，最后下单 2026-12-13，算沉默客户（14 天起）" in second
    assert first.count("没动静") == 20
    assert second.count("没动静") == 5
    for words in ("沉睡名单 3", "沉睡名单 0", "沉睡名单 客0", "沉睡名单 ²"):
        assert "一共 2 页" in await chat.say("小助理", words)
    await start(chat)
    assert "最近找过" in await chat.say("小助理", "沉睡名单")


async def test_twenty_who_are_asleep_are_a_page(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    await fall_asleep(chat, MANY[:20], days=13)
    assert "没有人 14 天没动静" in await chat.say("小助理", "沉睡名单")
    await chat.say("客20", "大家好")
    await chat.forward(days=1)
    told = await chat.say("小助理", "沉睡名单")
    assert told.startswith("沉睡 20 人（沉默客户 20、睡眠客户 0、流失客户 0），最久的在前，第 1/1 页：")
    assert "下一页" not in told
    await chat.forward(days=13)
    told = await chat.say("小助理", "沉睡名单")
    assert told.startswith("沉睡 21 人（沉默客户 21、睡眠客户 0、流失客户 0），最久的在前，第 1/2 页：")
    assert "发「沉睡名单 2」看下一页。" in told
    assert "客20：14 天没动静" in await chat.say("小助理", "沉睡名单 第２页")


async def test_earlier_runs_are_told_by_their_number(open_group: OpenChat) -> None:
    chat = await open_group(wave(again="8天"))
    await fall_asleep(chat, MANY[:6])
    days = []
    for _ in range(3):
        days.append(f"{chat.now:%m-%d}")
        await start(chat)
        await chat.forward(days=9)
    told = [
        await chat.say("小助理", f"唤醒报表 唤回{which}", private=True) for which in ("", " 1", " 2", " 3", " 全部")
    ]
    assert [day for words in told[:4] for day in days if f"{day} 开始" in words] == [*days[::-1][:1], *days[::-1]]
    behind = "发「唤醒报表 唤回 全部」合在一起看。"
    assert told[0].endswith(f"另有 2 轮，发「唤醒报表 唤回 2」看前一轮，{behind}")
    assert told[1] == told[0]
    assert told[2].endswith(f"另有 2 轮，发「唤醒报表 唤回 3」看前一轮，{behind}")
    assert told[3].endswith(f"另有 2 轮，{behind}")
    assert f"{days[0]} 到 {days[2]} 开始的 3 轮" in told[4]
    for which in ("0", "4", "9999"):
        assert "一共 3 轮，1 是最近一轮" in await chat.say("小助理", f"唤醒报表 唤回 {which}")


async def test_where_there_was_one_run_no_other_is_named(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    await fall_asleep(chat, MANY[:6])
    await start(chat)
    assert "另有" not in await chat.say("小助理", "唤醒报表 唤回", private=True)
    assert "日子还没到" in await chat.say("小助理", "唤醒报表 唤回", private=True)
    await chat.forward(days=8)
    assert "日子还没到" not in await chat.say("小助理", "唤醒报表 唤回", private=True)
