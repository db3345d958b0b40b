"""Words with what is each member's own: those who share it are spoken to together, and the rest is counted."""

from __future__ import annotations

from datetime import UTC, datetime

from sop.advice import advice_for
from tests.chat import Chat
from tests.conftest import OpenChat

PLAN = """\
badges: {badges: []}
levels: {ladder: []}
speaking: {points: 0}
sop: [{name: 月报, when: 每天 20:00, say: "{name} 有 {points} 分", whom: {points: 1}}]
"""


def advice(chat: Chat) -> list[str]:
    """Return what the owner is advised on the group's file as it stands, on 2026-11-23."""
    group = chat.bot.groups.get("demo")
    assert group
    return advice_for(group, datetime(2026, 11, 23, tzinfo=UTC))


async def test_a_robot_is_not_kept_busy_by_one_plan(open_group: OpenChat) -> None:
    chat = await open_group(PLAN + "points: {second: 1000000}\n")
    for number in range(1, 61):
        await chat.say("群主", f"加分 @成员{number} {number}", mentions=[f"成员{number}"])
    said = await chat.forward(hours=13)
    assert len(said) == 41
    assert said[0] == "@成员1 有 1 分"
    assert said[39] == "@成员40 有 40 分"
    assert said[40] == "还有 20 位没有一一说到，发「积分」「签到日历」就能看到自己的。"


async def test_few_are_spoken_to_without_a_rest(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    assert await chat.forward(hours=13) == ["@小明 @小红 有 10 分"]


async def test_a_trial_and_the_check_tell_how_many_messages_it_may_be(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    for number in range(1, 4):
        await chat.say("群主", f"加分 @成员{number} {number}", mentions=[f"成员{number}"])
    assert "一共 3 条：" in await chat.say("群主", "SOP 试发 月报")
    [told] = [line for line in advice(chat) if "月报" in line]
    assert told == "「月报」里有 {points}，数不一样的人各发一条：人多的群最多发 40 条，其余的人请他们自己查"


async def test_a_plan_for_a_level_that_nobody_can_have_is_told(open_group: OpenChat) -> None:
    chat = await open_group(
        "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 老朋友, growth: 9}]}\n"
        "sop:\n"
        "  - {name: 谢, when: 每天 20:00, say: 谢谢, whom: {any: [{level: 钻石会员}, {level: 老朋友}]}}\n"
        "  - {name: 早, when: 每天 08:00, say: 早, whom: {not: [{level: 老朋友}]}}\n"
    )
    [told] = [line for line in advice(chat) if "等级" in line]
    assert told.startswith("「谢」要发给等级「钻石会员」的人")
    assert told.endswith("新朋友、老朋友")


async def test_unknown_names_are_told_of_waves_and_journeys_too(open_group: OpenChat) -> None:
    chat = await open_group(
        "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 老朋友, growth: 9}]}\n"
        "waves:\n"
        "  - {name: 唤, say: 回来吧, whom: {absent: 30, level: 钻石}}\n"
        "  - {name: 再唤, say: 回来吧, whom: {wave: 没有的, back: false}}\n"
        "  - {name: 三唤, say: 回来吧, whom: {wave: 唤, level: 老朋友}}\n"
        "journeys:\n"
        "  - {name: 迎, begin: 入群, steps: [{wait: 2小时, say: 早, if: {level: 铂金}}]}\n"
    )
    told = [line for line in advice(chat) if "要发给" in line]
    assert [line.partition("，")[0] for line in told] == [
        "「唤」要发给等级「钻石」的人",
        "「迎」要发给等级「铂金」的人",
        "「再唤」要发给唤醒「没有的」找过的人",
    ]


async def test_unknown_names_are_told_of_segments_and_tags_too(open_group: OpenChat) -> None:
    chat = await open_group(
        "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 老朋友, growth: 9}]}\n"
        "segments: {甲: {level: 铁杆粉}, 乙: {wave: 不存在}, 丙: {level: 老朋友}}\n"
        "tags: {大客户: {wave: 不存在, back: true}, 金: {level: 铂金}}\n"
    )
    told = [line.partition("；")[0] for line in advice(chat) if "一个人" in line]
    assert told == [
        "「分群 甲」要算等级「铁杆粉」的人，可是 levels 里没有它，一个人也没有",
        "「标签 金」要贴给等级「铂金」的人，可是 levels 里没有它，一个人也没有",
        "「分群 乙」要算唤醒「不存在」找过的人，可是 waves 里没有它，一个人也没有",
        "「标签 大客户」要贴给唤醒「不存在」找过的人，可是 waves 里没有它，一个人也没有",
    ]


async def test_tasks_for_somebody_who_is_no_staff_are_told(open_group: OpenChat) -> None:
    chat = await open_group(
        "waves:\n"
        "  - {name: 打电话, say: 打给他们, whom: {absent: 30}, touch: 任务, to: 没有这人}\n"
        "  - {name: 再打, say: 打给他们, whom: {absent: 60}, touch: 任务, to: 店员}\n"
        "journeys:\n"
        "  - {name: 迎, begin: 入群, steps: [{wait: 2小时, task: 打给他们, to: 谁呀}]}\n"
    )
    told = [line for line in advice(chat) if "的任务写给" in line]
    assert [line.partition("，")[0] for line in told] == [
        "「打电话」的任务写给「没有这人」",
        "「迎」的任务写给「谁呀」",
    ]
    assert told[0].endswith("to 可以写：店员、小助理、群主")
