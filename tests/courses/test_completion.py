"""证书: a course completed by attending unlocks the next one and earns a certificate."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.pictures.specs import CertificateSpec
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat

CAMP = """\
speaking: {points: 0}
courses:
  入门课: {days: [周一, 周二], at: '10:00', complete: 2}
  进阶课: {days: [周一, 周三], at: '20:00', after: 入门课}
"""
TWO_IN_A_CIRCLE = """
  甲: {days: [周一], at: '20:00', after: 乙, complete: 1}
  乙: {days: [周二], at: '20:00', after: 甲, complete: 1}
"""


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with two courses, the second after the first, at 08:00 on a Monday."""
    return await open_group(CAMP)


async def attend_both_lessons(chat: Chat) -> str:
    await chat.forward(hours=2, minutes=1)
    await chat.say("小明", "到课")
    await chat.forward(hours=24)
    return await chat.say("小明", "到课")


async def test_a_course_is_completed_once_and_unlocks_the_next(chat: Chat) -> None:
    said = await attend_both_lessons(chat)
    assert said.endswith("\n🎓 上完「入门课」了，恭喜结业！发「证书」领结业证书。「进阶课」可以上了。")
    assert "先上完「入门课」" in await chat.say("小红", "课程")
    await chat.forward(hours=34)
    assert "✅ 小明 到课「进阶课」" in await chat.say("小明", "到课")
    assert await chat.say("小红", "到课") == "「进阶课」要先上完「入门课」：到课 2 节，你到了 0 节。"
    assert "还没有积分" in await chat.say("小红", "积分")
    await chat.forward(days=4, hours=14)
    assert "恭喜结业" not in await chat.say("小明", "到课")


async def test_a_certificate_tells_the_day_of_the_last_lesson_needed(chat: Chat) -> None:
    await attend_both_lessons(chat)
    await chat.forward(days=6)
    await chat.say("小明", "到课")
    certificate = CertificateSpec(group="测试群", name="小明", course="入门课", lessons=2, day="2026-11-24")
    assert await chat.sheets(await chat.answer("小明", "证书")) == [certificate]
    assert await chat.sheets(await chat.answer("小明", "领证书 入门课")) == [certificate]


async def test_who_has_not_completed_a_course_is_told_how_far_they_are(chat: Chat) -> None:
    await chat.forward(hours=2, minutes=1)
    await chat.say("小明", "到课")
    assert await chat.say("小明", "证书") == "还没有结业的课。「入门课」还没结业：到课 1/2 节。"
    assert await chat.say("小红", "证书 入门课") == "「入门课」还没结业：到课 0/2 节。"
    assert await chat.say("小红", "证书 入门") == "「入门课」还没结业：到课 0/2 节。"
    assert await chat.say("小红", "证书 入门学") == "没有叫「入门学」的结业课程。是不是「入门课」？"


async def test_where_no_course_ends_there_are_no_certificates(open_group: OpenChat) -> None:
    chat = await open_group("courses: {小课堂: {days: [周一], at: '20:00'}}\n")
    assert await chat.say("小明", "证书") == "这个群的课程还没有结业证书。"


@pytest.mark.parametrize(
    ("courses", "words"),
    [
        ("{甲: {days: [周一], at: '20:00', after: 乙}}", "没有这门课"),
        ("{甲: {days: [周一], at: '20:00', after: 乙}, 乙: {days: [周二], at: '20:00'}}", "请给「乙」写 complete"),
        (TWO_IN_A_CIRCLE, "绕了一圈"),
        ("{甲: {days: [周一], at: '20:00', after: 甲, complete: 1}}", "绕了一圈"),
    ],
)
async def test_an_order_that_cannot_be_followed_is_named(
    tmp_path: Path, database_url: str, courses: str, words: str
) -> None:
    config = write_config(tmp_path / "config", GROUP + f"courses: {courses}\n")
    chat = await open_chat(config, database_url)
    assert any(words in str(problem) for problem in chat.bot.groups.problems), chat.bot.groups.problems
    await chat.bot.close()
