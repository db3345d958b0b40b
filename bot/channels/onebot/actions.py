"""Actions of OneBot 11: asked by a frame with an `echo`, answered by one with the same.

Source: https://github.com/botuniverse/onebot-11, communication/ws.md and api/README.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import count

from bot.channels.channel import SENT, SendResult, SendStatus
from bot.channels.onebot.segments import Json

PATIENCE = 15.0
"""Seconds for the outcome of an action; a picture has to be uploaded meanwhile."""

APART = SendResult(SendStatus.RETRY, "OneBot 没有连着，没有发出", timedelta(seconds=1))
NO_ANSWER = SendResult(SendStatus.DOUBTFUL, "交给 OneBot 以后没有收到回音")
UNREADABLE = SendResult(SendStatus.DOUBTFUL, "OneBot 的回音看不懂")
FAILED = "OneBot 没有发成：{why}（{code}）"
OTHERWISE = "它没有说清为什么，请看它的日志"
_MEANINGS: Mapping[int, str] = {
    100: "参数不对，或者它发不了这种消息",
    102: "可能是没有权限、被禁言，或者不在这个群里",
    103: "可能是没有权限、被禁言，或者帐号被限制",
    104: "它的登录失效了，请重新登录",
    201: "它自己出了错，请重启它",
    1200: "可能是被禁言、不是好友，或者帐号被限制",
    1400: "请求的格式它不认，请升级群伴或它",
    1401: "access_token 不对",
    1403: "access_token 不对",
    1404: "它没有这个动作，请换一个支持 OneBot 11 的版本",
}
"""What return codes mean: those of the standard, and those that its implementations share."""

Send = Callable[[Json], Awaitable[None]]


class Actions:
    """Those that wait for their outcome."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._numbers = count(1)
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def act(self, send: Send, action: str, params: Json) -> SendResult:
        """Ask for an action and return how it ended."""
        echo = f"qunban-{next(self._numbers)}"
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[echo] = waiting
        try:
            async with asyncio.timeout(self._patience):
                await send({"action": action, "params": params, "echo": echo})
                return outcome_of(await waiting)
        except (TimeoutError, OSError, LostError):
            return NO_ANSWER
        finally:
            del self._waiting[echo]

    def settle(self, frame: Json) -> bool:
        """Give an outcome to whoever waits for it; return whether the frame is one."""
        if "echo" not in frame or "post_type" in frame:
            return False
        waiting = self._waiting.get(str(frame["echo"]))
        if waiting and not waiting.done():
            waiting.set_result(frame)
        return True

    def lose(self) -> None:
        """Give up all that are on their way: the connection is gone."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(LostError())


class LostError(Exception):
    """The connection ended before the outcome came."""


def outcome_of(frame: Json) -> SendResult:
    """Return what an outcome means for the message. The other side's own words are not repeated: they may quote it."""
    code = frame.get("retcode")
    if frame.get("status") in ("ok", "async"):
        return SENT
    if not isinstance(code, int):
        return UNREADABLE
    status = SendStatus.DISABLED if code in (1401, 1403, 1404) else SendStatus.REFUSED
    return SendResult(status, FAILED.format(why=_MEANINGS.get(code, OTHERWISE), code=code))
