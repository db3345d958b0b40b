"""Nine o'clock in ten thousand groups: how soon every broadcast is on its way, and what check-ins notice of it.

One bot in this process, with a clock that is turned to the moment; check-ins arrive all the while, so many a second.
"""

from __future__ import annotations

import asyncio
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.gates import Gate
from bot.app import Bot
from bot.channels.channel import SENT, Pace, SendResult
from bot.serve import spare_the_collector
from config.group import Group, load_group
from config.settings import Settings
from handlers.kit import Capability, Message, Reply
from sop.group_file import group_file_model
from sop.plans.sections import OwnPlans, plans_of
from sop.plans.timetable import Timetable
from tests.chat import CHANNELS, FakeRenderer, FrozenClock, write_config
from tests.support.load import percentile

GROUPS = 10_000
PLANS = 100_000
EVERY = 0.005
"""Seconds between two check-ins."""
EVE = datetime(2026, 11, 23, 0, 59, tzinfo=UTC)
NINE = EVE + timedelta(minutes=1)
YAML = """\
group: g0
name: 群
channels: {hear: chat, push: chat}
sop:
  - {name: 早安, when: 每天 09:00, say: "早上好，今天是{date}。"}
"""


class Quiet:
    """A platform that takes nothing within the time of this measurement."""

    name = "chat"
    capabilities = frozenset(Capability)
    pace: Pace | None = None

    def routes(self) -> list[object]:
        return []

    def lane(self, target: str) -> str:
        return f"chat/{target}"

    def pieces(self, reply: Reply) -> list[Reply]:
        return [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:  # noqa: ARG002
        return SENT


async def at_nine(folder: Path) -> list[Gate]:
    """Return the tick of nine o'clock."""
    groups = (YAML.replace("group: g0", f"group: g{number}") for number in range(GROUPS))
    config = write_config(folder / "config", *groups, channels=CHANNELS)
    settings = Settings(config=config, database=f"sqlite:///{folder / 'bench.db'}")
    bot = Bot(settings, clock=FrozenClock(EVE), renderer=FakeRenderer())
    await bot.open()
    bot.channels["chat"] = Quiet()  # type: ignore[assignment]
    spare_the_collector()
    waits: list[float] = []
    numbers = count()

    async def check_in() -> None:
        number = next(numbers)
        begun = perf_counter()
        who = f"成员{number}"
        event = Message(
            channel="chat", key=f"m{number}", chat=f"g{number % GROUPS}", user=who, name=who, at=NINE, text="签到"
        )
        assert await bot.receive(event)
        waits.append(perf_counter() - begun)

    async def check_ins() -> None:
        async with asyncio.TaskGroup() as going:
            while not done.is_set():
                going.create_task(check_in())
                await asyncio.sleep(EVERY)

    done = asyncio.Event()
    crowd = asyncio.create_task(check_ins())
    await asyncio.sleep(1)
    calm = list(waits)
    waits.clear()
    begun = perf_counter()
    await bot.runner.tick(NINE)
    taken = perf_counter() - begun
    done.set()
    await crowd
    letters = await bot.database.read(lambda db: db.fetch_one("SELECT COUNT(DISTINCT group_id) FROM outbox"))
    await bot.close()
    assert letters == (GROUPS,), letters
    print(
        f"{GROUPS} broadcasts in the outbox after {taken:.2f} s; "
        f"{len(waits)} check-ins meanwhile p99 {percentile(waits, 0.99):.3f} s, before {percentile(calm, 0.99):.3f} s"
    )
    return [Gate("broadcasts_s", taken, 5), Gate("checkin_p99_meanwhile_ms", percentile(waits, 0.99) * 1000, 100)]


def in_memory(folder: Path) -> Gate:
    """Return a timetable of very many plans, ten to a group."""
    plans = "".join(
        f'  - {{name: 计划{number}, when: 每天 {number:02}:30, say: "第{number}条消息，今天是{{date}}"}}\n'
        for number in range(10)
    )
    path = folder / "group.yaml"
    path.write_text(YAML.partition("sop:")[0] + "sop:\n" + plans)
    tracemalloc.start()
    groups: list[Group] = []
    for number in range(PLANS // 10):
        # Read once and copied deeply, as if every group had a file of its own.
        first = load_group(path, group_file_model(), ["chat"], folder) if number == 0 else groups[0]
        plans_of_group = OwnPlans(tuple(plan.model_copy(deep=True) for plan in plans_of(first)))
        groups.append(replace(first, id=f"g{number}", sections={OwnPlans: plans_of_group}))
    timetable = Timetable((group, plan, EVE) for group in groups for plan in plans_of(group))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert timetable.next
    print(f"{PLANS} plans take {size / 1024**2:.0f} MB")
    return Gate("plans_mb", size / 1024**2, 300)


async def measure() -> list[Gate]:
    """Nine o'clock, and the plans in memory."""
    with TemporaryDirectory() as place:
        gates = await at_nine(Path(place))
        return [*gates, in_memory(Path(place))]


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
