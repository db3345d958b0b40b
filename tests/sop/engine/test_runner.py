"""Every planned moment happens once, whatever happens to the bot."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from config.group import Group
from handlers.kit import (
    Context,
    Feature,
    FeatureRegistry,
    NoRules,
    Notice,
    Picture,
    Refusal,
    TimerPayload,
    reply,
    set_timer,
)
from handlers.kit.audience import words_of
from handlers.kit.reply import dump, load, plain
from sop.engine.runner import CHUNK, KEEP, Runner
from sop.engine.work import Work
from sop.plans.plan import plan_model
from sop.plans.rules import Rules
from sop.plans.sections import OwnPlans, plans_of
from storage import state, timers
from storage.database import Database
from storage.db import Db, to_millis
from storage.messages import files, transcript
from storage.sop import runs

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Monday, 08:00 in Shanghai."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NINE = START + HOUR


class Acts(BaseModel):
    """How often the feature changed something."""

    times: int = 0


class Bell(TimerPayload):
    """A timer that rings, or behaves badly."""

    name: str
    behaviour: str = ""

    @property
    def key(self) -> str:
        return self.name


class Params(BaseModel):
    """What the timetable may say."""

    words: str = "动"


feature = Feature("clockwork")


def act(ctx: Context) -> None:
    acts = state.load(ctx.db, ctx.group.id, feature.name, Acts)
    state.save(ctx.db, ctx.group.id, feature.name, Acts(times=acts.times + 1))


@feature.action("动一下", Params)
def move(params: Params, ctx: Context) -> str:
    act(ctx)
    return f"{params.words} {ctx.local(ctx.now):%d %H:%M} {ctx.key}"


@feature.action("出错")
def stumble(_: NoRules, ctx: Context) -> str:
    act(ctx)
    ctx.post("never", reply("不该出现"))
    raise RuntimeError("broken on purpose")


@feature.action("拒绝")
def refuse(_: NoRules, ctx: Context) -> str:
    act(ctx)
    raise Refusal("没有预算")


@feature.action("顺便")
def besides(_: NoRules, ctx: Context) -> None:
    ctx.post(f"besides:{ctx.key}", reply("顺便说一句"))


@feature.action("上发条")
def wind(_: NoRules, ctx: Context) -> None:
    set_timer(ctx, feature.name, Bell(name="wound"), ctx.now + 5 * MINUTE)


@feature.on_timer(Bell)
def ring(bell: Bell, ctx: Context) -> str | None:
    act(ctx)
    if bell.behaviour == "broken":
        raise RuntimeError("broken on purpose")
    if bell.behaviour == "again":
        set_timer(ctx, feature.name, bell, ctx.now)
        return None
    return f"铃 {bell.key} {ctx.local(ctx.now):%d %H:%M}"


class World:
    """Groups on a database; a new runner is a restart."""

    def __init__(self, database: Database, content: Path) -> None:
        self.database = database
        self.groups: dict[str, Group] = {}
        self.ran: Counter[str] = Counter()
        self.broken = False
        self.content = content
        self.rules = Rules()
        self.model = plan_model(FeatureRegistry([feature]).actions)

    def runner(self) -> Runner:
        work = Work(
            database=self.database,
            registry=FeatureRegistry([feature]),
            post=self.post,
            capabilities_of=lambda _: frozenset(),
            random=Random(1),
            ran=lambda outcome: self.ran.update([outcome]),
        )
        return Runner(work, self.groups.values)

    def write(self, *plans: dict[str, object], group: str = "g") -> None:
        """Let the owner save the group's file."""
        self.groups[group] = Group(
            id=group,
            name="测试群",
            zone=ZoneInfo("Asia/Shanghai"),
            hear=("s",),
            push=None,
            owner="",
            admins=frozenset(),
            staff=frozenset(),
            sections={
                Rules: self.rules,
                OwnPlans: OwnPlans(
                    tuple(self.model.model_validate(plan, context={"content": self.content}) for plan in plans)
                ),
            },
            path=Path(group),
        )

    def post(self, db: Db, group: Group, key: str, said: Notice, now: datetime) -> None:
        """Keep every message: what is said twice is here twice."""
        if self.broken:
            raise sqlite3.OperationalError("disk I/O error")
        transcript.add(db, group.id, key, dump(words_of(said)), now)

    async def lines(self, group: str = "g") -> list[transcript.Line]:
        return await self.database.read(lambda db: transcript.latest(db, group, 10_000))

    async def said(self, group: str = "g") -> list[str]:
        return [plain(load(line.parts)) for line in await self.lines(group)]

    async def acts(self) -> int:
        return (await self.database.read(lambda db: state.load(db, "g", feature.name, Acts))).times

    async def outcomes(self) -> list[str]:
        rows = await self.database.read(lambda db: db.fetch_all("SELECT plan, outcome FROM run ORDER BY moment, plan"))
        return [f"{plan} {outcome}" for plan, outcome in rows]

    async def set_timer(self, name: str, due: datetime, behaviour: str = "", *, group: str = "g") -> None:
        bell = Bell(name=name, behaviour=behaviour)
        await self.database.write(
            lambda db: timers.set_once(db, group, feature.name, bell.key, due, bell.model_dump_json())
        )

    async def started(self, now: datetime = START) -> Runner:
        runner = self.runner()
        await runner.reload(now)
        return runner


