"""The composition root: builds and connects everything, in order, on one page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import cache
from random import Random, SystemRandom

import structlog
from aiohttp import ClientSession, ClientTimeout, web
from pydantic import BaseModel

from bot import health, log
from bot.channels.channel import Channel
from bot.channels.sandbox.channel import Sandbox
from bot.channels.sandbox.page import sandbox_app
from bot.channels.wechat.callback import LARGEST
from bot.channels.wecom.aibot import WecomAibot
from bot.channels.wecom.app import WecomApp
from bot.channels.wecom.robot import WecomRobot
from bot.clock import Clock, SystemClock, TurnableClock
from bot.dispatch import Dispatcher
from bot.groups import Groups
from bot.health import Vitals
from bot.late_answers import LateAnswers
from bot.metrics import RUNS
from bot.outgoing import Outgoing
from bot.rendering import PictureRenderer, Renderer, RenderProcess
from bot.sender import Sender
from bot.supervisor import Supervisor
from bot.time_travel import fast_forward
from bot.watch import watch
from config.channels import (
    ChannelSettings,
    SandboxSettings,
    WecomAibotSettings,
    WecomAppSettings,
    load_channels,
    secrets_of,
)
from config.group import Group, GroupHead, group_model
from config.settings import Settings
from handlers.kit import Capability, Event, FeatureRegistry, Refusal, Reply, Router
from handlers.system import choose_group
from sop.campaigns.model import campaign_model
from sop.engine.runner import Runner
from sop.engine.scheduler import Scheduler
from sop.engine.work import Work
from sop.features import FEATURES
from sop.journeys.model import Journeys
from sop.plans.plan import plan_model
from sop.plans.presets import presets_type
from sop.when.reserved_names import TimetableCalendar
from storage import state
from storage.database import Database, hold
from storage.members import roster
from storage.messages import files
from storage.migrate import migrate_open

logger = structlog.get_logger()

DRAIN = 10.0
"""Seconds a stop waits for what is on its way."""


class Ahead(BaseModel):
    """How far the sandbox's clock was turned, kept over restarts."""

    seconds: float = 0


@cache
def group_file_model() -> type[GroupHead]:
    """Return the model of a group's YAML, as the features declare it; built once per process (31 ms of CPU)."""
    sections = {feature.name: feature.rules for feature in FEATURES if feature.rules.model_fields}
    plan = plan_model(FeatureRegistry(FEATURES).actions)
    return group_model(sections, plan, presets_type(plan), TimetableCalendar, campaign_model(plan), Journeys)


