"""留存, 漏斗, 时段, 红人 and 三分法 tell of the same people what they did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.pictures.report_specs import HeatmapSpec
from handlers.reports.funnel import Funnel, count_steps, times_of
from storage.reports.cohorts import Joiner
from tests.chat import Chat
from tests.conftest import OpenChat


async def two_weeks(chat: Chat) -> None:
    """Let four join in the first week, of whom two come again, and one in the second."""
    for who in ("小明", "小红", "小刚", "小丽"):
        await chat.join(who, invited_by="小明" if who == "小丽" else None)
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "签到")
    await chat.forward(days=8)
    await chat.join("小强")
    for who in ("小明", "小红", "小强"):
        await chat.say(who, "签到")


async def test_cohorts_are_drawn_week_by_week(chat: Chat) -> None:
    await two_weeks(chat)
    [sheet] = await chat.sheets(await chat.answer("店员", "留存", private=True))
    assert isinstance(sheet, HeatmapSpec)
    rows = [(row.label, row.note, row.cells[:2]) for row in sheet.rows]
    assert rows == [
        ("11-23", "4 人", (None, None)),
        ("11-30", "1 人", (None, None)),
    ]  # the staff, who ask, do not count


async def test_a_cohort_of_five_is_told_in_percent_and_of_four_it_is_not(chat: Chat) -> None:
    await two_weeks(chat)
    told = await chat.say("店员", "留存", private=True)
    assert "11-23 那周来 4 人：3 人、2 人" in told
    for number in range(4):
        await chat.join(f"成员{number}")
    [sheet] = await chat.sheets(await chat.answer("店员", "留存", private=True))
    assert isinstance(sheet, HeatmapSpec)
    assert (sheet.rows[1].note, sheet.rows[1].cells[0]) == ("5 人", 20)


async def test_the_funnel_narrows_step_by_step(chat: Chat) -> None:
    await two_weeks(chat)
    assert await chat.say("店员", "漏斗", private=True) == (
        "🔻 11-02 到 12-01 来的人走到了哪一步（指定动作：签到）\n"
        "获取：进群　5 人\n"
        "激活：签过到　4 人（上一步的 80%）\n"
        "留存：一周后又签到　2 人\n"
        "传播：带来新人或分享　1 人"
    )


async def test_the_owner_names_the_act(open_group: OpenChat) -> None:
    chat = await open_group("reports: {goal: 下单}\n")
    await two_weeks(chat)
    await chat.say("店员", "记单 @小明 100 A1001", mentions=["小明"])
    told = await chat.say("店员", "漏斗 本月", private=True)
    assert "获取：进群　1 人" in told
    assert "激活：下过单　0 人\n" in told, "of one no share is told"
    assert "激活：下过单　1 人（上一步的 20%）" in await chat.say("店员", "漏斗", private=True)
    assert await chat.say("店员", "漏斗 2026-08", private=True) == "只看得到最近两个月来的人，再早的不准了。"


DAYS = st.sets(st.integers(0, 61))
JOINERS = st.lists(st.tuples(DAYS, DAYS, st.booleans(), st.booleans()), max_size=12)


@given(drawn=JOINERS, goal=st.sampled_from(["签到", "发言"]))
def test_the_funnel_is_what_sets_of_days_say(drawn: list[tuple[set[int], set[int], bool, bool]], goal: str) -> None:
    joiners = [
        Joiner(number, 0, 0, sum(1 << day for day in spoke), sum(1 << day for day in checked), introduced, invited)
        for number, (spoke, checked, introduced, invited) in enumerate(drawn)
    ]
    acted = [(checked if goal == "签到" else spoke, invited) for spoke, checked, _, invited in drawn]
    stayed = [(days, invited) for days, invited in acted if days and max(days) - min(days) >= 7]
    assert count_steps(joiners, lambda joiner: times_of(goal, joiner, {})) == Funnel(
        len(drawn), sum(bool(days) for days, _ in acted), len(stayed), sum(invited for _, invited in stayed)
    )


async def test_hours_are_counted_for_talk_only(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小明", "早上好呀")
    await chat.forward(hours=12)
    for number in range(2):
        await chat.say("小红", f"晚上好{number}呀")
    answer = await chat.answer("店员", "时段", private=True)
    [sheet] = await chat.sheets(answer)
    assert isinstance(sheet, HeatmapSpec)
    assert [(row.label, [(hour, count) for hour, count in enumerate(row.cells) if count]) for row in sheet.rows][
        :2
    ] == [
        ("周一", [(8, 1), (20, 2)]),
        ("周二", []),
    ]
    assert sheet.foot.startswith("最热闹：周一 20 点（2 句）、周一 8 点（1 句）。")


async def test_the_few_who_carry_the_talk_are_named(chat: Chat) -> None:
    for who, times in (("小明", 7), ("小红", 2), ("小刚", 1)):
        for number in range(times):
            await chat.say(who, f"第{number}句话来了")
    assert await chat.say("店员", "红人", private=True) == (
        "11-01 到 11-23 3 人说了 10 句话（员工、走了的和不上榜的不算），"
        "其中 1 人说了七成。人还少，比例先不用看。\n最能带动的：小明 7 句"
    )
    assert await chat.say("店员", "红人 上月", private=True) == "10-01 到 10-31 还没有群友聊天。"


async def test_those_who_carry_the_talk_are_those_who_are_named(chat: Chat) -> None:
    for who, times in (("店员", 9), ("小丽", 8), ("小美", 7), ("小明", 2), ("小红", 1)):
        for number in range(times):
            await chat.say(who, f"第{number}句话来了")
    await chat.leave("小丽")
    await chat.say("小美", "不上榜")
    told = await chat.say("店员", "红人", private=True)
    assert "2 人说了 3 句话（员工、走了的和不上榜的不算），其中 2 人说了七成" in told
    assert told.endswith("最能带动的：小明 2 句、小红 1 句")


async def test_thirds_are_by_what_members_did_in_thirty_days(chat: Chat) -> None:
    await chat.join("小丽")
    await chat.say("小红", "签到")
    for day in range(4):
        await chat.say("小明", f"第{day}天来了")
        await chat.forward(days=1)
    told = await chat.say("店员", "三分法", private=True)
    assert "活跃 1 人：" in told
    assert "呆板 1 人：" in told, "the staff, who ask, do not count"
    assert "僵尸 1 人：" in told
    assert told.endswith("人还少，比例先不用看。")
    for who in ("小强", "小美"):
        await chat.join(who)
    await chat.forward(days=30)
    told = await chat.say("店员", "三分法", private=True)
    assert "僵尸 5 人（100%）" in told
    assert "僵尸超过三分之一：先别让它再涨，发「沉默名单 30」看有谁" in told
    assert "5 人 30 天没动静" in await chat.say("店员", "沉默名单 30", private=True)


async def test_who_has_just_come_is_on_another_list_than_who_is_gone(chat: Chat) -> None:
    for who in ("小丽", "小强", "小美", "小刚", "小红"):
        await chat.join(who)
    told = await chat.say("店员", "三分法", private=True)
    assert "都是这 30 天里才来的：发「新人 30」看有谁" in told
    assert "来了 5 人" in await chat.say("店员", "新人 30", private=True)


@pytest.mark.parametrize(
    "words", ["留存", "漏斗", "时段", "红人", "三分法", "活跃榜", "沉默名单", "新人", "没签到的人"]
)
async def test_members_get_none_of_it(chat: Chat, words: str) -> None:
    assert "只有员工可以用" in await chat.say("小明", words, addressed=True)
