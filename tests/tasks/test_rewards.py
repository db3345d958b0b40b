"""Rewards of tasks count like what is given by hand, when a task is handed out and when somebody else gets it."""

from __future__ import annotations

import pytest

from tests.chat import GROUP, Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of

SECOND = "要另一位管理员确认"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with one of the staff, an admin and the owner, and a low limit."""
    chat = await open_group("points: {second: 100}\n")
    for who in ("店员", "小助理", "群主"):
        await chat.say(who, "hi")
    return chat


async def test_a_reward_above_the_limit_waits_for_another_admin(chat: Chat) -> None:
    question = await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 150分 要证明 看课\n看第三课")
    assert question.startswith("派【学习】看课 给 店员，完成各得 150 分，一共 150 分，要另一位管理员确认")
    assert await chat.say("群主", "任务表") == "没有没做完的任务。"
    said = await chat.say("群主", "确认")
    assert "1 号【学习】看课" in said
    assert chat.shown.startswith("派好了。")
    assert "看第三课" in await chat.say("店员", "任务 1")
    assert "+150 积分" in await chat.say("店员", "完成 1 看完了")
    await assert_consistent(chat)


async def test_it_cannot_be_split_over_several_tasks_or_with_points_by_hand(chat: Chat) -> None:
    assert "1 号" in await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 60分 看课")
    assert SECOND in await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 60分 再看")
    assert SECOND in await chat.say("群主", "加分 @店员 50")
    assert "2 号" in await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 不给分的")
    await chat.forward(days=1)
    assert "3 号" in await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 60分 再看")


async def test_nobody_hands_out_or_confirms_their_own_reward(chat: Chat) -> None:
    assert SECOND in await chat.say("群主", "派任务 @群主 学习 今晚 20:00 前 5分 看课")
    assert "没有等你确认" in await chat.say("群主", "确认")
    assert "1 号" in await chat.say("小助理", "确认")
    answer = await chat.say("群主", "派任务 @小助理 学习 今晚 20:00 前 150分 看课")
    assert "除了你和收分的人没有别的管理员" in answer


async def test_what_is_over_when_it_is_confirmed_is_not_handed_out(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 150分 看课")
    await chat.forward(hours=13)
    assert await chat.say("群主", "确认") == "这个任务的截止时间已经过了，请重新派。"


async def test_a_reward_is_not_passed_on_above_the_limit(chat: Chat) -> None:
    await chat.say("小助理", "派任务 @店员 学习 今晚 20:00 前 60分 看课")
    await chat.say("群主", "加分 @小助理 50")
    for who, said in (("店员", "转交 1 @小助理"), ("群主", "改派 1 @店员 @小助理")):
        answer = await chat.say(who, said)
        assert answer.startswith("小助理 和你今天的任务积分、手工加分合起来会超过 100 分，不能直接转。")
        assert "撤回任务 1" in answer
    await chat.forward(days=1)
    assert "不能转交给派任务的人" in await chat.say("店员", "转交 1 @小助理")
    assert "1 号" in await chat.say("店员", "转交 1 @群主")
    await chat.say("群主", "完成 1")
    assert (await points_of(chat, "小助理"), await points_of(chat, "群主")) == (50, 60)


async def test_staff_who_turn_out_to_be_one_person_meanwhile_have_one_part(open_group: OpenChat) -> None:
    two = GROUP.replace("group: demo", "group: two").replace("[店员]", "[店员, 店员2]") + "points: {second: 100}\n"
    chat = await open_group(more=(two,))
    chat.group = "two"
    for who in ("店员", "店员2", "小助理", "群主"):
        await chat.say(who, "hi")
    assert SECOND in await chat.say("小助理", "派任务 @店员 @店员2 学习 今晚 20:00 前 80分 看课")
    await chat.say("群主", "合并 @店员 @店员2")
    assert "合并好了" in await chat.say("群主", "确认 2")
    assert "1 号【学习】看课" in await chat.say("群主", "确认 1")
    assert "+80 积分" in await chat.say("店员2", "完成 1")
    assert await points_of(chat, "店员") == 80
    await assert_consistent(chat)
