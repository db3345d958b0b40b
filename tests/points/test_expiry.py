"""积分过期: what was earned first is spent first, and what is left of it lapses at the end of its month."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.dates.months import first_of_month, midnight
from handlers.points.expiry import Batch, notice_days
from storage import timers
from storage.database import Database
from storage.db import Db, SqliteDb, to_millis
from storage.members import roster
from storage.members.roster import Member
from storage.points import entries, expiry, ledger, lots, reconciliation
from storage.points.errors import Overdrawn
from tests.chat import GROUP, START, Chat, open_chat, write_config
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of, without_weekly_report

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET = "badges: {badges: []}\nlevels: {ladder: []}\n"
EXPIRE = QUIET + "points: {expire: 2}\nspeaking: {points: 0}\n"


@dataclass
class Lots:
    """The oracle: every single point has its date, debits eat the oldest one. No formula in it."""

    facts: dict[int, list[int]] = field(default_factory=dict)
    """By entry: +1 or -1, the moment, the amount that stands."""
    travelled: dict[int, list[int]] = field(default_factory=dict)
    """By entry: the dates of points that others had earned before."""

    def left(self) -> list[int]:
        """Return the dates of the points that are left."""
        points: list[int] = []
        hunger = 0
        for number, (sign, at, amount) in sorted(self.facts.items()):
            if sign > 0:
                points = sorted(points + self.travelled.get(number, [at] * amount)[:amount])
            else:
                hunger += amount
            points, hunger = points[hunger:], max(0, hunger - len(points))
        return points

    def left_before(self, cutoff: int) -> int:
        """Return how many of them were earned before the cutoff."""
        return sum(at < cutoff for at in self.left())


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["earn", "earn", "spend", "give", "correct", "month", "month"]),
        st.integers(0, 2),
        st.integers(1, 40),
        st.integers(0, 8),
    ),
    min_size=15,
    max_size=50,
)
GROUPS = count()


@pytest.fixture(scope="module")
def db(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Db:
    """Return one database for all examples; each is a group of its own."""
    path = tmp_path_factory.mktemp("lots") / "lots.db"
    shutil.copy(migrated_file, path)
    return SqliteDb(sqlite3.connect(path))


@settings(max_examples=200, deadline=None)
@given(steps=STEPS, months=st.integers(1, 4))
def test_what_lapses_is_what_is_left_of_old_lots(db: Db, steps: list[tuple[str, int, int, int]], months: int) -> None:
    live(db, f"group {next(GROUPS)}", steps, months)


async def test_it_is_so_on_both_engines(database: Database) -> None:
    random = Random(9)
    acts = ["earn", "earn", "spend", "give", "correct", "month", "wait"]
    steps = [
        (random.choice(acts), random.randrange(3), random.randint(1, 40), random.randint(0, 30)) for _ in range(250)
    ]
    assert await database.write(partial(live, group="demo", steps=steps, months=2))
    assert await database.read(reconciliation.wrong_balances) == []


def live(db: Db, group: str, steps: list[tuple[str, int, int, int]], months: int) -> int:
    """Live through the steps on the books and on lots, comparing at every month's end; return what lapsed."""
    crowd = [roster.get_or_create(db, group, f"成员{number}", "", START) for number in range(3)]
    oracle = {member.id: Lots() for member in crowd}
    now, lapsed, keys = START, 0, count()
    for act, number, amount, extra in steps:
        who, other = crowd[number], crowd[(number + 1 + extra % 2) % 3]
        now += timedelta(hours=1)
        try:
            if act == "earn":
                ledger.earn(db, who, amount, key=f"earn:{group}:{next(keys)}", reason="r", cause="c", at=now)
            elif act == "spend":
                ledger.debit(db, who, amount, key=f"spend:{group}:{next(keys)}", reason="r", cause="c", at=now)
            elif act == "give":
                give(db, who, other, amount, f"give:{group}:{next(keys)}", now, oracle)
            elif act == "correct":
                correct(db, group, extra, amount, now)
            elif act == "wait":
                now += timedelta(days=extra)
            else:
                now = midnight(first_of_month(now.astimezone(SHANGHAI).date(), -1), SHANGHAI)
                lapsed += month_end(db, group, oracle, now, months)
        except Overdrawn:
            pass
        learn(db, group, oracle)
    return lapsed


def give(db: Db, who: Member, other: Member, amount: int, key: str, now: datetime, oracle: dict[int, Lots]) -> None:
    """Give points as handlers/points/gifts.py does, and tell the oracle which ones."""
    given = list(lots.take_oldest(lots.list_left(db, who), amount))
    dates = oracle[who.id].left()[:amount]
    source, target = ledger.account(who), ledger.account(other)
    ledger.transfer(db, source, target, amount, key=key, reason="r", cause="c", at=now)
    entry = entries.get_by_key(db, key)
    assert entry
    lots.record(db, entry, other, given)
    oracle[other.id].travelled[entry.id] = dates


