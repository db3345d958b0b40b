"""Courses while their file changes, and several at a time: what is announced can be attended, nothing comes twice."""

from __future__ import annotations

from tests.chat import GROUP, Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

LIST = "lessons: [第一章, 第二章, 第三章]"
READING = f"courses: {{读书课: {{days: [周一, 周四], at: '20:00', {LIST}}}}}\n"
TWO = "courses: {读书课: {days: [周一], at: '20:00'}, 做菜课: {days: [周一], at: '20:00', points: 8}}\n"


async def change(chat: Chat, before: str, after: str) -> None:
    """Change the group's file."""
    path = chat.bot.settings.config / "groups" / "group0.yaml"
    path.write_text((GROUP + READING).replace(before, after))
    await chat.bot.reload()


async def test_of_two_courses_at_a_time_the_named_one_is_attended(open_group: OpenChat) -> None:
    chat = await open_group(TWO)
    await chat.forward(hours=12, minutes=1)
    assert await chat.say("小明", "到课") == "现在有 2 节课在上，到的是哪一节？发「到课 读书课」、「到课 做菜课」。"
    assert "到课「做菜课」，+8 积分" in await chat.say("小明", "到课 做菜课")
    assert "到课「读书课」，+5 积分" in await chat.say("小明", "到课")
    assert "已经到课了" in await chat.say("小明", "到课 做菜课")


async def test_a_time_that_is_moved_just_before_is_kept_once(open_group: OpenChat) -> None:
    chat = await open_group(READING)
    await chat.forward(hours=11, minutes=35)
    await change(chat, "20:00", "21:00")
    assert "下一节：今天 21:00「读书课」第 1 节" in await chat.say("小明", "课程")
    told = await chat.forward(hours=2, minutes=30)
    assert [text for text in told if "开始啦" in text] == [
        "🔔 「读书课」第 1 节开始啦，听到的朋友发「到课」，得 5 分。"
    ]
    assert any("第 1 节讲完了" in text for text in told)
    assert not any("第 2 节" in text for text in told)


async def test_a_time_that_is_moved_during_a_lesson_gives_no_second_one(open_group: OpenChat) -> None:
    chat = await open_group(READING)
    await chat.forward(hours=12, minutes=10)
    await chat.say("小明", "到课")
    await change(chat, "20:00", "21:00")
    told = await chat.forward(hours=3)
    assert [text.partition("。")[0] for text in told if "讲完了" in text] == ["「读书课」第 1 节讲完了，1 人到课"]
    assert await points_of(chat, "小明") == 5


async def test_a_day_that_is_moved_just_before_comes_once(open_group: OpenChat) -> None:
    chat = await open_group(READING)
    await chat.forward(hours=11, minutes=40)
    await change(chat, "[周一, 周四]", "[周二]")
    assert "下一节：11-24 20:00「读书课」第 1 节" in await chat.say("小明", "课程")
    assert not any("开始啦" in text for text in await chat.forward(hours=2))
    assert any("第 1 节开始啦" in text for text in await chat.forward(hours=24))


async def test_what_was_completed_stays_under_its_old_name(open_group: OpenChat) -> None:
    chat = await open_group(READING.replace("lessons", "complete: 1, lessons"))
    await chat.forward(hours=12, minutes=1)
    await chat.say("小明", "到课")
    await change(chat, "读书课", "读书会")
    assert "小明 到课 1 节，2026-11-23 从「读书课」结业" in await chat.say("小明", "证书")
    assert "小明 到课 1 节" in await chat.say("小明", "证书 读书课")


async def test_two_homeworks_are_asked_for_with_their_numbers(open_group: OpenChat) -> None:
    homework = "homework: [{kind: 简答, ask: 学到什么？}]"
    first, second = (f"{{days: [周一], at: '{at}', {homework}}}" for at in ("20:00", "20:30"))
    chat = await open_group(f"courses: {{读书课: {first}, 做菜课: {second}}}\n")
    told = [text for text in await chat.forward(hours=14) if "的作业（" in text]
    assert "发「作业 1 你的回答」来交" in told[0]
    assert "发「作业 2-1 你的回答」来交" in told[1]
    shown = await chat.say("小明", "作业 做菜课")
    assert "学到什么？" in shown
    assert "发「作业 2-1 你的回答」" in shown
    assert "交了第 1 题" in await chat.say("小明", "作业 2-1 备菜的顺序")
