"""/healthz and /metrics: whether the bot is at work, not merely alive."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.clock import Clock
from bot.metrics import TICK_AGE
from bot.supervisor import Supervisor
from sop.engine.scheduler import Scheduler
from storage.database import Database
from storage.messages import lanes

OLDEST_TICK = 10.0
"""Seconds without a tick after which the timetable counts as dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What tells whether the bot is at work."""

    clock: Clock
    scheduler: Scheduler
    supervisor: Supervisor
    database: Database
    is_stopping: Callable[[], bool]


def add_routes(app: web.Application, vitals: Vitals) -> None:
    """Serve /healthz (200 or 503, with reasons) and /metrics."""

    async def healthz(_: web.Request) -> web.Response:
        problems = await list_problems(vitals)
        body = json.dumps({"ok": not problems, "problems": problems}, ensure_ascii=False)
        return web.json_response(text=body, status=503 if problems else 200)

    async def metrics(_: web.Request) -> web.Response:
        TICK_AGE.set(tick_age(vitals))
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)


def tick_age(vitals: Vitals) -> float:
    """Return the seconds since the timetable was last looked at."""
    return vitals.scheduler.age()


async def list_problems(vitals: Vitals) -> list[str]:
    """Return what keeps the bot from its work, in Chinese; empty when all is well."""
    problems = [f"任务 {name} 停了，正在重启" for name in sorted(vitals.supervisor.down)]
    if tick_age(vitals) > OLDEST_TICK:
        problems.append("定时器没有在走")
    if vitals.is_stopping():
        problems.append("正在停止")
    try:
        disabled = await vitals.database.read(lanes.list_disabled)
        await vitals.database.write(lambda db: db.fetch_one("SELECT 1"))
    except Exception as error:
        return [*problems, f"数据库不可用：{type(error).__name__}"]
    return problems + [f"发送通道 {name.split('/')[0]} 停用：{why}" for name, why in disabled]