def correct(db: Db, group: str, back: int, amount: int, now: datetime) -> None:
    rows = db.fetch_all(
        "SELECT id FROM entry WHERE group_id = :group AND reverses IS NULL ORDER BY id DESC", group=group
    )
    entry = entries.get(db, group, rows[back][0]) if back < len(rows) else None
    if entry:
        ledger.reverse(db, entry, reason="r", cause="c", at=now, amount=min(amount, entry.amount))


def learn(db: Db, group: str, oracle: dict[int, Lots]) -> None:
    """Tell the oracle the facts: what stands of each entry, as of its own time."""
    rows = db.fetch_all(
        """SELECT entry.id, entry.source, entry.target, entry.at, entry.amount, back.amount FROM entry
        LEFT JOIN entry back ON back.reverses = entry.id
        WHERE entry.group_id = :group AND entry.reverses IS NULL ORDER BY entry.id""",
        group=group,
    )
    for number, source, target, at, amount, back in rows:
        for holder, sign in ((source, -1), (target, 1)):
            if holder.startswith("member:"):
                oracle[int(holder[7:])].facts[number] = [sign, at, amount - (back or 0)]


def month_end(db: Db, group: str, oracle: dict[int, Lots], now: datetime, months: int) -> int:
    """Let the old points lapse as handlers/points/expiry.py does, checked against the lots."""
    cutoff = midnight(first_of_month(now.astimezone(SHANGHAI).date(), months), SHANGHAI)
    found = expiry.list_holders(db, group)
    lapsing = [
        one for start, end in expiry.split(found, 2) for one in expiry.list_lapsing(db, group, cutoff, start, end)
    ]
    expected = {number: known.left_before(to_millis(cutoff)) for number, known in oracle.items()}
    assert {member.id: points for member, points in lapsing} == {who: left for who, left in expected.items() if left}
    for member, points in lapsing:
        assert expiry.lapsing_points(db, member, cutoff) == points <= ledger.balance(db, member)
        ledger.debit(db, member, points, key=f"expire:{member.id}:{now:%Y-%m}", reason="r", cause="c", at=now)
    return sum(points for _, points in lapsing)


def local(month: int, day: int, hour: int = 0, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI).astimezone(UTC)


