"""/healthz and /metrics: whether the bot is at work, not merely alive.

A load balancer takes the whole bot out where it hears 503, so that is only said where the bot as a whole, or a way of
speaking, is out of work. A wrong group file is told with 200: its last good version stays in force, all other groups
are served, and no other copy of the bot would read that file better. Only where no group at all could be read, that is
503, too.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from bot import watching
from bot.channels.channel import Channel, ConnectedChannel, TellsStatus
from bot.channels.wecom.aibot_status import shown
from bot.clock import Clock
from bot.groups import Groups
from bot.log import SPARING
from bot.metrics import TICK_AGE
from bot.sightings import Sightings
from bot.supervisor import Supervisor
from sop.engine.scheduler import Scheduler
from storage import state
from storage.database import Database
from storage.db import Db
from storage.messages import lanes

OLDEST_TICK = 10.0
"""Seconds without a tick after which the timetable counts as dead."""
PATIENCE = 4.0
"""Seconds the database may take to answer."""
LEAST_DISK = 32 * 1024 * 1024
"""Bytes on the database's disk below which nothing can be relied on: a write-ahead log takes as much."""
LONGEST_WAIT = timedelta(minutes=30)
"""How long a message may wait in its lane; after an hour broadcasts are given up."""


TOO_SLOW = f"数据库不可用：{PATIENCE:.0f} 秒没有回答"
UNUSABLE = "数据库不可用：读写出错，原因在日志里"
REFUSED = "上次被拒 {at}：{why}"


class Looked(BaseModel):
    """When somebody last asked for the bot's health: written down to see whether anything can be."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What tells whether the bot is at work."""

    clock: Clock
    scheduler: Scheduler
    supervisor: Supervisor
    database: Database
    groups: Groups
    channels: Mapping[str, Channel]
    is_stopping: Callable[[], bool]
    sightings: Sightings = field(default_factory=Sightings)


def add_routes(app: web.Application, vitals: Vitals) -> None:
    """Serve /healthz (200 or 503, with reasons), /metrics, and what `doctor --watch` shows."""

    async def healthz(_: web.Request) -> web.Response:
        problems = await list_problems(vitals)
        told: dict[str, object] = {"ok": not problems, "problems": problems, "notices": list_notices(vitals)}
        now = vitals.clock.now()
        standing = (channel for channel in vitals.channels.values() if isinstance(channel, TellsStatus))
        lines = {channel.name: channel.status(now) for channel in standing}
        for name in vitals.channels:
            if trouble := vitals.sightings.trouble(name, now):
                words = REFUSED.format(at=shown(trouble.at), why=trouble.words)
                lines[name] = f"{lines[name]}；{words}" if name in lines else words
        if lines:
            told["lines"] = lines
        return web.json_response(text=json.dumps(told, ensure_ascii=False), status=503 if problems else 200)

    async def metrics(_: web.Request) -> web.Response:
        TICK_AGE.set(tick_age(vitals))
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get(watching.PATH, watching.Watching(vitals.sightings, vitals.database).answer)
    app.router.add_get("/metrics", metrics)


def tick_age(vitals: Vitals) -> float:
    """Return the seconds since the timetable was last looked at."""
    return vitals.scheduler.age()


def list_notices(vitals: Vitals) -> list[str]:
    """Return what is wrong and does not keep the bot from its work, in Chinese: group files that cannot be read.

    Only the file and the line are told: anybody may ask, and what stands there is the group's business.
    """
    problems = vitals.groups.problems
    return list(dict.fromkeys(f"群文件 {problem.file.name} 第 {problem.line} 行写错了" for problem in problems))


async def list_problems(vitals: Vitals) -> list[str]:
    """Return what keeps the bot from its work, in Chinese; empty when all is well."""
    supervisor = vitals.supervisor
    ended = {name for name, task in supervisor.tasks.items() if task.done()} - supervisor.down
    problems = [f"任务 {name} 停了，正在重启" for name in sorted(supervisor.down)]
    problems += [f"任务 {name} 停了" for name in sorted(ended) if not vitals.is_stopping()]
    if tick_age(vitals) > OLDEST_TICK:
        problems.append("定时器没有在走")
    if vitals.is_stopping():
        problems.append("正在停止")
    if not vitals.groups.all():
        problems.append(f"一个群也没有：{'群文件都写错了' if vitals.groups.problems else '还没有群文件'}")
    if vitals.database.is_lost:
        problems.append("数据库的锁丢了，先不写，正在拿回来")
    of_file = _file_problems(vitals.database)
    problems += of_file
    now = vitals.clock.now()
    connected = (channel for channel in vitals.channels.values() if isinstance(channel, ConnectedChannel))
    problems += [trouble for channel in connected for trouble in channel.troubles(now)]
    try:
        async with asyncio.timeout(PATIENCE):
            await vitals.database.write(lambda db: state.save(db, "", "health", Looked(at=now)))
            problems += await vitals.database.read(lambda db: _lane_problems(db, now))
    except Exception as error:
        # A file that is gone says it all: only connections that were open before still read it.
        SPARING.warning("database_unusable", type(error).__name__, error=repr(error))
        problems += [] if of_file else [TOO_SLOW if isinstance(error, TimeoutError) else UNUSABLE]
    return problems


def _lane_problems(db: Db, now: datetime) -> list[str]:
    """Return the lanes that nothing leaves by: out of use, paused, or with messages that have waited too long."""
    disabled = lanes.list_disabled(db)
    problems = [f"发送通道 {name.split('/')[0]} 停用：{why}" for name, why in disabled]
    stuck = {*lanes.list_paused(db, now + lanes.LONGEST_WAIT), *lanes.list_stuck(db, now - LONGEST_WAIT)}
    names = sorted({name.split("/")[0] for name in stuck - {name for name, _ in disabled}})
    return problems + [f"发送通道 {name} 有消息发不出去，已经等了很久" for name in names]


OPEN_FILES = Path("/dev/fd")
"""What a process has open; Windows does not tell, and lets nobody remove an open database."""


def _file_problems(database: Database) -> list[str]:
    """Return what is wrong with the database's file and its disk; nothing for PostgreSQL.

    A file that is deleted or replaced can still be written to by who has it open: all of it would be lost.
    """
    path = database.url.file
    if path is None:
        return []
    try:
        free = shutil.disk_usage(path.parent).free
        inode = path.stat().st_ino
    except OSError:
        return ["数据库文件不见了"]
    try:
        is_open = not OPEN_FILES.is_dir() or inode in _open_files()
    except OSError:
        return ["打开的文件太多了"]
    problems = [] if is_open else ["数据库文件被换掉了"]
    return problems + (["磁盘满了"] if free < LEAST_DISK else [])


def _open_files() -> set[int]:
    """Return the inodes of the files that this process has open."""
    inodes = set()
    for entry in list(OPEN_FILES.iterdir()):
        with suppress(OSError):  # that of the listing itself is closed by now
            inodes.add(os.fstat(int(entry.name)).st_ino)
    return inodes
