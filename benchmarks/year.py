"""`make soak`: the database after a year of 200 groups with 300 members each, and how long the units of a night are.

Some days of some groups are lived through by the real bot, with the check-ins, questions, talk and pictures of a busy
group. What each day leaves for ever is counted for a year, what is forgotten for as long as the settings keep it. Then
the nights' work is done on that much data, so that its units are as long as in a large file.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.gates import Gate
from bot.app import Bot
from bot.clock import FixedClock
from bot.housekeeper import Housekeeper
from config.settings import Settings
from handlers.kit import Message
from storage.messages import files
from storage.retention import KINDS
from tests.chat import FakeRenderer
from tests.chat import write_config as write_chat_config

GROUPS, MEMBERS = 200, 300
LIVED_GROUPS, LIVED_DAYS = 10, 5
PICTURE = 65_000
"""Bytes: pictures of 31 to 93 KB were measured."""
START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
WORDS = ("积分", "排行", "明细", "我的等级", "帮助")
GROUP = """\
group: g{number}
name: 第 {number} 群
channels: {{hear: chat, push: chat}}
owner: owner
sop:
  - {{name: 早安, when: 每天 08:00, say: 早上好，今天也要记得签到哦}}
  - {{name: 晚安, when: 每天 21:30, say: 晚安，明天见}}
"""
FORGOTTEN = {kind.table: kind.name for kind in reversed(KINDS)}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mix:
    """What is said to the bot in a group on one day; beside check-ins and questions it is talk."""

    name: str
    messages: int
    check_ins: int
    questions: int
    pictures: int
    limit: float
    """GB after a year, the pictures of a week among them."""


MIXES = (
    Mix("ordinary", messages=150, check_ins=60, questions=30, pictures=6, limit=6),
    # 29 million messages a year, of which nearly every second one earns something for ever.
    Mix("busy", messages=400, check_ins=120, questions=40, pictures=15, limit=12),
)


@dataclass(frozen=True)
class Sizes:
    """Bytes by table, with its indexes."""

    tables: dict[str, int]

    def grown(self, before: Sizes) -> dict[str, float]:
        """Return what each table grew by for a day of one group."""
        per = LIVED_GROUPS * LIVED_DAYS
        return {table: (size - before.tables.get(table, 0)) / per for table, size in self.tables.items()}


def measure_sizes(path: Path) -> Sizes:
    """Return how much room the tables take, half-empty pages included."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            """SELECT tbl_name, SUM(pgsize) FROM dbstat JOIN sqlite_master USING (name) GROUP BY tbl_name"""
        )
        return Sizes(dict(rows.fetchall()))


def words_of(mix: Mix, number: int, random: Random) -> str:
    """Return what is said in a group's message of the day."""
    if number < mix.check_ins:
        return "签到"
    if number < mix.check_ins + mix.questions:
        return random.choice(WORDS)
    return "今天" + "".join(random.choices("天气真好路上风很大晚霞好看一起喝茶", k=random.randint(4, 30)))


async def say(bot: Bot, group: int, user: int, text: str, random: Random) -> None:
    """Let a member say something in a group now; keys of events are in no order, as platforms make them."""
    name = f"user-{group}-{user}"
    await bot.receive(
        Message(
            channel="chat",
            key=f"{random.getrandbits(128):032x}",
            chat=f"g{group}",
            user=name,
            name=name,
            at=bot.clock.now(),
            text=text,
            addressed=True,
        )
    )


async def meet(bot: Bot, random: Random) -> None:
    """Let everybody speak once, so that what grows with the members and not with the days is there."""
    for group in range(LIVED_GROUPS):
        for user in range(MEMBERS):
            await say(bot, group, user, "签到", random)
    await bot.fast_forward(START + DAY)


async def live_day(bot: Bot, mix: Mix, day: int, random: Random) -> None:
    """Live through a day: talk in all groups, what the timetable says, and pictures."""
    morning = START + (day + 1) * DAY
    for number in range(mix.messages):
        for group in range(LIVED_GROUPS):
            bot.clock.set_to(morning + timedelta(seconds=number * 40))
            user = number if number < mix.check_ins else int(MEMBERS * random.random() ** 3)
            await say(bot, group, user, words_of(mix, number, random), random)
    for _ in range(mix.pictures * LIVED_GROUPS):
        await bot.database.write(lambda db: files.save(db, random.randbytes(PICTURE), morning))
    await bot.fast_forward(morning + DAY)


async def measure() -> list[Gate]:
    """Return the year's size of each mix, and the longest unit of a night's work."""
    return [gate for mix in MIXES for gate in await measure_mix(mix)]


async def measure_mix(mix: Mix) -> list[Gate]:
    """Return what a year of these days comes to."""
    print(f"{mix.name}: {mix.messages} messages a day in each of {GROUPS} groups")
    random = Random(1)
    with TemporaryDirectory() as place:
        groups = [GROUP.format(number=number) for number in range(LIVED_GROUPS)]
        config = write_chat_config(Path(place) / "config", groups[0], *groups[1:])
        path = Path(place) / "year.db"
        settings = Settings(config=config, database=f"sqlite:///{path}")
        bot = Bot(settings, clock=FixedClock(START), renderer=FakeRenderer())
        await bot.open()
        try:
            await meet(bot, random)
            before = measure_sizes(path)
            for day in range(LIVED_DAYS):
                await live_day(bot, mix, day, random)
            grown = measure_sizes(path).grown(before)
            now = START + 400 * DAY
            keeper = Housekeeper(bot.database, settings, FixedClock(now), bot.groups.all, pause=0)
            counts = await keeper.clean(now, START)
        finally:
            await bot.close()
        left = path.stat().st_size
    total = 0.0
    for table, size in sorted(grown.items(), key=lambda item: -item[1]):
        days = settings.keep(FORGOTTEN[table]).days if table in FORGOTTEN else 365
        total += size * GROUPS * min(days, 365)
        daily = size * GROUPS / 1e6
        if daily * days > 10:
            print(f"{table}: {daily:.2f} MB a day, {daily * days / 1000:.2f} GB after a year")
    print(f"forgotten by night: {counts}; longest unit {keeper.longest * 1000:.0f} ms; {left / 1024**2:.1f} MB left")
    return [Gate(f"year_{mix.name}_gb", total / 1e9, mix.limit), Gate("night_unit_ms", keeper.longest * 1000, 50)]


if __name__ == "__main__":
    gates = asyncio.run(measure())
    print(*gates, sep="\n")
    sys.exit(not all(gate.holds for gate in gates))
