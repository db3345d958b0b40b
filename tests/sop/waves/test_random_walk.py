"""A wave as a random walk: members come and go, fall asleep, opt out; it is begun, paused, stopped; the bot dies.

Whatever happens: nobody is called twice within the cap, nobody who is left alone or opted out is called at all, nobody
while the wave rests, thanks come once and to who was called, and nothing that was chosen is forgotten.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from config.group import Group
from handlers.kit import FeatureRegistry, Notice
from sop.engine.runner import Runner
from sop.engine.work import Post, Work
from sop.features import FEATURES
from sop.waves.model import is_held_out
from sop.waves.section import waves_of
from storage.db import Db, Row, from_millis
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.support.walks import on_postgres, on_sqlite
from tests.support.waves import wave

T = TypeVar("T")
PEOPLE = [f"客{number}" for number in range(8)]
CAP = timedelta(days=5)
YAML = GROUP + "reminding: {most: 2}\n" + wave(whom="{absent: 2}", days="2", again="5天", holdout="20", thanks="谢谢")

people = st.sampled_from(PEOPLE)


class Waves(RuleBasedStateMachine):
    """One group with one wave."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(mkdtemp())
        self.opened, self.lives = False, 0
        self.resting = False
        self.opted_out: set[str] = set()
        self.seen = 0
        """Letters that were looked at."""

    @staticmethod
    def fresh(folder: Path) -> str:
        """Return the URL of an empty database."""
        raise NotImplementedError

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(coroutine)

    @initialize()
    def open(self) -> None:
        self.url = self.fresh(self.folder)
        self.config = write_config(self.folder / "config", YAML)
        self.chat: Chat = self.run(open_chat(self.config, self.url))
        self.opened = True
        for who in PEOPLE:
            self.run(self.chat.join(who))

    @rule(who=people)
    def speak(self, who: str) -> None:
        self.run(self.chat.say(who, "来啦"))

    @rule(who=people)
    def leave_or_come(self, who: str) -> None:
        self.run(self.chat.leave(who))
        self.run(self.chat.join(who))

    @rule(who=people)
    def opt_out_or_in(self, who: str) -> None:
        self.run(self.chat.say(who, "恢复提醒" if who in self.opted_out else "退订提醒"))
        self.opted_out ^= {who}

    @rule()
    def start(self) -> None:
        answer = self.run(self.chat.say("群主", "唤醒 开始 唤回"))
        assert "小问题" not in answer
        self.resting = False

    @rule()
    def pause(self) -> None:
        self.run(self.chat.say("群主", "唤醒 暂停 唤回"))
        self.resting = True

    @rule()
    def stop(self) -> None:
        self.run(self.chat.say("群主", "唤醒 停止 唤回"))
        assert not self.run(self.ask("SELECT 1 FROM wave_portion"))

    @rule(hours=st.integers(0, 80))
    def time_passes(self, hours: int) -> None:
        self.run(self.chat.forward(hours=hours, minutes=1))

    @rule(hours=st.integers(0, 80), two=st.booleans(), broken=st.booleans())
    def time_jumps(self, hours: int, two: bool, broken: bool) -> None:
        """As after a stop; perhaps two processes go on at once, perhaps the disk is full in the middle of it."""
        self.chat.bot.clock.set_to(self.chat.now + timedelta(hours=hours))
        if broken:
            with suppress(sqlite3.OperationalError):
                self.run(self.runner(full).tick(self.chat.now))
        self.run(self.tick(2 if two else 1))

    @rule()
    def settle(self) -> None:
        """Let a day pass: who was chosen has had their turn then, unless the wave rests."""
        self.run(self.chat.forward(days=1))
        if not self.resting:
            assert not self.run(self.ask("SELECT 1 FROM wave_portion"))
            assert not self.run(self.ask("SELECT 1 FROM wave_run WHERE state = 'collecting'"))

    @rule()
    def restart(self) -> None:
        now = self.chat.now
        self.run(self.chat.bot.close())
        self.opened = False
        self.lives += 1
        self.chat = self.run(open_chat(self.config, self.url, at=now))
        self.chat.said = self.lives * 100_000
        self.opened = True

    async def tick(self, processes: int) -> None:
        await asyncio.gather(*(self.runner(self.chat.bot.outgoing.post).tick(self.chat.now) for _ in range(processes)))

    def runner(self, post: Post) -> Runner:
        """Return another process on the same database."""
        bot = self.chat.bot
        work = Work(
            database=bot.database,
            registry=FeatureRegistry(FEATURES),
            post=post,
            capabilities_of=bot.capabilities,
            random=bot.random,
        )
        return Runner(work, bot.groups.all)

    async def ask(self, sql: str) -> list[Row]:
        return await self.chat.bot.database.read(lambda db: db.fetch_all(sql))

    @invariant()
    def what_was_promised_holds(self) -> None:
        if self.opened:
            self.run(self.look())

    async def look(self) -> None:
        posted = await self.ask("SELECT key, target, created_at FROM outbox WHERE key LIKE 'wave:%' ORDER BY id")
        turns = await self.ask(
            """SELECT run_id, member_id, user_id, held_out, began_at, touched_at, woken_at
            FROM wave_member JOIN member ON member.id = member_id ORDER BY began_at"""
        )
        letters = {key: target for key, target, _ in posted if not key.endswith(":thanks")}
        assert letters == {
            f"wave:{run}:{number}": user for run, number, user, *_, touched, _ in turns if touched is not None
        }
        group = self.chat.bot.groups.all()[0]
        (described,) = waves_of(group)
        last: dict[str, datetime] = defaultdict(lambda: datetime.min.replace(tzinfo=self.chat.now.tzinfo))
        for _, member_id, user, held_out, began, *_ in turns:
            assert bool(held_out) is is_held_out(group.id, described, member_id)
            assert from_millis(began) - last[user] >= CAP
            last[user] = from_millis(began)
        thanked = {key.removesuffix(":thanks") for key, _, _ in posted if key.endswith(":thanks")}
        back = {f"wave:{run}:{number}" for run, number, *_, woken in turns if woken is not None}
        assert thanked <= letters.keys() & back
        new = [(key, target) for key, target, _ in posted[self.seen :]]
        self.seen = len(posted)
        assert not {target for _, target in new} & self.opted_out
        assert not (self.resting and [key for key, _ in new if not key.endswith(":thanks")])

    def teardown(self) -> None:
        try:
            if self.opened:
                self.run(self.chat.bot.close())
        finally:
            self.loop.close()
            shutil.rmtree(self.folder)


def full(_: Db, __: Group, key: str, ____: Notice, _____: datetime) -> None:
    """Let the disk take no message to anybody whose number is odd."""
    if key[-1:] in "13579":
        raise sqlite3.OperationalError("disk I/O error")


QUICK = settings(
    max_examples=12,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_whatever_happens_nobody_is_called_twice_or_forgotten(migrated_file: Path) -> None:
    run_state_machine_as_test(on_sqlite(Waves, migrated_file), settings=QUICK)


def test_nobody_is_called_twice_on_postgresql(migrated_postgres: str, empty_postgres: Callable[[], None]) -> None:
    machine = on_postgres(Waves, migrated_postgres, empty_postgres)
    run_state_machine_as_test(machine, settings=settings(QUICK, max_examples=3))
