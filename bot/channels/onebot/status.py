"""How a OneBot stands: for the operator in words, and in the diary for those in charge."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.channels.channel import ChannelDeps
from bot.channels.onebot.segments import Json
from bot.channels.wecom.aibot_status import shown

log = structlog.get_logger()

GRACE = timedelta(minutes=2)
"""How long it may be apart before the bot counts as out of work."""

WAITING = (
    "等 OneBot 连上来：在它的反向 WebSocket 里填 ws://127.0.0.1:端口/channels/{name}，"
    "access_token 填 channels.yaml 的 token"
)
UP = "连着，{since} 起"
HEARD = "最后一次听到 {at}"
SILENT = "还没听到过话：看看帐号在不在群里"
OFFLINE = "帐号不在线：OneBot 连着，请到它那里重新登录"
APART = "断着，{since} 起：{why}"
REFUSED = "上次拒绝 {at}：{why}"
DOWN = "通道 {name} 的 OneBot 断了 {minutes} 分钟"
KICKED = "帐号被移出了群 {group}"
LINE, CONNECTED = "OneBot", "连上了"


class OnebotStatus:
    """Follows one channel's connection."""

    def __init__(self, name: str, deps: ChannelDeps) -> None:
        self._name = name
        self._deps = deps
        self._since = deps.clock.now()
        self._is_up = False
        self._was_up = False
        """Whether it ever was."""
        self._why = ""
        self._refused: tuple[datetime, str] | None = None
        self._is_offline = False
        self.heard_at: datetime | None = None
        """When it told something last."""

    async def look(self, *, is_up: bool, why: str = "") -> None:
        """Write down what changed since the last call; a diary that cannot be written stops nobody."""
        now, was_up, self._is_up = self._deps.clock.now(), self._is_up, is_up
        diary = self._deps.diary
        try:
            if is_up and not was_up:
                self._since, self._was_up, self._is_offline = now, True, False
                self._deps.note(self._name, LINE, CONNECTED, now)
                heard_before = await diary.line_up(self._name)
                self.heard_at = self.heard_at or heard_before
            elif is_up:
                await diary.line_alive(self._name, self.heard_at)
            elif was_up:
                self._since, self._why = now, why
                self._deps.note(self._name, LINE, why, now)
                await diary.line_down(self._name, why, alive_at=now, for_good=False)
        except Exception:
            log.exception("diary_failed", channel=self._name)

    def refused(self, why: str) -> None:
        """Take note of a connection that was not taken, or not kept."""
        now = self._deps.clock.now()
        self._refused = now, why
        self._deps.note(self._name, LINE, why, now)

    def removed_from(self, group: str) -> None:
        """Take note that the account was removed from a group."""
        self.refused(KICKED.format(group=group))

    def meta(self, frame: Json) -> None:
        """Take note of what it says of itself: whether its account is online."""
        told = frame.get("status")
        if frame.get("meta_event_type") == "heartbeat" and isinstance(told, dict):
            self._is_offline = told.get("online") is False

    def troubles(self, now: datetime) -> list[str]:
        """Return what keeps the channel from its work."""
        if self._is_up:
            return [f"通道 {self._name}：{OFFLINE}"] if self._is_offline else []
        if now - self._since < GRACE:
            return []
        return [DOWN.format(name=self._name, minutes=(now - self._since) // timedelta(minutes=1))]

    def describe(self) -> str:
        """Return since when it stands so, when it heard something last, and what was refused last."""
        if self._is_up:
            words = [OFFLINE if self._is_offline else UP.format(since=shown(self._since))]
            words.append(HEARD.format(at=shown(self.heard_at)) if self.heard_at else SILENT)
        elif self._was_up:
            words = [APART.format(since=shown(self._since), why=self._why)]
        else:
            words = [WAITING.format(name=self._name)]
        if self._refused:
            words.append(REFUSED.format(at=shown(self._refused[0]), why=self._refused[1]))
        return "；".join(words)
