"""/healthz and /metrics: whether the bot is at work, not merely alive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.metrics import TICK_AGE
from storage.messages import outbox

if TYPE_CHECKING:
    from bot.app import Bot

OLDEST_TICK = 10.0
"""Seconds without a tick after which the timetable counts as dead."""


def add_routes(app: web.Application, bot: Bot) -> None:
    """Serves /healthz (200 or 503, with reasons) and /metrics."""

    async def healthz(_: web.Request) -> web.Response:
        problems = await troubles(bot)
        body = json.dumps({"ok": not problems, "problems": problems}, ensure_ascii=False)
        return web.json_response(text=body, status=503 if problems else 200)

    async def metrics(_: web.Request) -> web.Response:
        TICK_AGE.set(tick_age(bot))
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)


def tick_age(bot: Bot) -> float:
    """Seconds since the timetable was last looked at."""
    return max((bot.clock.now() - bot.scheduler.last_tick).total_seconds(), 0.0)


async def troubles(bot: Bot) -> list[str]:
    """What keeps the bot from its work, in Chinese; empty when all is well."""
    found = [f"任务 {name} 停了，正在重启" for name in sorted(bot.supervisor.down)]
    if tick_age(bot) > OLDEST_TICK:
        found.append("定时器没有在走")
    if bot.stopping:
        found.append("正在停止")
    try:
        lanes = await bot.database.read(outbox.disabled)
        await bot.database.write(lambda db: db.one("SELECT 1"))
    except Exception as error:
        return [*found, f"数据库不可用：{type(error).__name__}"]
    return found + [f"发送通道 {name.split('/')[0]} 停用：{why}" for name, why in lanes]
