"""签到: once a day, in the group's zone, with a bonus on every seventh day."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.checkin.rules import Rules
from handlers.checkin.special_days import bonuses_on
from sop.group_file import group_file_model
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat


async def test_seven_days_in_a_row_pay_one_hundred(chat: Chat) -> None:
    for _ in range(7):
        said = await chat.say("小明", "签到")
        await chat.forward(days=1)
    assert "+40" in said
    assert "小明：100 积分" in await chat.say("小明", "积分")


async def test_the_eighth_day_starts_the_next_cycle(chat: Chat) -> None:
    for _ in range(8):
        said = await chat.say("小明", "打卡")
        await chat.forward(days=1)
    assert "连续 8 天" in said
    assert "+10" in said
    assert "再签 6 天" in said


async def test_a_second_checkin_of_the_day_earns_nothing(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "已经签过" in await chat.say("小明", "签到！")
    assert "10 积分" in await chat.say("小明", "积分")


async def test_a_missed_day_breaks_the_streak(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=2)
    assert "连续 1 天" in await chat.say("小明", "签到")


async def test_fifty_checkins_at_once_earn_once(chat: Chat) -> None:
    said = await asyncio.gather(*(chat.say("小明", "签到", key=f"k{number}") for number in range(50)))
    assert sum("签到成功" in one for one in said) == 1
    assert sum("已经签过" in one for one in said) == 49
    assert "10 积分" in await chat.say("小明", "积分")


async def test_the_day_is_that_of_the_message_not_of_its_arrival(chat: Chat) -> None:
    before_midnight = datetime(2026, 11, 23, 15, 59, 58, tzinfo=UTC)
    await chat.forward_to(before_midnight + timedelta(seconds=5))
    await chat.say("小明", "签到", at=before_midnight)
    assert "连续 2 天" in await chat.say("小明", "签到")


async def test_messages_around_midnight_may_arrive_in_the_wrong_order(chat: Chat) -> None:
    midnight = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    await chat.forward_to(midnight + timedelta(seconds=3))
    await chat.say("小明", "签到")
    await chat.say("小明", "签到", at=midnight - timedelta(seconds=1))
    await chat.forward(days=1)
    assert "连续 3 天" in await chat.say("小明", "签到")


async def test_a_message_from_an_impossible_time_counts_as_now(chat: Chat) -> None:
    await chat.say("小明", "签到", at=chat.now - timedelta(days=30))
    assert "已经签过" in await chat.say("小明", "签到", at=chat.now + timedelta(days=30))


async def test_outside_the_window_the_next_one_is_named(open_group: OpenChat) -> None:
    chat = await open_group('checkin: {window: ["05:00-07:30", "20:00-22:00"]}\n')
    assert "今天 20:00-22:00" in await chat.say("小明", "签到")
    await chat.forward(hours=12)
    assert "签到成功" in await chat.say("小明", "签到")
    await chat.forward(hours=3)
    assert "明天 05:00-07:30" in await chat.say("小红", "签到")


async def test_the_owner_writes_their_own_numbers_and_words(open_group: OpenChat) -> None:
    chat = await open_group('checkin: {points: 5, cycle: 2, bonus: 1, text: "{name}好样的！第{streak}天。"}\n')
    assert await chat.say("小明", "签到") == "小明好样的！第1天。再签 1 天多得 1 分。"
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    assert "11 积分" in await chat.say("小明", "积分")


async def test_a_message_late_by_a_day_pays_the_bonus_of_the_run_it_mends(chat: Chat) -> None:
    for _ in range(5):
        await chat.say("小明", "签到")
        await chat.forward(days=1)
    sent = chat.now
    await chat.forward(days=1)
    assert "连续 1 天" in await chat.say("小明", "签到", at=chat.now)
    said = await chat.say("小明", "签到", at=sent)
    assert "连续 7 天" in said
    assert "+40 积分，现有 100 分。🎉 满 7 天" in said
    assert "已经签过" in await chat.say("小明", "签到", at=sent)
    await chat.forward(days=1)
    assert "+10 积分" in await chat.say("小明", "签到")


async def test_many_days_in_a_month_pay_more_each_number_once(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {bonus: 0, monthly: {3: 50, 5: 100}}\n")
    said = []
    for _ in range(6):
        said.append(await chat.say("小明", "签到"))
        await chat.forward(days=1)
    assert ["月签满" in one for one in said] == [False, False, True, False, True, False]
    assert "+60 积分" in said[2]
    assert "📅 11 月签满 3 天，多得 50 分！" in said[2]
    assert "210 积分" in await chat.say("小明", "积分")
    assert "11 月签满 5 天" in await chat.say("小明", "明细")


async def test_each_month_counts_for_itself(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {monthly: {3: 50}}\n")
    await chat.forward(days=6)
    for _ in range(5):
        said = await chat.say("小明", "签到")
        await chat.forward(days=1)
    assert "12 月签满 3 天" in said


async def test_special_days_pay_more_by_name_and_by_date(open_group: OpenChat) -> None:
    special = '{冬至: 20, "12-22": 5, "2026-12-23": 7, "2027-12-23": 9}'
    chat = await open_group(f"checkin: {{special: {special}}}\n")
    await chat.forward(days=28)
    assert "+10 积分" in await chat.say("小明", "签到")
    await chat.forward(days=1)
    said = await chat.say("小明", "签到")
    assert "+35 积分" in said
    assert "🏮 冬至，多得 20 分！🏮 12月22日，多得 5 分！" in said
    assert "冬至、12月22日签到" in await chat.say("小明", "明细")
    await chat.forward(days=1)
    assert "+17 积分" in await chat.say("小明", "签到")


async def test_the_rules_name_what_is_paid_besides(open_group: OpenChat) -> None:
    chat = await open_group('checkin: {monthly: {20: 50}, special: {冬至: 20, "12-25": 15}}\n')
    said = await chat.say("小明", "积分规则")
    assert "每月签满 20 天再得 50 分，冬至 再得 20 分，12-25 再得 15 分" in said


async def test_what_an_empty_treasury_owes_for_a_day_is_told_in_one_sum(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\ncheckin: {monthly: {1: 50}}\n")
    assert "60 分先记账" in await chat.say("小明", "签到")


@pytest.mark.parametrize(
    ("special", "finding"),
    [
        ("{冬止: 20}", "「冬止」不是节气、节日或日期。是不是「冬至」？"),
        ("{02-30: 20}", "可以写日期（12-25、2026-12-31）、calendar 里自己的日子和：立春、"),
        ("{2025-02-29: 20}", "「2025-02-29」不是节气、节日或日期"),
        ("{冬至: 0}", "不能小于 1"),
        ("{冬至: 很多}", "这里要写整数"),
    ],
)
def test_an_unknown_special_day_is_refused_with_a_hint(special: str, finding: str, tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(f"{GROUP}checkin:\n  special: {special}\n")
    with pytest.raises(ConfigError) as caught:
        load_group(path, group_file_model(), ["chat"], tmp_path)
    [problem] = caught.value.problems
    assert problem.line == 8
    assert finding in str(problem)


@pytest.mark.parametrize(
    ("special", "day", "names"),
    [
        ("{圣诞节: 20}", date(2026, 12, 25), ["圣诞节"]),
        ("{小年: 20}", date(2027, 1, 30), ["小年"]),
        ("{618: 20, 父亲节: 5}", date(2028, 6, 18), ["618", "父亲节"]),
        ("{国庆节: 20, 中秋节: 5}", date(2020, 10, 1), ["国庆节", "中秋节"]),
        ("{读书会: 20}", date(2026, 12, 5), ["读书会"]),
        ("{店庆: 20, 读书会: 1}", date(2027, 1, 2), ["店庆"]),
        ("{双十二: 20}", date(2026, 12, 12), []),
        ("{双十二: 20}", date(2026, 12, 13), ["双十二"]),
    ],
)
def test_festivals_of_the_shops_and_own_days_may_be_special(
    special: str, day: date, names: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "group.yaml"
    own = "calendar: {日子: {读书会: 2026-12-05, 店庆: [2026-01-02, 2027-01-02], 双十二: 2026-12-13}}\n"
    path.write_text(f"{GROUP}{own}checkin: {{special: {special}}}\n", "utf-8")
    group = load_group(path, group_file_model(), ["chat"], tmp_path)
    assert [name for name, _ in bonuses_on(group.rules(Rules).special, day, group.calendar)] == names


async def test_an_own_day_pays_at_the_checkin(open_group: OpenChat) -> None:
    chat = await open_group("calendar: {日子: {读书会: 2026-11-24}}\ncheckin: {special: {读书会: 33}}\n")
    assert "读书会" not in await chat.say("小明", "签到")
    await chat.forward(days=1)
    assert "读书会" in (answer := await chat.say("小明", "签到"))
    assert "53" in answer


def test_a_leap_day_may_be_special(tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(f"{GROUP}checkin: {{special: {{02-29: 20, 2028-02-29: 5}}}}\n")
    group = load_group(path, group_file_model(), ["chat"], tmp_path)
    assert list(bonuses_on(group.rules(Rules).special, date(2028, 2, 29))) == [("2月29日", 20), ("2月29日", 5)]


@pytest.mark.parametrize(
    ("monthly", "finding"),
    [
        ("{0: 50}", "「0」写的是 '0'，不能小于 1"),
        ("{32: 50}", "「32」写的是 '32'，不能大于 31"),
        ("{20: 0}", "「20」写的是 '0'，不能小于 1"),
        ("{二十: 50}", "「二十」写的是 '二十'，这里要写整数"),
    ],
)
def test_a_month_has_no_more_days_than_it_has(monthly: str, finding: str, tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(f"{GROUP}checkin: {{monthly: {monthly}}}\n")
    with pytest.raises(ConfigError, match=finding):
        load_group(path, group_file_model(), ["chat"], tmp_path)


@pytest.mark.parametrize(
    ("rules", "answer", "rule"),
    [
        ("points: 0, bonus: 0", "小明 签到成功！连续 1 天。", ""),
        ("points: 0, bonus: 0, reply: 简短", "✓ 小明 连签 1 天", ""),
        ("points: 0, bonus: 30", "小明 签到成功！连续 1 天。再签 6 天多得 30 分。", "签到：每连续 7 天再得 30 分"),
        ("points: 5, bonus: 0", "小明 签到成功！连续 1 天，+5 积分，现有 5 分。", "签到：每天 5 分"),
    ],
)
async def test_no_points_are_not_called_points(open_group: OpenChat, rules: str, answer: str, rule: str) -> None:
    chat = await open_group(f"checkin: {{{rules}}}\n")
    assert await chat.say("小明", "签到") == answer
    told = await chat.say("小明", "积分规则")
    assert [line for line in told.splitlines() if line.startswith("签到：")] == ([rule] if rule else [])
