"""The stored life is rich: every kind of thing that the code of 5288ed1 keeps is in it, or comes about in the days."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from tests.upgrade.stored import LIFE, OLD

TIMERS = {
    "badges announce",
    "badges 0-0-0 0",
    "birthday 0",
    "expiry 0-0:0",
    "journeys enter 0 0 月初路",
    "journeys walk 0 0 新人路",
    "journeys walk 0 0 旧路",
    "journeys walk 0 0 沉睡路",
    "levels announce",
    "levels decay 0-0-0 0",
    "levels settle 0-0-0 0",
    "mall CODE",
    "polls 0",
    "tasks late 0 0",
    "tasks soon 0 0",
    "timetable 0 夜半",
    "welcome greet",
}
"""The feature and the shape of the key of every timer; those of journeys and plans end with a name of the file."""

ROUTINES = {
    "·badges/look",
    "·budget/fill",
    "·expiry/begin",
    "·expiry/give_notice",
    "·journeys/pick_up",
    "·journeys/审批路",
    "·journeys/旧路",
    "·journeys/月初路",
    "·journeys/歇脚路",
    "·journeys/沉睡路",
    "·levels/decay",
    "·levels/settle",
    "·lottery/prepare",
}

KINDS = [
    ("SELECT DISTINCT outcome FROM run", "changed done failed held late merged paused unapproved"),
    ("SELECT DISTINCT state FROM outbox WHERE kind = 'answer'", "claimed new refused sent"),
    (
        "SELECT DISTINCT state FROM outbox WHERE kind = 'broadcast'",
        "claimed doubtful expired ignored new refused sent",
    ),
    ("SELECT name FROM lane WHERE disabled <> ''", "chat/店长"),
    ("SELECT name FROM lane WHERE paused_until > (SELECT MAX(created_at) FROM outbox)", "chat/阿新"),
    (
        "SELECT DISTINCT feature || '.' || outcome FROM proposal",
        "granting.cancelled granting.done granting.open sop_adding.done sop_adding.open",
    ),
    (
        "SELECT DISTINCT json_extract(payload, '$.act') FROM proposal WHERE feature = 'granting' AND outcome = 'open'",
        "deduct grant",
    ),
    ("SELECT DISTINCT feature FROM state", "sandbox sandbox_clock welcome"),
    ("SELECT DISTINCT outcome FROM journey WHERE outcome <> ''", "finished goal left moved removed"),
    ("SELECT DISTINCT name FROM journey WHERE outcome = ''", "新人路 旧路 歇脚路 沉睡路"),
    ("SELECT DISTINCT state FROM poll", "cancelled ended open"),
    ("SELECT choose || '.' || anonymous FROM poll WHERE state = 'open' AND author <> ''", "1.0 1.1 2.0"),
    ("SELECT DISTINCT state FROM task_part", "done open waiting withdrawn"),
    ("SELECT DISTINCT kind FROM task", "回访 学习 标签 社群SOP 群发 邀约"),
    ("SELECT DISTINCT state FROM mall_order", "cancelled expired picked ready refunded rejected waiting"),
    ("SELECT DISTINCT kind FROM checkin", "checked frozen made_up"),
    ("SELECT DISTINCT plan FROM plan_pause", "午休 歇脚路"),
    ("SELECT DISTINCT unit FROM account", "freeze growth points ticket"),
]
"""A question to the stored database, and all that it has to find."""

LEDGER = (
    "birthday bonus budget card checkin decay deduct expire freeze give grant growth growth-purchase growth-return"
    " introduction invite lottery makeup monthly poll prize prize-ticket protect purchase redeem reverse speaking"
    " special task thaw tickets topup unspent"
)


@pytest.fixture(scope="module")
def stored() -> Iterator[sqlite3.Connection]:
    """Yield the stored SQLite file as it is."""
    connection = sqlite3.connect(f"file:{LIFE['sqlite']}?mode=ro&immutable=1", uri=True)
    yield connection
    connection.close()


def values_of(stored: sqlite3.Connection, sql: str) -> set[str]:
    """Return the values that a query finds."""
    return {str(row[0]) for row in stored.execute(sql)}


def test_every_table_has_rows_in_both_databases(stored: sqlite3.Connection) -> None:
    tables = values_of(stored, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    dump = LIFE["postgres"].read_text()
    assert len(tables) > 45
    assert {table for table in tables if not values_of(stored, f'SELECT COUNT(*) FROM "{table}"') - {"0"}} == set()
    assert {table for table in tables if f"INSERT INTO public.{table} VALUES" not in dump} == set()


def test_every_kind_of_timer_is_running(stored: sqlite3.Connection) -> None:
    keys = values_of(stored, "SELECT feature || ' ' || key FROM timer")
    shapes = {re.sub(r"mall .*", "mall CODE", key) for key in keys}
    assert {re.sub(r"\d+", "0", shape) for shape in shapes} == TIMERS


def test_the_only_timer_with_a_payload_names_accounts(stored: sqlite3.Connection) -> None:
    payloads = values_of(stored, "SELECT payload FROM timer WHERE payload <> '{}'")
    assert len(payloads) > 1
    assert {re.sub(r"\d+", "0", payload) for payload in payloads} == {
        '{"month":"0-0-0","first":"member:0","last":"member:0"}'
    }


def test_every_routine_has_run(stored: sqlite3.Connection) -> None:
    assert values_of(stored, "SELECT plan FROM run WHERE plan LIKE '·%'") == ROUTINES


@pytest.mark.parametrize(("sql", "kinds"), KINDS, ids=[kinds for _, kinds in KINDS])
def test_every_kind_is_there(stored: sqlite3.Connection, sql: str, kinds: str) -> None:
    assert {kind.replace(" ", "_") for kind in values_of(stored, sql)} == set(kinds.split())


def test_every_kind_of_entry_is_booked_before_or_in_the_days(stored: sqlite3.Connection) -> None:
    entries = OLD["tables"]["entry"]
    column = entries["columns"].index("key")
    keys = values_of(stored, "SELECT key FROM entry") | {row[column] for row in entries["new"]}
    assert {key.partition(":")[0] for key in keys} == set(LEDGER.split())
