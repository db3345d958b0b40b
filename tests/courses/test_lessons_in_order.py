"""A course with a list of lessons: one after the other, each with its own topic, material and homework."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from handlers.courses.rules import Courses
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat

SERIES = """\
courses:
  读书课:
    days: [周一, 周四]
    at: "20:00"
    speaker: 王师傅
    homework: [{kind: 简答, ask: 今天学到了什么？}]
    lessons:
      - {topic: 怎么开始, material: 第一章}
      - {topic: 怎么坚持, speaker: 小月, homework: [{kind: 选择, ask: 先做哪样？, options: [难的, 小的], answer: 2}]}
      - {topic: 怎么收尾, material: 第三章, homework: []}
"""


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with a course of three lessons on Mondays and Thursdays, at 08:00 on a Monday."""
    return await open_group(SERIES)


async def test_each_lesson_tells_its_own_topic_until_all_are_given(chat: Chat) -> None:
    told = await chat.forward(days=14)
    assert [text for text in told if "今天 20:00" in text] == [
        "📚 今天 20:00「读书课」，王师傅主讲：第 1 节，怎么开始",
        "📚 今天 20:00「读书课」，小月主讲：第 2 节，怎么坚持",
        "📚 今天 20:00「读书课」，王师傅主讲：第 3 节，怎么收尾",
    ]
    assert [text for text in told if "开始啦" in text][1:2] == [
        "🔔 「读书课」第 2 节开始啦，小月主讲，听到的朋友发「到课」，得 5 分。"
    ]
    ended = [text for text in told if "讲完了" in text]
    assert "1 号课的作业" in ended[0]
    assert "今天学到了什么？" in ended[0]
    assert "A. 难的　B. 小的" in ended[1]
    assert ended[2:] == ["「读书课」第 3 节讲完了，课件发「课件」看。全部 3 节都讲完啦，谢谢一路跟着的大家～"]
    assert "3 节都讲完了" in await chat.say("小明", "课程")


async def test_what_comes_next_and_the_materials_of_what_was_given_are_shown(chat: Chat) -> None:
    assert "第 1 节（共 3 节）：怎么开始" in await chat.say("小明", "课程")
    assert await chat.say("小明", "课件") == "📎 读书课 第 1 节：第一章"
    await chat.forward(days=3)
    shown = await chat.say("小明", "课程")
    assert "第 2 节（共 3 节）：怎么坚持" in shown
    assert "下一节：今天 20:00「读书课」第 2 节" in shown
    await chat.forward(days=4, hours=12, minutes=5)
    assert await chat.say("小明", "课件") == "📎 读书课 第 3 节：第三章"
    assert await chat.say("小明", "课件 读书课") == "📎 读书课 第 1 节：第一章\n📎 读书课 第 3 节：第三章"
    assert "到课「读书课」第 3 节，+5 积分" in await chat.say("小明", "到课")


async def test_the_list_grows_and_is_put_right_on_the_way(chat: Chat) -> None:
    await chat.forward(days=1)
    path = chat.bot.settings.config / "groups" / "group0.yaml"
    file = path.read_text().replace("怎么开始", "如何开始").replace("怎么坚持", "如何坚持")
    path.write_text(file + "      - {topic: 加讲一节}\n")
    await chat.bot.reload()
    told = await chat.forward(days=14)
    assert [text.partition("第 ")[2] for text in told if "今天 20:00" in text] == [
        "2 节，如何坚持",
        "3 节，怎么收尾",
        "4 节，加讲一节",
    ]


async def test_a_course_under_way_begins_its_list_at_the_first_lesson(open_group: OpenChat) -> None:
    chat = await open_group("courses: {读书课: {days: [周一, 周四], at: '20:00', topic: 随便聊聊}}\n")
    await chat.forward(days=3, hours=12, minutes=5)
    path = chat.bot.settings.config / "groups" / "group0.yaml"
    path.write_text(GROUP + SERIES)
    await chat.bot.reload()
    told = await chat.forward(days=5)
    assert [text for text in told if "今天 20:00" in text] == ["📚 今天 20:00「读书课」，王师傅主讲：第 1 节，怎么开始"]


async def test_a_bot_that_was_down_goes_on_with_the_lesson_that_was_not_given(
    database_url: str, tmp_path: Path
) -> None:
    config = write_config(tmp_path / "config", GROUP + SERIES)
    chat = await open_chat(config, database_url)
    await chat.forward(hours=12, minutes=5)
    now = chat.now
    await chat.bot.close()
    chat = await open_chat(config, database_url, at=now)
    assert any("「读书课」第 1 节讲完了" in text for text in await chat.forward(hours=1))
    assert "第 2 节（共 3 节）：怎么坚持" in await chat.say("小明", "课程")
    await chat.bot.close()


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ("{date: 2026-12-05, at: '20:00', lessons: [{topic: 一}]}", "只上一次的课写 topic 就行"),
        ("{days: [周一], at: '20:00', topic: 都讲, lessons: [{topic: 一}]}", "请把 topic 删去"),
        ("{days: [周一], at: '20:00', complete: 2, lessons: [{topic: 一}]}", "complete 最多写 1"),
        ("{days: [周一], at: '20:00', lessons: [{speaker: 王师傅}]}", "topic"),
    ],
)
async def test_mistakes_in_the_list_are_named(tmp_path: Path, database_url: str, course: str, words: str) -> None:
    config = write_config(tmp_path / "config", GROUP + f"courses:\n  读书课: {course}\n")
    chat = await open_chat(config, database_url)
    assert any(words in str(problem) for problem in chat.bot.groups.problems), chat.bot.groups.problems
    await chat.bot.close()


def test_the_questions_of_all_lessons_are_the_courses() -> None:
    course = Courses.model_validate(YAML(typ="safe").load(SERIES)["courses"]).root["读书课"]
    assert [question.ask for question in course.list_questions()] == ["今天学到了什么？", "先做哪样？"]
