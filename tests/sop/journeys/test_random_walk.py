"""Journeys as a random walk: members come, check in and go, time passes in jumps, the bot is stopped and started.

A small model says what each member has to hear and when. So each step is heard once, in order, not before its time and
not after the end, and none is lost.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from config.group import Group
from handlers.kit import FeatureRegistry, Mention, Notice
from handlers.kit.reply import load, plain
from sop.engine.runner import Runner
from sop.engine.work import Post, Work
from sop.features import FEATURES
from storage.db import Db, from_millis
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.support.walks import on_postgres, on_sqlite

T = TypeVar("T")

YAML = (
    GROUP
    + """\
badges: {badges: []}
reminding: {most: 100}
welcome: {gather: 600, text: 欢迎, template: ''}
journeys:
  - name: 路
    begin: 入群
    goal: 签到
    again: 3天
    steps:
      - say: 一
      - wait: 2小时
        say: 二
      - wait: 1天 10:00
        if: {introduced: false}
        say: 三
      - wait: 45分钟
        say: 四
    thanks: 谢
"""
)
PEOPLE = ["小明", "小红", "小刚", "小李"]
WORDS = "一二三四"
LATE = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)
ZONE = ZoneInfo("Asia/Shanghai")

people = st.sampled_from(PEOPLE)


def up(at: datetime) -> datetime:
    """At the next whole minute."""
    return at + (MINUTE - timedelta(seconds=at.second)) % MINUTE


@dataclass
class Walk:
    """One member's run of the journey."""

    began: datetime
    due: datetime
    step: int = 0
    over: bool = False


@dataclass
class Person:
    """What the model knows of a member."""

    here: bool = False
    introduced: bool = False
    checked: list[datetime] = field(default_factory=list)
    walks: list[Walk] = field(default_factory=list)
    heard: list[tuple[str, datetime]] = field(default_factory=list)

    def join(self, now: datetime) -> None:
        self.here = True
        if not self.walks or (self.walks[-1].over and self.walks[-1].began + timedelta(days=3) <= now):
            self.walks.append(Walk(now, up(now)))

    def leave(self) -> None:
        self.here = False
        for walk in self.walks:
            walk.over = True

    def tick(self, now: datetime) -> None:
        for walk in self.walks:
            if not walk.over and walk.due <= now:
                self.take(walk, now)

    def take(self, walk: Walk, now: datetime) -> None:
        if any(at >= walk.began for at in self.checked):
            walk.over = True
            self.heard.append(("谢", now))
            return
        if walk.step != 2 or not self.introduced:
            self.heard.append((WORDS[walk.step], now))
        taken = now if now - walk.due > LATE else walk.due
        walk.step += 1
        match walk.step:
            case 1:
                walk.due = up(taken + timedelta(hours=2))
            case 2:
                tomorrow = taken.astimezone(ZONE) + timedelta(days=1)
                walk.due = tomorrow.replace(hour=10, minute=0, second=0)
            case 3:
                walk.due = up(taken + timedelta(minutes=45))
            case _:
                walk.over = True


