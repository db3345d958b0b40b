"""员工任务: listed, done once, paid once, reminded of once, postponed and passed on."""

from __future__ import annotations

import asyncio

from handlers.kit import Button, Card, Text
from storage.points import reconciliation
from storage.system import audit
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.staff_tasks import POSTER_TASK, QUIET, TEAM, all_rows, mentioned


async def test_the_text_comes_alone_so_that_it_can_be_copied(chat: Chat) -> None:
    await chat.say("小助理", POSTER_TASK)
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


async def test_what_is_done_is_paid_once(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 10分 看课")
    assert await chat.say("店员", "完成 1") == "✅ 1 号【学习】看课 完成！+10 积分，现有 10 分。"
    await chat.forward(hours=1)
    assert "1 号在 11-23 08:00 已经完成了" in await chat.say("店员", "完成 1")
    assert "店员：10 积分" in await chat.say("店员", "积分")
    assert "+10  任务：看课" in await chat.say("店员", "明细")


async def test_fifty_at_once_are_paid_once(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 10分 看课")
    answer = await asyncio.gather(*(chat.say("店员", "完成 1") for _ in range(50)))
    assert sum("+10 积分" in text for text in answer) == 1
    assert sum("已经完成了" in text for text in answer) == 49
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


async def test_who_is_not_done_is_reminded_before_and_once_after(team: Chat) -> None:
    await team.say("群主", "派任务 全体 群发 今晚 20:00 前 海报")
    await team.say("小李", "完成 1")
    assert len(await team.forward(hours=10, minutes=59)) == 3  # that they have it
    soon = await team.forward(minutes=1)
    # Each is written to in a lane of their own, and no lane waits for another.
    assert sorted(words.partition("：")[0] for words in soon) == ["@小周 ", "@店员 "]
    assert max(soon) == "@店员 ：1 号【群发】海报 快到时间了，今天 20:00 前（还剩 1 小时）。做完发「完成 1」。"
    await team.say("店员", "完成 1")
    [late] = await team.forward(hours=1)
    assert "过了截止时间" in late
    assert mentioned(team)[-1] == ["小周"]
    assert await team.forward(days=5) == []


async def test_a_short_task_is_reminded_of_only_when_late(chat: Chat) -> None:
    await chat.say("群主", "派任务 @店员 群发 30分钟 海报")
    _, late = await chat.forward(days=1)
    assert "过了截止时间" in late


async def test_what_is_done_or_withdrawn_is_not_reminded_of(chat: Chat) -> None:
    for title in ("一", "二"):
        await chat.say("群主", f"派任务 @店员 群发 今晚 20:00 前 {title}")
    await chat.say("店员", "完成 1")
    assert "2 号【群发】二 撤回了" in await chat.say("小助理", "撤回任务 2")
    assert "撤回了，不用做了" in await chat.say("店员", "完成 2")
    assert len(await chat.forward(days=2)) == 2  # that they had them


async def test_a_reminder_follows_a_restart_once(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tasks: {remind: 0}\n")
    await chat.say("群主", "派任务 @店员 群发 今晚 20:00 前 海报", mentions=["店员"])
    assert len(await chat.forward(days=1)) == 2
    await chat.bot.runner.reload(chat.now)
    await chat.bot.runner.tick(chat.now)
    assert await chat.forward(days=1) == []


async def test_postponing_needs_a_reason_and_moves_the_reminder(chat: Chat) -> None:
    await chat.say("群主", "派任务 @店员 邀约 今晚 20:00 前 请老会员回来")
    assert "写上理由" in await chat.say("店员", "延期 1 明天")
    assert "什么时候" in await chat.say("店员", "延期 1 客户没空")
    assert "要比现在的 今天 20:00 晚" in await chat.say("店员", "延期 1 今天 19:00 客户没空")
    assert "「11-24 08:00」还是「11-24 20:00」" in await chat.say("店员", "延期 1 明天8点 客户没空")
    answer = await chat.say("店员", "延期 1 明晚八点 客户没空")
    assert answer == "1 号【邀约】请老会员回来 延期到 11-24 20:00（客户没空），还能延 1 次。"
    assert "延期 1 次（客户没空）" in await chat.say("小助理", "任务表")
    assert len(await chat.forward(hours=24)) == 1
    assert len(await chat.forward(hours=12)) == 2
    await chat.say("店员", "延期 1 后天 20:00 还是没空")
    assert "已经延期 2 次" in await chat.say("店员", "延期 1 12-24 还是没空")


async def test_a_task_is_passed_on_to_a_colleague(team: Chat) -> None:
    await team.say("群主", "派任务 @店员 群发 今晚 20:00 前 5分 海报")
    assert "不是员工" in await team.say("店员", "转交 1 @小明", mentions=["小明"])
    answer = await team.say("店员", "转交 1 @小李")
    assert answer.startswith("@小李 ：店员 把 1 号【群发】海报 转交给你，今天 20:00 前。")
    assert "不是你的任务，是 小李 的" in await team.say("店员", "完成 1")
    assert "+5 积分" in await team.say("小李", "完成 1")
    assert "已经完成了" in await team.say("小李", "转交 1 @小周")


async def test_nobody_has_a_task_twice(team: Chat) -> None:
    await team.say("群主", "派任务 全体 群发 今晚 20:00 前 海报")
    assert "小李 已经有 1 号任务了" in await team.say("店员", "转交 1 @小李")


async def test_another_groups_task_is_unknown_here(open_group: OpenChat) -> None:
    chat = await open_group(QUIET, more=(TEAM,))
    await chat.say("群主", POSTER_TASK, mentions=["店员"])
    chat.group = "team"
    for command in ("任务 1", "完成 1", "延期 1 明天 理由", "转交 1 @小李"):
        assert "没有 1 号任务" in await chat.say("店员", command)
    for command in ("验收 1", "退回 1 理由", "撤回任务 1", "改派 1 @店员 @小李"):
        assert "没有 1 号任务" in await chat.say("群主", command)
    chat.group = "demo"
    assert "✅" in await chat.say("店员", "完成 1")


async def test_somebody_elses_task_is_left_alone(team: Chat) -> None:
    await team.say("群主", "派任务 @店员 群发 今晚 20:00 前 10分 海报")
    before = await team.bot.database.read(all_rows)
    for command in ("任务 1", "完成 1", "延期 1 明天 理由", "转交 1 @小周"):
        assert "1 号不是你的任务，是 店员 的" in await team.say("小李", command)
    assert "你还没有领过任务" in await team.say("小明", "我的任务", addressed=True)
    assert "没有 1 号任务" in await team.say("小明", "完成 1", addressed=True)
    for command in ("任务 1", "派任务 @店员 群发 海报", "验收 1", "回访 @小红 明天", "任务报表"):
        assert "可以用哦" in await team.say("小明", command, addressed=True)
    assert await team.bot.database.read(all_rows) == before


async def test_what_is_done_at_the_very_end_is_in_time(chat: Chat) -> None:
    for order in ("30分钟 一", "30分钟 二"):
        await chat.say("群主", f"派任务 @店员 群发 {order}")
    await chat.forward(minutes=30)
    assert "过了截止时间" not in await chat.say("店员", "完成 1")
    await chat.forward(seconds=1)
    assert "过了截止时间" in await chat.say("店员", "完成 2")
