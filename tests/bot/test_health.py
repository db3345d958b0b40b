"""/healthz tells what keeps the bot from its work, and only that makes it 503."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import health
from bot.health import Vitals, list_notices, list_problems
from handlers.kit import reply
from storage.messages import lanes
from tests.chat import GROUP, Chat

Answer = tuple[int, dict[str, object]]


@pytest.fixture
async def live(chat: Chat) -> Chat:
    """Return a group whose timetable has just been looked at."""
    await chat.bot.scheduler.beat()
    assert await list_problems(chat.bot.vitals) == []
    return chat


async def ask(vitals: Vitals) -> Answer:
    """Return what /healthz answers."""
    app = web.Application()
    health.add_routes(app, vitals)
    async with TestClient(TestServer(app)) as client, client.get("/healthz") as response:
        return response.status, await response.json()


def database_file(chat: Chat) -> Path:
    """Return the SQLite file; skips where there is none."""
    if chat.bot.database.writer is None:
        pytest.skip("PostgreSQL has no file of ours")
    return chat.bot.database.url.file or Path()


async def test_all_is_well(live: Chat) -> None:
    assert await ask(live.bot.vitals) == (200, {"ok": True, "problems": [], "notices": []})


async def test_a_deleted_file_is_told(live: Chat) -> None:
    database_file(live).unlink()
    assert await ask(live.bot.vitals) == (503, {"ok": False, "problems": ["数据库文件不见了"], "notices": []})


async def test_a_replaced_file_is_told(live: Chat) -> None:
    path = database_file(live)
    shutil.copy(path, path.with_suffix(".new"))
    path.with_suffix(".new").rename(path)
    assert await list_problems(live.bot.vitals) == ["数据库文件被换掉了"]


async def test_a_full_disk_is_told(live: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    database_file(live)
    monkeypatch.setattr(health, "LEAST_DISK", shutil.disk_usage("/").total * 1000)
    assert await list_problems(live.bot.vitals) == ["磁盘满了"]


async def test_a_database_that_takes_no_more_is_told(live: Chat) -> None:
    database_file(live)
    await live.bot.database.write(lambda db: db.execute("PRAGMA query_only = ON"))
    assert await list_problems(live.bot.vitals) == ["数据库不可用：读写出错，原因在日志里"]


async def test_a_database_that_does_not_answer_is_told(live: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(live.bot.database, "write", lambda *_, **__: asyncio.Event().wait())
    assert await list_problems(live.bot.vitals) == ["数据库不可用：4 秒没有回答"]


@pytest.mark.parametrize("text", ["group: demo\nname: [\n", GROUP + "checkin: {points: 很多}\n", "\tx"])
async def test_a_wrong_group_file_is_told_and_the_others_go_on(live: Chat, text: str) -> None:
    path = live.bot.settings.config / "groups" / "group0.yaml"
    path.write_text(text)
    await live.bot.reload()
    status, told = await ask(live.bot.vitals)
    assert (status, told["ok"], told["problems"]) == (200, True, [])
    assert "很多" not in str(told)
    (notice,) = list_notices(live.bot.vitals)
    assert notice.startswith("群文件 group0.yaml 第 ")
    path.write_text(GROUP)
    await live.bot.reload()
    assert list_notices(live.bot.vitals) == []


async def test_where_no_group_can_be_read_nothing_works(live: Chat) -> None:
    (live.bot.settings.config / "groups" / "group0.yaml").unlink()
    (live.bot.settings.config / "groups" / "other.yaml").write_text("group: demo\n")
    await live.bot.reload()
    assert await list_problems(live.bot.vitals) == ["一个群也没有：群文件都写错了"]


async def test_without_any_group_file_nothing_works(live: Chat) -> None:
    (live.bot.settings.config / "groups" / "group0.yaml").unlink()
    await live.bot.reload()
    assert await list_problems(live.bot.vitals) == ["一个群也没有：还没有群文件"]


async def test_a_lane_that_is_paused_for_long_is_told(live: Chat) -> None:
    for wait, problems in (
        (timedelta(minutes=1), []),
        (timedelta(hours=3), ["发送通道 hook 有消息发不出去，已经等了很久"]),
    ):
        await live.bot.database.write(partial(lanes.pause, lane="hook", until=live.now + wait))
        assert await list_problems(live.bot.vitals) == problems


async def test_messages_that_wait_for_long_are_told(live: Chat) -> None:
    group = live.bot.groups.get(live.group)
    assert group
    post = partial(live.bot.outgoing.post, group=group, key="k", notice=reply("一"), now=live.now)
    await live.bot.database.write(post)
    for minutes, count in ((29, 0), (2, 1)):
        live.bot.clock.set_to(live.now + timedelta(minutes=minutes))
        assert len(await list_problems(live.bot.vitals)) == count


async def test_the_lock_has_its_say(live: Chat) -> None:
    live.bot.database.is_lost = True
    status, told = await ask(live.bot.vitals)
    assert status == 503
    assert "数据库的锁丢了，先不写，正在拿回来" in str(told["problems"])


async def test_a_task_that_ended_is_told(live: Chat) -> None:
    async def brief() -> None:
        pass

    live.bot.supervisor.start("sender", brief)
    await asyncio.sleep(0.01)
    assert await list_problems(live.bot.vitals) == ["任务 sender 停了"]


async def test_a_dead_timetable_is_told_whatever_the_clock_says(live: Chat) -> None:
    seconds = live.bot.scheduler.elapsed() + 11
    live.bot.scheduler.elapsed = lambda: seconds
    assert await list_problems(live.bot.vitals) == ["定时器没有在走"]
