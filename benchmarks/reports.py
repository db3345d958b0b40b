"""Reports on a group of 200,000 members with 2 and with 20 million facts, and check-ins beside them.

`python -m benchmarks.reports` builds both on SQLite, which takes some minutes and 3 GB; `python -m benchmarks.reports
20000` does the same with as many members, and facts in proportion. A fact is a day of a member, or a check-in. The
sums are made by the upgrade and by 重算, as they would be for a group that has been there for long.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine

from benchmarks.gates import Gate
from handlers.kit import Message
from storage.migrate import migrate
from tests.chat import GROUP, START, Chat, open_chat, write_config

MEMBERS = 200_000
FACTS = {"few": 10, "many": 100}
"""Facts for each member, on average, by the size of the history."""
SHARES = (90, 70, 50, 20, 5)
"""Percent of the days on which a member of each habit is there; half of those times they check in."""
LIMIT = 2.0
COMMANDS = (
    *("日报", "日报 今天", "周报", "周报 本周", "月报", "月报 本月", "群报告 上周 文字"),
    *("活跃榜", "活跃榜 上月", "排行 本周", "排行 本月", "排行 赛季"),
    *("沉默名单 7", "没签到的人", "签到率", "新人 30", "留存", "漏斗", "时段", "红人", "三分法", "效果 话题"),
    *("分群", "分群 流失期"),
)
BEYOND = ("月报", "活跃榜 上月", "排行 赛季")
"""What asks for days from before the short history, of some two weeks: there the long one has more to tell."""
PLAN = "sop: [{name: 话题, when: 每周三 20:00, say: 今天聊什么}]\n"
TURNS, ROUNDS, WAVE = 3, 9, 64
LAST_DAY = START.date() + timedelta(days=2)
"""The day on which the reports are asked for."""


def build(path: Path, members: int, facts: int) -> int:
    """Fill a migrated database with members and days by plain SQL; return how many facts there are."""
    days = max(3, round(facts / (sum(SHARES) / len(SHARES) / 100 * 1.5)))
    first = LAST_DAY - timedelta(days=days - 1)
    began = int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp()) * 1000
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"""PRAGMA synchronous = OFF;
            CREATE TEMP TABLE days AS
                WITH RECURSIVE d(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n < {days - 1})
                SELECT n, date('{first}', '+' || n || ' days') AS day FROM d;
            INSERT INTO member (id, group_id, user_id, name, joined_at)
                WITH RECURSIVE m(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < {members})
                SELECT n, 'demo', 'u' || n, '成员' || n, {began} + n % {days} * 43200000 FROM m;
            INSERT INTO activity (member_id, day, messages, hours)
                SELECT member.id, days.day, (member.id + days.n) % 4, 1 << (8 + member.id % 12)
                FROM member JOIN days ON {_present("days.n")} ORDER BY member.id, days.day;
            INSERT INTO checkin (member_id, day, at, streak, bonuses, kind)
                SELECT member.id, days.day, {began} + days.n * 86400000 + member.id % 12 * 3600000, 1, 0, 'checked'
                FROM member JOIN days ON {_present("days.n")} AND (member.id + days.n) % 2 = 0
                ORDER BY member.id, days.day;
            INSERT INTO entry (key, kind, group_id, unit, source, target, amount, reason, cause, at)
                SELECT 'checkin:' || member_id || ':' || day, 'checkin', 'demo', 'points', 'issuer',
                    'member:' || member_id, 10, '签到', '', at FROM checkin WHERE day >= date('{LAST_DAY}', '-9 days')
                ORDER BY at;
            INSERT INTO account (group_id, unit, holder, member_id, balance)
                SELECT 'demo', 'points', target, CAST(substr(target, 8) AS INTEGER), SUM(amount) FROM entry
                GROUP BY target;
            INSERT INTO account (group_id, unit, holder, balance)
                SELECT 'demo', 'points', 'issuer', -SUM(amount) FROM entry;
            INSERT INTO run (group_id, plan, moment, at, outcome)
                SELECT 'demo', '话题', {began} + n * 86400000 + 43200000, 0, 'done' FROM days WHERE n % 7 = 2;"""
        )
        row = connection.execute("SELECT (SELECT COUNT(*) FROM activity) + (SELECT COUNT(*) FROM checkin)").fetchone()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as upgrading, Operations.context(MigrationContext.configure(upgrading)):
        import_module("storage.migrations.versions.0030_presence")._fill()  # noqa: SLF001 - as an upgrade does
    engine.dispose()
    return int(row[0])


def _present(day: str) -> str:
    """Return SQL for whether a member is there on a day, by their habit."""
    shares = " ".join(f"WHEN {habit} THEN {share}" for habit, share in enumerate(SHARES))
    return f"(member.id * 7919 + {day} * 104729) % 100 < CASE member.id % 5 {shares} END"


async def _ask(chat: Chat, words: str) -> float:
    """Return the seconds that a report takes, pictures not drawn."""
    began = perf_counter()
    answer = await chat.say("群主", words, private=True)
    seconds = perf_counter() - began
    assert answer, words
    assert "小问题" not in answer, words
    return seconds


async def _check_in(chat: Chat, numbers: range, prefix: str) -> float:
    """Return check-ins a second, so many at a time, each by somebody new."""

    async def one(number: int) -> None:
        who = f"{prefix}{number}"
        await chat.bot.receive(
            Message(channel="chat", key=who, chat="demo", user=who, name=who, at=chat.now, text="签到")
        )

    began = perf_counter()
    for start in range(numbers.start, numbers.stop, WAVE):
        await asyncio.gather(*map(one, range(start, min(start + WAVE, numbers.stop))))
    return len(numbers) / (perf_counter() - began)


async def measure(members: int = MEMBERS) -> list[Gate]:
    """Return how long the slowest report takes, how it grows with the history, and what it costs check-ins."""
    with TemporaryDirectory() as place:
        config = write_config(Path(place) / "config", GROUP + PLAN)
        chats = {}
        try:
            for size, facts in FACTS.items():
                chats[size] = await _open(config, Path(place) / f"{size}.db", members, facts)
            taken: dict[tuple[str, str], list[float]] = {}
            for _ in range(TURNS):
                for words in COMMANDS:
                    for size, chat in chats.items():  # in turns, so that the machine's other work meets both alike
                        taken.setdefault((words, size), []).append(await _ask(chat, words))
            slowdown = await _slowdown(chats["many"])
        finally:
            for chat in chats.values():
                await chat.bot.close()
    times = {key: median(seconds) for key, seconds in taken.items()}
    for words in COMMANDS:
        print(words, *(f"{size} {times[words, size]:.2f} s" for size in FACTS))
    # Below a tenth of a second a ratio tells of the machine.
    growth = {words: times[words, "many"] / max(times[words, "few"], 0.1) for words in COMMANDS if words not in BEYOND}
    print("grows most:", max(growth, key=growth.__getitem__))
    return [
        Gate("slowest_report_s", max(times[words, "many"] for words in COMMANDS), LIMIT),
        Gate("report_growth", max(growth.values()), 1.5),
        Gate("checkins_beside_reports", slowdown, 0.8, at_least=True),
    ]


async def _open(config: Path, path: Path, members: int, facts: int) -> Chat:
    """Return a bot on a database with so many facts for each member."""
    await migrate(f"sqlite:///{path}")
    began = perf_counter()
    count = await asyncio.to_thread(build, path, members, facts)
    print(f"{count} facts, {path.stat().st_size / 1e6:.0f} MB, in {perf_counter() - began:.0f} s", flush=True)
    chat = await open_chat(config, f"sqlite:///{path}", at=START + timedelta(days=2))
    chat.bot.late_answers.time_limit = 60.0
    await chat.say("群主", "重算", private=True)
    began = perf_counter()
    print(await chat.say("群主", "确认", private=True), f"{perf_counter() - began:.1f} s", flush=True)
    await _check_in(chat, range(2000), "warm")
    return chat


async def _slowdown(chat: Chat) -> float:
    """Return check-ins a second beside reports that never stop, as a part of those without; in turns."""
    alone, beside, number = [], [], 0
    for turn in range(ROUNDS):
        alone.append(await _check_in(chat, range(number, number + 1000), f"alone{turn}-"))
        running = asyncio.create_task(_ask_without_end(chat))
        await asyncio.sleep(0.1)
        beside.append(await _check_in(chat, range(number, number + 1000), f"beside{turn}-"))
        running.cancel()
        await asyncio.wait([running])
        number += 1000
    print(f"check-ins a second: {median(alone):.0f} alone, {median(beside):.0f} beside reports")
    return median(with_it / without for with_it, without in zip(beside, alone, strict=True))


async def _ask_without_end(chat: Chat) -> None:
    while True:
        for words in COMMANDS:
            await _ask(chat, words)


if __name__ == "__main__":
    print(*asyncio.run(measure(int(sys.argv[1]) if sys.argv[1:] else MEMBERS)), sep="\n")
