"""whom: plans that speak to some members, whom they may be, and members who want to be left alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from handlers.levels.rules import Rules
from handlers.segments.matching import condition
from handlers.segments.rules import SegmentRule, levels_in, names_ready, tags_in, tells_on, waves_in
from storage.members.audience import Facts
from storage.members.birthdays import BirthdayDate
from storage.members.roster import Member
from tests.chat import START, Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\n"
TODAY = date(2026, 11, 23)
SHANGHAI = ZoneInfo("Asia/Shanghai")
PLAIN = Facts(
    member=Member(1, "g", "小明", "小明"),
    joined_at=START - timedelta(days=9),
    spoke=TODAY - timedelta(days=3),
    streak=5,
    checked_in=False,
    growth=120,
    points=40,
    birthday=BirthdayDate(11, 23),
    introduced=False,
    tags=frozenset({"老客户"}),
    came=True,
    spent=10_00,
    said="我家有猫 cat",
    segments=frozenset({"重点突破"}),
    seen=TODAY - timedelta(days=1),
    waves={"唤回": True},
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({"level": "熟朋友"}, True),
        ({"level": "老朋友"}, False),
        ({"level": "不存在"}, False),
        ({"joined": "10"}, True),
        ({"joined": "1-7"}, False),
        ({"spoke": 4}, True),
        ({"spoke": 3}, False),
        ({"silent": 3}, True),
        ({"silent": 4}, False),
        ({"streak": 5}, True),
        ({"points": 41}, False),
        ({"birthday": 0}, True),
        ({"birthday": 1}, False),
        ({"level": "新朋友"}, True),
        ({"joined": "1-10"}, True),
        ({"joined": "1-9"}, False),
        ({"joined": "10-12"}, True),
        ({"joined": "11-12"}, False),
        ({"streak": 6}, False),
        ({"points": 40}, True),
        ({"birthday": 365}, False),
        ({"unchecked": True}, True),
        ({"unchecked": False}, False),
        ({"introduced": True}, False),
        ({"introduced": False}, True),
        ({"seen": 2}, True),
        ({"seen": 1}, False),
        ({"absent": 1}, True),
        ({"absent": 2}, False),
        ({"spent": 10}, True),
        ({"spent": 10.01}, False),
        ({"said": ["宝妈", "猫"]}, True),
        ({"said": "ＣＡＴ"}, True),
        ({"said": ["宝妈", "狗"]}, False),
        ({"wave": "唤回"}, True),
        ({"wave": "别的"}, False),
        ({"wave": "唤回", "back": True}, True),
        ({"wave": "唤回", "back": False}, False),
        ({"segment": "重点突破"}, True),
        ({"segment": "一般"}, False),
        ({"any": [{"points": 41}, {"silent": 4}]}, False),
        ({"not": [{"points": 41}, {"silent": 3}]}, False),
        ({"tag": "老客户"}, True),
        ({"tag": "老"}, False),
        ({"silent": 3, "points": 41}, False),
        ({"any": [{"points": 41}, {"silent": 3}]}, True),
        ({"all": [{"points": 41}, {"silent": 3}]}, False),
        ({"not": [{"points": 41}]}, True),
        ({"not": [{"points": 40}]}, False),
        ({"any": [{"not": [{"silent": 3}]}, {"all": [{"streak": 1}, {"points": 1}]}]}, True),
    ],
)
def test_members_are_chosen_by_what_is_known(asked: dict[str, object], meant: bool) -> None:
    assert condition(SegmentRule.model_validate(asked), TODAY, SHANGHAI, Rules())(PLAIN) is meant


@pytest.mark.parametrize(
    ("known", "asked", "meant"),
    [
        # Who never spoke has been silent since they joined, nine days ago; so has who spoke before that.
        ({"spoke": None}, {"silent": 9}, True),
        ({"spoke": None}, {"silent": 10}, False),
        ({"spoke": TODAY - timedelta(days=30)}, {"silent": 9}, True),
        ({"spoke": TODAY - timedelta(days=30)}, {"silent": 10}, False),
        ({"spoke": None}, {"spoke": 3650}, False),
        ({"spoke": TODAY}, {"spoke": 1}, True),
        ({"seen": None}, {"seen": 3650}, False),
        ({"seen": None}, {"absent": 9}, True),
        ({"came": False}, {"joined": "10"}, False),
        ({"birthday": None}, {"birthday": 0}, False),
        ({"birthday": BirthdayDate(11, 24)}, {"birthday": 1}, True),
        ({"birthday": BirthdayDate(11, 22)}, {"birthday": 364}, True),
        ({"said": ""}, {"said": ["猫"]}, False),
    ],
)
def test_what_is_not_known_of_a_member_counts_as_never(
    known: dict[str, Any], asked: dict[str, object], meant: bool
) -> None:
    facts = PLAIN._replace(**known)
    assert condition(SegmentRule.model_validate(asked), TODAY, SHANGHAI, Rules())(facts) is meant


@pytest.mark.parametrize(
    ("rule", "tells"),
    [
        *(({"silent": 1}, True), ({"absent": 1}, True), ({"tag": "甲"}, True), ({"segment": "一般"}, True)),
        *(({"spent": 1}, True), ({"wave": "甲"}, True), ({"points": 1}, False), ({"streak": 1}, False)),
        *(({"any": [{"points": 1}, {"tag": "甲"}]}, True), ({"all": [{"points": 1}, {"silent": 1}]}, True)),
        *(({"not": [{"tag": "甲"}]}, False), ({"any": [{"points": 1}]}, False)),
    ],
)
def test_some_rules_tell_something_private(rule: dict[str, object], tells: bool) -> None:
    assert tells_on(SegmentRule.model_validate(rule)) is tells


def test_what_a_rule_asks_for_is_found_anywhere_in_it() -> None:
    rule = SegmentRule.model_validate(
        {
            "all": [{"level": "甲"}, {"tag": "乙"}],
            "any": [{"wave": "丙"}, {"level": "丁"}],
            "not": [{"tag": "戊"}, {"segment": "一般"}, {"wave": "己"}],
        }
    )
    assert (levels_in(rule), tags_in(rule), waves_in(rule)) == ({"甲", "丁"}, {"乙", "戊"}, {"丙", "己"})
    assert names_ready(rule)
    plain = SegmentRule.model_validate({"points": 1})
    assert (levels_in(plain), tags_in(plain), waves_in(plain), names_ready(plain)) == (set(), set(), set(), False)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("大家", "把这一行删去"),
        ("重点突破", "{segment: 重点突破}"),
        ("铁粉", "{segment: 铁粉}"),
        ("店员", "{staff: true}"),
        ("潜水", "7 天没说话"),
        ("小明", "要写条件，不写名字"),
    ],
)
def test_a_word_in_place_of_a_rule_is_told_what_to_write(word: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SegmentRule.model_validate(word, context={"segments": {"铁粉": {"points": 5}}})
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "asked",
    [
        *({}, {"joined": "7-1"}, {"joined": "7-"}, {"joined": "三"}, {"joined": "²"}, {"joined": "٣-٥"}, {"silent": 0}),
        *(
            {"nickname": "小明"},
            {"said": [" "]},
            {"said": ["猫", " "]},
            {"wave": ""},
            {"spent": None},
            {"staff": None},
            {"joined": None},
        ),
        *({"all": []}, {"any": []}, {"not": []}, {"silent": 3, "any": []}, {"not": [{"tag": ""}]}),
    ],
)
def test_what_is_no_choice_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SegmentRule.model_validate(asked)


@pytest.mark.parametrize("days", ["三", "7-", "-7", "7-1", "1-三", "1000000000", ""])
def test_days_since_joining_that_are_none_are_told_how_to_be_written(days: str) -> None:
    with pytest.raises(ValidationError, match="要写第几天"):
        SegmentRule.model_validate({"joined": days})


FANS = "segments: {铁粉: {points: 5, not: [{tag: 同行}]}, 新人: {joined: 1-7}}\n"


async def test_segments_are_named_once_and_shown_with_who_is_in_them(open_group: OpenChat) -> None:
    plan = "sop: [{name: 谢谢, when: 每天 20:00, say: 谢谢你们, whom: {segment: 铁粉, unchecked: false}}]\n"
    chat = await open_group(QUIET + FANS + plan)
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "签到")
    await chat.join("小美")
    await chat.say("店员", "标签 @小刚 同行")
    # Who is first heard when the bot is new to the group may have been there for years.
    assert (await chat.say("店员", "分群")).splitlines()[1:3] == ["铁粉：2 人", "新人：1 人"]
    assert await chat.say("店员", "分群 铁粉") == (
        "「铁粉」现在有 2 人：小明、小红\n怎么算：有 5 积分以上，除去有标签「同行」的人。"
    )
    assert "是不是「铁粉」" in await chat.say("店员", "分群 铁扇公主粉")
    await chat.say("小明", "退订提醒")
    assert (await chat.say("店员", "分群 铁粉")).startswith("「铁粉」现在有 1 人：小红\n")
    await chat.say("小明", "恢复提醒")
    assert "只有" in await chat.say("小明", "分群 铁粉")
    assert "会 @ 2 人：小明、小红" in await chat.say("群主", "SOP 名单 谢谢")
    assert (await chat.forward(hours=13))[1:] == ["@小明 @小红 谢谢你们"]


async def test_a_plan_that_was_approved_is_not_when_its_segment_changes(open_group: OpenChat) -> None:
    plan = "sop: [{name: 谢谢, when: 每天 20:00, say: 谢谢, approve: true, whom: {segment: 铁粉}}]\n"
    chat = await open_group(QUIET + FANS + plan)
    await chat.say("小明", "签到")
    await chat.say("群主", "SOP 批准 谢谢")
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().replace("points: 5", "points: 4"))
    await chat.bot.reload()
    assert await chat.forward(hours=13) == []


@pytest.mark.parametrize(
    ("whom", "changed", "speaks"),
    [
        ("{segment: 激活期}", "tiers: {silent: 13}", False),
        ("{any: [{segment: 激活期}]}", "tiers: {silent: 13}", False),
        ("{points: 1}", "tiers: {silent: 13}", True),
        ("{segment: 激活期}", "levels: {ladder: [{name: 甲, growth: 0}]}", True),
        ("{level: 新朋友}", "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 大朋友, growth: 9}]}", False),
        (
            "{level: 新朋友, tag: 有分}",
            "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 大朋友, growth: 9}]}",
            False,
        ),
        ("{segment: 激活期, tag: 有分}", "tiers: {silent: 13}", False),
        ("{tag: 有分}", "tags: {有分: {points: 2}}", False),
        ("{tag: 有分}", "tags: {有分: {points: 1}, 别的: {points: 2}}", True),
    ],
)
async def test_a_plan_that_was_approved_is_not_when_what_its_segment_rests_on_changes(
    open_group: OpenChat, whom: str, changed: str, speaks: bool
) -> None:
    plan = f"sop: [{{name: 谢谢, when: 每天 20:00, say: 谢谢, approve: true, whom: {whom}}}]\n"
    chat = await open_group(QUIET + plan + "tags: {有分: {points: 1}}\n")
    await chat.say("小明", "签到")
    await chat.say("店员", "标签 @小明 有分", mentions=["小明"])
    await chat.say("群主", "SOP 批准 谢谢")
    path = chat.bot.groups.all()[0].path
    text = (
        path.read_text().replace("tags: {有分: {points: 1}}\n", "") if changed.startswith("tags") else path.read_text()
    )
    path.write_text(text + changed + "\n")
    await chat.bot.reload()
    assert bool(await chat.forward(hours=13)) is speaks


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("sop: [{name: a, when: 每天 20:00, say: b, whom: {segment: 铁丝}}]", "没有叫「铁丝」的分群。是不是「铁粉」？"),
        ("segments: {套娃: {segment: 铁粉}}", "分群里不能再写别的分群"),
        ("segments: {套娃: {any: [{segment: 套娃}]}}", "分群里不能再写别的分群"),
        ("segments: {套娃: {segment: 重点突碎}}", "分群里不能再写别的分群"),
        ("sop: [{name: a, when: 每天 20:00, say: b, whom: {segment: 重点突碎}}]", "是不是「重点突破」？"),
        ("sop: [{name: a, when: 每天 20:00, say: b, whom: 重点突破}]", "分群要写成 {segment: 重点突破}"),
        ("tiers: {silent: 40}", "silent < asleep < lost"),
        ("segments: {空: {}}", "要写给谁"),
        ("segments: {很长很长很长很长很长很长很: {points: 1}}", "最多 12"),
    ],
)
async def test_segments_that_cannot_be_are_told(yaml: str, told: str, open_group: OpenChat) -> None:
    chat = await open_group(QUIET + (yaml if "segments" in yaml else FANS + yaml))
    assert told in str(chat.bot.groups.problems[0])


async def test_a_plan_speaks_to_who_has_been_silent(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 想你, when: 每天 20:00, say: 好久不见～, whom: {silent: 3}}]\n")
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "早")
    await chat.forward(days=2)
    await chat.say("小红", "还在呢")
    await chat.leave("小刚")
    assert "不会 @ 谁" in await chat.say("群主", "SOP 名单 想你")
    assert await chat.forward(days=1, hours=13) == ["@小明 好久不见～"]
    assert "会 @ 1 人：小明" in await chat.say("群主", "SOP 名单 想你")


async def test_members_hear_of_what_is_their_own(open_group: OpenChat) -> None:
    say = "{weekday}好，{name}！连签 {streak} 天，攒了 {points} 分，{name}加油"
    chat = await open_group(QUIET + f"sop: [{{name: 夸, when: 每天 20:00, say: '{say}', whom: {{streak: 1}}}}]\n")
    await chat.say("小红", "签到")
    await chat.forward(days=1)
    for who in ("小明", "{points}", "小红"):
        await chat.say(who, "签到")
    assert sorted(await chat.forward(hours=13)) == [
        "星期二好，@小明 @{points} ！连签 1 天，攒了 10 分，大家加油",
        "星期二好，@小红 ！连签 2 天，攒了 20 分，大家加油",
    ]


async def test_who_opts_out_is_left_alone_until_he_opts_in(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 提醒, when: 每天 20:00, say: 喝水, whom: {points: 0}}]\n")
    await chat.say("小明", "退订提醒")
    await chat.say("小红", "早")
    assert await chat.forward(hours=13) == ["@小红 喝水"]
    assert "已经不会" in await chat.say("小明", "退订提醒")
    assert "会 @ 你" in await chat.say("小明", "恢复提醒")
    assert await chat.forward(days=1) == ["@小明 @小红 喝水"]


async def test_nobody_is_mentioned_too_often_a_day(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET
        + "reminding: {most: 2}\nsop: [{name: 提醒, when: '每天 10:00、11:00、12:00', say: 喝水, whom: {points: 0}}]\n"
    )
    await chat.say("小明", "早")
    assert await chat.forward(hours=8) == ["@小明 喝水"] * 2
    assert await chat.forward(days=1) == ["@小明 喝水"] * 2


async def test_many_are_mentioned_in_lots(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 提醒, when: 每天 20:00, say: 喝水, whom: {points: 0}}]\n")
    for number in range(45):
        await chat.say(f"成员{number}", "早")
    answer = await chat.forward(hours=13)
    assert [text.count("@") for text in answer] == [20, 20, 5]


async def test_a_plan_for_some_cannot_do_everything(open_group: OpenChat, chat: Chat) -> None:
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text() + "sop: [{name: 甲, when: 每天 20:00, do: 集中兑换, whom: {silent: 3}}]\n")
    await chat.bot.reload()
    assert "whom 只能和 say 一起写" in str(chat.bot.groups.problems[0])


@pytest.mark.parametrize(
    ("whom", "asked"),
    [
        ("{silent: 1}", {"小明"}),
        ("{silent: 1, staff: true}", {"群主", "小助理", "店员"}),
        ("{any: [{staff: true}, {silent: 1}]}", {"小明", "群主", "小助理", "店员"}),
        ("{not: [{staff: true}]}", {"小明"}),
        ("{segment: 沉默}", {"小明"}),
        ("{segment: 同事}", {"群主", "小助理", "店员"}),
        ("{silent: 1, staff: false}", {"小明"}),
    ],
)
async def test_staff_are_spoken_to_only_where_the_rule_speaks_of_them(
    open_group: OpenChat, whom: str, asked: set[str]
) -> None:
    segments = "segments: {沉默: {silent: 1}, 同事: {staff: true}}\n"
    plan = f"sop: [{{name: 忙, when: 每天 20:00, say: 最近忙吗, whom: {whom}}}]\n"
    chat = await open_group(QUIET + segments + plan)
    for who in ("小明", "群主", "小助理", "店员"):
        await chat.say(who, "早")
    await chat.forward(hours=13)
    [said] = await chat.forward(days=1)
    assert {who for who in ("小明", "群主", "小助理", "店员") if f"@{who}" in said} == asked


async def test_who_sends_anything_is_not_absent(open_group: OpenChat) -> None:
    chat = await open_group("segments: {没来的: {absent: 4}, 来了的: {not: [{absent: 4}]}}\n")
    for who in ("小明", "小红", "阿力"):
        await chat.say(who, "大家好")
    await chat.forward(days=3)
    assert "现在没有人" in await chat.say("店员", "分群 没来的")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    await chat.say("阿力", "积分", private=True)
    assert "现在有 1 人：小红" in await chat.say("店员", "分群 没来的")
    assert "现在有 2 人：小明、阿力" in await chat.say("店员", "分群 来了的")
