"""回访: a follow-up reminds, and its notes are kept."""

from __future__ import annotations

from functools import partial

import pytest

from tests.chat import Chat
from tests.support.staff_tasks import POSTER_TASK, execute


async def test_the_history_of_a_task_cannot_be_changed(chat: Chat) -> None:
    await chat.say("群主", POSTER_TASK)
    for sql in ("UPDATE task_step SET note = 'x'", "DELETE FROM task_step"):
        with pytest.raises(Exception, match="append-only"):
            await chat.bot.database.write(partial(execute, sql))


async def test_a_follow_up_reminds_and_keeps_what_was_said(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    answer = await chat.say("店员", "回访 @小明 明天 15:00 问问保温杯好不好用")
    assert answer == ("记下啦：1 号，11-24 15:00 前回访 小明（问问保温杯好不好用）。聊完发「完成 1 聊了什么」。")
    [soon] = await chat.forward(hours=30)
    assert "1 号【回访】回访 小明 快到时间了" in soon
    await chat.say("店员", "延期 1 11-26 15:00 客户在开会")
    assert "写一句证明" in await chat.say("店员", "完成 1")
    assert "✅" in await chat.say("店员", "完成 1 好用，想再买一个")
    assert (await chat.say("小助理", "回访记录 @小明", mentions=["小明"])).splitlines() == [
        "小明 的回访记录（新的在前）：",
        "2026-11-24 14:00 店员 回访过：好用，想再买一个",
        "2026-11-24 14:00 店员 延期：客户在开会",
        "2026-11-23 08:00 店员 约了：问问保温杯好不好用",
    ]
    assert "还没有 店员 的回访记录" in await chat.say("店员", "回访记录 @店员")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("明天中午1点 问问", "11-24 13:00 前回访 小明（问问）"),
        ("下周一上午 问问", "11-30 12:00 前回访 小明（问问）"),
        ("3天后 15:00 问问", "11-26 15:00 前回访 小明（问问）"),
        ("今晚1点 问问", "11-24 01:00 前回访 小明（问问）"),
        ("30号下午三点一刻，问问", "11-30 15:15 前回访 小明（问问）"),
        ("明天8点 问问", "「11-24 08:00」还是「11-24 20:00」"),
        ("差五分八点 问问", "没看懂时间「差五分八点」"),
        ("下午三点问问", "在时间后面空一格"),
        ("今早7点 问问", "已经过了"),
    ],
)
async def test_a_follow_up_is_when_people_say(said: str, told: str, chat: Chat) -> None:
    await chat.say("小明", "大家好")
    assert told in await chat.say("店员", f"回访 @小明 {said}")
