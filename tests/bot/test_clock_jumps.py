"""A clock that jumps, by a second or by ten years, forth or back: nothing freezes, nothing waits for ever."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from time import perf_counter

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.channels.channel import SendResult, SendStatus
from bot.channels.wechat.token import AccessToken
from handlers.kit import reply
from sop.engine.scheduler import Steady
from tests.chat import START, Chat, FrozenClock
from tests.conftest import OpenChat

BACK = [timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(hours=8), timedelta(days=30)]
BACK += [timedelta(days=365), timedelta(days=3650)]
JUMPS = [*BACK, *(-jump for jump in BACK)]
OF_A_LANE = [jump for jump in JUMPS if abs(jump) not in (timedelta(minutes=1), timedelta(days=30), timedelta(days=365))]
"""Each of them lets the bot make up for what it spans, on both databases."""
PACE = (20, timedelta(seconds=60))


def set_clock(chat: Chat, moment: datetime) -> None:
    """Set the machine's clock, also back."""
    beneath = vars(chat.bot.clock)["_beneath"]
    assert isinstance(beneath, FrozenClock)
    beneath.moment += moment - chat.now


async def announce(chat: Chat, *texts: str) -> None:
    group = chat.bot.groups.get(chat.group)
    assert group
    for text in texts:
        post = partial(chat.bot.outgoing.post, group=group, key=f"test:{text}", notice=reply(text), now=chat.now)
        await chat.bot.database.write(post)


async def restart(chat: Chat) -> None:
    """Let the sender begin as after a start of the process."""
    chat.bot.sender = type(chat.bot.sender)(
        chat.bot.database, chat.bot.channels, chat.bot.renderer, chat.bot.clock, chat.bot.random, chat.bot.sightings
    )
    await chat.bot.sender._forget_the_dead()


@pytest.mark.parametrize("restarts", [False, True], ids=["running", "at a start"])
@pytest.mark.parametrize("jump", OF_A_LANE, ids=str)
async def test_a_robots_lane_goes_on_soon_after_a_jump(chat: Chat, jump: timedelta, restarts: bool) -> None:
    chat.platform.pace = PACE
    await announce(chat, *(f"{number}" for number in range(25)))
    await chat.bot.sender.drain()
    assert len(chat.platform.got) == 20
    set_clock(chat, chat.now + jump)
    if restarts:
        await restart(chat)
    await chat.bot.sender.drain()
    await announce(chat, "neu")
    await chat.forward(minutes=10 if restarts else 1, seconds=1)
    assert "neu" in chat.broadcasts
    if jump < timedelta(hours=1):
        assert chat.broadcasts == [*(f"{number}" for number in range(25)), "neu"]


@pytest.mark.parametrize("verdict", [SendStatus.RETRY, SendStatus.PAUSE])
@pytest.mark.parametrize("jump", BACK, ids=str)
async def test_another_try_does_not_wait_for_the_old_time(chat: Chat, jump: timedelta, verdict: SendStatus) -> None:
    chat.platform.outcomes = [SendResult(verdict, "太快了", timedelta(seconds=60))]
    await announce(chat, "一")
    await chat.bot.sender.drain()
    set_clock(chat, chat.now - jump)
    assert await chat.forward(seconds=61) == ["一"]
    assert len(chat.platform.got) == 2


async def test_ten_jumps_to_and_fro_send_everything_once_and_within_the_pace(chat: Chat) -> None:
    chat.platform.pace = PACE
    await announce(chat, *(f"{number}" for number in range(50)))
    for number in range(10):
        set_clock(chat, chat.now + timedelta(hours=8 if number % 2 else -8))
        await chat.bot.sender.drain()
    assert len(chat.platform.got) <= 20 * 6, "a jump forward lets a minute pass"
    await chat.forward(minutes=5)
    assert len(chat.broadcasts) == len(set(chat.broadcasts))


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_no_missed_second_is_listed(jump: timedelta) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    following = Steady(1.0).get_next_fire_time(now, now + jump)
    assert following == (
        now + timedelta(seconds=1) if jump < timedelta(seconds=1) else now + jump + timedelta(seconds=1)
    )


@pytest.mark.parametrize("jump", BACK, ids=str)
async def test_apscheduler_finds_one_moment_to_make_up_for(jump: timedelta) -> None:
    machine = AsyncIOScheduler(timezone=UTC)
    machine.start(paused=True)
    job = machine.add_job(print, Steady(1.0))
    assert job._get_run_times(job.next_run_time + jump) == [job.next_run_time]
    machine.shutdown(wait=False)
    await asyncio.sleep(0)


@pytest.mark.parametrize("days", [30, 365, 3650])
async def test_a_jump_is_carried_out_at_once(open_group: OpenChat, days: int) -> None:
    chat = await open_group("sop:\n  - {name: 喝水, when: '每天 08:10', say: 喝水}\n")
    await chat.bot.runner.tick(chat.now)
    set_clock(chat, chat.now + timedelta(days=days))
    began = perf_counter()
    await chat.bot.runner.tick(chat.now)
    assert perf_counter() - began < 10
    rows = await chat.bot.database.read(lambda db: db.fetch_value("SELECT COUNT(*) FROM run"))
    kept = min(days, 430)
    assert kept - 1 <= rows <= 5 * kept, "fourteen months of this plan, and of what features do daily"
    await chat.bot.sender.drain()
    set_clock(chat, START)
    await chat.bot.runner.tick(chat.now)
    assert await chat.forward(minutes=11) == ["喝水"]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_token_is_never_older_than_it_can_be(jump: timedelta) -> None:
    clock = FrozenClock(START)
    fetched: list[str] = []

    async def fetch() -> tuple[str, timedelta]:
        fetched.append(f"token-{len(fetched)}")
        return fetched[-1], timedelta(hours=2)

    token = AccessToken(fetch, clock)
    await token.get()
    clock.moment += jump
    await token.get()
    await token.get()
    kept = timedelta() <= jump < timedelta(minutes=115)
    assert len(fetched) == (1 if kept else 2)
