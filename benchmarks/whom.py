"""Looks at segments, sleepers and a member of a group of 200,000 with 20 million facts, and a plan that speaks to many.

`python -m benchmarks.whom` builds the group on SQLite, which takes some minutes and 3 GB; `python -m benchmarks.whom
20000` does the same with as many members, and facts in proportion; `python -m benchmarks.whom 200000 10` has as many
facts for each member.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, thread_time
from typing import Any

from benchmarks.gates import Gate
from benchmarks.reports import LAST_DAY, build
from storage.db import Db
from storage.migrate import migrate
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.chat import START as BEGIN

MEMBERS = 200_000
FACTS = 100
"""Facts for each member, on average."""
LIMIT, UNIT_LIMIT = 2.0, 0.05
"""Seconds of a look, and of one unit on the writer."""
TURNS = 5
PLAN = """
badges: {badges: []}
reminding: {most: 9}
tags: {常来: {segment: 成熟期}}
journeys: [{name: 请, begin: 每天 20:10, whom: {segment: 沉默期}, steps: [{wait: 30天, say: 来呀}]}]
sop: [{name: 想你, when: 每天 20:00, say: 来看看, whom: {segment: 丙级, silent: 20}}]
waves: [{name: 唤回, whom: {segment: 沉默期}, say: 好久不见, days: 7, cost: {touch: 0.1}}]
"""
LOOKS = (
    *("分群", "分群 合伙人", "分群对比 合伙人 成熟期", "标签规则"),
    *("沉睡名单", "唤醒方案 唤回", "成员 @成员4"),
)


def add_purchases(path: Path, members: int) -> None:
    """Let every fourth member buy something within the month, and every tenth share and read something."""
    moment = int((BEGIN + timedelta(days=2)).timestamp()) * 1000
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"""INSERT INTO purchase
                (group_id, number, member_id, fen, returned, points, key, returns, bought_at, actor, at)
                SELECT 'demo', 'A' || id, id, 1000 + id % 9000, 0, 0, '', 0, {moment} - id % 30 * 86400000, '', 0
                FROM member WHERE id % 4 = 0 AND id <= {members};
            UPDATE member SET spent = 1000 + id % 9000 WHERE id % 4 = 0 AND id <= {members};
            INSERT INTO fact (group_id, day, kind, member_id, count, seconds)
                SELECT 'demo', date('{LAST_DAY}', '-' || (id % 28) || ' days'), 'read', id, 2, 60 FROM member
                WHERE id % 10 = 0;
            INSERT INTO fact (group_id, day, kind, member_id, count, seconds)
                SELECT 'demo', date('{LAST_DAY}', '-' || (id % 28) || ' days'), 'share', id, 1, 0 FROM member
                WHERE id % 10 = 5;"""
        )


class Stopwatch:
    """Measures every unit of a database's writer, in seconds: by the clock, and what its thread worked."""

    def __init__(self, chat: Chat) -> None:
        self.units: list[tuple[float, float]] = []
        database: Any = chat.bot.database
        write = database.write

        def timed(act: Callable[[Db], object], **how: object) -> object:
            def unit(db: Db) -> object:
                began, worked = perf_counter(), thread_time()
                try:
                    return act(db)
                finally:
                    self.units.append((perf_counter() - began, thread_time() - worked))

            return write(unit, **how)

        database.write = timed


async def measure(members: int = MEMBERS, each: int = FACTS) -> list[Gate]:
    """Return the slowest look, and the longest unit on the writer while plans, journeys and tags go on."""
    with TemporaryDirectory() as place:
        path = Path(place) / "group.db"
        await migrate(f"sqlite:///{path}")
        began = perf_counter()
        facts = await asyncio.to_thread(build, path, members, each)
        await asyncio.to_thread(add_purchases, path, members)
        print(f"{facts} facts, {path.stat().st_size / 1e6:.0f} MB, in {perf_counter() - began:.0f} s", flush=True)
        config = write_config(Path(place) / "config", GROUP + PLAN)
        chat = await open_chat(config, f"sqlite:///{path}", at=BEGIN + timedelta(days=2))
        try:
            chat.bot.late_answers.time_limit = 60.0
            slowest = max([await _look(chat, words) for words in LOOKS])
            stopwatch = Stopwatch(chat)
            began = perf_counter()
            said = await chat.forward(hours=12.5)
            print(f"{len(said)} messages, {perf_counter() - began:.0f} s, {len(stopwatch.units)} units", flush=True)
            clock, work = (sorted(times)[-5:] for times in zip(*stopwatch.units, strict=True))
            print("longest units, ms:", *(round(unit * 1000, 1) for unit in clock))
            print("most work in one, ms:", *(round(unit * 1000, 1) for unit in work))
        finally:
            await chat.bot.close()
    return [Gate("segments_s", slowest, LIMIT), Gate("longest_unit_s", work[-1], UNIT_LIMIT)]


async def _look(chat: Chat, words: str) -> float:
    """Return the seconds that a look takes, the median of some; printed with what the process worked meanwhile."""
    times = []
    for _ in range(TURNS):
        began, worked = perf_counter(), process_time()
        answer = await chat.say("群主", words, private=True)
        times.append((perf_counter() - began, process_time() - worked))
        assert answer, words
        assert "小问题" not in answer, words
    seconds, cpu = median(taken for taken, _ in times), median(work for _, work in times)
    print(f"{words}: {seconds:.2f} s, {cpu:.2f} s of work; {answer.splitlines()[0][:40]}", flush=True)
    return seconds


if __name__ == "__main__":
    print(*asyncio.run(measure(*map(int, sys.argv[1:]))), sep="\n")