def say(name: str, when: str = "每天 09:00", **more: object) -> dict[str, object]:
    return {"name": name, "when": when, "say": name, **more}


def do(name: str, what: str, when: str = "每天 09:00", **params: object) -> dict[str, object]:
    return {"name": name, "when": when, "do": what, "with": params}


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return World(database, tmp_path)


@contextmanager
def failing(world: World) -> Iterator[None]:
    """While this lasts, messages meet a broken database."""
    world.broken = True
    try:
        yield
    finally:
        world.broken = False


async def test_words_are_filled_in_and_carry_their_key(world: World) -> None:
    world.write(say("早安", say="{date}{weekday}{time}在{group}", picture="a.png"))
    runner = await world.started()
    await runner.tick(NINE - timedelta(milliseconds=1))
    assert await world.said() == []
    await runner.tick(NINE)
    (line,) = await world.lines()
    assert plain(load(line.parts)) == "11月23日星期一09:00在测试群[图片]"
    assert line.speaker == f"run:g:早安:{to_millis(NINE)}"
    picture = load(line.parts)[1]
    assert isinstance(picture, Picture)
    digest = picture.digest
    assert await world.database.read(lambda db: files.load(db, digest))
    assert world.ran == {"done": 1}


async def test_an_action_sees_its_planned_moment_and_its_parameters(world: World) -> None:
    world.write(do("游戏", "动一下", words="开始"), do("顺便", "顺便"))
    await (await world.started()).tick(NINE + 3 * MINUTE)
    key = f"run:g:游戏:{to_millis(NINE)}"
    assert await world.said() == [f"开始 23 09:00 {key}", "顺便说一句"]
    assert [line.speaker for line in await world.lines()] == [key, f"besides:run:g:顺便:{to_millis(NINE)}"]


async def test_everything_due_happens_in_order(world: World) -> None:
    world.write(say("乙", "每天 09:02"), say("丙", "每天 09:01、09:03"), say("丁", "每天 09:02"))
    runner = await world.started()
    await world.set_timer("钟", NINE + 2 * MINUTE)
    await runner.tick(NINE + 3 * MINUTE)
    assert await world.said() == ["丙", "铃 钟 23 09:02", "乙", "丁", "丙"]


async def test_each_moment_once_across_restarts(world: World) -> None:
    world.write(say("早安"), do("游戏", "动一下"))
    for minute in range(-5, 5):
        for second in (0, 1, 59):
            runner = await world.started(NINE + timedelta(minutes=minute, seconds=second))
            await runner.tick(NINE + timedelta(minutes=minute, seconds=second))
    assert await world.outcomes() == ["早安 done", "游戏 done"]
    assert len(await world.said()) == 2
    assert await world.acts() == 1


async def test_what_fell_due_while_the_bot_was_down_follows(world: World) -> None:
    world.write(say("早安"))
    await (await world.started()).tick(NINE - MINUTE)
    await world.runner().tick(NINE + 9 * MINUTE)
    assert await world.said() == ["早安"]


async def test_a_stop_in_mid_tick_loses_nothing_of_the_same_moment(world: World) -> None:
    world.write(say("甲"), say("乙"))
    await (await world.started()).tick(NINE - MINUTE)
    group, plan = world.groups["g"], plans_of(world.groups["g"])[0]
    await world.database.write(lambda db: runs.claim(db, group.id, plan.name, NINE, NINE, "done"))
    await world.runner().tick(NINE + MINUTE)
    assert await world.said() == ["乙"]