def at_work(settings: Settings, configured: Mapping[str, ChannelSettings]) -> dict[str, ChannelSettings]:
    """The channels without the sandbox where real ones are configured, unless it is switched on."""
    real = any(not isinstance(one, SandboxSettings) for one in configured.values())
    shown = settings.sandbox == "on" or (settings.sandbox == "auto" and not real)
    return {name: one for name, one in configured.items() if shown or not isinstance(one, SandboxSettings)}


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
        named = load_channels(settings.config / "channels.yaml")
        self.configured = at_work(settings, named)
        self.clock = TurnableClock(clock or SystemClock())
        self.random = random or SystemRandom()
        self.channels: dict[str, Channel] = {}
        self.groups = Groups(settings.config / "groups", group_file_model(), named, self.configured)
        self.database = Database(settings.database)
        self.registry = FeatureRegistry(FEATURES)
        self.router = Router(FEATURES)
        self.outgoing = Outgoing(self.channels)
        self.renderer = PictureRenderer(self.database, renderer or RenderProcess())
        self.sender = Sender(self.database, self.channels, self.renderer, self.clock, self.random)
        self.late_answers = LateAnswers(self.database, self.renderer, self.outgoing, self.clock, self.sender.wake)
        self.dispatcher = Dispatcher(
            self.database,
            self.router,
            self.registry,
            self.groups,
            self.capabilities,
            self.outgoing,
            self.late_answers,
            choose_group,
            self.clock,
            self.random,
            self.sender.wake,
        )
        work = Work(
            database=self.database,
            registry=self.registry,
            post=self.outgoing.to_group,
            capabilities_of=self.capabilities,
            random=self.random,
            ran=lambda outcome: RUNS.labels(outcome).inc(),
            last_talk=self.dispatcher.last_talk,
        )
        self.runner = Runner(work, self.groups.all)
        self.scheduler = Scheduler(self._tick, now=self.clock.now)
        self.supervisor = Supervisor()
        self.stopping = False
        self.vitals = Vitals(
            clock=self.clock,
            scheduler=self.scheduler,
            supervisor=self.supervisor,
            database=self.database,
            is_stopping=lambda: self.stopping,
        )
        self._release: Callable[[], Awaitable[None]] | None = None
        self._session: ClientSession | None = None

    async def open(self) -> None:
        """Migrates the database, opens the channels and reads the groups; nothing happens by itself yet."""
        self._release = await hold(self.database)
        await migrate_open(self.database)
        if self.database.writer:
            self.supervisor.start("writer", self.database.writer.run)
        await self._turn_clock_back_to_where_it_was()
        self._session = ClientSession(timeout=ClientTimeout(total=10))
        for name, settings in self.configured.items():
            self.channels[name] = self._channel(name, settings, self._session)
        self.groups.reload()
        await self.runner.reload(self.clock.now())

    async def start(self) -> None:
        """Starts to send, to keep time and to notice changed files."""
        self._report_limits()
        self.supervisor.start("sender", self.sender.run)
        self.supervisor.start("scheduler", self.scheduler.run)
        self.supervisor.start("watch", lambda: watch(self.settings.config / "groups", self.reload))

    async def stop(self) -> None:
        """No new moments, no new requests; what is on its way to a platform finishes."""
        self.stopping = True
        await self.supervisor.stop("watch")
        await self.supervisor.stop("scheduler")
        await asyncio.wait_for(self.sender.stop(), DRAIN)
        await self.supervisor.finished("sender")

    async def close(self) -> None:
        """Commits what was accepted and lets go of everything."""
        if self._session:
            await self._session.close()
        await self.renderer.close()
        if self.database.writer:
            self.database.writer.stop()
            await self.supervisor.finished("writer")
        if self._release:
            await self._release()
        await self.database.close()

    async def reload(self) -> None:
        """Takes changed group files into force."""
        self.groups.reload()
        await self.runner.reload(self.clock.now())
        logger.info("groups_reloaded", groups=len(self.groups.all()), problems=len(self.groups.problems))

    def capabilities(self, group: Group) -> frozenset[Capability]:
        """What a group's channels can do together."""
        names = [*group.hear, *([group.push] if group.push else [])]
        return frozenset().union(*(self.channels[name].capabilities for name in names if name in self.channels))

    @property
    def has_real_channels(self) -> bool:
        """Whether anybody but the sandbox is served."""
        return any(not isinstance(one, SandboxSettings) for one in self.configured.values())

    def sandbox(self) -> Sandbox | None:
        """The chat page's channel, where there is one."""
        return next((one for one in self.channels.values() if isinstance(one, Sandbox)), None)

    def callbacks(self) -> list[web.RouteDef]:
        """What the platforms call."""
        return [route for channel in self.channels.values() for route in channel.routes()]

    def public_app(self) -> web.Application:
        """What the platforms call, and what the operator's monitoring reads."""
        app = web.Application(client_max_size=LARGEST)
        app.add_routes(self.callbacks())
        health.add_routes(app, self.vitals)
        return app

    def page_app(self) -> web.Application | None:
        """The sandbox's page, for loopback only."""
        sandbox = self.sandbox()
        return sandbox_app(sandbox) if sandbox else None

    def _channel(self, name: str, settings: ChannelSettings, session: ClientSession) -> Channel:
        match settings:
            case SandboxSettings():
                return Sandbox(
                    name,
                    settings,
                    receive=self.receive,
                    clock=self.clock,
                    database=self.database,
                    groups=self.groups,
                    advance=self.forward,
                    next_planned=self.runner.next_due,
                )
            case WecomAppSettings():
                return WecomApp(
                    name,
                    settings,
                    receive=self.receive,
                    clock=self.clock,
                    session=session,
                    picture=self._picture,
                    known_members=self._known_members,
                    later=self._answer_later,
                )
            case WecomAibotSettings():
                return WecomAibot(
                    name,
                    settings,
                    receive=self.receive,
                    clock=self.clock,
                    session=session,
                    picture=self._picture,
                    later=self._answer_later,
                )
        return WecomRobot(name, settings, clock=self.clock, session=session, picture=self._picture)

    def receive(self, event: Event) -> Awaitable[Reply | None]:
        """What every channel hands its events to."""
        return self.dispatcher.handle(event)

    async def forward(self, until: datetime) -> None:
        """Turns the sandbox's clock forward; what is due in between happens. Raises Refusal beside real channels."""
        if self.has_real_channels:
            raise Refusal("接了真实通道，时钟不能拨快，免得群里提前收到消息。")
        await fast_forward(self.clock, self.runner, self.sender, until)
        ahead = Ahead(seconds=self.clock.ahead.total_seconds())
        await self.database.write(lambda db: state.save(db, "", "sandbox clock", ahead))

    async def _tick(self, now: datetime) -> None:
        await self.runner.tick(now)
        self.sender.wake()

    async def _turn_clock_back_to_where_it_was(self) -> None:
        if not self.has_real_channels:
            ahead = await self.database.read(lambda db: state.load(db, "", "sandbox clock", Ahead))
            self.clock.ahead = timedelta(seconds=ahead.seconds)

    async def _picture(self, digest: str) -> bytes | None:
        return await self.database.read(lambda db: files.load(db, digest))

    async def _known_members(self, group_id: str) -> frozenset[str]:
        found = await self.database.read(lambda db: roster.current(db, group_id))
        return frozenset(member.user_id for member in found)

    async def _answer_later(self, event: Event, answer: Reply) -> None:
        now = self.clock.now()
        await self.database.write(lambda db: self.outgoing.to_origin(db, event, event.chat or "", answer, now))
        self.sender.wake()

    def _report_limits(self) -> None:
        for group in self.groups.all():
            for line in self.registry.limits(self.capabilities(group)):
                logger.warning("feature_limited", group=group.id, reason=line)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Bot]:
    """A bot that is started, and stopped in order."""
    bot = Bot(settings)
    log.set_up(settings.log, secrets_of(bot.configured))
    await bot.open()
    try:
        await bot.start()
        yield bot
        await bot.stop()
    finally:
        await bot.close()


def channel_kinds(configured: Mapping[str, ChannelSettings]) -> str:
    """The channels by name and kind, for the log."""
    return "、".join(f"{name}({settings.kind})" for name, settings in configured.items())
