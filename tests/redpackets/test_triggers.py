"""Packets that come by themselves: after what happens in the group, within the owner's bounds, each with its reason."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from sop.advice import advice_for
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books

INTRODUCTION = "我叫：{name}\n年龄：30\n喜欢：爬山\n擅长：做饭\n期望：交朋友"


def rules(*triggers: str, more: str = "") -> str:
    return f"badges: {{badges: []}}\nredpackets:\n  triggers: [{', '.join(triggers)}]\n{more}"


async def introduce(chat: Chat, name: str) -> None:
    assert "认识你很高兴" in await chat.say(name, INTRODUCTION.format(name=name))


async def packets_in(chat: Chat, **duration: float) -> list[str]:
    """Let time pass; return the packets that came meanwhile."""
    return [said for said in await chat.forward(**duration) if "本群发了" in said]


async def test_a_packet_follows_an_introduction_within_the_bounds(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 新人介绍, least: 10, most: 30, shares: 5, wait: 10}"))
    await introduce(chat, "小红")
    [packet] = await packets_in(chat, minutes=10)
    assert "「小红 介绍了自己，一起热闹一下～」" in packet
    points = int(packet.split("本群发了 ")[1].split(" 分")[0])
    assert 10 <= points <= 30
    await chat.say("小红", INTRODUCTION.format(name="小红"))
    assert await packets_in(chat, days=2) == []
    record = await chat.say("群主", "红包记录")
    assert "新人介绍（小红 介绍了自己）" in record
    assert f"{points} 分 5 份，0 人抢了 0 分" in record
    await assert_books(chat)


async def test_never_two_at_once_and_not_too_many_a_day(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 新人介绍, shares: 1, wait: 0}", more="  daily: 2\n"))
    await introduce(chat, "小红")
    await introduce(chat, "小刚")
    assert len(await packets_in(chat, minutes=1)) == 1
    await chat.say("小明", "抢")
    for name in ("小丽", "小强"):
        await introduce(chat, name)
        came = await packets_in(chat, minutes=1)
        assert len(came) == (name == "小丽")
        await chat.say("小明", "抢")
    await chat.forward(days=1)
    await introduce(chat, "小芳")
    assert len(await packets_in(chat, minutes=1)) == 1


async def test_the_days_budget_holds(open_group: OpenChat) -> None:
    trigger = "{after: 新人介绍, least: 30, most: 30, shares: 1, wait: 0}"
    chat = await open_group(rules(trigger, more="  daily: 9\n  budget: 70\n"))
    came = 0
    for number in range(4):
        await introduce(chat, "小红小刚小丽小强"[2 * number :][:2])
        came += len(await packets_in(chat, minutes=1))
        await chat.say("小明", "抢")
    assert came == 2


async def test_where_the_groups_budget_is_used_up_nothing_comes(open_group: OpenChat) -> None:
    trigger = "{after: 新人介绍, least: 30, most: 30, shares: 1, wait: 0}"
    chat = await open_group(rules(trigger) + "budget: {monthly: 40}\n")
    await introduce(chat, "小红")
    assert await packets_in(chat, minutes=1) == []
    await assert_books(chat)


async def test_a_packet_waits_for_the_end_of_the_quiet_hours(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 新人介绍, wait: 0}") + 'timetable: {quiet: "08:00-10:00"}\n')
    await introduce(chat, "小红")
    assert await packets_in(chat, minutes=119) == []
    assert len(await packets_in(chat, minutes=2)) == 1


async def test_without_a_way_to_speak_nothing_is_given(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 新人介绍, wait: 0}"))
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    await introduce(chat, "小红")
    await chat.forward(minutes=5)
    assert (await chat.say("群主", "红包记录")).splitlines() == [
        "还没有发过群里的红包。",
        "该自己发、没发成的（最近几个）：",
        "今天 08:00 新人介绍：这个群的通道不能主动发消息",
    ]


async def test_an_announcement_to_all_is_followed_by_small_equal_shares(open_group: OpenChat) -> None:
    plans = "sop: [{name: 开会, when: 每天 09:00, say: '@所有人 今晚开会'}, {name: 早安, when: 每天 08:30, say: 早}]\n"
    trigger = "{after: 强调, least: 20, most: 20, shares: 10, kind: 普通, wait: 0}"
    chat = await open_group(rules(trigger) + plans)
    [packet] = await packets_in(chat, hours=2)
    assert "本群发了 20 分，普通 10 份】\n「开会，一起热闹一下～」" in packet
    assert "强调（开会）" in await chat.say("群主", "红包记录")


async def test_festivals_bring_packets(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 节日, wait: 60}") + "calendar: {日子: {店庆: [2026-12-20]}}\n")
    assert await packets_in(chat, days=38) == []
    # 2026-12-25 is none of the traditional ones; 元旦 is.
    [packet] = await packets_in(chat, days=2)
    assert "「元旦，一起热闹一下～」" in packet


async def test_an_owner_names_the_days(open_group: OpenChat) -> None:
    trigger = "{after: 节日, days: [冬至, 店庆], wait: 0}"
    chat = await open_group(rules(trigger) + "calendar: {日子: {店庆: [2026-12-20]}}\n")
    packets = await packets_in(chat, days=60)
    assert [packet.split("「")[1][:2] for packet in packets] == ["店庆", "冬至"]


async def test_birthdays_bring_packets(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 生日, wait: 0}"))
    await chat.say("小红", "生日 12-1")
    [packet] = await packets_in(chat, days=9)
    assert "小红 过生日" in packet


@pytest.mark.parametrize(("day", "comes"), [("11-23", False), ("11-24", False), ("11-29", False), ("11-30", True)])
async def test_a_birthday_that_was_told_too_late_brings_none_this_year(
    open_group: OpenChat, day: str, *, comes: bool
) -> None:
    chat = await open_group(rules("{after: 生日, wait: 0}"))
    assert ("这次只有祝福" in await chat.say("小红", f"生日 {day}")) is not comes
    assert bool(await packets_in(chat, days=30)) is comes
    assert len(await packets_in(chat, days=366)) == 1


@pytest.mark.parametrize("wait", [0, 1])
async def test_how_early_a_birthday_has_to_be_told_is_the_owners_rule(open_group: OpenChat, wait: int) -> None:
    chat = await open_group(rules("{after: 生日, wait: 0}") + f"birthday: {{wait: {wait}}}\n")
    await chat.say("小红", "生日 11-23")
    assert len(await packets_in(chat, days=1)) == (wait == 0)


async def test_an_admin_corrects_no_birthday_into_a_packet_of_today(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 生日, wait: 0}"))
    await chat.say("小红", "生日 5-20")
    await chat.say("群主", "改生日 @小红 11-24", mentions=["小红"])
    assert await packets_in(chat, days=2) == []


async def test_a_hundred_members_are_celebrated_once(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 人数达到, wait: 0}") + "membership: {milestones: [3]}\n")
    for who in ("小明", "小红"):
        await chat.join(who)
    assert await packets_in(chat, minutes=5) == []
    await chat.join("小刚")
    [packet] = await packets_in(chat, minutes=5)
    assert "群里有 3 位朋友啦" in packet
    await chat.forward(days=2)
    await chat.leave("小刚")
    await chat.join("小丽")
    assert await packets_in(chat, minutes=5) == []


async def test_the_hundredth_check_in_is_celebrated(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 签到满百, wait: 0}"))
    for _ in range(100):
        await chat.say("小红", "签到")
        came = await packets_in(chat, days=1)
    [packet] = came
    assert "小红 签到满 100 天" in packet


async def test_a_small_chance_leaves_most_out(open_group: OpenChat) -> None:
    chat = await open_group(
        rules("{after: 新人介绍, shares: 1, wait: 0, chance: 30}", more="  daily: 100\n  budget: 9999\n")
    )
    came = 0
    for number in range(30):
        await introduce(chat, f"{'赵钱孙李周吴郑王冯陈'[number % 10]}{'一二三'[number // 10]}")
        came += len(await packets_in(chat, seconds=1))
        await chat.say("小明", "抢")
    assert 3 <= came <= 16


async def test_what_did_not_come_is_told_with_its_reason(open_group: OpenChat) -> None:
    trigger = "{after: 新人介绍, least: 30, most: 30, shares: 1, wait: 0}"
    chat = await open_group(
        rules(trigger, more="  daily: 2\n  budget: 60\n") + "welcome: {points: 0}\nbudget: {monthly: 40}\n"
    )

    async def why_none_came(name: str) -> str:
        await introduce(chat, name)
        assert await packets_in(chat, minutes=1) == []
        return (await chat.say("群主", "红包记录")).partition("该自己发、没发成的（最近几个）：\n")[2].splitlines()[0]

    await introduce(chat, "小红")
    assert len(await packets_in(chat, minutes=1)) == 1
    assert "没发成的" not in await chat.say("群主", "红包记录")
    assert (await why_none_came("小刚")).endswith("新人介绍：上一个自己发的红包还没抢完")
    await chat.say("小明", "抢")
    assert (await why_none_came("小丽")).endswith("：预算只剩 10 分，发不了 30 分的红包。")
    await assert_books(chat)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("  daily: 1\n", "：今天已经发满 1 个（redpackets.daily）"),
        ("  daily: 9\n  budget: 50\n", "：今天已经发了 30 分，再发 30 分就超过 50 分了（redpackets.budget）"),
    ],
)
async def test_the_limits_of_a_day_are_told(open_group: OpenChat, more: str, why: str) -> None:
    chat = await open_group(rules("{after: 新人介绍, least: 30, most: 30, shares: 1, wait: 0}", more=more))
    await introduce(chat, "小红")
    await packets_in(chat, minutes=1)
    await chat.say("小明", "抢")
    await introduce(chat, "小刚")
    assert await packets_in(chat, minutes=1) == []
    assert (await chat.say("群主", "红包记录")).splitlines()[-1].endswith(why)


async def test_days_that_nobody_looks_at_are_pointed_out(open_group: OpenChat) -> None:
    chat = await open_group(rules("{after: 新人介绍, days: [春节]}", "{after: 节日, days: [春节]}"))
    advice = [line for line in advice_for(chat.bot.groups.all()[0], chat.now) if "days" in line]
    assert advice == ["redpackets 里「新人介绍」的 days 用不上：只有 after 是 节日 的才看 days"]
