"""Asks the platform whether it takes what was set up, without the bot: for whoever sets it up, never while it works."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import count
from typing import NamedTuple

from aiohttp import ClientError, ClientSession, ClientWSTimeout, WSMsgType

from bot.channels.wecom.aibot_events import is_encrypted, text_at
from bot.channels.wecom.aibot_frames import RESPOND, request_of
from bot.channels.wecom.aibot_line import REFUSED, UNANSWERED, Action, HangUp, Line, Phase, Say
from bot.channels.wecom.aibot_link import CLOSING, LARGEST, OPENING, AibotLink
from bot.channels.wecom.api import ApiError, AppApi, Json
from bot.channels.wecom.error_codes import UNTRUSTED
from bot.clock import Clock
from bot.network_words import network_reason
from config.channels import WecomAibotSettings, WecomAppSettings
from handlers.system import ENCRYPTED_IDS

TRIAL = "qunban_trial_1"
GOT_IT = "听到了，这个群我记下了。"
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
        return UNREACHABLE.format(error=network_reason(error))


async def try_app(session: ClientSession, settings: WecomAppSettings, clock: Clock) -> str:
    """Get a token and ask for the app itself; return why that was refused, in Chinese, empty where it was not.

    The second question is the one that the list of trusted addresses guards, and it knows a wrong AgentId.
    """
    try:
        await require_app(session, settings, clock)
    except ApiError as error:
        return words_of(error)
    return ""


async def require_app(session: ClientSession, settings: WecomAppSettings, clock: Clock) -> None:
    """Do the same; raises ApiError where it was refused."""
    api = AppApi(session, settings.api, settings.corp_id, settings.secret.get_secret_value(), clock)
    await api.agent(settings.agent_id)


def words_of(error: ApiError) -> str:
    """Return why something was refused, in Chinese, with our own address where that is not trusted."""
    if error.code == UNTRUSTED and error.seen_from:
        return SEEN_FROM.format(note=error.outcome.note, address=error.seen_from)
    return error.outcome.note


class Heard(NamedTuple):
    """Who spoke to a bot first, and where; or why nobody could be heard, in Chinese."""

    chat: str = ""
    user: str = ""
    refusal: str = ""
    was_private: bool = False
    """Whether somebody wrote in private meanwhile, so that the bot is known to hear."""
    warning: str = ""
    """What is wrong although they were heard, in Chinese."""


async def hear_first(session: ClientSession, settings: WecomAibotSettings, seconds: float) -> Heard:
    """Stay subscribed until somebody speaks to the bot in a group, and answer them; nobody within `seconds` is nothing.

    Whoever is subscribed with this bot is thrown out by it.
    """
    assert settings.secret
    found: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()
    privately = False

    async def hear(frame: Json) -> None:
        nonlocal privately
        body = frame.get("body")
        user, chat = text_at(body, "from", "userid"), text_at(body, "chatid")
        if not user or found.done():
            return
        if text_at(body, "chattype") != "group" or not chat:
            privately = True
            return
        warning = ENCRYPTED_IDS if is_encrypted(user) else ""
        try:
            await link.request(RESPOND, request_of(frame), {"msgtype": "markdown", "markdown": {"content": GOT_IT}})
        except ApiError as error:
            warning = warning or error.outcome.note
        if not found.done():
            found.set_result(Heard(chat, user, warning=warning))

    async def changed() -> None:
        if line.phase is Phase.STOPPED and not found.done():
            found.set_result(Heard(refusal=line.refusal))

    numbers = count(1)
    line = Line(settings.bot_id, settings.secret.get_secret_value(), lambda _: f"{TRIAL}_{next(numbers)}")
    link = AibotLink("trial", settings.address, line, session, hear, changed)
    listening = asyncio.create_task(link.run())
    try:
        async with asyncio.timeout(seconds):
            return await found
    except TimeoutError:
        return Heard(refusal="" if link.is_up else line.refusal, was_private=privately)
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
