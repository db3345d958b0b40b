"""What works with services outside of the chats: it fetches the weather, and pays where the owner has an account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random

from aiohttp import ClientSession

from bot.clock import Clock
from bot.feeds.open_meteo import OpenMeteo
from bot.feeds.qweather import QWeather
from bot.feeds.weather import WeatherFeed
from bot.groups import Groups
from bot.outgoing import Outgoing
from bot.payouts.provider import PayoutProvider
from bot.payouts.redpacket import WechatCashPacket
from bot.payouts.transfer import WechatTransfer
from bot.payouts.worker import PayoutWorker
from config.services import PayoutSettings, Services, TransferSettings
from storage.database import Database

Tasks = dict[str, Callable[[], Awaitable[None]]]
"""Lasting tasks by name, to be supervised."""


def open_tasks(
    services: Services,
    session: ClientSession,
    database: Database,
    clock: Clock,
    random: Random,
    groups: Groups,
    outgoing: Outgoing,
    wake_sender: Callable[[], None],
) -> Tasks:
    """Return what is to run beside the chats; raises ConfigError where a key cannot be read."""
    weather = QWeather(session, services.weather) if services.weather else OpenMeteo(session)
    tasks: Tasks = {"weather": WeatherFeed(database, weather, clock, groups.all).run}
    if services.payout:
        provider = open_payouts(services.payout, session, clock, random)
        tasks["payouts"] = PayoutWorker(database, provider, clock, groups.get, outgoing, wake_sender).run
    return tasks


def open_payouts(settings: PayoutSettings, session: ClientSession, clock: Clock, random: Random) -> PayoutProvider:
    """Return the service that pays; raises ConfigError where a key cannot be read."""
    if isinstance(settings, TransferSettings):
        return WechatTransfer(session, settings, clock, random)
    return WechatCashPacket(session, settings, random)