class Journeys(RuleBasedStateMachine):
    """One walk. `fresh` gives an empty database's URL."""

    fresh: Callable[[Path], str]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.folder = Path(mkdtemp())
        self.people = {name: Person() for name in PEOPLE}
        self.lives = 0
        self.opened = False

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run(work)

    @initialize()
    def open(self) -> None:
        self.config = write_config(self.folder / "config", YAML)
        self.url = type(self).fresh(self.folder)
        self.chat: Chat = self.run(open_chat(self.config, self.url))
        self.opened = True

    @property
    def now(self) -> datetime:
        return self.chat.now

    @rule(who=people)
    def join_or_leave(self, who: str) -> None:
        person = self.people[who]
        if person.here:
            self.run(self.chat.leave(who))
            person.leave()
        else:
            self.run(self.chat.join(who))
            person.join(self.now)

    @rule(who=people)
    def join_again_unseen(self, who: str) -> None:
        """Join again although the platform did not tell of the leaving."""
        self.run(self.chat.join(who))
        self.people[who].join(self.now)

    @rule(who=people)
    def check_in(self, who: str) -> None:
        if self.people[who].here and "成功" in self.run(self.chat.say(who, "签到")):
            self.people[who].checked.append(self.now)

    @rule(who=people)
    def introduce(self, who: str) -> None:
        if self.people[who].here:
            self.run(self.chat.say(who, f"我叫：{who}\n我喜欢：跑步"))
            self.people[who].introduced = True

    @rule(minutes=st.integers(0, 3000), seconds=st.integers(0, 59))
    def time_passes(self, minutes: int, seconds: int) -> None:
        """From one moment to the next, as it is when nothing is wrong."""
        until = self.now + timedelta(minutes=minutes, seconds=seconds)
        while dues := [walk.due for one in self.people.values() for walk in one.walks if self.awaited(walk, until)]:
            for one in self.people.values():
                one.tick(min(dues))
        self.run(self.chat.forward_to(until))

    def awaited(self, walk: Walk, until: datetime) -> bool:
        return not walk.over and walk.due <= until

    @rule(minutes=st.integers(0, 3000), seconds=st.integers(0, 59), two=st.booleans(), broken=st.booleans())
    def time_jumps(self, minutes: int, seconds: int, two: bool, broken: bool) -> None:
        """As after a stop; perhaps two processes go on at once, perhaps the disk is full at first."""
        self.chat.bot.clock.set_to(self.now + timedelta(minutes=minutes, seconds=seconds))
        if self.now.astimezone(ZONE).hour == 9:
            # What is picked up at nine and not too late counts as taken at nine, which the model does not know.
            self.chat.bot.clock.set_to(self.now + timedelta(hours=1))
        for one in self.people.values():
            one.tick(self.now)
        if broken:
            with suppress(sqlite3.OperationalError):
                self.run(self.runner(full).tick(self.now))
        self.run(self.tick(2 if two else 1))

    @rule(back=st.integers(1, 3000))
    def clock_goes_back_for_a_moment(self, back: int) -> None:
        self.run(self.chat.bot.runner.tick(self.now - timedelta(minutes=back)))

    @rule()
    def restart(self) -> None:
        now = self.now
        self.run(self.chat.bot.close())
        self.opened = False
        self.lives += 1
        self.chat = self.run(open_chat(self.config, self.url, at=now))
        self.chat.said = self.lives * 100_000
        self.opened = True

    async def tick(self, processes: int) -> None:
        await asyncio.gather(*(self.runner(self.chat.bot.outgoing.post).tick(self.now) for _ in range(processes)))

    def runner(self, post: Post) -> Runner:
        """Another process on the same database."""
        bot = self.chat.bot
        return Runner(
            Work(
                database=bot.database,
                registry=FeatureRegistry(FEATURES),
                post=post,
                capabilities_of=bot.capabilities,
                random=bot.random,
            ),
            bot.groups.all,
        )

    @invariant()
    def nothing_is_lost_or_repeated(self) -> None:
        if self.opened:
            assert self.run(self.heard()) == {name: one.heard for name, one in self.people.items()}

    async def heard(self) -> dict[str, list[tuple[str, datetime]]]:
        rows = await self.chat.bot.database.read(
            lambda db: db.fetch_all("SELECT reply, created_at FROM outbox ORDER BY id")
        )
        found: dict[str, list[tuple[str, datetime]]] = {name: [] for name in PEOPLE}
        for reply, at in rows:
            parts = load(reply)
            words = plain(parts).split(" ")[-1]
            if words in (*WORDS, "谢"):
                for part in parts:
                    if isinstance(part, Mention):
                        found[part.user].append((words, from_millis(at)))
        return found

    def teardown(self) -> None:
        try:
            if self.opened:
                self.run(self.chat.bot.close())
        finally:
            self.loop.close()
            shutil.rmtree(self.folder)


def full(_: Db, __: Group, ___: str, ____: Notice, _____: datetime) -> None:
    """Let the disk take no message."""
    raise sqlite3.OperationalError("disk I/O error")


QUICK = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_each_step_is_heard_once_in_order_and_at_its_time(migrated_file: Path) -> None:
    run_state_machine_as_test(on_sqlite(Journeys, migrated_file), settings=QUICK)


def test_each_step_is_heard_once_on_postgresql(migrated_postgres: str, empty_postgres: Callable[[], None]) -> None:
    machine = on_postgres(Journeys, migrated_postgres, empty_postgres)
    run_state_machine_as_test(machine, settings=settings(QUICK, max_examples=5))