async def test_two_runners_share_one_database(world: World) -> None:
    world.write(*(say(f"计划{number}", "每天 09:00、09:01") for number in range(20)), do("游戏", "动一下"))
    first, second = await world.started(), await world.started()
    await world.set_timer("钟", NINE)
    for minute in range(3):
        await asyncio.gather(first.tick(NINE + minute * MINUTE), second.tick(NINE + minute * MINUTE))
    assert set(Counter(line.speaker for line in await world.lines()).values()) == {1}
    assert len(await world.lines()) == 42
    assert await world.acts() == 2
    assert world.ran == {"done": 42}


async def test_what_is_too_late_is_given_up_and_on_record(world: World) -> None:
    world.write(say("早安"), say("通知", late="2小时"), do("游戏", "动一下"))
    runner = await world.started()
    await runner.tick(NINE + 10 * MINUTE + timedelta(seconds=1))
    assert await world.said() == ["通知"]
    assert await world.acts() == 0
    assert sorted(await world.outcomes()) == ["早安 late", "游戏 late", "通知 done"]
    assert world.ran == {"late": 2, "done": 1}


async def test_ten_minutes_late_is_not_too_late(world: World) -> None:
    world.write(say("早安"))
    await (await world.started()).tick(NINE + 10 * MINUTE)
    assert await world.said() == ["早安"]


async def test_after_years_all_moments_are_on_record_and_nothing_bursts(world: World) -> None:
    world.write(say("早安"), say("晚安", "每天 22:00"))
    runner = await world.started()
    await runner.tick(START + 400 * DAY + HOUR)
    assert await world.said() == ["早安"]
    assert world.ran == {"late": 800, "done": 1}
    assert CHUNK < 800


async def test_an_action_that_fails_changes_nothing_and_holds_up_nobody(world: World) -> None:
    world.write(do("坏", "出错"), do("拒", "拒绝"), say("早安"), do("游戏", "动一下"))
    runner = await world.started()
    for second in range(3):
        await runner.tick(NINE + timedelta(seconds=second))
    refused, *said = sorted(await world.said(), key=lambda words: not words.startswith("「拒」"))
    assert refused.startswith("「拒」这次没有做成：")
    assert [words.split()[0] for words in said] == ["早安", "动"]
    assert await world.acts() == 1
    assert sorted(await world.outcomes()) == ["坏 failed", "拒 failed", "早安 done", "游戏 done"]
    assert world.ran == {"failed": 2, "done": 2}
    await world.runner().tick(NINE + MINUTE)
    assert world.ran == {"failed": 2, "done": 2}


async def test_a_broken_database_is_tried_again(world: World) -> None:
    world.write(say("早安"), do("定时", "上发条"), say("晚安", "每天 09:10"))
    runner = await world.started()
    with failing(world):
        for second in range(3):
            with pytest.raises(sqlite3.OperationalError):
                await runner.tick(NINE + timedelta(seconds=second))
    assert await world.outcomes() == ["定时 done"]
    await runner.tick(NINE + 10 * MINUTE)
    assert await world.said() == ["早安", "铃 wound 23 09:05", "晚安"]
    assert world.ran == {"done": 4}


async def test_an_edited_plan_never_fires_at_its_old_time(world: World) -> None:
    world.write(say("早安"))
    runner = await world.started()
    await runner.tick(NINE - MINUTE)
    world.write(say("早安", "每天 09:30"))
    await runner.reload(NINE - timedelta(seconds=30))
    await runner.tick(NINE + 5 * MINUTE)
    assert await world.said() == []
    await runner.tick(NINE + 30 * MINUTE)
    assert await world.said() == ["早安"]


async def test_a_plan_moved_into_the_past_waits_for_its_next_time(world: World) -> None:
    world.write(say("早安", "每天 10:00"))
    runner = await world.started()
    await runner.tick(NINE + MINUTE)
    world.write(say("早安"), say("新的"))
    await runner.reload(NINE + 2 * MINUTE)
    await runner.tick(NINE + 3 * MINUTE)
    assert await world.said() == []
    assert await runner.next_due() == NINE + DAY


