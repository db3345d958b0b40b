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
from bot.payouts.provider import NoService, PayoutProvider
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
    provider = open_payouts(services.payout, session, clock, random)
    return {
        "weather": WeatherFeed(database, weather, clock, groups.all).run,
        "payouts": PayoutWorker(database, provider, clock, groups.get, outgoing, wake_sender).run,
    }


def open_payouts(
    settings: PayoutSettings | None, session: ClientSession, clock: Clock, random: Random
) -> PayoutProvider:
    """Return the service that pays; raises ConfigError where a key cannot be read."""
    if settings is None:
        return NoService()
    if isinstance(settings, TransferSettings):
        return WechatTransfer(session, settings, clock, random)
    return WechatCashPacket(session, settings, random)
