"""课程: lessons are planned, announced, attended and ended by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from sop.advice import advice_for
from storage.points import reconciliation
from tests.chat import GROUP, START, Chat, open_chat, write_config
from tests.conftest import OpenChat
from tests.support.courses import COURSES


async def test_being_there_may_name_the_course(chat: Chat) -> None:
    assert await chat.say("小明", "到 公司了") == ""
    await chat.forward(hours=12, minutes=1)
    assert await chat.say("小明", "到 公司了") == ""
    assert "现在上的是「小课堂」，不是「瑜伽」" in await chat.say("小明", "到课 瑜伽")
    assert "到课「小课堂」" in await chat.say("小明", "到课 小课堂")
    assert "到课「小课堂」" in await chat.say("小红", "到")


async def test_a_lesson_is_announced_begun_and_ended(chat: Chat) -> None:
    told = await chat.forward(hours=12, minutes=1)
    assert told == [
        "📚 今天 20:00「小课堂」，王师傅主讲：怎么把面发好",
        "🔔 「小课堂」开始啦，王师傅主讲，听到的朋友发「到课」，得 5 分。",
    ]
    assert "✅ 小明 到课「小课堂」，+5 积分" in await chat.say("小明", "到课")
    assert "已经到课了" in await chat.say("小明", "到")
    assert "到课「小课堂」" in await chat.say("小绿", "已到")
    assert "到课" in await chat.say("小红", "到课了")
    (ended,) = await chat.forward(minutes=40)
    assert ended == (
        "「小课堂」讲完了，3 人到课，课件发「课件」看。\n"
        "📝 1 号课的作业（11-24 20:40 前交）：\n"
        "1. 水温多少合适？\nA. 10度　B. 35度　C. 80度（5 分）\n"
        "2. 要用到哪些？（多选）\nA. 酵母　B. 盐　C. 醋（5 分）\n"
        "3. 发到多大就好了？（5 分）\n4. 今天学到了什么？（10 分）\n"
        "发「作业 1 你的回答」来交，截止前可以改。"
    )
    assert "小明：5 积分" in await chat.say("小明", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_lessons_of_the_week_are_announced_a_day_before(chat: Chat) -> None:
    told = await chat.forward(days=3, hours=11)
    assert "📚 11-26 20:00「小课堂」，王师傅主讲：怎么把面发好" in told
    assert "下一节：今天 20:00「小课堂」" in await chat.say("小明", "课程")


async def test_being_there_counts_around_the_lesson_only(chat: Chat) -> None:
    await chat.forward(minutes=10)
    assert "现在没有在上的课。下一节：今天 20:00「小课堂」" in await chat.say("小明", "到课")
    assert await chat.say("小明", "到") == ""
    assert await chat.say("小明", "我到了") == ""
    await chat.forward(hours=11, minutes=42)
    assert "到课「小课堂」" in await chat.say("小明", "到课")
    await chat.forward(minutes=55)
    assert "到课「小课堂」" in await chat.say("小红", "到课")
    await chat.forward(minutes=5)
    assert "现在没有在上的课" in await chat.say("小绿", "到课")


async def test_a_changed_file_moves_what_is_planned(chat: Chat) -> None:
    await chat.forward(minutes=10)
    path = chat.bot.settings.config / "groups" / "group0.yaml"
    path.write_text(path.read_text().replace("[周一, 周四]", "[周二]"))
    await chat.bot.reload()
    await chat.forward(hours=1)
    assert "下一节：11-24 20:00" in await chat.say("小明", "课程")
    assert not any("开始啦" in text for text in await chat.forward(hours=14))
    assert any("开始啦" in text for text in await chat.forward(hours=24))


async def test_a_course_given_once_is_warmed_up_for(open_group: OpenChat) -> None:
    chat = await open_group("courses: {公开课: {date: 2026-11-28, at: '15:00', topic: 家常面点, points: 0}}\n")
    told = await chat.forward(days=6)
    assert told[:4] == [
        "👀 11-28 15:00「公开课」：家常面点\n先想好一个想问的问题，到时候一起听～",
        "📚 11-28 15:00「公开课」：家常面点",
        "📚 今天 15:00「公开课」：家常面点",
        "🔔 「公开课」开始啦，听到的朋友发「到课」。",
    ]
    assert told[4] == "「公开课」讲完了。"
    assert "📚 公开课：2026-11-28 15:00，40 分钟" in await chat.say("小明", "课程")


async def test_materials_and_records_are_shown(chat: Chat) -> None:
    assert await chat.say("小明", "课件") == "📎 小课堂：https://example.com/lesson"
    assert await chat.say("小明", "课件 小课") == "📎 小课堂：https://example.com/lesson"
    assert "没有叫「大课堂」的课程" in await chat.say("小明", "课件 大课堂")
    await chat.forward(hours=12, minutes=1)
    await chat.say("小明", "到课")
    await chat.forward(hours=1)
    await chat.say("小明", "作业 1 B")
    assert await chat.say("小明", "学习记录", private=True) == "📖 小明 的学习记录：\n小课堂：到课 1/1 节，交作业 1 份"
    assert "只有员工可以看别人的" in await chat.say("小红", "学习记录 @小明")
    assert "小明 的学习记录" in await chat.say("店员", "学习记录 @小明", private=True)
    report = await chat.say("店员", "课程报表", private=True)
    assert report.endswith("11-23 20:00「小课堂」　到课 1 人，1 人交作业 1 份，选择和关键词题对 100%")


async def test_a_restart_in_the_midst_loses_nothing(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + COURSES)
    chat = await open_chat(config, database_url)
    await chat.forward(hours=12, minutes=5)
    await chat.say("小明", "到课")
    now = chat.now
    await chat.bot.close()
    chat = await open_chat(config, database_url, at=now)
    chat.said = 100
    assert "已经到课了" in await chat.say("小明", "到课")
    assert any("讲完了，1 人到课" in text for text in await chat.forward(hours=1))
    await chat.bot.close()


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ("{at: '20:00'}", "写 days（每周哪几天）或者 date"),
        ("{days: [周一], date: 2026-12-05, at: '20:00'}", "写 days（每周哪几天）或者 date"),
        ("{days: [礼拜一], at: '20:00'}", "周一"),
        ("{days: [周一], at: 8点}", "18:00"),
        ("{days: [周一], at: '20:00', homework: [{kind: 选择, ask: 几度？, options: [a, b], answer: 3}]}", "1 到 2"),
        ("{days: [周一], at: '20:00', homework: [{kind: 填空, ask: 几度？}]}", "选择"),
        ("{days: [周一], at: '20:00', homework: [{ask: 几度？}]}", "kind"),
    ],
)
async def test_mistakes_in_the_file_are_named(tmp_path: Path, database_url: str, course: str, words: str) -> None:
    config = write_config(tmp_path / "config", GROUP + f"courses:\n  小课堂: {course}\n")
    chat = await open_chat(config, database_url)
    assert any(words in str(problem) for problem in chat.bot.groups.problems), chat.bot.groups.problems
    await chat.bot.close()


@pytest.mark.parametrize(
    ("days", "minutes", "told"),
    [("[周一]", 40, "有 1 天安排了课"), ("[周一, 周四]", 90, "一次 90 分钟"), ("[周一, 周四]", 40, "")],
)
async def test_courses_that_are_hard_to_keep_up_with_are_advised_of(
    open_group: OpenChat, days: str, minutes: int, told: str
) -> None:
    chat = await open_group(f"courses: {{小课堂: {{days: {days}, at: '20:00', minutes: {minutes}}}}}\n")
    said = "".join(advice_for(chat.bot.groups.all()[0], START))
    assert told in said
    assert ("课" in said) is bool(told)


async def test_homework_without_having_come_is_on_record(chat: Chat) -> None:
    await chat.forward(hours=13, minutes=1)
    await chat.say("小明", "作业 1 B")
    assert await chat.say("小明", "学习记录", private=True) == "📖 小明 的学习记录：\n小课堂：到课 0/1 节，交作业 1 份"
