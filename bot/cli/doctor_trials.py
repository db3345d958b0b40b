"""The doctor tries ids and secrets at the platform, where that throws nobody out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping

from aiohttp import ClientSession, ClientTimeout

from bot.channels.wecom.aibot_line import TAKEN_OVER
from bot.channels.wecom.trials import try_app, try_subscription
from bot.cli.finding import Finding
from bot.clock import SystemClock
from config.channels import ChannelSettings, WecomAibotSettings, WecomAppSettings
from config.settings import Settings
from storage.database import CannotOpen, Database, opening
from storage.db import Db
from storage.messages import lines
from storage.migrate import newest, revision
from storage.process_lock import hold

APP_TAKEN = "企业 ID、应用的 Secret、AgentId 和可信 IP 都通过了（gettoken、agent/get）"
SUBSCRIBED = "试着订阅了一下长连接，企业微信接受了"


async def tried(channels: Mapping[str, ChannelSettings], resting: Collection[str]) -> AsyncIterator[Finding]:
    """Yield what the platform says to the channels' ids and secrets; `resting` are left alone."""
    async with ClientSession(timeout=ClientTimeout(total=10)) as session:
        for name, channel in channels.items():
            if isinstance(channel, WecomAppSettings):
                refusal = await try_app(session, channel, SystemClock())
                yield _told(name, refusal, APP_TAKEN)
            elif isinstance(channel, WecomAibotSettings) and channel.is_long_connection and name not in resting:
                refusal = await try_subscription(session, channel)
                yield _told(name, refusal, SUBSCRIBED)


def _told(name: str, refusal: str, good: str) -> Finding:
    return Finding(bool(refusal), f"通道 {name}：{refusal or good}")


def _at_rest(db: Db, channels: Mapping[str, ChannelSettings]) -> set[str]:
    """Return the channels that stay away because somebody else has their bot, who would be thrown out by a trial."""
    return {name for name in channels if lines.load(db, name).refused == TAKEN_OVER}


async def resting(
    settings: Settings, channels: dict[str, ChannelSettings], found: Mapping[str, str] | None
) -> Collection[str]:
    """Return the channels that must not be tried: a second subscription throws the first one out."""
    if found is not None:
        return channels
    database = Database(settings.database)
    try:
        if database.path and not database.path.exists():
            return ()
        with opening():
            held = await hold(database)
            await held.release()
            if await revision(database) != newest():
                return channels
            return await database.read(lambda db: _at_rest(db, channels))
    except (BlockingIOError, CannotOpen):  # a bot has it that is not asked on this port
        return channels
    finally:
        await database.close()
