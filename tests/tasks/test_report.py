"""任务报表: counted by what the bot saw; praise for those in time."""

from __future__ import annotations

from handlers.kit import Text
from handlers.pictures.specs import BoardSpec
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.staff_tasks import PLANNED, QUIET, TEAM, mentioned


async def test_those_in_time_are_praised_and_nobody_else(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tasks: {remind: 0}\n" + PLANNED)
    await chat.forward(hours=2)
    await chat.say("店员", "完成 1")
    answer = await chat.forward(days=13)
    assert [text for text in answer if "👏" in text] == ["👏 最近 7 天按时完成任务最多的同事：\n@店员 1 个"]


async def test_praise_counts_those_who_are_equal(open_group: OpenChat) -> None:
    plan = "sop: [{name: 表扬, when: 每天 21:00, do: 表扬, with: {top: 1}}]\n"
    chat = await open_group(QUIET, more=(TEAM + plan,))
    chat.group = "team"
    await chat.say("群主", "派任务 全体 群发 今晚 20:00 前 海报")
    for who in ("小李", "小周"):
        await chat.say(who, "完成 1")
    await chat.forward(hours=13)
    assert sorted(mentioned(chat)[-1]) == ["小周", "小李"]


async def test_follow_ups_are_nobodys_merit(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 表扬, when: 每天 21:00, do: 表扬}]\n")
    await chat.say("小明", "大家好")
    await chat.say("店员", "回访 @小明 明天")
    await chat.say("店员", "完成 1 聊过了")
    assert await chat.forward(days=1) == []
    assert "没有派过任务" in await chat.say("群主", "任务报表")


async def test_an_invitation_counts_who_came_back(chat: Chat) -> None:
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "大家好")
    await chat.say("群主", "派任务 @店员 邀约 明天 请老会员回来 @小明 @小红 @小刚")
    await chat.say("小明", "我来了")
    assert "客户：小明✓、小红、小刚，回来了 1/3 位" in await chat.say("店员", "任务 1")
    await chat.forward(days=1)
    await chat.say("小红", "我也来了")
    assert "回来了 2/3 位" in await chat.say("店员", "完成 1")
    assert "邀约回来 2/3 位" in await chat.say("群主", "任务报表")


async def test_the_report_counts_what_happened(team: Chat) -> None:
    for title, due in (("一", "今晚 20:00 前"), ("二", "1小时"), ("三", "1小时"), ("四", "明天")):
        await team.say("群主", f"派任务 @店员 @小李 群发 {due} 5分 {title}")
    await team.forward(hours=2)
    for number in (1, 2):
        await team.say("店员", f"完成 {number}")
    await team.say("群主", "撤回任务 4")
    answer = await team.answer("小助理", "任务报表 2026-11")
    assert answer
    assert isinstance(answer[0], Text)
    assert answer[0].text.splitlines() == [
        "📋 任务报表 2026-11",
        "店员：派 3，按时 1，迟 1，待验收 0，没做完 1（过期 1），平均 2.0 小时，10 分",
        "小李：派 3，按时 0，迟 0，待验收 0，没做完 3（过期 2），0 分",
    ]
    [sheet] = await team.sheets(answer)
    assert isinstance(sheet, BoardSpec)
    assert [(line.place, line.name, line.value) for line in sheet.lines] == [(1, "店员", 1)]
    assert "2026-10 没有派过任务" in await team.say("小助理", "任务报表 10月")


async def test_an_hour_late_is_late(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\n")
    await chat.say("店员", "早")
    for _ in range(2):
        await chat.say("小助理", "派任务 @店员 群发 今天 10:00 早安海报")
    assert "过了截止时间" not in await chat.say("店员", "完成 1", at=chat.now)
    await chat.forward(hours=3)
    assert "过了截止时间" in await chat.say("店员", "完成 2")
    assert "派 2，按时 1，迟 1" in await chat.say("小助理", "任务报表")
