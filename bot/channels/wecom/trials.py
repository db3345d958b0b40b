"""Asks the platform whether it takes what was set up, without the bot: for whoever sets it up, never while it works."""

from __future__ import annotations

import asyncio

from aiohttp import ClientError, ClientSession, ClientWSTimeout, WSMsgType

from bot.channels.wecom.aibot_line import REFUSED, UNANSWERED, Action, HangUp, Line, Phase, Say
from bot.channels.wecom.aibot_link import CLOSING, LARGEST, OPENING
from bot.channels.wecom.api import ApiError, AppApi
from bot.channels.wecom.error_codes import UNTRUSTED
from bot.clock import Clock
from config.channels import WecomAibotSettings, WecomAppSettings

TRIAL = "qunban_trial_1"
UNREACHABLE = "连不上企业微信的长连接（{error}），请看网络、代理和防火墙"
SEEN_FROM = "{note}。企业微信看到的 IP 是 {address}"


async def try_subscription(session: ClientSession, settings: WecomAibotSettings, patience: float = OPENING) -> str:
    """Subscribe once and hang up; return why that was refused, in Chinese, empty where it was not.

    Whoever is subscribed with this bot is thrown out by it: ask only where nobody is.
    """
    assert settings.secret
    line = Line(settings.bot_id, settings.secret.get_secret_value(), lambda _: TRIAL)
    try:
        async with (
            asyncio.timeout(patience),
            session.ws_connect(
                settings.address, timeout=ClientWSTimeout(ws_close=CLOSING), max_msg_size=LARGEST
            ) as socket,
        ):
            actions: list[Action] = line.opened(0)
            while True:
                for action in actions:
                    match action:
                        case Say(frame):
                            await socket.send_str(frame)
                        case HangUp():
                            return line.refusal
                if line.phase is Phase.UP:
                    return ""
                message = await socket.receive()
                if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                    return REFUSED.format(code=socket.close_code or 0)
                actions = line.heard(message.data, 0) if message.type is WSMsgType.TEXT else []
    except TimeoutError:
        return UNANSWERED
    except (ClientError, OSError) as error:
        return UNREACHABLE.format(error=type(error).__name__)


async def try_app(session: ClientSession, settings: WecomAppSettings, clock: Clock) -> str:
    """Get a token and ask for the app itself; return why that was refused, in Chinese, empty where it was not.

    The second question is the one that the list of trusted addresses guards, and it knows a wrong AgentId.
    """
    api = AppApi(session, settings.api, settings.corp_id, settings.secret.get_secret_value(), clock)
    try:
        await api.agent(settings.agent_id)
    except ApiError as error:
        if error.code == UNTRUSTED and error.seen_from:
            return SEEN_FROM.format(note=error.outcome.note, address=error.seen_from)
        return error.outcome.note
    return ""
