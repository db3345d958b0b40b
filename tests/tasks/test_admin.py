"""派任务: handed out by admins and by the timetable, checked, withdrawn, passed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.kit import Card, Picture, Text
from sop.group_file import group_file_model
from tests.chat import GROUP, Chat, write_config
from tests.conftest import OpenChat
from tests.support.staff_tasks import PLANNED, POSTER_TASK, QUIET, TEAM, mentioned


async def test_a_task_is_handed_out_and_what_was_understood_is_said(chat: Chat) -> None:
    answer = await chat.say(
        "小助理", "派任务 @店员 群发 今晚 20:00 前 10分 要数字 要验收 早安海报\n早上好！", mentions=["店员"]
    )
    assert answer == (
        "@店员 ：1 号【群发】早安海报，今天 20:00 前，完成得 10 分，要报一个数字，管理员验收。"
        "发「任务 1」看全文，做完发「完成 1」。"
    )


async def test_a_task_given_in_private_is_told_in_the_group(chat: Chat) -> None:
    assert "1 号【群发】早安海报" in await chat.say("小助理", POSTER_TASK, private=True)
    assert [answer.partition("，")[0] for answer in await chat.forward(minutes=1)] == ["@店员 ：1 号【群发】早安海报"]


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


async def test_the_timetable_hands_tasks_out_again_and_again(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tasks: {remind: 0}\n" + PLANNED)
    said = await chat.forward(days=2)
    assert [text for text in said if "发「任务" in text] == [
        f"@店员 ：{number} 号【社群SOP】早安流程，今天 12:00 前，完成得 5 分。"
        f"发「任务 {number}」看全文，做完发「完成 {number}」。"
        for number in (1, 2)
    ]
    answer = await chat.answer("店员", "任务 2")
    assert answer
    assert answer[1] == Text(text="早上好！\nhttps://example.com")


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
    assert mentioned(chat) == [["小李"], ["小助理"]]
    answer = await chat.answer("小李", "任务 1")
    assert answer
    assert [type(part) for part in answer] == [Card, Text, Picture]
    assert "等管理员验收" in await chat.say("小李", "完成 1")


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


async def test_each_of_those_responsible_gets_his_own_members(team: Chat) -> None:
    for who in ("小明", "小红", "小刚"):
        await team.say(who, "大家好")
    assert "还没有负责人" in await team.say("群主", "派任务 负责人 邀约 明天 请回来 @小明")
    await team.say("群主", "绑定 @小明 @店员")
    await team.say("群主", "绑定 @小红 @小李")
    answer = await team.say("群主", "派任务 负责人 邀约 明天 请回来 @小明 @小红 @小刚")
    assert answer.startswith("@店员 @小李 ：1 号【邀约】请回来")
    assert answer.endswith("还没有负责人的客户：小刚")
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
    told, *left_over = await chat.forward(hours=2)
    assert told.startswith("@店员 ：1 号【邀约】请回来")
    assert left_over == ["还没有负责人的客户：小红"] * 2
    assert {target for target, _ in chat.platform.got} == {"店员", "群主", "小助理"}
