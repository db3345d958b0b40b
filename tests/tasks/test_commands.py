"""员工任务: handed out once, reminded of once, done once, paid once, and counted by what the bot saw."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.kit import Button, Card, Mention, Picture, Text
from handlers.pictures.specs import BoardSpec
from sop.group_file import group_file_model
from storage.db import Db, Row
from storage.points import reconciliation
from storage.system import audit
from tests.chat import GROUP, Chat, write_config
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\n"
TEAM = (
    GROUP.replace("group: demo", "group: team").replace("staff: [店员]", "staff: [店员, 小李, 小周]")
    + "badges: {badges: []}\n"
)
ONE = "派任务 @店员 群发 今晚 20:00 前 早安海报\n早上好！今天门店有新鲜的橙子。"


def mentioned(chat: Chat) -> list[list[str]]:
    """Whom each broadcast so far mentions."""
    return [[part.name for part in said if isinstance(part, Mention)] for _, said in chat.platform.got]


def run(sql: str, db: Db) -> int:
    return db.execute(sql)


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """A group in which one of the staff is known."""
    chat = await open_group(QUIET)
    await chat.say("店员", "大家好")
    return chat


@pytest.fixture
async def team(open_group: OpenChat) -> Chat:
    """A group with three of the staff."""
    chat = await open_group(QUIET, more=(TEAM,))
    chat.group = "team"
    for who in ("店员", "小李", "小周"):
        await chat.say(who, "大家好")
    return chat


# Handing out


async def test_a_task_is_handed_out_and_what_was_understood_is_said(chat: Chat) -> None:
    said = await chat.say(
        "小助理", "派任务 @店员 群发 今晚 20:00 前 10分 要数字 要验收 早安海报\n早上好！", mentions=["店员"]
    )
    assert said == (
        "@店员 ：1 号【群发】早安海报，今天 20:00 前，完成得 10 分，要报一个数字，管理员验收。"
        "发「任务 1」看全文，做完发「完成 1」。"
    )


@pytest.mark.parametrize(
    ("order", "understood"),
    [
        ("@店员 学习 明天 看配料表课", "1 号【学习】看配料表课，11-24 18:00 前。"),
        ("@店员 SOP 3小时内 早安流程", "1 号【社群SOP】早安流程，今天 11:00 前。"),
        ("@店员 社群sop 早安流程", "1 号【社群SOP】早安流程，11-24 08:00 前。"),
        ("@店员　标签　周五　给新会员打标签", "1 号【标签】给新会员打标签，11-27 18:00 前。"),
        ("店员 群发 海报", None),
        ("@店员 群发任务 今晚８点前 １０分 海报", "1 号【群发】海报，今天 20:00 前，完成得 10 分。"),
        ("@店员 群发 明天\n第一行\n第二行", "1 号【群发】第一行，11-24 18:00 前。"),
        ("全体 群发 10分钟 海报", "1 号【群发】海报，今天 08:10 前。"),
    ],
)
async def test_orders_are_read_kindly(chat: Chat, order: str, understood: str | None) -> None:
    said = await chat.say("小助理", f"派任务 {order}")
    if understood:
        assert f"@店员 ：{understood}发「任务 1」" in said
    else:
        assert "派给谁？" in said


async def test_the_text_comes_alone_so_that_it_can_be_copied(chat: Chat) -> None:
    await chat.say("小助理", ONE)
    answer = await chat.answer("店员", "任务 1")
    assert answer
    card, text = answer
    assert isinstance(card, Card)
    assert card.title == "1 号【群发】早安海报"
    assert card.text == "今天 20:00 前，还剩 12 小时"
    assert card.buttons == (Button(key="done", label="完成"),)
    assert text == Text(text="早上好！今天门店有新鲜的橙子。")


async def test_the_list_has_the_late_ones_first(chat: Chat) -> None:
    for order in ("明天 海报", "今晚 20:00 前 早安", "30分钟 马上"):
        await chat.say("小助理", f"派任务 @店员 群发 {order}")
    await chat.forward(hours=2)
    assert (await chat.say("店员", "我的任务")).splitlines()[1:] == [
        "3 号【群发】马上：⏰ 今天 08:30 前，过期 1 小时",
        "2 号【群发】早安：今天 20:00 前，还剩 10 小时",
        "1 号【群发】海报：11-24 18:00 前，还剩 1 天",
    ]
    assert "没有要做的任务" in await chat.say("小助理", "我的任务")


async def test_a_task_given_in_private_is_told_in_the_group(chat: Chat) -> None:
    assert "1 号【群发】早安海报" in await chat.say("小助理", ONE, private=True)
    assert [said.partition("，")[0] for said in await chat.forward(minutes=1)] == ["@店员 ：1 号【群发】早安海报"]


# Done


async def test_what_is_done_is_paid_once(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 10分 看课")
    assert await chat.say("店员", "完成 1") == "✅ 1 号【学习】看课 完成！+10 积分，现有 10 分。"
    await chat.forward(hours=1)
    assert "1 号在 11-23 08:00 已经完成了" in await chat.say("店员", "完成 1")
    assert "店员：10 积分" in await chat.say("店员", "积分")
    assert "+10  任务：看课" in await chat.say("店员", "明细")


async def test_fifty_at_once_are_paid_once(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 10分 看课")
    said = await asyncio.gather(*(chat.say("店员", "完成 1") for _ in range(50)))
    assert sum("+10 积分" in one for one in said) == 1
    assert sum("已经完成了" in one for one in said) == 49
    assert "店员：10 积分" in await chat.say("店员", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_a_correction_is_known_by_its_kind(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 10分 看课")
    await chat.say("店员", "完成 1")
    assert "来源：任务 10" in await chat.say("群主", "积分报表")
    assert "已冲正" in await chat.say("群主", "冲正 1 重复")
    assert "按时 1" in await chat.say("群主", "任务报表")
    assert "，0 分" in await chat.say("群主", "任务报表")


async def test_a_proof_has_to_be_what_was_asked_for(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 群发 今晚 20:00 前 要数字 发到几个群")
    assert "要报一个数字" in await chat.say("店员", "完成 1")
    assert "整数" in await chat.say("店员", "完成 1 很多")
    assert "✅" in await chat.say("店员", "完成 1 １２")
    await chat.say("小助理", "派任务 @店员 群发 今晚 20:00 前 要证明 发圈")
    assert "写一句证明" in await chat.say("店员", "完成 2")
    assert "✅" in await chat.say("店员", "完成 2 已发，三人点赞")


async def test_a_button_does_what_the_word_does(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 10分 看课")
    answer = await chat.answer("店员", "任务 1")
    assert answer
    assert isinstance(answer[0], Card)
    assert await chat.press("小明", answer[0].card, "done") == ""
    assert "不是你的任务" in await chat.press("小助理", answer[0].card, "done")
    assert "+10 积分" in await chat.press("店员", answer[0].card, "done")
    assert "已经完成了" in await chat.press("店员", answer[0].card, "done")
    assert await chat.press("店员", "task-²-1", "done") == ""
    acts = await chat.bot.database.read(lambda db: audit.latest(db, "demo", 10))
    assert [act.act for act in acts][:1] == ["完成 1（按钮）"]


async def test_what_needs_a_check_is_paid_after_it(chat: Chat) -> None:
    await chat.say("群主", "派任务 @店员 群发 今晚 20:00 前 10分 要验收 海报")
    assert "等管理员验收" in await chat.say("店员", "完成 1")
    assert "正等管理员验收" in await chat.say("店员", "完成 1")
    assert "店员：0 积分" in await chat.say("店员", "积分") or "还没有积分" in await chat.say("店员", "积分")
    assert "写上退回的理由" in await chat.say("小助理", "退回 1")
    assert await chat.say("小助理", "退回 1 图片不清楚") == (
        "@店员 ：1 号【群发】海报 退回（图片不清楚），请再看看，今天 20:00 前。"
    )
    assert "没有等验收的" in await chat.say("小助理", "验收 1")
    await chat.say("店员", "完成 1")
    assert await chat.say("小助理", "验收 1") == "@店员 的 1 号【群发】海报 验收通过。+10 积分，现有 10 分。"
    assert "没有等验收的" in await chat.say("小助理", "验收 1")
    assert "店员：10 积分" in await chat.say("店员", "积分")


async def test_nobody_approves_his_own(chat: Chat) -> None:
    await chat.say("群主", "派任务 @小助理 群发 今晚 20:00 前 10分 要验收 海报", mentions=["小助理"])
    await chat.say("小助理", "完成 1")
    assert "请别的管理员来验收" in await chat.say("小助理", "验收 1")
    assert "验收通过" in await chat.say("群主", "验收 1")
    assert "不能派给自己" in await chat.say("小助理", "派任务 @小助理 群发 今晚 20:00 前 10分 海报")


async def test_of_several_who_wait_one_has_to_be_named(team: Chat) -> None:
    await team.say("群主", "派任务 全体 群发 今晚 20:00 前 要验收 海报")
    for who in ("店员", "小李"):
        await team.say(who, "完成 1")
    assert "请写上是谁，例如 验收 1 @店员" in await team.say("群主", "验收 1")
    assert "@小李 的 1 号" in await team.say("群主", "验收 1 @小李")
    assert "小周 没有 1 号" in await team.say("群主", "验收 1 @小周")
    assert "@店员 的 1 号" in await team.say("群主", "验收 1")


# Reminders


async def test_who_is_not_done_is_reminded_before_and_once_after(team: Chat) -> None:
    await team.say("群主", "派任务 全体 群发 今晚 20:00 前 海报")
    await team.say("小李", "完成 1")
    assert await team.forward(hours=10, minutes=59) == []
    [soon] = await team.forward(minutes=1)
    assert soon == "@店员 @小周 ：1 号【群发】海报 快到时间了，今天 20:00 前（还剩 1 小时）。做完发「完成 1」。"
    await team.say("店员", "完成 1")
    [late] = await team.forward(hours=1)
    assert "过了截止时间" in late
    assert mentioned(team)[-1] == ["小周"]
    assert await team.forward(days=5) == []


async def test_a_short_task_is_reminded_of_only_when_late(chat: Chat) -> None:
    await chat.say("群主", "派任务 @店员 群发 30分钟 海报")
    [late] = await chat.forward(days=1)
    assert "过了截止时间" in late


async def test_what_is_done_or_withdrawn_is_not_reminded_of(chat: Chat) -> None:
    for title in ("一", "二"):
        await chat.say("群主", f"派任务 @店员 群发 今晚 20:00 前 {title}")
    await chat.say("店员", "完成 1")
    assert "2 号【群发】二 撤回了" in await chat.say("小助理", "撤回任务 2")
    assert "撤回了，不用做了" in await chat.say("店员", "完成 2")
    assert await chat.forward(days=2) == []


async def test_a_reminder_follows_a_restart_once(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tasks: {remind: 0}\n")
    await chat.say("群主", "派任务 @店员 群发 今晚 20:00 前 海报", mentions=["店员"])
    assert len(await chat.forward(days=1)) == 1
    await chat.bot.runner.reload(chat.now)
    await chat.bot.runner.tick(chat.now)
    assert await chat.forward(days=1) == []


# Postponing, passing on


async def test_postponing_needs_a_reason_and_moves_the_reminder(chat: Chat) -> None:
    await chat.say("群主", "派任务 @店员 邀约 今晚 20:00 前 请老会员回来")
    assert "写上理由" in await chat.say("店员", "延期 1 明天")
    assert "什么时候" in await chat.say("店员", "延期 1 客户没空")
    assert "要比现在的 今天 20:00 晚" in await chat.say("店员", "延期 1 今天 19:00 客户没空")
    said = await chat.say("店员", "延期 1 明天 20:00 客户没空")
    assert said == "1 号【邀约】请老会员回来 延期到 11-24 20:00（客户没空），还能延 1 次。"
    assert "延期 1 次（客户没空）" in await chat.say("小助理", "任务表")
    assert await chat.forward(hours=24) == []
    assert len(await chat.forward(hours=12)) == 2
    await chat.say("店员", "延期 1 后天 20:00 还是没空")
    assert "已经延期 2 次" in await chat.say("店员", "延期 1 12-24 还是没空")


async def test_a_task_is_passed_on_to_a_colleague(team: Chat) -> None:
    await team.say("群主", "派任务 @店员 群发 今晚 20:00 前 5分 海报")
    assert "不是员工" in await team.say("店员", "转交 1 @小明", mentions=["小明"])
    said = await team.say("店员", "转交 1 @小李")
    assert said.startswith("@小李 ：店员 把 1 号【群发】海报 转交给你，今天 20:00 前。")
    assert "不是你的任务，是 小李 的" in await team.say("店员", "完成 1")
    assert "+5 积分" in await team.say("小李", "完成 1")
    assert "已经完成了" in await team.say("小李", "转交 1 @小周")


async def test_nobody_has_a_task_twice(team: Chat) -> None:
    await team.say("群主", "派任务 全体 群发 今晚 20:00 前 海报")
    assert "小李 已经有 1 号任务了" in await team.say("店员", "转交 1 @小李")


async def test_tasks_of_who_left_are_shown_to_admins_and_given_to_others(team: Chat) -> None:
    await team.say("群主", "派任务 @店员 @小李 群发 今晚 20:00 前 海报")
    await team.leave("店员")
    lines = (await team.say("小助理", "任务表")).splitlines()
    assert lines == [
        "没做完的任务（2 个）：",
        "⚠ 店员（已不是员工，请「改派 编号 @店员 @同事」）",
        "　1 号【群发】海报：今天 20:00 前，还剩 12 小时",
        "小李：",
        "　1 号【群发】海报：今天 20:00 前，还剩 12 小时",
    ]
    await team.forward(hours=11)
    assert mentioned(team)[-1] == ["小李"]
    assert "改派给你了" in await team.say("小助理", "改派 1 @店员 @小周")
    assert "✅" in await team.say("小周", "完成 1")


# The timetable

PLANNED = """\
sop:
  - name: 早安任务
    when: 每天 09:00
    do: 派任务
    with: {kind: 社群SOP, title: 早安流程, text: "早上好！", to: 全体, hours: 3, points: 5, link: "https://example.com"}
  - name: 表扬
    when: 每周日 21:00
    do: 表扬
    with: {days: 7, top: 1}