async def test_a_deleted_plan_and_a_deleted_group_are_silent(world: World) -> None:
    world.write(say("早安"), say("晚安"))
    world.write(say("早安"), group="h")
    runner = await world.started()
    world.write(say("晚安"))
    del world.groups["h"]
    await runner.reload(START)
    await runner.tick(NINE)
    assert await world.said() == ["晚安"]
    assert await world.said("h") == []


async def test_a_new_group_begins_when_it_comes(world: World) -> None:
    world.write(say("早安"))
    runner = await world.started()
    await runner.tick(NINE + MINUTE)
    world.write(say("早安"), say("稍后", "每天 09:05"), group="h")
    await runner.reload(NINE + 2 * MINUTE)
    await runner.tick(NINE + 5 * MINUTE)
    assert await world.said("h") == ["稍后"]


async def test_fifty_reloads_around_a_moment_fire_it_once(world: World) -> None:
    world.write(say("早安"), do("游戏", "动一下"))
    runner = await world.started()
    ticks = [runner.tick(NINE + timedelta(seconds=second)) for second in range(-25, 25)]
    reloads = [runner.reload(NINE + timedelta(seconds=second)) for second in range(-25, 25)]
    await asyncio.gather(*(one for both in zip(ticks, reloads, strict=True) for one in both))
    assert await world.outcomes() == ["早安 done", "游戏 done"]
    assert len(await world.said()) == 2


@pytest.mark.parametrize("jump", [-HOUR, HOUR, -DAY, DAY])
async def test_a_clock_that_jumps_and_comes_back_repeats_nothing_and_loses_nothing(
    world: World, jump: timedelta
) -> None:
    world.write(say("早安"), say("整点", "每天 08:30、10:00"))
    runner = await world.started()
    await world.set_timer("钟", NINE)
    now = START
    while now < START + 3 * HOUR:
        await runner.tick(now)
        if (now - START) % (20 * MINUTE) == timedelta():
            await runner.tick(now + jump)
        now += 5 * MINUTE
    said = Counter(line.speaker for line in await world.lines())
    assert set(said.values()) == {1}
    today = [
        (speaker, times)
        for speaker, times in said.items()
        if speaker.startswith("timer") or to_millis(START) <= int(speaker.rsplit(":", 1)[1]) <= to_millis(now)
    ]
    assert sorted(today) == [
        (f"run:g:整点:{to_millis(START + 30 * MINUTE)}", 1),
        (f"run:g:整点:{to_millis(START + 2 * HOUR)}", 1),
        (f"run:g:早安:{to_millis(NINE)}", 1),
        ("timer:clockwork:1", 1),
    ]


async def test_a_restart_with_the_clock_set_back_repeats_nothing(world: World) -> None:
    world.write(say("早安"))
    await (await world.started()).tick(NINE + MINUTE)
    world.write(say("早安"), say("补上", "每天 08:30"))
    runner = await world.started(NINE - HOUR)
    for minutes in range(0, 120, 5):
        await runner.tick(NINE - HOUR + minutes * MINUTE)
    assert await world.said() == ["早安", "补上"]


@pytest.mark.parametrize("seed", range(5))
async def test_in_a_storm_every_moment_ends_once(world: World, seed: int) -> None:
    """Restarts, second runners, reloads and jumps; each moment is done with one message, or late with none."""
    random = Random(seed)
    names = ["每天 08:30、09:00、23:55", "工作日 12:30", "每周一、二 20:00"]
    world.write(*(do(name, "动一下", name) for name in names))
    now = START
    running = [await world.started(now)]
    for _ in range(120):
        now += random.choice([timedelta(seconds=1), MINUTE, 7 * MINUTE, 30 * MINUTE, 2 * HOUR, -20 * MINUTE])
        match random.randrange(6):
            case 0:
                running = [world.runner()]
            case 1:
                running = [*running[-1:], world.runner()]
            case 2:
                await running[-1].reload(now)
        await asyncio.gather(*(runner.tick(now) for runner in running))
    await running[-1].tick(max(now, START) + 5 * HOUR)
    ended = max(now, START) + 5 * HOUR
    rows = await world.database.read(lambda db: db.fetch_all("SELECT plan, moment, outcome FROM run"))
    for name in names:
        when = next(plan.when for plan in plans_of(world.groups["g"]) if plan.name == name)
        expected, moment = [], when.next(START, world.groups["g"].zone)
        while moment and moment <= ended:
            expected.append(to_millis(moment))
            moment = when.next(moment, world.groups["g"].zone)
        assert set(expected) <= {row[1] for row in rows if row[0] == name}
    done = sorted(f"run:g:{plan}:{moment}" for plan, moment, outcome in rows if outcome == "done")
    assert done == sorted(line.speaker for line in await world.lines())
    assert await world.acts() == len(done)


