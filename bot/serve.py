"""Runs the bot as a process: listens, waits for a stop signal, drains."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import NamedTuple

import structlog
from aiohttp import web

from bot import demo, health
from bot.app import Bot
from bot.channels.channel import Served
from bot.channels.kinds import channel_kinds
from bot.channels.wechat.callback import bypass_router
from bot.clock import SystemClock
from bot.downloads import download_routes
from bot.gate import Gate, GuardedSite, Limits, complain_sparingly, within_files
from bot.log import SPARING, QuietServer
from bot.log import set_up as set_up_log
from bot.no_page import in_chinese
from bot.webhook import webhook_routes
from config.channels import secrets_of
from config.services import secrets_of_services
from config.settings import Settings

log = structlog.get_logger()

LINGERING = 2.0
"""Seconds for which the rest of a refused request is still read, so that its sender hears why."""
LOOPBACK = "127.0.0.1"
PAGE = "聊天页面"


FIRST_START = "第一次启动：先请演示群把一个月过完，几秒钟就好 …"


Beside = Callable[[Bot], Coroutine[None, None, None]]
"""Does something along with a bot that serves, and stops it by raising Enough."""


class Enough(Exception):
    """The bot need not go on."""


async def serve(settings: Settings, beside: Beside | None = None) -> None:
    """Serve until SIGINT or SIGTERM, or until `beside` has enough.

    Raises OSError when a port is taken, ConfigError when channels.yaml is wrong, BlockingIOError when another process
    has the database, or has taken it meanwhile.
    """
    if beside is None and demo.is_wanted(settings):
        print(FIRST_START, flush=True)  # noqa: T201 - what somebody waits for
        set_up_log("error", ())
        await demo.live(settings, SystemClock().now())
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    _on_stop_signals(loop, stop.set)
    complain_sparingly(loop, SPARING)
    logging.getLogger("aiohttp.server").addFilter(QuietServer(SPARING))
    runners: list[web.AppRunner] = []

    async def listen(bot: Bot) -> None:
        limits = within_files(Limits())
        runners.extend([await _listen(site, bot, limits) for site in sites_of(bot, settings)])

    async with running(settings, listen) as bot:
        losing = asyncio.create_task(bot.lost.wait())
        losing.add_done_callback(lambda _: stop.set())
        spare_the_collector()
        guiding = asyncio.create_task(_guided(beside, bot, stop)) if beside else None
        log.info("channels", channels=channel_kinds(bot.configured), groups=len(bot.groups.all()))
        await stop.wait()
        log.info("stopping")
        losing.cancel()
        if guiding:
            guiding.cancel()
        bot.stopping = True
        for name in [name for name in bot.supervisor.tasks if name.startswith("gate ")]:
            await bot.supervisor.stop(name)
        for channel in bot.channels.values():
            if isinstance(channel, Served):
                await channel.hang_up()
        for runner in runners:
            await runner.cleanup()
    if bot.database.is_lost:
        raise BlockingIOError


async def _guided(beside: Beside, bot: Bot, stop: asyncio.Event) -> None:
    try:
        await beside(bot)
    except Enough:
        stop.set()
    except Exception:
        log.exception("guide_failed")


def _on_stop_signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Call `stop` on the loop for each signal that asks the process to end; Ctrl+Break and closing the window, too."""
    names = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last one is only known to Windows
    for number in [getattr(signal, name) for name in names if hasattr(signal, name)]:
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))


def spare_the_collector() -> None:
    """Tell the garbage collector that what start-up made lives as long as the process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@asynccontextmanager
async def running(settings: Settings, listen: Callable[[Bot], Awaitable[None]]) -> AsyncIterator[Bot]:
    """Run a bot: it listens, is started, and is stopped in order.

    Where its port is taken it has done nothing yet: no long connection has thrown out the bot that has the port.
    """
    bot = Bot(settings)
    set_up_log(settings.log, secrets_of(bot.configured) | secrets_of_services(bot.services) | settings.secrets)
    try:
        await bot.open()
        await listen(bot)
        await bot.start()
        yield bot
        await bot.stop()
    finally:
        await bot.close()


class _Site(NamedTuple):
    app: web.Application
    host: str
    port: int
    callbacks: Sequence[web.RouteDef] = ()
    title: str = ""


def sites_of(bot: Bot, settings: Settings) -> list[_Site]:
    """Return what listens where: the sandbox on loopback only, and on the next port where others call this one."""
    signed = webhook_routes(settings.webhook_key, bot.database, bot.groups, bot.registry, bot.clock)
    downloads = download_routes(bot.database, bot.clock)
    is_alone = not bot.needs_public_site
    page = bot.page_app(signed if is_alone else ())
    if page and is_alone:
        health.add_routes(page, bot.vitals)
        page.add_routes(downloads)
        page.middlewares.append(in_chinese())
        return [_Site(page, LOOPBACK, settings.port, title=PAGE)]
    app = bot.public_app()
    app.add_routes([*signed, *downloads])
    app.middlewares.append(in_chinese(settings.port + 1 if page else None))
    public = _Site(app, settings.host, settings.port, bot.callbacks())
    if page is None:
        return [public]
    page.middlewares.append(in_chinese())
    return [public, _Site(page, LOOPBACK, settings.port + 1, title=PAGE)]


async def _listen(site: _Site, bot: Bot, limits: Limits) -> web.AppRunner:
    runner = web.AppRunner(
        site.app,
        access_log=None,
        handle_signals=False,
        shutdown_timeout=5,
        keepalive_timeout=limits.idle,
        lingering_time=LINGERING,
    )
    await runner.setup()
    assert runner.server
    bypass_router(runner.server, site.callbacks)
    gate = Gate(runner.server, limits, monotonic, SPARING)
    listening = GuardedSite(runner, gate, site.host, site.port)
    await listening.start()
    bot.supervisor.start(f"gate {listening.port}", gate.watch)
    if site.title:
        print(f"{site.title}：{listening.name}/", flush=True)  # noqa: T201 - what `make run` is for
    log.info("listening", address=listening.name)
    return runner