async def test_points_lapse_at_the_end_of_their_month(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    await chat.say("小明", "签到")
    await chat.forward_to(local(12, 31, 23, 2026))
    await chat.say("小明", "签到")
    assert await points_of(chat, "小明") == 20
    await chat.forward_to(local(1, 1))
    assert await points_of(chat, "小明") == 20
    assert "其中 10 分将在 01-31 过期" in await chat.say("小明", "积分")
    await chat.forward_to(local(2, 1))
    assert await points_of(chat, "小明") == 10
    assert "01-31 23:59  -10  过期（余 10）" in await chat.say("小明", "明细")
    assert "过期 10 分" in await chat.say("群主", "积分报表 2027-01")
    assert "再过期，要补请用「加分」" in await chat.say("群主", "冲正 3 补上")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_who_spends_in_time_loses_nothing(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    await chat.say("小明", "签到")
    await chat.forward_to(local(1, 20))
    await chat.say("小明", "签到")
    await chat.say("小明", "送 @小红 8", mentions=["小红"])
    assert "其中 2 分将在 01-31 过期" in await chat.say("小明", "积分")
    assert "其中 8 分将在 01-31 过期" in await chat.say("小红", "积分")
    await chat.say("小红", "签到")
    await chat.say("小红", "送 @老王 8", mentions=["老王"])
    await chat.forward_to(local(2, 1))
    assert [await points_of(chat, who) for who in ("小明", "小红", "老王")] == [10, 10, 0]
    await assert_consistent(chat)


async def test_a_gift_to_a_friend_and_back_renews_nothing(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE + "giving: {most: 1000}\n")
    await chat.say("群主", "加分 @小明 100", mentions=["小明"])
    await chat.forward_to(local(12, 15, year=2026))
    await chat.say("群主", "加分 @小明 7")
    await chat.forward_to(local(1, 20))
    await chat.say("小红", "签到")
    await chat.say("小红", "送 @老王 10", mentions=["老王"])  # 小红 has earned and spent before
    await chat.say("小明", "送 @小红 103", mentions=["小红"])
    assert "其中 4 分" not in await chat.say("小明", "积分")
    assert "其中 100 分将在 01-31 过期" in await chat.say("小红", "积分")
    await chat.say("小红", "送 @小明 103", mentions=["小明"])
    assert "其中 100 分将在 01-31 过期" in await chat.say("小明", "积分")
    await chat.forward_to(local(2, 1))
    assert [await points_of(chat, who) for who in ("小明", "小红", "老王")] == [7, 0, 10]
    await chat.forward_to(local(3, 1))
    assert [await points_of(chat, who) for who in ("小明", "小红", "老王")] == [0, 0, 10]
    await assert_consistent(chat)


async def test_a_gift_taken_back_never_moved(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    await chat.say("小明", "签到")
    await chat.forward_to(local(1, 20))
    await chat.say("小红", "签到")
    await chat.say("小明", "送 @小红 10", mentions=["小红"])
    assert "已冲正" in await chat.say("群主", "冲正 3 送错了")
    await chat.forward_to(local(2, 1))
    assert [await points_of(chat, who) for who in ("小明", "小红")] == [0, 10]


async def test_a_return_in_part_renews_nothing(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    await chat.say("小明", "你好")
    await chat.say("店员", "记单 小明 100 A100")
    await chat.forward_to(local(1, 20))
    await chat.say("店员", "退单 A100 1")
    assert "其中 99 分将在 01-31 过期" in await chat.say("小明", "积分")
    await chat.say("店员", "退单 A100 1")
    await chat.forward_to(local(2, 1))
    assert await points_of(chat, "小明") == 0
    await assert_consistent(chat)


async def test_by_default_points_stay(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=500)
    assert await points_of(chat, "小明") == 10
    assert not any("过期" in said for said in chat.broadcasts)


async def test_members_are_told_a_week_before(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    for who in ("小明", "小红", "老王"):
        await chat.say(who, "签到")
    await chat.say("群主", "加分 @小红 5")
    await chat.leave("老王")
    assert without_weekly_report(await chat.forward_to(local(1, 24, 9))) == []
    assert without_weekly_report(await chat.forward_to(local(1, 31, 23))) == [
        "⏰ 2 位朋友共 25 分将在 01-31 过期，早点花掉吧～\n@小红 15 分　@小明 10 分　"
    ]


async def test_the_first_fifty_are_named_and_the_rest_is_counted(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    for number in range(53):
        await chat.say(f"成员{number}", "签到")
    [said] = await chat.forward_to(local(1, 25))
    assert said.count("@") == 50
    assert "还有 3 位" in said


async def test_many_members_lapse_part_by_part_and_once(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    for number in range(120):
        await chat.say(f"成员{number}", "签到")
    await chat.forward_to(local(2, 1) - timedelta(seconds=1))
    await chat.forward(seconds=1)
    count_, points = await chat.bot.database.read(
        lambda db: db.fetch_one("SELECT COUNT(*), SUM(amount) FROM entry WHERE kind = 'expire'") or (0, 0)
    )
    assert (count_, points) == (120, 1200)
    await chat.forward_to(local(3, 2))
    assert await chat.bot.database.read(
        lambda db: db.fetch_one("SELECT COUNT(*) FROM entry WHERE kind = 'expire'")
    ) == (120,)


async def test_who_was_down_at_the_end_of_the_month_makes_up_for_it_once(sqlite_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + EXPIRE)
    chat = await open_chat(config, sqlite_url)
    for number in range(60):
        await chat.say(f"成员{number}", "签到")
    await chat.forward_to(local(1, 31, 23))
    await chat.bot.close()
    for day in (9, 10):
        chat = await open_chat(config, sqlite_url, at=local(2, day))
        await chat.forward(minutes=1)
        found = await chat.bot.database.read(
            lambda db: db.fetch_one("SELECT COUNT(*), SUM(amount), MAX(at) FROM entry WHERE kind = 'expire'")
        )
        assert found == (60, 600, to_millis(local(2, 1)) - 1)
        assert await chat.bot.database.read(reconciliation.wrong_balances) == []
        await chat.bot.close()


async def test_a_part_that_comes_again_takes_nothing(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE)
    await chat.say("小明", "签到")
    await chat.forward_to(local(2, 1))
    await chat.say("小明", "签到")
    payload = Batch(month=date(2027, 1, 1), first="member:1", last="member:9", number=7).model_dump_json()
    await chat.bot.database.write(
        lambda db: timers.set_once(db, "demo", "expiry", "again", chat.now, payload), lane="demo"
    )
    await chat.forward(minutes=1)
    assert await points_of(chat, "小明") == 10


async def test_many_who_were_given_points_lapse_in_smaller_parts(open_group: OpenChat) -> None:
    chat = await open_group(EXPIRE + "giving: {most: 1000}\n")
    for number in range(70):
        await chat.say(f"成员{number}", "签到")
    await chat.forward_to(local(1, 20))
    for number in range(70):
        other = f"成员{(number + 1) % 70}"
        await chat.say(f"成员{number}", f"送 @{other} 10", mentions=[other])
    await chat.forward_to(local(2, 2))
    held = await chat.bot.database.read(
        lambda db: db.fetch_one("SELECT COUNT(*), SUM(amount) FROM entry WHERE kind = 'expire'")
    )
    assert held == (70, 700)
    assert (
        await chat.bot.database.read(lambda db: db.fetch_value("SELECT COUNT(*) FROM timer WHERE feature = 'expiry'"))
        == 0
    )
    await assert_consistent(chat)


@pytest.mark.parametrize(
    ("notice", "when"), [(3, "每月25日、26日、27日、28日 10:00"), (7, "每月21日、22日、23日、24日 10:00")]
)
async def test_notice_is_looked_for_so_many_days_before_each_end_of_a_month(
    open_group: OpenChat, notice: int, when: str
) -> None:
    chat = await open_group(f"points: {{expire: 12, notice: {notice}}}\n")
    [group] = chat.bot.groups.all()
    assert notice_days(group) == when
