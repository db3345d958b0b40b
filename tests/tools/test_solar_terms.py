"""节气: today's, or the last and the next one."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.chat import Chat


async def test_the_last_and_the_next_one_are_told(chat: Chat) -> None:
    assert await chat.say("小明", "节气") == (
        "现在是小雪，从 11 月 22 日（周日）开始。下一个节气是大雪：12 月 7 日（周一），还有 14 天。"
    )


async def test_on_its_day_it_is_todays(chat: Chat) -> None:
    await chat.forward_to(datetime(2026, 12, 22, 1, tzinfo=UTC))
    assert await chat.say("小明", "节气") == "今天是冬至。下一个节气是小寒：2027 年 1 月 5 日（周二），还有 14 天。"


async def test_one_is_asked_for_by_its_name(chat: Chat) -> None:
    assert await chat.say("小明", "节气 冬至") == "冬至：12 月 22 日（周二），还有 29 天。"
    assert await chat.say("小明", "节气 真有意思") == ""
    assert "不是节气" in await chat.say("小明", "节气 中秋", addressed=True)