"""


async def test_the_timetable_hands_tasks_out_again_and_again(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tasks: {remind: 0}\n" + PLANNED)
    said = await chat.forward(days=2)
    assert [one for one in said if "发「任务" in one] == [
        f"@店员 ：{number} 号【社群SOP】早安流程，今天 12:00 前，完成得 5 分。"
        f"发「任务 {number}」看全文，做完发「完成 {number}」。"
        for number in (1, 2)
    ]
    answer = await chat.answer("店员", "任务 2")
    assert answer
    assert answer[1] == Text(text="早上好！\nhttps://example.com")


async def test_those_in_time_are_praised_and_nobody_else(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tasks: {remind: 0}\n" + PLANNED)
    await chat.forward(hours=2)
    await chat.say("店员", "完成 1")
    said = await chat.forward(days=13)
    assert [one for one in said if "👏" in one] == ["👏 最近 7 天按时完成任务最多的同事：\n@店员 1 个"]


async def test_praise_counts_those_who_are_equal(open_group: OpenChat) -> None:
    plan = "sop: [{name: 表扬, when: 每天 21:00, do: 表扬, with: {top: 1}}]\n"
    chat = await open_group(QUIET, more=(TEAM + plan,))
    chat.group = "team"
    await chat.say("群主", "派任务 全体 群发 今晚 20:00 前 海报")
    for who in ("小李", "小周"):
        await chat.say(who, "完成 1")
    await chat.forward(hours=13)
    assert sorted(mentioned(chat)[-1]) == ["小周", "小李"]


async def test_the_timetable_names_people_links_and_pictures(open_group: OpenChat, tmp_path: Path) -> None:
    content = tmp_path / "config" / "content"
    content.mkdir(parents=True)
    (content / "poster.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    plan = (
        "sop: [{name: 海报, when: 每天 09:00, do: 派任务, with: "
        "{kind: 群发, title: 海报, picture: poster.png, to: [小李, 小助理, 小明], check: true}}]\n"
    )
    chat = await open_group(QUIET, more=(TEAM + plan,))
    chat.group = "team"
    await chat.say("小明", "大家好")
    await chat.say("小助理", "大家好")
    await chat.forward(hours=2)
    assert mentioned(chat) == [["小李", "小助理"]]
    answer = await chat.answer("小李", "任务 1")
    assert answer
    assert [type(part) for part in answer] == [Card, Text, Picture]
    assert "等管理员验收" in await chat.say("小李", "完成 1")


async def test_follow_ups_are_nobodys_merit(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 表扬, when: 每天 21:00, do: 表扬}]\n")
    await chat.say("小明", "大家好")
    await chat.say("店员", "回访 @小明 明天")
    await chat.say("店员", "完成 1 聊过了")
    assert await chat.forward(days=1) == []
    assert "没有派过任务" in await chat.say("群主", "任务报表")


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ("{kind: 打扫, title: 早}", "kind"),
        ("{kind: 学习}", "title"),
        ("{kind: 学习, title: 早, points: -1}", "points"),
        ("{kind: 学习, title: 早, hours: 0}", "hours"),
        ("{kind: 学习, title: 早, proof: 图}", "proof"),
        ("{kind: 学习, title: 早, to: 负责人}", "about"),
        ("{kind: 学习, title: 早, link: 'javascript:1'}", "https"),
        ("{kind: 学习, title: 早, whom: 全体}", "没有这个参数"),
    ],
)
def test_a_mistake_in_the_timetable_is_named(tmp_path: Path, params: str, problem: str) -> None:
    sop = f"sop: [{{name: 任务, when: 每天 09:00, do: 派任务, with: {params}}}]\n"
    config = write_config(tmp_path, GROUP + sop)
    with pytest.raises(ConfigError, match=problem):
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")


# What the bot itself saw


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
    assert [(line.place, line.name, line.value) for line in sheet.lines] == [(1, "店员", 1), (2, "小李", 0)]
    assert "2026-10 没有派过任务" in await team.say("小助理", "任务报表 10月")


async def test_the_history_of_a_task_cannot_be_changed(chat: Chat) -> None:
    await chat.say("群主", ONE)
    for sql in ("UPDATE task_step SET note = 'x'", "DELETE FROM task_step"):
        with pytest.raises(Exception, match="append-only"):
            await chat.bot.database.write(partial(run, sql))


# Follow-ups


async def test_a_follow_up_reminds_and_keeps_what_was_said(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    said = await chat.say("店员", "回访 @小明 明天 15:00 问问保温杯好不好用")
    assert said == ("记下啦：1 号，11-24 15:00 前回访 小明（问问保温杯好不好用）。聊完发「完成 1 聊了什么」。")
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


# Those who look after members


async def test_each_of_those_responsible_gets_his_own_members(team: Chat) -> None:
    for who in ("小明", "小红", "小刚"):
        await team.say(who, "大家好")
    assert "还没有负责人" in await team.say("群主", "派任务 负责人 邀约 明天 请回来 @小明")
    await team.say("群主", "绑定 @小明 @店员")
    await team.say("群主", "绑定 @小红 @小李")
    said = await team.say("群主", "派任务 负责人 邀约 明天 请回来 @小明 @小红 @小刚")
    assert said.startswith("@店员 @小李 ：1 号【邀约】请回来")
    assert said.endswith("还没有负责人的客户：小刚")
    assert "客户：小明，" in await team.say("店员", "任务 1")
    assert "客户：小红，" in await team.say("小李", "任务 1")


async def test_the_timetable_asks_those_responsible(open_group: OpenChat) -> None:
    plan = (
        "sop: [{name: 邀约, when: 每天 09:00, do: 派任务, with: "
        "{kind: 邀约, title: 请回来, to: 负责人, about: [小明, 小红, 无名]}}]\n"
    )
    chat = await open_group(QUIET + plan)
    for who in ("店员", "小明", "小红"):
        await chat.say(who, "大家好")
    await chat.say("群主", "绑定 @小明 @店员")
    [said] = await chat.forward(hours=2)
    assert said.startswith("@店员 ：1 号【邀约】请回来")
    assert "还没有负责人的客户：小红" in said


# Strange input

STRANGE = [
    "²",
    "٣",
    "1e9",
    "-5",
    "－５",
    "0",
    "99",
    "９９",
    "2147483648",
    "9" * 10_000,
    "长" * 10_000,
    "@" * 10_000,
    "@无名",
    "%s",
    "{number}",
    "' OR 1=1 --",
    "<@all>",
]
COMMANDS = [
    "任务 {}",
    "完成 {}",
    "完成 {} 好了",
    "延期 {} 明天 理由",
    "延期 1 {} 理由",
    "转交 {} @小助理",
    "转交 1 {}",
    "验收 {}",
    "验收 1 @{}",
    "退回 {} 理由",
    "撤回任务 {}",
    "改派 {} @店员 @小助理",
    "改派 1 {} @小助理",
    "改派 1 @店员 {}",
    "派任务 {} 群发 明天 海报",
    "派任务 @店员 {} 明天 海报",
    "派任务 @店员 群发 明天 {}分 海报",
    "派任务 @店员 群发 明天 海报 @{}",
    "回访 {} 明天 15:00",
    "回访 @小明 {}",
    "回访记录 {}",
    "任务报表 {}",
]
FINE = {
    "派任务 @店员 群发 明天 {}分 海报": {
        "0",
        "99",
        "９９",
        "²",
        "٣",
        "1e9",
        "-5",
        "－５",
        "%s",
        "{number}",
        "' OR 1=1 --",
    }
}
"""What is strange for a number, and yet a fine title."""


def everything(db: Db) -> list[Row]:
    """All that these commands could change."""
    tables = ("task", "task_part", "task_about", "task_step", "timer", "entry", "audit")
    return [row for table in tables for row in sorted(db.fetch_all(f"SELECT * FROM {table}"), key=repr)]


@pytest.mark.parametrize("command", COMMANDS)
async def test_strange_input_changes_nothing(chat: Chat, command: str) -> None:
    await chat.say("小明", "大家好")
    await chat.say("小助理", "大家好")
    await chat.say("群主", ONE)
    before = await chat.bot.database.read(everything)
    who = "店员" if command.startswith(("完成", "延期", "转交", "任务 ")) else "群主"
    for strange in STRANGE:
        if strange in FINE.get(command, ()):
            continue
        said = await chat.say(who, command.replace("{}", strange))
        assert 4 < len(said) < 160, (command, strange[:20], said[:200])
        assert "小问题" not in said, (command, strange[:20])
        assert await chat.bot.database.read(everything) == before, (command, strange[:20], said)


async def test_another_groups_task_is_unknown_here(open_group: OpenChat) -> None:
    chat = await open_group(QUIET, more=(TEAM,))
    await chat.say("群主", ONE, mentions=["店员"])
    chat.group = "team"
    for command in ("任务 1", "完成 1", "延期 1 明天 理由", "转交 1 @小李"):
        assert "没有 1 号任务" in await chat.say("店员", command)
    for command in ("验收 1", "退回 1 理由", "撤回任务 1", "改派 1 @店员 @小李"):
        assert "没有 1 号任务" in await chat.say("群主", command)
    chat.group = "demo"
    assert "✅" in await chat.say("店员", "完成 1")


async def test_somebody_elses_task_is_left_alone(team: Chat) -> None:
    await team.say("群主", "派任务 @店员 群发 今晚 20:00 前 10分 海报")
    before = await team.bot.database.read(everything)
    for command in ("任务 1", "完成 1", "延期 1 明天 理由", "转交 1 @小周"):
        assert "1 号不是你的任务，是 店员 的" in await team.say("小李", command)
    for command in ("我的任务", "完成 1", "派任务 @店员 群发 海报", "验收 1", "回访 @小红 明天", "任务报表"):
        assert "可以用哦" in await team.say("小明", command, addressed=True)
    assert await team.bot.database.read(everything) == before


async def test_what_is_too_long_or_past_is_refused(chat: Chat) -> None:
    for order in (
        "@店员 群发 今天 07:00 海报",
        "@店员 群发 2030-01-01 海报",
        "@店员 群发 明天",
        "@店员 群发 明天 " + "长" * 41,
        "@店员 群发 明天 海报\n" + "长" * 1501,
        "@店员 群发 明天 201分 海报",
        "@小明 群发 明天 海报",
    ):
        assert "发「任务" not in await chat.say("群主", f"派任务 {order}", mentions=["小明"] if "小明" in order else [])
    assert "没有没做完的任务" in await chat.say("群主", "任务表")
