"""倒计时: by name, by date, or by the group's own calendar; always from the group's own today."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("倒计时 元旦", "元旦：2027 年 1 月 1 日（周五），还有 39 天"),
        ("倒计时 新年", "元旦：2027 年 1 月 1 日（周五），还有 39 天"),
        ("倒计时 国庆", "国庆节：2027 年 10 月 1 日（周五），还有 312 天"),
        ("倒计时 冬至！", "冬至：12 月 22 日（周二），还有 29 天"),
        ("倒计时 高考 2027-06-07", "高考：2027 年 6 月 7 日（周一），还有 196 天"),
        ("倒计时 2027年6月7日 高考", "高考：2027 年 6 月 7 日（周一），还有 196 天"),
        ("倒计时 3-4班 运动会 12-20", "3-4班 运动会：12 月 20 日（周日），还有 27 天"),
        ("倒计时 明天", "明天：11 月 24 日（周二），还有 1 天"),
        ("倒计时 11-23", "11-23：11 月 23 日（周一），就是今天"),
        ("倒计时 开业 2026-11-01", "开业：11 月 1 日（周日），已经过去 22 天"),
        ("倒计时 端五节", "不知道「端五节」是哪天。是不是「端午节」？"),
        ("倒计时 发工资", "不知道「发工资」是哪天。请写上日期，例如：倒计时 高考 2027-06-07"),
        ("倒计时 {day} 2-30", "没有「2-30」这一天，请再看看。"),
    ],
)
async def test_a_day_is_counted_down_to(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == answer


async def test_the_groups_own_days_come_before_all_others(open_group: OpenChat) -> None:
    chat = await open_group(
        'calendar: {日子: {店庆: ["2026-11-20", "2026-12-20"], 小年: 2026-12-01, 开业: 2026-11-01}}\n'
    )
    assert await chat.say("小明", "倒计时 店庆") == "店庆：12 月 20 日（周日），还有 27 天"
    assert await chat.say("小明", "倒计时 小年") == "小年：12 月 1 日（周二），还有 8 天"
    assert await chat.say("小明", "倒计时 开业") == "开业：11 月 1 日（周日），已经过去 22 天"
    assert (await chat.say("小明", "倒计时")).splitlines() == [
        "小年：12 月 1 日（周二），还有 8 天",
        "店庆：12 月 20 日（周日），还有 27 天",
        "元旦：2027 年 1 月 1 日（周五），还有 39 天",
        "春节：2027 年 2 月 6 日（周六），还有 75 天",
        "清明节：2027 年 4 月 5 日（周一），还有 133 天",
    ]


async def test_today_is_that_of_the_group(open_group: OpenChat) -> None:
    chat = await open_group("timezone: America/New_York\n")
    late = datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert "还有 1 天" in await chat.say("小明", "倒计时 2026-11-23", at=late)


@pytest.mark.parametrize("typed", ["离春节还有几天", "距离春节还有多少天？", "过年还有几天", "春节还有几天呀"])
async def test_a_question_is_answered_where_the_day_is_known(chat: Chat, typed: str) -> None:
    assert "春节：2027 年 2 月 6 日（周六），还有 75 天" in await chat.say("小明", typed)


async def test_a_question_about_an_unknown_day_is_talk(chat: Chat) -> None:
    assert await chat.say("小明", "离放学还有几天") == ""
    assert "不知道「放学」是哪天" in await chat.say("小明", "离放学还有几天", addressed=True)
