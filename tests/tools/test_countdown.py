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


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("倒计时 下周五", "下周五：12 月 4 日（周五），还有 11 天"),
        ("倒计时 15号", "15号：12 月 15 日（周二），还有 22 天"),
        ("倒计时 周末", "周末：11 月 28 日（周六），还有 5 天"),
        ("倒计时 下周末", "下周末：12 月 5 日（周六），还有 12 天"),
        ("倒计时 3天后", "3天后：11 月 26 日（周四），还有 3 天"),
        ("倒计时 月底", "月底：11 月 30 日（周一），还有 7 天"),
        ("倒计时 婚礼 下周五", "婚礼：12 月 4 日（周五），还有 11 天"),
        ("倒计时 回家 除夕", "回家：2027 年 2 月 5 日（周五），还有 74 天"),
        ("倒计时 农历八月十五", "农历八月十五：2027 年 9 月 15 日（周三），还有 296 天"),
        ("倒计时 腊月二十三", "腊月二十三：2027 年 1 月 30 日（周六），还有 68 天"),
        (
            "倒计时 元旦 春节",
            "元旦：2027 年 1 月 1 日（周五），还有 39 天\n春节：2027 年 2 月 6 日（周六），还有 75 天",
        ),
        (
            "倒计时 清明、五一",
            "清明：2027 年 4 月 5 日（周一），还有 133 天\n劳动节：2027 年 5 月 1 日（周六），还有 159 天",
        ),
        ("倒计时 春节 2027-02-06", "春节：2027 年 2 月 6 日（周六），还有 75 天"),
        ("倒计时 2月29日", "2月29日：2028 年 2 月 29 日（周二），还有 463 天"),
        ("倒计时 2月30日", "没有「2月30日」这一天，请再看看。"),
        ("倒计时 2027-02-29", "没有「2027-02-29」这一天，请再看看。"),
        ("倒计时 今年中秋", "中秋节：9 月 25 日（周五），已经过去 59 天"),
        ("冬至是哪天", "冬至：12 月 22 日（周二），还有 29 天"),
        ("除夕是几号？", "除夕：2027 年 2 月 5 日（周五），还有 74 天"),
        ("什么时候过年", "春节：2027 年 2 月 6 日（周六），还有 75 天"),
        ("还有几天过年", "春节：2027 年 2 月 6 日（周六），还有 75 天"),
        ("再过几天就是冬至了？", "冬至：12 月 22 日（周二），还有 29 天"),
        ("哪天是冬至", "冬至：12 月 22 日（周二），还有 29 天"),
    ],
)
async def test_days_in_words_are_counted_down_to(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("今天几号", "今天是 11 月 23 日（周一）～"),
        ("今天星期几", "今天是 11 月 23 日（周一）～"),
        ("明天是周几呀", "明天是 11 月 24 日（周二）～"),
        ("下周五是几号", "下周五是 12 月 4 日（周五）～"),
        ("现在几点", "现在是 08:00～"),
        ("几点了", "现在是 08:00～"),
        ("2月30号是周几", "没有「2月30号」这一天，请再看看。"),
    ],
)
async def test_the_bot_tells_the_date_and_the_time_where_it_is_asked(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said, addressed=True) == answer
    assert await chat.say("小明", said) == ""


@pytest.mark.parametrize("said", ["我生日是哪天", "开会是几号", "小雪什么时候来", "什么时候吃饭", "周末有几天"])
async def test_other_questions_about_days_are_talk(said: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == ""