async def test_a_timer_rings_once_at_its_own_moment(world: World) -> None:
    world.write(do("定时", "上发条"))
    first, second = await world.started(), await world.started()
    await first.tick(NINE + 4 * MINUTE)
    assert await world.said() == []
    await asyncio.gather(first.tick(NINE + DAY - MINUTE), second.tick(NINE + DAY - MINUTE))
    await world.runner().tick(NINE + DAY - MINUTE)
    assert await world.said() == ["铃 wound 23 09:05"]
    assert [line.speaker for line in await world.lines()] == ["timer:clockwork:1"]


async def test_a_timer_set_anew_is_not_taken_for_the_old_one(world: World) -> None:
    await world.set_timer("钟", START)
    (seen,) = await world.database.read(lambda db: timers.list_due(db, ["g"], START))
    assert await world.database.write(lambda db: timers.claim(db, seen))
    await world.set_timer("钟", START + MINUTE)
    assert not await world.database.write(lambda db: timers.claim(db, seen))
    assert await world.database.read(lambda db: timers.next_due(db, ["g"])) == START + MINUTE


async def test_a_timer_that_fails_is_gone_and_on_record(world: World) -> None:
    world.write()
    runner = await world.started()
    await world.set_timer("坏", START + MINUTE, "broken")
    await world.set_timer("好", START + MINUTE)
    await world.database.write(lambda db: timers.set_once(db, "g", "gone", "孤儿", START))
    for minute in range(1, 4):
        await runner.tick(START + minute * MINUTE)
    assert await world.said() == ["铃 好 23 08:01"]
    assert await world.acts() == 1
    assert await world.outcomes() == ["gone:孤儿 failed", "clockwork:坏 failed"]
    assert world.ran == {"failed": 2, "done": 1}
    assert await runner.next_due() is None


async def test_a_timer_that_sets_itself_for_ever_holds_up_nobody(world: World) -> None:
    world.write(say("早安"))
    runner = await world.started()
    await world.set_timer("永远", START, "again")
    await runner.tick(NINE)
    assert await world.said() == ["早安"]


async def test_timers_of_a_group_that_is_away_wait_for_it(world: World) -> None:
    world.write(group="h")
    runner = await world.started()
    for number in range(150):
        await world.set_timer(f"钟{number}", START)
    await world.set_timer("钟", START + MINUTE, group="h")
    await runner.tick(START + MINUTE)
    assert await world.said("h") == ["铃 钟 23 08:01"]
    assert await runner.next_due() is None
    world.write()
    await runner.reload(START + MINUTE)
    assert await runner.next_due() == START
    await runner.tick(START + MINUTE)
    assert len(await world.said()) == 150


async def test_what_comes_next_is_a_plan_or_a_timer(world: World) -> None:
    world.write(say("早安"))
    runner = await world.started()
    assert await runner.next_due() == NINE
    await world.set_timer("钟", NINE - MINUTE)
    assert await runner.next_due() == NINE - MINUTE
    await runner.tick(NINE - MINUTE)
    assert await runner.next_due() == NINE
    await runner.tick(NINE)
    assert await runner.next_due() == NINE + DAY


async def test_the_place_is_kept_once_a_minute_and_after_work(world: World) -> None:
    world.write(say("早安"))
    runner = await world.started()

    async def place() -> datetime | None:
        return await world.database.read(runs.get_clock)

    await runner.tick(START + KEEP / 2)
    kept = await place()
    await runner.tick(START + KEEP)
    assert await place() == kept
    await runner.tick(START + KEEP * 2)
    assert await place() == START + KEEP * 2
    await runner.tick(NINE)
    assert await place() == NINE


async def test_ten_thousand_idle_plans_cost_a_tick_nothing(world: World) -> None:
    for number in range(50):
        world.write(*(say(f"计划{place}", f"每天 {place % 24:02}:30") for place in range(200)), group=f"g{number}")
    runner = await world.started()
    await runner.tick(START)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for second in range(1, 21):
        await runner.tick(START + timedelta(seconds=second))
    assert loop.time() - begun < 1
