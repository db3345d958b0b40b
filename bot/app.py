"""The composition root: builds and connects everything, in order.

This file is long because all of it stands on one page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import datetime
from functools import partial
from random import Random, SystemRandom

from aiohttp import ClientSession, ClientTimeout, web

from bot import health
from bot.channel_deps import channel_deps
from bot.channels.channel import Channel, ConnectedChannel
from bot.channels.kinds import at_work, has_real_group, open_channel, real_ones
from bot.channels.sandbox.channel import Sandbox
from bot.channels.sandbox.deps import SandboxDeps
from bot.channels.sandbox.page import sandbox_app
from bot.channels.wechat.callback import LARGEST
from bot.clock import Clock, SystemClock, TurnableClock
from bot.dispatch import Dispatcher
from bot.group_finder import GroupFinder
from bot.groups import Groups
from bot.health import Vitals
from bot.housekeeper import Housekeeper
from bot.lasting import TaskDeps
from bot.late_answers import LateAnswers
from bot.metrics import RUNS
from bot.outgoing import Outgoing
from bot.outside import open_tasks
from bot.rendering import PictureRenderer, Renderer, RenderProcess
from bot.reports import report_problems, warn_of_limits
from bot.sender import Sender
from bot.sightings import Sightings
from bot.supervisor import Supervisor
from bot.time_travel import fast_forward, restore_ahead, save_ahead
from bot.watch import watch
from config.channels import WecomAibotSettings, load_channels
from config.group import Group
from config.services import load_services
from config.settings import Settings
from handlers.kit import Capability, Event, FeatureRegistry, Refusal, Reply, Router
from handlers.system import choose_group
from sop.engine.runner import Runner
from sop.engine.scheduler import Scheduler
from sop.engine.work import Work
from sop.features import FEATURES
from sop.group_file import group_file_model
from storage.database import Database, opening
from storage.migrate import migrate_open
from storage.process_lock import Hold, hold, keep

DRAIN = 10.0
"""Seconds a stop waits for what is on its way."""
FINISHING = 5.0
"""Seconds a stop waits for answers that take their time; who asked is told otherwise after the next start."""


class Bot:
    """The whole bot, running between `start` and `stop`."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        random: Random | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        self.settings = settings
        self.configured = load_channels(settings.config / "channels.yaml")
        self.services = load_services(settings.config)
        self.clock = TurnableClock(clock or SystemClock())
        self.random = random or SystemRandom()
        self.channels: dict[str, Channel] = {}
        self.database = Database(settings.database)
        self.groups = Groups(settings.config / "groups", group_file_model(), self.configured, self.database)
        self.registry = FeatureRegistry(FEATURES)
        self.router = Router(FEATURES)
        self.outgoing = Outgoing(self.channels)
        self.renderer = PictureRenderer(self.database, renderer or RenderProcess(), self.clock)
        self.sightings = Sightings()
        self.sender = Sender(self.database, self.channels, self.renderer, self.clock, self.random, self.sightings)
        self.late_answers = LateAnswers(self.database, self.renderer, self.outgoing, self.clock, self.sender.wake)
        self.dispatcher = Dispatcher(
            self.database,
            self.router,
            self.registry,
            GroupFinder(self.groups, self.router, choose_group, self.capabilities),
            self.capabilities,
            self.outgoing,
            self.late_answers,
            self.clock,
            self.random,
            self.sender.wake,
            self.sightings.saw,
            outdated=settings.keep("inbox") / 2,
        )
        work = Work(
            database=self.database,
            registry=self.registry,
            post=self.outgoing.post,
            capabilities_of=self.capabilities,
            random=self.random,
            ran=lambda outcome: RUNS.labels(outcome).inc(),
            last_talk=self.dispatcher.last_talk,
        )
        self.runner = Runner(work, self.groups.all)
        self.scheduler = Scheduler(self._tick, now=self.clock.now)
        self.supervisor = Supervisor()
        self.housekeeper = Housekeeper(self.database, settings, self.clock, self.groups.all)
        self.stopping = False
        self.vitals = Vitals(
            clock=self.clock,
            scheduler=self.scheduler,
            supervisor=self.supervisor,
            database=self.database,
            groups=self.groups,
            channels=self.channels,
            is_stopping=lambda: self.stopping,
            sightings=self.sightings,
        )
        self.lost = asyncio.Event()  # set when another process may have the database; this one has to end then
        self._hold: Hold | None = None
        self._session: ClientSession | None = None

    async def open(self) -> None:
        """Migrate the database, open the channels and read the groups; raises like `opening`, and MigrationError."""
        with opening():
            self._hold = await hold(self.database)
            await migrate_open(self.database)
        if self.database.writer:
            self.supervisor.start("writer", self.database.writer.run)
        if not self.has_real_channels:
            await restore_ahead(self.database, self.clock)
        await self.groups.reload()
        self.configured = at_work(self.settings, self.configured, self.groups.all())
        self.groups.rest(self.configured)
        self._session = ClientSession(timeout=ClientTimeout(total=10))
        beside = TaskDeps(
            self.database, self.clock, self.channels, self.groups, self.outgoing, wake_sender=self.sender.wake
        )
        self.outside = open_tasks(self.services, self._session, self.random, beside, self._company_groups)
        deps = channel_deps(
            receive=self.receive,
            channels=self.channels,
            session=self._session,
            database=self.database,
            outgoing=self.outgoing,
            groups=self.groups,
            clock=self.clock,
            wake_sender=self.sender.wake,
            sightings=self.sightings,
        )
        sandbox = SandboxDeps(
            clock=self.clock,
            database=self.database,
            groups=self.groups,
            fast_forward=self.fast_forward,
            next_planned=self.runner.next_due,
        )
        self.channels |= {name: open_channel(name, kind, deps, sandbox) for name, kind in self.configured.items()}
        await self.runner.reload(self.clock.now())

    async def start(self) -> None:
        """Start to send, to keep time and to notice changed files."""
        warn_of_limits(self.groups.all(), self.registry, self.capabilities)
        assert self._hold
        self.supervisor.start("lock", partial(keep, self._hold, self.lost.set))
        for channel in self.connected():
            self.supervisor.start(f"line {channel.name}", channel.run)
        self.supervisor.start("sender", self.sender.run)
        self.supervisor.start("scheduler", self.scheduler.run)
        self.supervisor.start("housekeeper", self.housekeeper.run)
        for name, run in self.outside.items():
            self.supervisor.start(name, run)
        self.supervisor.start("watch", lambda: watch(self.settings.config / "groups", self.reload))

    async def stop(self) -> None:
        """Take no new moments and no new requests; let what is on its way to a platform finish."""
        self.stopping = True
        for name in ("lock", "housekeeper", "watch", *self.outside, "scheduler"):
            await self.supervisor.stop(name)
        await asyncio.wait_for(self.sender.stop(), DRAIN)
        # A sender that may not write dies at every start and would never be finished.
        await (self.supervisor.stop if self.database.is_lost else self.supervisor.finished)("sender")
        for channel in self.connected():
            await self.supervisor.stop(f"line {channel.name}")
        await self.late_answers.finish(FINISHING)

    async def close(self) -> None:
        """Commit what was accepted and let go of everything."""
        if self._session:
            await self._session.close()
        await self.renderer.close()
        if self.database.writer:
            self.database.writer.stop()
            if "writer" in self.supervisor.tasks:
                await self.supervisor.finished("writer")
        await self.database.close()
        if self._hold:
            await self._hold.release()

    async def reload(self) -> None:
        """Take changed group files into force."""
        await self.groups.reload()
        await self.runner.reload(self.clock.now())
        if await report_problems(self.database, self.outgoing, self.groups.all(), self.clock.now()):
            self.sender.wake()
        if sandbox := self.sandbox():
            await sandbox.tell_changes()

    def capabilities(self, group: Group) -> frozenset[Capability]:
        """Return what a group's channels can do together."""
        names = [*group.hear, *([group.push] if group.push else [])]
        return frozenset().union(*(self.channels[name].capabilities for name in names if name in self.channels))

    def _company_groups(self) -> list[Group]:
        """Return the groups whose members go by user ids of a company."""
        wecom = {name for name, settings in self.configured.items() if settings.kind.startswith("wecom_")}
        return [group for group in self.groups.all() if wecom.intersection(group.hear)]

    @property
    def has_real_channels(self) -> bool:
        """Return whether anybody but the sandbox is served."""
        return bool(real_ones(self.configured))

    @property
    def needs_public_site(self) -> bool:
        """Return whether anything is asked of this process but by its own machine's browser."""
        return bool(self.callbacks()) or has_real_group(self.configured, self.groups.all())

    def sandbox(self) -> Sandbox | None:
        """Return the chat page's channel, where there is one."""
        return next((channel for channel in self.channels.values() if isinstance(channel, Sandbox)), None)

    def connected(self) -> list[ConnectedChannel]:
        """Return the channels that connect to their platform themselves."""
        return [channel for channel in self.channels.values() if isinstance(channel, ConnectedChannel)]

    def _is_connected_as(self, settings: WecomAibotSettings) -> bool:
        """Return whether one of the long connections stands with the same bot."""
        own = [self.configured[channel.name] for channel in self.connected() if channel.is_up]
        return any(isinstance(other, WecomAibotSettings) and other.bot_id == settings.bot_id for other in own)

    def callbacks(self) -> list[web.RouteDef]:
        """Return the routes that the platforms call."""
        return [route for channel in self.channels.values() for route in channel.routes()]

    def public_app(self) -> web.Application:
        """Return what the platforms call, and what the operator's monitoring reads."""
        app = web.Application(client_max_size=LARGEST)
        app.add_routes(self.callbacks())
        health.add_routes(app, self.vitals)
        return app

    def page_app(self, signed: Sequence[web.RouteDef] = ()) -> web.Application | None:
        """Return the sandbox's pages, for loopback only, with routes beside them whose requests are signed."""
        sandbox = self.sandbox()
        if sandbox is None:
            return None
        # Loaded only where the page is shown.
        from bot.cli import connect_page

        running = connect_page.Running(self._is_connected_as, self.sightings)
        return sandbox_app(sandbox, connect_page.routes(self.settings.config, running=running), signed)

    def receive(self, event: Event) -> Awaitable[Reply | None]:
        """Return the answer to an event: what every channel calls."""
        return self.dispatcher.handle(event)

    async def fast_forward(self, until: datetime) -> None:
        """Turn the sandbox's clock forward; what is due in between happens. Raises Refusal beside real channels."""
        if self.has_real_channels:
            raise Refusal("接了真实通道，时钟不能拨快，免得群里提前收到消息。")
        await fast_forward(self.clock, self.runner, self.sender, until)
        await save_ahead(self.database, self.clock)

    async def _tick(self, now: datetime) -> None:
        await self.runner.tick(now)
        self.sender.wake()
