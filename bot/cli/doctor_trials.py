"""The doctor tries ids and secrets at the platform, where that throws nobody out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from aiohttp import ClientSession, ClientTimeout

from bot.channels.wecom.setup_failures import ONE_PLACE
from bot.channels.wecom.trials import try_app, try_subscription
from bot.cli.finding import Finding
from bot.clock import SystemClock
from config.channels import ChannelSettings, WecomAibotSettings, WecomAppSettings
from config.settings import Settings
from storage.database import CannotOpen, Database, opening
from storage.process_lock import hold

APP_TAKEN = "企业 ID、应用的 Secret、AgentId 和可信 IP 都通过了（gettoken、agent/get）"
SUBSCRIBED = "试着订阅了一下长连接，企业微信接受了"
NOT_TRIED = "没有去试订阅。" + ONE_PLACE
TRY = "确定别处没有在连，再运行 ./qunban doctor --try"


async def tried(channels: Mapping[str, ChannelSettings], *, is_running: bool, tries: bool) -> AsyncIterator[Finding]:
    """Yield what the platform says to the channels' ids and secrets.

    A second subscription throws the first one out: none is tried beside a bot that runs here, nor unless `tries`, for
    nobody here knows of a bot on another machine.
    """
    async with ClientSession(timeout=ClientTimeout(total=10)) as session:
        for name, channel in channels.items():
            if isinstance(channel, WecomAppSettings):
                refusal = await try_app(session, channel, SystemClock())
                yield _told(name, refusal, APP_TAKEN)
            elif isinstance(channel, WecomAibotSettings) and channel.is_long_connection and not is_running:
                if tries:
                    yield _told(name, await try_subscription(session, channel), SUBSCRIBED)
                else:
                    yield Finding(False, f"通道 {name}：{NOT_TRIED}", TRY)


def _told(name: str, refusal: str, good: str) -> Finding:
    return Finding(bool(refusal), f"通道 {name}：{refusal or good}")


async def is_held(settings: Settings) -> bool:
    """Return whether a running bot has the database."""
    database = Database(settings.database)
    try:
        if database.path and not database.path.exists():
            return False
        with opening():
            held = await hold(database)
            await held.release()
    except (BlockingIOError, CannotOpen):
        return True
    else:
        return False
    finally:
        await database.close()
