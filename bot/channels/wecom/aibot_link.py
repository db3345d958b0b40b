"""The AI bot's long connection on the wire: opens the socket, does what `aibot_line` says, and matches answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType

from bot.channels.channel import SendResult, SendStatus
from bot.channels.wecom.aibot_frames import OK, Ack, chat_of, frame_of, socket_meaning
from bot.channels.wecom.aibot_line import LEFT, Action, HangUp, Hear, Line, Phase, Say, Settle
from bot.channels.wecom.api import ApiError, Json
from bot.network_words import network_reason

log = structlog.get_logger()

LOOK = 5.0
"""Most seconds until it is noted that the line still stands."""
REST = 0.05
"""Seconds without a frame after which all has been read that had arrived."""
OPENING = 10.0
"""Seconds a connection may take to open."""
CLOSING = 2.0
"""Seconds the platform may take to say goodbye; a dead one never does."""
PATIENCE = 5.0
"""Seconds until an acknowledgement counts as lost; real ones take 0.2 to 0.5 s."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a frame."""
AT_ONCE = 512
"""Most callbacks that are carried out at the same time; beyond, no more is read."""

UNREACHABLE = "连不上企业微信的长连接（{error}），正在重试"
APART = SendResult(SendStatus.RETRY, "长连接断着，没有发出", timedelta(seconds=1))
NO_ANSWER = SendResult(SendStatus.DOUBTFUL, "发出后没有收到回执")

Hearing = Callable[[Json], Awaitable[None]]


class AibotLink:
    """Keeps one bot connected, as long as `run` runs."""

    def __init__(
        self,
        name: str,
        address: str,
        line: Line,
        session: ClientSession,
        hear: Hearing,
        changed: Callable[[], Awaitable[None]],
        patience: float = PATIENCE,
    ) -> None:
        """`hear` takes a callback in; `changed` is told of each ping, and when the line came up, broke or stopped."""
        self._name = name
        self._address = address
        self.line = line
        self._session = session
        self._hear = hear
        self._changed = changed
        self._patience = patience
        self._socket: ClientWebSocketResponse | None = None
        self._waiting: dict[str, asyncio.Future[Ack]] = {}
        self._hearing: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """What is said in a chat is taken in in its order, also while a picture is fetched or the database fails."""

    @property
    def is_up(self) -> bool:
        """Return whether the bot is subscribed right now."""
        return self.line.phase is Phase.UP

    async def run(self) -> None:
        """Stay connected until cancelled; what stopped for good waits for whoever mends it."""
        try:
            while self.line.phase is not Phase.STOPPED:
                await asyncio.sleep(max(0.0, self.line.next_dial - self._now()))
                await self._dial()
            await asyncio.Event().wait()
        finally:
            # The platform repeats none of them.
            if self._hearing:
                await asyncio.wait(self._hearing, timeout=PATIENCE)
            for task in self._hearing:
                task.cancel()

    async def request(self, command: str, request: str, body: Json) -> Json:
        """Return the body of the platform's acknowledgement; raises ApiError for every other outcome.

        Requests with the same `req_id` must be made one after the other.
        """
        socket = self._socket
        if socket is None or socket.closed or not self.is_up:
            raise ApiError(APART)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[request] = waiting
        try:
            async with asyncio.timeout(self._patience):
                await socket.send_str(frame_of(command, request, body))
                ack: Ack = await waiting
        except (ClientError, TimeoutError, OSError, _LineLost):
            raise ApiError(NO_ANSWER) from None
        finally:
            if self._waiting.get(request) is waiting:
                del self._waiting[request]
        if ack.code != OK:
            raise ApiError(socket_meaning(ack.code), ack.code)
        return ack.body

    async def _dial(self) -> None:
        why = ""
        try:
            async with asyncio.timeout(OPENING):
                socket = await self._session.ws_connect(
                    self._address, timeout=ClientWSTimeout(ws_close=CLOSING), max_msg_size=LARGEST
                )
        except (ClientError, OSError, TimeoutError) as error:
            why = UNREACHABLE.format(error=network_reason(error))
        else:
            self._socket = socket
            try:
                await self._serve(socket)
            except asyncio.CancelledError:
                await self._read_rest(socket)
                self.line.closed(self._now(), LEFT)
                await self._changed()
                raise
            except Exception:
                log.exception("line_failed", channel=self._name)
            finally:
                self._socket = None
                for waiting in self._waiting.values():
                    if not waiting.done():
                        waiting.set_exception(_LineLost())
                self._waiting.clear()
                with suppress(ClientError, OSError, TimeoutError):
                    await socket.close()
        self.line.closed(self._now(), why)
        log.warning("line_down", channel=self._name, why=self.line.refusal)
        await self._changed()

    async def _serve(self, socket: ClientWebSocketResponse) -> None:
        """Do what the line says until one side ends the connection."""
        is_open = await self._do(socket, self.line.opened(self._now()))
        while is_open:
            phase = self.line.phase
            try:
                message = await socket.receive(timeout=min(max(0.001, self.line.due - self._now()), LOOK))
            except TimeoutError:
                is_open = await self._do(socket, self.line.tick(self._now()))
                await self._changed()
                continue
            if message.type is not WSMsgType.TEXT:
                if message.type is WSMsgType.BINARY:
                    continue
                return
            is_open = await self._do(socket, self.line.heard(message.data, self._now()))
            if self.line.phase is not phase:
                log.info("line", channel=self._name, phase=self.line.phase.name.lower())
                await self._changed()
            if is_open and self._now() >= self.line.due:
                is_open = await self._do(socket, self.line.tick(self._now()))

    async def _read_rest(self, socket: ClientWebSocketResponse) -> None:
        """Take in what has arrived already: the platform would not say it again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING):
                while not socket.closed:
                    message = await socket.receive(timeout=REST)
                    if message.type is WSMsgType.TEXT:
                        await self._do(socket, self.line.heard(message.data, self._now()))

    async def _do(self, socket: ClientWebSocketResponse, actions: list[Action]) -> bool:
        """Carry actions out; return whether the connection stays open."""
        for action in actions:
            match action:
                case Say(frame):
                    try:
                        await socket.send_str(frame)
                    except (ClientError, OSError):
                        return False
                case Settle(ack):
                    waiting = self._waiting.get(ack.request)
                    if waiting and not waiting.done():
                        waiting.set_result(ack)
                case Hear(frame):
                    await self._room.acquire()
                    task = asyncio.create_task(self._take(frame))
                    self._hearing.add(task)
                    task.add_done_callback(self._hearing.discard)
                case HangUp():
                    return False
        return True

    async def _take(self, frame: Json) -> None:
        try:
            async with self._turns.setdefault(chat_of(frame), asyncio.Lock()):
                await self._hear(frame)
        except Exception:
            log.exception("callback_failed", channel=self._name)
        finally:
            self._room.release()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


class _LineLost(Exception):
    """The connection ended before the acknowledgement came."""
