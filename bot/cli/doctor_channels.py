"""What the doctor asks about connections: the running bot, or where none runs what the database has of the last one."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Mapping

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.channels.wechat.crypto import Codec
from bot.channels.wecom.aibot_status import shown
from bot.channels.wecom.setup_failures import TAKEN_OVER, UNHEARD, WRONG_ID
from bot.cli.finding import Finding
from bot.health import REFUSED as HEALTH_REFUSED
from bot.line_diary import span_of
from config.channels import ChannelSettings, WecomAibotSettings, WecomAppSettings
from config.settings import Settings
from handlers.system import ENCRYPTED_IDS
from storage.db import Db
from storage.messages import lines

REFUSAL = HEALTH_REFUSED.partition("{")[0]
GAPS = 3
"""The latest gaps that are told."""
NOT_RUNNING = "通道 {name} 的长连接：机器人没有在运行；{last}"
ELSEWHERE = "有一个群伴正在用这个数据库，可是 {address} 上没有回答"
SAME_PORT = "QUNBAN_PORT 要和启动它时的一样，这样才问得到它"
ANOTHER = "{address} 上回答的不是用这个数据库的群伴，下面不算它"
SAME_DATABASE = "QUNBAN_PORT 和 QUNBAN_DATABASE 都要和启动它时的一样；这里的机器人没有在运行的话，用 ./qunban run 启动"
NEVER = "还没有连上过"
WAS_UP = "上次连着到 {at}"
REFUSED = "{at} 断开：{why}"
MISSED = "通道 {name} 断过线，这些时候的话没听到：{gaps}"
PROBE = "你好"


def keys(name: str, channel: WecomAppSettings | WecomAibotSettings) -> Finding:
    """Return whether a callback's key seals what the platform's common library opens."""
    # Loaded here only: it brings a blocking client along (measured: 8 MB).
    from wechatpy.enterprise.crypto import PrpCrypto

    assert channel.token
    assert channel.aes_key
    key = channel.aes_key.get_secret_value()
    receive_id = channel.corp_id if isinstance(channel, WecomAppSettings) else ""
    sealed = Codec(channel.token.get_secret_value(), key, receive_id).seal(PROBE)
    opened = PrpCrypto(b64decode(key + "=")).decrypt(sealed, receive_id)
    if opened in (PROBE, PROBE.encode()):
        return Finding(False, f"通道 {name} 的回调密钥能加密，通用的微信库也解得开")
    return Finding(True, f"通道 {name} 的回调密钥加密后解不开", "请从企业微信后台重新复制 EncodingAESKey")


def site(channel: ChannelSettings) -> str:
    """Return the address of the server that a channel needs, as the web's; empty where it needs none."""
    if isinstance(channel, WecomAibotSettings) and channel.is_long_connection:
        return re.sub("^ws", "http", channel.address)
    return str(getattr(channel, "api", ""))


def address(settings: Settings) -> str:
    """Return where the running bot is asked, as the web's."""
    host = settings.host if settings.host not in ("", "0.0.0.0", "::") else "127.0.0.1"  # noqa: S104 - only compared
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


async def running(settings: Settings) -> Mapping[str, str] | None:
    """Return how the channels of the bot on its port stand, by name; None where none answers there."""
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=5)) as session,
            session.get(f"{address(settings)}/healthz") as response,
        ):
            told = json.loads(await response.text())
    except (ClientError, TimeoutError, OSError, ValueError):
        return None
    found = told.get("lines", {}) if isinstance(told, dict) else {}
    return {str(name): str(words) for name, words in found.items()} if isinstance(found, dict) else {}


def elsewhere(settings: Settings) -> Finding:
    """Return that a bot has the database and is not where it is looked for."""
    return Finding(True, ELSEWHERE.format(address=address(settings)), SAME_PORT)


def another(settings: Settings) -> Finding:
    """Return that what answers on the port has another database."""
    return Finding(True, ANOTHER.format(address=address(settings)), SAME_DATABASE)


def alive(channels: Mapping[str, ChannelSettings], found: Mapping[str, str]) -> list[Finding]:
    """Return what the running bot says of its channels."""
    return [Finding(_is_bad(words), f"通道 {name}：{words}") for name, words in found.items() if name in channels]


def _is_bad(words: str) -> bool:
    return not words.startswith(("连着", "收到")) or UNHEARD in words or REFUSAL in words


def stored(db: Db, channels: Mapping[str, ChannelSettings], *, is_running: bool) -> list[Finding]:
    """Return what the database has of long connections."""
    told: list[Finding] = []
    for name, channel in channels.items():
        if not isinstance(channel, WecomAibotSettings) or not channel.is_long_connection:
            continue
        record = lines.load(db, name)
        if not is_running:
            last = [WAS_UP.format(at=shown(record.alive_at)) if record.alive_at else NEVER]
            is_news = record.refused_at and (record.alive_at is None or record.refused_at >= record.alive_at)
            if record.refused_at and is_news:
                last.append(REFUSED.format(at=shown(record.refused_at), why=record.refused))
            is_bad = record.is_stopped or (bool(is_news) and record.refused in (WRONG_ID, TAKEN_OVER))
            told.append(Finding(is_bad, NOT_RUNNING.format(name=name, last="；".join(last))))
        if record.gaps:
            gaps = "、".join(
                f"{shown(gap.start)} 起 {span_of(gap.end - gap.start)}" for gap in reversed(record.gaps[-GAPS:])
            )
            told.append(Finding(False, MISSED.format(name=name, gaps=gaps)))
        if record.encrypted_ids:
            told.append(Finding(True, f"通道 {name}：{ENCRYPTED_IDS}"))
    return told
