"""What works with services outside of the chats: weather, payments, customer broadcasts, welcomes and names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from random import Random

from aiohttp import ClientSession

from bot.clock import Clock
from bot.customer_broadcasts import CustomerBroadcasts
from bot.entry_welcomes import EntryWelcomes
from bot.feeds.contact_names import ContactNames
from bot.feeds.open_meteo import OpenMeteo
from bot.feeds.qweather import QWeather
from bot.feeds.weather import WeatherFeed
from bot.lasting import TaskDeps
from bot.payouts.provider import NoService, PayoutProvider
from bot.payouts.redpacket import WechatCashPacket
from bot.payouts.transfer import WechatTransfer
from bot.payouts.worker import PayoutWorker
from config.group import Group
from config.services import PayoutSettings, Services, TransferSettings

Tasks = dict[str, Callable[[], Awaitable[None]]]
"""Lasting tasks by name, to be supervised."""
ListGroups = Callable[[], Iterable[Group]]


def open_tasks(
    services: Services, session: ClientSession, random: Random, deps: TaskDeps, company_groups: ListGroups
) -> Tasks:
    """Return what is to run beside the chats; raises ConfigError where a key cannot be read.

    `company_groups` returns the groups whose members go by user ids of the company.
    """
    weather = QWeather(session, services.weather) if services.weather else OpenMeteo(session)
    provider = open_payouts(services.payout, session, deps.clock, random)
    return {
        "weather": WeatherFeed(deps.database, weather, deps.clock, deps.groups.all).run,
        "payouts": PayoutWorker(deps, provider).run,
        "customer broadcasts": CustomerBroadcasts(deps).run,
        "entry welcomes": EntryWelcomes(deps).run,
        "names": ContactNames(deps.database, deps.channels, deps.clock, company_groups).run,
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
