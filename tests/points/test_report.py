"""积分报表: the month's figures, right to the last point."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

import pytest

from handlers.dates.months import first_of_month, midnight
from handlers.features import FEATURES
from handlers.kit import FeatureRegistry
from handlers.points.flows import FlowKind, sum_flows
from storage.database import Database
from storage.db import Db, to_millis
from storage.members import roster
from storage.points import entries, flows, ledger, reconciliation
from storage.points.errors import Overdrawn
from storage.points.ledger import Account
from tests.chat import START, Chat
from tests.conftest import OpenChat

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHOP = """
points: {value: 0.05}
budget: {monthly: 1000}
mall: {items: [{name: 果汁, points: 10}, {name: 杯子, points: 30}]}
"""


def life(db: Db) -> None:
    """Half a year of everything, not quite in the order of its time, with corrections months later."""
    random = Random(5)
    crowd = [roster.get_or_create(db, "demo", f"成员{number}", "", START) for number in range(4)]
    stranger = roster.get_or_create(db, "other", "别人", "", START)
    for step in range(600):
        at = START + timedelta(hours=step * 8) - timedelta(days=random.choice([0, 0, 0, 20]))
        who, other, points = random.choice(crowd), random.choice(crowd), random.randint(1, 60)
        source = random.choice([None, ledger.treasury("demo")])
        mine, theirs = ledger.account(who), ledger.account(other)
        transfer = partial(ledger.transfer, db, reason="r", cause="c", at=at)
        earn = partial(ledger.earn, db, reason="r", cause="c", at=at)
        act = random.choice(
            ["earn", "earn", "fill", "shop", "give", "expire", "deduct", "elsewhere", "correct", "correct"]
        )
        try:
            if act == "earn":
                earn(who, points, key=f"{random.choice(['checkin', 'grant'])}:{step}", source=source)
            elif act == "fill":
                transfer(ledger.issuer("demo"), ledger.treasury("demo"), 90, key=f"budget:{step}")
            elif act == "shop":
                transfer(mine, Account("demo", "shop"), points, key=f"redeem:{step}")
            elif act == "give" and who != other:
                transfer(mine, theirs, points, key=f"give:{step}")
            elif act in ("expire", "deduct"):
                ledger.debit(db, who, points, key=f"{act}:{step}", reason="r", cause="c", at=at)
            elif act == "elsewhere":
                earn(stranger, points, key=f"checkin:{step}")
            elif act == "correct":
                correct(db, random, at)
        except Overdrawn:
            pass


def correct(db: Db, random: Random, at: datetime) -> None:
    """Take back some entry, or a part of it."""
    entry = entries.get(db, "demo", random.randint(1, 600))
    if entry and entry.reverses is None:
        ledger.reverse(db, entry, reason="r", cause="c", at=at, amount=random.randint(1, entry.amount))


def brute(db: Db, since: datetime, until: datetime) -> tuple[Counter[FlowKind], dict[FlowKind, Counter[str]]]:
    """Return the same figures, entry by entry."""
    rows = db.fetch_all(
        "SELECT id, kind, source, target, amount, at, reverses FROM entry WHERE group_id = 'demo' ORDER BY id"
    )
    known = {row[0]: row for row in rows}
    ways: Counter[FlowKind] = Counter()
    kinds: dict[FlowKind, Counter[str]] = {way: Counter() for way in FlowKind}
    for row in rows:
        if not to_millis(since) <= row[5] < to_millis(until):
            continue
        points, meant = (-row[4], known[row[6]]) if row[6] else (row[4], row)
        _, kind, source, target, *_ = meant
        match source.startswith("member:"), target.startswith("member:"):
            case True, True:
                way = FlowKind.GIVEN
            case False, True:
                way = FlowKind.ISSUED
            case True, False if kind == "expire":
                way = FlowKind.EXPIRED
            case True, False:
                way = FlowKind.SPENT if target == "shop" else FlowKind.TAKEN
            case _:
                way = FlowKind.INSIDE
        ways[way] += points
        kinds[way][kind] += points
    return ways, kinds


async def test_every_figure_is_what_counting_by_hand_gives(database: Database) -> None:
    await database.write(life)
    assert await database.read(reconciliation.wrong_balances) == []
    months = [first_of_month(START.date(), back) for back in range(1, -9, -1)]
    bounds = [midnight(month, SHANGHAI) for month in months]
    sums = sum_flows(await database.read(lambda db: flows.list_flows(db, "demo", bounds)), len(months) - 1)
    assert sum(any(one.totals.values()) for one in sums) >= 6
    for one, since, until in zip(sums, bounds[:-1], bounds[1:], strict=True):
        ways, kinds = await database.read(partial(brute, since=since, until=until))
        assert one.totals == {way: ways[way] for way in FlowKind}
        assert one.kinds == {way: dict(kinds[way]) for way in FlowKind}
    held = await database.read(lambda db: flows.total_outstanding(db, "demo"))
    ways, _ = await database.read(lambda db: brute(db, bounds[0], bounds[-1]))
    assert held == ways[FlowKind.ISSUED] - ways[FlowKind.SPENT] - ways[FlowKind.EXPIRED] - ways[FlowKind.TAKEN]


async def test_the_report_says_what_came_what_went_and_what_it_costs(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("群主", "预算")
    await chat.say("小明", "签到")
    await chat.say("群主", "加分 @小明 100 分享干货")
    await chat.say("群主", "扣分 @小明 5")
    await chat.say("小明", "送 @小红 20", mentions=["小红"])
    await chat.say("小明", "兑换 2")
    await chat.say("小红", "兑换 1")
    await chat.say("小明", "兑换 2")
    await chat.say("群主", "加分 @小红 7 记错")
    await chat.say("群主", "冲正 9 记错")
    said = (await chat.say("小助理", "积分报表")).splitlines()
    assert said[:5] == [
        "📊 积分报表 2026-11",
        "发出 110 分，花掉 70 分，过期 0 分，扣回 5 分，互送 20 分",
        "来源：管理员加分 100、签到 10",
        "去向：兑换 70",
        "最受欢迎：杯子（换了 2 件）",
    ]
    assert said[5:7] == ["近 6 个月（发出 / 花掉 / 过期）：", "2026-06  0 / 0 / 0"]
    assert said[11] == "2026-11  110 / 70 / 0"
    assert said[12:] == [
        "现在成员手里共 35 分",
        "1 分算 0.05 元：2026-11 花掉的合 3.50 元，还没花的合 1.75 元",
        "💰 预算每月 1000 分，2026-11 已拨 1000 分，现在还剩 890 分。",
    ]


async def test_a_past_month_can_be_asked_for(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=20)
    await chat.say("小明", "签到")
    assert "发出 10 分" in await chat.say("群主", "积分报表 ２０２６-11")
    assert "2026-11  10 / 0 / 0" in await chat.say("群主", "积分报表")
    assert "不是月份" in await chat.say("群主", "积分报表 2026-13")
    assert "还没到" in await chat.say("群主", "积分报表 2027-01")
    assert "可以用哦" in await chat.say("小明", "积分报表", addressed=True)


async def test_six_months_are_shown_and_the_one_that_is_asked_for_is_the_last(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=8)
    said = (await chat.say("群主", "积分报表")).splitlines()
    head = said.index("近 6 个月（发出 / 花掉 / 过期）：")
    assert [line.split()[0] for line in said[head + 1 : head + 7]] == [
        *("2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
    ]
    assert said[head + 7].startswith("现在成员手里共")
    assert not any("最受欢迎" in line or "预算" in line or "去向" in line for line in said)


async def test_a_month_in_which_more_came_back_than_was_spent_cost_nothing(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\n" + SHOP)
    await chat.say("小明", "签到")
    code = (await chat.say("小明", "兑换 1")).partition("取货码 ")[2][:7]
    await chat.forward(days=8)
    await chat.say("小明", f"取消兑换 {code}")
    said = await chat.say("群主", "积分报表")
    assert "2026-12  0 / 退回 10 / 0" in said
    assert "发出 0 分，退回 10 分，过期 0 分" in said
    assert "退回：兑换 10" in said
    assert "1 分算 0.05 元：2026-12 花掉的合 0 元，还没花的合 0.50 元" in said
    assert " -" not in said


async def test_points_that_were_taken_back_are_called_so(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\n" + SHOP)
    await chat.say("店员", "记单 @小明 100 A100", mentions=["小明"])
    await chat.forward(days=8)
    await chat.say("店员", "退单 A100 40")
    await chat.say("小明", "签到")
    said = await chat.say("群主", "积分报表")
    assert "收回 30 分，花掉 0 分" in said
    assert "来源：签到 10\n收回：消费 40" in said
    assert "2026-12  收回 30 / 0 / 0" in said
    told = await chat.say("群主", "月报 本月 文字", private=True)
    assert "积分收回 30 分，花掉 0 分" in told


@pytest.mark.parametrize(("value", "told"), [("0", False), ("0.01", True)])
async def test_what_a_point_is_worth_is_told_where_it_is_worth_something(
    open_group: OpenChat, value: str, told: bool
) -> None:
    chat = await open_group(f"points: {{value: {value}}}\n")
    assert ("1 分算 " in await chat.say("群主", "积分报表")) == told


async def test_what_is_owed_counts_as_open(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 5}\n")
    await chat.say("小明", "签到")
    said = await chat.say("群主", "积分报表")
    assert "共 0 分，另外欠着 10 分" in said
    assert "还没花的合 0.10 元" in said


KINDS = FeatureRegistry(FEATURES).ledger_kinds


@pytest.mark.parametrize(
    "kind",
    [
        *("checkin", "monthly", "special", "makeup", "bonus", "protect", "speaking", "invite", "introduction"),
        *(
            "birthday",
            "give",
            "grant",
            "deduct",
            "expire",
            "reverse",
            "budget",
            "topup",
            "unspent",
            "redeem",
            "purchase",
        ),
        *("lottery", "prize", "packet", "grab", "team", "task", "quest", "topic", "showcase", "event", "homework"),
        *("lesson", "poll", "game", "hint", "forget"),
    ],
)
def test_every_kind_of_entry_has_a_name(kind: str) -> None:
    assert KINDS[kind].title


def test_only_what_leaves_something_behind_has_a_way_back_of_its_own() -> None:
    assert {kind for kind, entry in KINDS.items() if entry.undo_hint} == {
        *("purchase", "redeem", "lottery", "protect", "makeup", "packet", "grab", "expire", "unspent", "hint")
    }


def test_what_a_person_is_paid_once_names_them_where_its_keys_do() -> None:
    assert {kind: entry.person for kind, entry in KINDS.items() if entry.person is not None} == {
        **dict.fromkeys(("checkin", "special", "birthday", "introduction"), 1),
        **dict.fromkeys(("team", "task", "quest", "topic", "showcase", "event", "homework", "lesson", "poll"), -1),
    }
