"""旅程: each member goes through the steps by himself, hears each of them once, and ends when the goal is met."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from handlers.kit import FeatureRegistry
from handlers.kit.reply import load, plain
from sop.engine.runner import Runner
from sop.engine.work import Work
from sop.features import FEATURES
from sop.journeys.service import NAME, PORTION
from storage.database import Database
from storage.db import Db, Row
from storage.members import roster
from tests.chat import START, Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nspeaking: {points: 0}\nwelcome: {gather: 600, text: 欢迎, template: ''}\n"
NEWCOMERS = (
    QUIET
    + """\
journeys:
  - name: 新人路
    begin: 入群
    goal: [签到, 介绍]
    steps:
      - say: 你好 {name}，先发「签到」吧～
      - wait: 1天 10:00
        say: 还没签到呢
      - wait: 2天 20:00
        if: {introduced: false}
        say: "{date}了，介绍一下自己？"
      - wait: 3天
        go: 唤醒路
    thanks: 恭喜 {name} 完成！{name}真棒
  - name: 唤醒路
    begin: 沉默7天后 10:00
    steps:
      - say: 还在吗
"""
)


def journey(*steps: str, begin: str = "入群", more: str = "") -> str:
    """Return a group with one journey, its steps as YAML in one line each."""
    listed = "".join(f"      - {{{step}}}\n" for step in steps)
    return f"{QUIET}journeys:\n  - name: 路\n    begin: {begin}\n{more}    steps:\n{listed}"


async def heard(chat: Chat, **duration: float) -> list[str]:
    """Return what was said meanwhile, without the welcome."""
    return [one for one in await chat.forward(**duration) if not one.startswith("欢迎")]


async def edit(chat: Chat, old: str, new: str) -> None:
    """Let the owner change something in the file."""
    path = chat.bot.groups.all()[0].path
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    await chat.bot.reload()
    assert not chat.bot.groups.problems


async def runs(chat: Chat) -> list[Row]:
    """Return who was or is on which journey, at which step, and how it ended."""
    sql = "SELECT member.user_id, journey.name, journey.step, journey.outcome FROM journey"
    return await chat.bot.database.read(
        lambda db: db.fetch_all(f"{sql} JOIN member ON member.id = journey.member_id ORDER BY journey.id")
    )


async def test_a_newcomer_is_led_step_by_step(open_group: OpenChat) -> None:
    chat = await open_group(NEWCOMERS)
    await chat.join("小明")
    assert await heard(chat, minutes=1) == ["你好 @小明 ，先发「签到」吧～"]
    assert await heard(chat, hours=25, minutes=58) == []
    assert await heard(chat, minutes=1) == ["@小明 还没签到呢"]
    assert await heard(chat, days=2, hours=10) == ["@小明 11月26日了，介绍一下自己？"]
    assert await heard(chat, days=2, hours=23) == []
    assert await heard(chat, hours=1) == ["@小明 还在吗"]
    assert await heard(chat, days=30) == []
    assert await runs(chat) == [("小明", "新人路", 3, "moved"), ("小明", "唤醒路", 0, "finished")]


async def test_a_check_in_a_second_after_the_first_step_ends_it_with_thanks(open_group: OpenChat) -> None:
    chat = await open_group(NEWCOMERS)
    await chat.join("小明")
    await heard(chat, minutes=1, seconds=1)
    await chat.say("小明", "签到")
    assert await heard(chat, days=6) == ["恭喜 @小明 完成！大家真棒"]
    assert await runs(chat) == [("小明", "新人路", 1, "goal")]


async def test_who_reached_the_goal_and_who_did_not_part_at_the_same_moment(open_group: OpenChat) -> None:
    chat = await open_group(NEWCOMERS)
    for who in ("小明", "小红", "小刚"):
        await chat.join(who)
    assert await heard(chat, hours=1) == ["你好 @小明 @小红 @小刚 ，先发「签到」吧～"]
    await chat.say("小红", "签到")
    assert sorted(await heard(chat, days=1, hours=2)) == ["@小明 @小刚 还没签到呢", "恭喜 @小红 完成！大家真棒"]


async def test_those_who_come_one_after_another_are_spoken_to_together(open_group: OpenChat) -> None:
    chat = await open_group(journey("wait: 2小时, say: 好"))
    for second in range(1, 46):
        await chat.join(f"成员{second}", at=START + timedelta(seconds=second))
    assert await heard(chat, hours=2, seconds=59) == []
    assert [one.count("@") for one in await heard(chat, seconds=1)] == [20, 20, 5]


Deed = Callable[[Chat], Awaitable[None]]


async def introduce(chat: Chat) -> None:
    await chat.say("小明", "我叫：小明\n我喜欢：跑步")


async def check_in(chat: Chat) -> None:
    await chat.say("小明", "签到")


async def speak(chat: Chat) -> None:
    await chat.say("小明", "大家早上好")


async def exchange(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 50")
    assert "取货码" in await chat.say("小明", "兑换 1")


async def buy(chat: Chat) -> None:
    assert "A1" in await chat.say("店员", f"记单 @小明 268 A1{chat.said}")


async def exchange_and_regret(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 50")
    code = (await chat.say("小明", "兑换 1")).partition("取货码 ")[2][:7]
    assert "取消" in await chat.say("小明", f"取消兑换 {code}")


async def buy_and_return(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 268 A123")
    await chat.say("店员", "退单 A123")


async def make_up(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 50")
    assert "补签了" in await chat.say("小明", "补签")


DEEDS = {"发言": speak, "签到": check_in, "介绍": introduce, "兑换": exchange, "下单": buy}
MALL = "mall: {items: [{name: 杯, points: 5}]}\n"


@pytest.mark.parametrize("goal", DEEDS)
async def test_each_goal_ends_a_journey_and_counts_only_since_it_began(open_group: OpenChat, goal: str) -> None:
    daily = journey("wait: 2小时, say: 来吗", begin="每天 10:00", more=f"    whom: {{points: 0}}\n    goal: {goal}\n")
    chat = await open_group(daily.replace("name: 路", "name: 路\n    again: 1天") + MALL)
    await chat.say("小明", "早")
    await DEEDS[goal](chat)
    await heard(chat, hours=4)
    assert "小明" in "".join(invited(chat))
    await heard(chat, hours=22, minutes=1)
    await DEEDS[goal](chat)
    await heard(chat, hours=6)
    assert "".join(invited(chat)).count("小明") == 1


def invited(chat: Chat) -> list[str]:
    """Return how often and whom the journey asked to come."""
    return [one for one in chat.broadcasts if one.endswith("来吗")]


@pytest.mark.parametrize(
    ("goal", "deed"), [("兑换", exchange_and_regret), ("下单", buy_and_return), ("签到", make_up), ("介绍", speak)]
)
async def test_what_is_no_such_deed_ends_nothing(open_group: OpenChat, goal: str, deed: Deed) -> None:
    chat = await open_group(journey("wait: 2天, say: 来吗", more=f"    goal: [{goal}]\n") + MALL)
    await chat.join("小明")
    await heard(chat, days=1, hours=1)
    await deed(chat)
    await heard(chat, days=1)
    assert invited(chat) == ["@小明 来吗"]


async def test_what_was_said_before_joining_is_known_does_not_end_it(open_group: OpenChat) -> None:
    """The platform tells of a joining late: the first words are there already, and are not those since it began."""
    chat = await open_group(
        journey("wait: 1小时, say: 说句话吧", "wait: 1小时, say: 再说一句", more="    goal: 发言\n")
    )
    await chat.say("小明", "大家好")
    await chat.join("小明")
    assert await heard(chat, hours=1) == ["@小明 说句话吧"]
    await chat.say("小明", "好的")
    assert await heard(chat, hours=3) == []


async def test_a_last_wait_gives_time_for_the_goal(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 签个到？", "wait: 1天", more="    goal: 签到\n    thanks: 真棒\n"))
    await chat.join("小明")
    await chat.join("小红")
    await heard(chat, hours=2)
    await chat.say("小红", "签到")
    assert await heard(chat, days=2) == ["@小红 真棒"]
    assert await runs(chat) == [("小明", "路", 1, "finished"), ("小红", "路", 1, "goal")]


async def test_who_leaves_ends_and_does_not_begin_again(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1天, say: 二"))
    await chat.join("小明")
    assert await heard(chat, hours=1) == ["@小明 一"]
    await chat.leave("小明")
    await chat.join("小明")
    assert await heard(chat, days=200) == []
    assert await runs(chat) == [("小明", "路", 1, "left")]


async def test_who_comes_back_begins_again_when_it_may_be(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1天, say: 二", more="    again: 90天\n"))
    await chat.join("小明")
    await heard(chat, days=3)
    await chat.leave("小明")
    await heard(chat, days=86, hours=23)
    await chat.join("小明")
    assert await heard(chat, hours=1) == []
    await chat.leave("小明")
    await chat.join("小明")
    assert await heard(chat, hours=1) == ["@小明 一"]
    await chat.join("小明")
    assert await heard(chat, days=2) == ["@小明 二"]


async def test_the_silent_begin_once_and_only_those_who_are_meant(open_group: OpenChat) -> None:
    chat = await open_group(
        journey("say: 想你", "wait: 2天 20:00, say: 还想你", begin="沉默3天后 10:00", more="    whom: {points: 1}\n")
    )
    await chat.say("小明", "签到")
    await chat.say("小刚", "早")
    await chat.forward(days=1)
    await chat.say("小红", "签到")
    await heard(chat, days=20)
    said = [one for one in chat.broadcasts if "想你" in one]
    assert said == ["@小明 想你", "@小红 想你", "@小明 还想你", "@小红 还想你"]


async def test_a_journey_begins_around_an_occasion_of_the_groups_own(open_group: OpenChat) -> None:
    begin = journey("say: 带本书来", begin="读书会前1天 10:00", more="    whom: {points: 0}\n")
    chat = await open_group(begin + "calendar: {日子: {读书会: 2026-11-25}}\n")
    await chat.say("小明", "早")
    assert await heard(chat, days=1, hours=2, minutes=-1) == []
    assert await heard(chat, minutes=2) == ["@小明 带本书来"]


async def test_many_begin_and_walk_in_portions(open_group: OpenChat) -> None:
    chat = await open_group(
        journey("say: 一", "wait: 1小时, say: 二", begin="每天 10:00", more="    whom: {points: 0}\n")
        + "reminding: {lot: 50}\n"
    )
    count = 2 * PORTION + 1

    def arrive(db: Db) -> None:
        for number in range(count):
            roster.get_or_create(db, "demo", f"u{number}", f"u{number}", START)

    await chat.bot.database.write(arrive)
    await heard(chat, hours=2)
    first = Counter(word for one in chat.broadcasts if one.endswith("一") for word in one.split()[:-1])
    assert len(first) == count
    assert set(first.values()) == {1}
    second = Counter(word for one in await heard(chat, hours=3) for word in one.split()[:-1])
    assert second == first
    assert {outcome for *_, outcome in await runs(chat)} == {"finished"}


async def test_who_may_not_be_spoken_to_goes_on_all_the_same(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1小时, say: 二", "wait: 1天, say: 三") + "reminding: {most: 1}\n")
    await chat.join("小明")
    await chat.join("小红")
    await chat.say("小红", "退订提醒")
    assert await heard(chat, hours=5) == ["@小明 一"]
    await chat.say("小红", "恢复提醒")
    assert await heard(chat, days=2) == ["@小明 @小红 三"]


async def test_quiet_hours_hold_a_step_and_move_what_follows(open_group: OpenChat) -> None:
    chat = await open_group(
        'timetable: {quiet: ["09:00-11:30"]}\n' + journey("wait: 2小时, say: 一", "wait: 2小时, say: 二")
    )
    await chat.join("小明")
    assert await heard(chat, hours=3, minutes=29) == []
    assert await heard(chat, minutes=1) == ["@小明 一"]
    assert await heard(chat, hours=1, minutes=59) == []
    assert await heard(chat, minutes=1) == ["@小明 二"]


async def test_after_a_stop_the_steps_keep_their_distance(open_group: OpenChat) -> None:
    chat = await open_group(journey("wait: 1小时, say: 一", "wait: 1天, say: 二", "wait: 1天, say: 三"))
    await chat.join("小明")
    chat.bot.clock.set_to(START + timedelta(days=5, seconds=30))
    assert await heard(chat, seconds=1) == ["@小明 一"]
    assert await heard(chat, days=1, seconds=28) == []
    assert await heard(chat, seconds=1) == ["@小明 二"]
    assert await heard(chat, days=1) == ["@小明 三"]


async def test_while_it_is_paused_nobody_begins_and_all_wait(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1天, say: 二"))
    await chat.join("小明")
    await heard(chat, hours=1)
    assert "先不发了" in await chat.say("群主", "SOP 暂停 路")
    await chat.join("小红")
    assert await heard(chat, days=5) == []
    assert "路（暂停中）：1 人在走" in await chat.say("群主", "旅程")
    assert "接着走" in await chat.say("群主", "SOP 恢复 路")
    assert await heard(chat, minutes=1) == ["@小明 二"]
    await chat.join("小刚")
    assert await heard(chat, days=5) == ["@小刚 一", "@小刚 二"]


async def test_each_version_needs_its_approval_where_the_owner_wants_it(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1天, say: 二", more="    approve: true\n"))
    await chat.join("小明")
    assert await heard(chat, days=1) == []
    assert "批准了" in await chat.say("群主", "SOP 批准 路")
    await chat.join("小红")
    assert await heard(chat, hours=1) == ["@小红 一"]
    await edit(chat, "say: 二", "say: 贰")
    assert await heard(chat, days=2) == []
    assert "没有批准" in await chat.say("群主", "旅程")
    assert "批准了" in await chat.say("群主", "SOP 批准 路")
    assert await heard(chat, hours=1) == ["@小红 贰"]


async def test_a_journey_that_is_gone_ends_at_the_next_moment(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1天, say: 二"))
    await chat.join("小明")
    await heard(chat, hours=1)
    await edit(chat, "name: 路", "name: 新路")
    assert await heard(chat, days=3) == []
    assert await runs(chat) == [("小明", "路", 1, "changed")]


async def test_a_journey_that_is_gone_while_it_was_paused_ends_as_well(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1小时, say: 二"))
    await chat.join("小明")
    await heard(chat, minutes=30)
    await chat.say("群主", "SOP 暂停 路")
    await heard(chat, hours=2)
    await edit(chat, "name: 路", "name: 新路")
    assert await heard(chat, days=1) == []
    assert await runs(chat) == [("小明", "路", 1, "changed")]


async def test_who_is_on_it_goes_on_by_position_with_todays_words(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1天, say: 二", "wait: 1天, say: 三"))
    await chat.join("小明")
    await heard(chat, hours=1)
    await edit(
        chat, "      - {wait: 1天, say: 二}\n", "      - {wait: 5天, say: 新二}\n      - {wait: 2天, say: 新三}\n"
    )
    assert await heard(chat, days=1) == ["@小明 新二"]
    assert await heard(chat, days=1, hours=22) == []
    assert await heard(chat, hours=1) == ["@小明 新三"]
    await edit(chat, "      - {wait: 2天, say: 新三}\n      - {wait: 1天, say: 三}\n", "")
    assert await heard(chat, days=5) == []
    assert await runs(chat) == [("小明", "路", 3, "changed")]


async def test_a_step_is_for_those_it_means_and_the_others_go_on(open_group: OpenChat) -> None:
    chat = await open_group(
        journey("wait: 1天, if: {unchecked: true}, say: 签到吗", "if: {introduced: true}, go: 路", "say: 再见")
    )
    await chat.join("小明")
    await chat.join("小红")
    await introduce(chat)
    await heard(chat, hours=23)
    await chat.say("小红", "签到")
    assert await heard(chat, hours=2) == ["@小明 签到吗", "@小红 再见"]
    assert await runs(chat) == [("小明", "路", 1, "moved"), ("小红", "路", 2, "finished")]


async def test_staff_are_asked_to_do_something(open_group: OpenChat) -> None:
    chat = await open_group(
        journey("wait: 1小时, task: '给 {name} 打个电话', hours: 48", "task: '寄卡片给 {name}', to: 店员")
        + "binding: {auto: 'off'}\n"
    )
    for who in ("小明", "小红", "小刚"):
        await chat.join(who)
    await chat.say("店员", "早")
    await chat.say("群主", "绑定 @小明 @店员")
    await chat.say("群主", "绑定 @小红 @店员")
    said = await heard(chat, hours=2)
    assert said == [
        "@店员 ：1 号【邀约】给 小明、小红 打个电话，11-25 09:00 前。发「任务 1」看全文，做完发「完成 1」。",
        "还没有负责人的客户：小刚",
        "还没有负责人的客户：小刚",
        "@店员 ：2 号【邀约】寄卡片给 小明、小红、小刚，11-24 09:00 前。发「任务 2」看全文，做完发「完成 2」。",
    ]
    assert sorted(target for target, _ in chat.platform.got[-4:]) == sorted(["店员", "群主", "小助理", "店员"])
    assert "完成" in await chat.say("店员", "完成 1")


async def test_where_nobody_looks_after_a_member_the_admins_are_told_and_they_go_on(open_group: OpenChat) -> None:
    chat = await open_group(journey("wait: 1小时, task: '给 {name} 打个电话', to: 走了的人", "say: 你好"))
    await chat.join("小明")
    # Each chat has a lane of its own, so only what goes to one of them is in order.
    hello, *told = sorted(await heard(chat, hours=2))
    assert hello == "@小明 你好"
    assert len(told) == 2
    assert all("小明 还没有负责人" in words for words in told)
    assert sorted(target for target, _ in chat.platform.got[-3:]) == ["demo", "小助理", "群主"]


async def test_admins_see_who_is_where_and_take_people_in_and_out(open_group: OpenChat) -> None:
    chat = await open_group(NEWCOMERS)
    await chat.join("小明")
    await chat.join("小红")
    await heard(chat, hours=1)
    assert "新人路：2 人在走（等第 2 步 2 人）" in await chat.say("群主", "旅程")
    assert "唤醒路：现在没有人在走" in await chat.say("群主", "旅程")
    assert "小明：等第 2 步，11-24 10:00" in await chat.say("小助理", "旅程 新人路")
    assert "是不是「新人路」" in await chat.say("群主", "旅程 新人的路")
    assert "还有" not in await chat.say("小助理", "旅程 新人路")
    assert "不再走「新人路」" in await chat.say("群主", "旅程 退出 新人路 @小明")
    assert "没有在走" in await chat.say("群主", "旅程 退出 新人路 @小明")
    assert "还有" not in await chat.say("小助理", "旅程 新人路"), "who has ended it is not on the way"
    assert "以前移出 1" in await chat.say("群主", "旅程")
    assert "开始走「新人路」，第 1 步是 11-23 09:00" in await chat.say("群主", "旅程 加入 新人路 @小明")
    assert "正在走" in await chat.say("群主", "旅程 加入 新人路 @小明")
    assert await heard(chat, minutes=1) == ["你好 @小明 ，先发「签到」吧～"]
    await chat.say("群主", "旅程 加入 唤醒路 @小明")
    assert "退出了 2 个旅程" in await chat.say("群主", "旅程 退出 @小明")
    assert "没有在走哪个旅程" in await chat.say("群主", "旅程 退出 @小明")
    assert await heard(chat, days=1, hours=2) == ["@小红 还没签到呢"]
    assert "只有管理员可以用" in await chat.say("小明", "旅程 加入 新人路 @小明")
    assert "旅程 加入 新人路 @小明" in await chat.say("群主", "操作记录")


async def test_of_many_on_a_journey_thirty_are_told_by_name(open_group: OpenChat) -> None:
    chat = await open_group(journey("wait: 1小时, say: 一", "wait: 1天, say: 二"))
    assert "请这样写：旅程 加入 路 @小明" in await chat.say("群主", "旅程 加入")
    assert "请这样写：旅程 退出 路 @小明" in await chat.say("群主", "旅程 退出")
    assert "走完" not in await chat.say("群主", "旅程")
    for number in range(30):
        await chat.join(f"成员{number}")
    told = await chat.say("群主", "旅程 路")
    assert told.startswith("路，一共 2 步：\n成员0：等第 1 步，11-23 09:00")
    assert told.count("等第 1 步") == 30
    assert "还有" not in told
    await chat.join("又一位")
    told = await chat.say("群主", "旅程 路")
    assert told.count("等第 1 步") == 30
    assert told.endswith("\n…还有 1 人")
    assert "发「旅程 路」看谁走到哪了" in await chat.say("群主", "旅程")
    assert "路：31 人在走（等第 1 步 31 人）" in await chat.say("群主", "旅程")


async def test_the_timetable_tells_of_journeys(open_group: OpenChat) -> None:
    chat = await open_group(NEWCOMERS)
    assert "另有 2 个旅程" in await chat.say("群主", "SOP")
    assert "「新人路」是旅程" in await chat.say("群主", "SOP 试发 新人路")
    assert "没有叫「旧人路」的计划" in await chat.say("群主", "SOP 暂停 旧人路")


async def test_a_group_without_journeys_says_so(chat: Chat) -> None:
    for words in ("旅程", "旅程 加入 新人路 @小明", "旅程 退出 新人路 @小明"):
        assert "还没有旅程" in await chat.say("群主", words)


STRANGE = ["", "@", "@@", "新人路", "新人路 @", "@小明 新人路", "{name} @小明", "'; DROP TABLE journey; -- @小明"]
STRANGE += [
    "<@all> @小明",
    "%s @小明",
    "新人路 @9",
    "路" * 5000,
    f"{'路' * 5000} @小明",
    f"新人路 @{'明' * 5000}",
    "新\n人 @小明",
]


@pytest.mark.parametrize("args", STRANGE)
@pytest.mark.parametrize("word", ["旅程", "旅程 加入", "旅程 退出"])
async def test_strange_words_are_answered_and_change_nothing(open_group: OpenChat, word: str, args: str) -> None:
    chat = await open_group(NEWCOMERS)
    await chat.join("小明")
    before = await runs(chat)
    said = await chat.say("群主", f"{word} {args}")
    assert said
    assert "出了点小问题" not in said
    assert len(said) < 400
    if (word, args) != ("旅程 退出", "@小明 新人路"):
        assert await runs(chat) == before


async def test_names_and_words_are_never_read_as_templates(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: '祝{name} {group}{}'", "wait: 1小时, say: '{name}{name}'"))
    await chat.join("{date}{name}")
    assert await heard(chat, hours=2) == ["祝@{date}{name} 测试群{}", "@{date}{name} 大家"]


async def test_a_stop_that_lost_its_timer_is_picked_up_the_next_morning(open_group: OpenChat) -> None:
    chat = await open_group(journey("wait: 2小时, say: 一"))
    await chat.join("小明")
    await chat.bot.database.write(lambda db: db.execute("DELETE FROM timer WHERE feature = :name", name=NAME))
    assert await heard(chat, hours=24) == []
    assert await heard(chat, hours=1) == ["@小明 一"]


def runner(chat: Chat, database: Database) -> Runner:
    """Another process on the same database."""
    return Runner(
        Work(
            database=database,
            registry=FeatureRegistry(FEATURES),
            post=chat.bot.outgoing.post,
            capabilities_of=chat.bot.capabilities,
            random=chat.bot.random,
        ),
        chat.bot.groups.all,
    )


async def test_two_processes_take_each_step_once(open_group: OpenChat) -> None:
    chat = await open_group(
        journey("say: 一", "wait: 1小时, say: 二", "say: 三", begin="每天 09:00", more="    whom: {points: 0}\n")
    )
    for number in range(30):
        await chat.say(f"成员{number}", "早")
    other = Database(chat.bot.settings.database)
    serving = asyncio.create_task(other.writer.run()) if other.writer else None
    first, second = runner(chat, chat.bot.database), runner(chat, other)
    for at in (0, 59, 60, 60, 61, 119, 120, 120, 121, 300):
        now = START + timedelta(minutes=at)
        await asyncio.gather(first.tick(now), second.tick(now))
    if other.writer and serving:
        other.writer.stop()
        await serving
    await other.close()
    said = Counter(word for one in await posted(chat) for word in _words(one))
    assert len(said) == 90
    assert set(said.values()) == {1}
    assert {outcome for *_, outcome in await runs(chat)} == {"finished"}


async def posted(chat: Chat) -> list[str]:
    """Return what lies in the outbox, without the welcome."""
    rows = await chat.bot.database.read(lambda db: db.fetch_all("SELECT reply FROM outbox ORDER BY id"))
    said = [plain(load(row[0])) for row in rows]
    return [one for one in said if not one.startswith("欢迎")]


def _words(said: str) -> list[str]:
    """Return what each of those mentioned heard."""
    *names, words = said.split()
    return [f"{name} {words}" for name in names]


async def test_a_clock_that_jumps_repeats_nothing_and_loses_nothing(open_group: OpenChat) -> None:
    chat = await open_group(journey("say: 一", "wait: 1小时, say: 二", "wait: 1小时, say: 三"))
    await chat.join("小明")
    timer = chat.bot.runner
    for minutes in (0, 1, -60, 61, 0, 30, 61, -1440, 62, 122, 60, 123, 10_000):
        await timer.tick(START + timedelta(minutes=minutes))
    assert await posted(chat) == ["@小明 一", "@小明 二", "@小明 三"]
