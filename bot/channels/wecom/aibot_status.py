"""How a long connection stands: for the operator in words, and in the diary for those in charge."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.channels.channel import Diary, Note
from bot.channels.wecom.aibot_line import Line, Phase
from bot.channels.wecom.setup_failures import UNHEARD
from bot.clock import Clock

log = structlog.get_logger()

PEKING = ZoneInfo("Asia/Shanghai")
GRACE = timedelta(minutes=2)
"""How long a line may be down before the bot counts as out of work."""
SOON = timedelta(minutes=2)
"""After which a line by which nothing was heard is logged: whoever sets it up looks there, too."""
ALIVE = timedelta(seconds=5)
"""Between two entries in the diary while all goes well. What was missed over a restart is told from the last one on."""

DOWN = "通道 {name} 的长连接断了 {minutes} 分钟：{why}"
STOPPED = "通道 {name} 停了：{why}"
GIVEN_UP = "停了：{why}"
LINE, CONNECTED = "长连接", "连上了"
UP = "连着，{since} 起"
APART = "断着，{since} 起：{why}"
HEARD = "最后一次听到 {at}"
REFUSED = "上次断开 {at}：{why}"


class LineStatus:
    """Follows one line."""

    def __init__(self, name: str, line: Line, diary: Diary, clock: Clock, note: Note) -> None:
        self._name = name
        self._note = note
        self._line = line
        self._diary = diary
        self._clock = clock
        self._since = clock.now()
        self._phase = Phase.APART
        self._noted_at = self._since
        self._refused: tuple[datetime, str] | None = None
        self._told_unheard = False
        self.heard_at: datetime | None = None
        """When the platform brought something last, also before a restart."""
        self._is_hearing_noted = False

    async def changed(self) -> None:
        """Write down what changed since the last call; a diary that cannot be written stops nobody."""
        now, before, self._phase = self._clock.now(), self._phase, self._line.phase
        is_up, was_up = self._phase is Phase.UP, before is Phase.UP
        if not is_up and self._phase is not Phase.SUBSCRIBING and self._line.refusal:
            known = self._refused[1] if self._refused else ""
            is_news = was_up or self._phase is not before or self._line.refusal != known
            self._refused = (now, self._line.refusal) if is_news else self._refused
            if is_news:
                self._note(self._name, LINE, self._line.refusal, now)
        if is_up and not was_up:
            self._note(self._name, LINE, CONNECTED, now)
        if is_up and not self.heard_at and not self._told_unheard and now - self._since >= SOON:
            self._told_unheard = True
            log.warning("unheard", channel=self._name, why=UNHEARD)
        try:
            if is_up and not was_up:
                self._since = self._noted_at = now
                heard_before = await self._diary.line_up(self._name)
                self.heard_at = self.heard_at or heard_before
                self._is_hearing_noted = heard_before is not None
            elif is_up and self._is_due(now):
                self._noted_at, self._is_hearing_noted = now, self.heard_at is not None
                await self._diary.line_alive(self._name, self.heard_at)
            elif self._phase in (Phase.APART, Phase.STOPPED) and self._phase is not before:
                self._since = now if was_up or self._phase is Phase.STOPPED else self._since
                for_good = self._phase is Phase.STOPPED
                alive_at = now - timedelta(seconds=self._line.silence) if was_up else None
                await self._diary.line_down(self._name, self._line.refusal, alive_at=alive_at, for_good=for_good)
        except Exception:
            log.exception("diary_failed", channel=self._name)

    def _is_due(self, now: datetime) -> bool:
        """Return whether it is to be written down that the line stands: every minute, and when it first hears."""
        is_first = self.heard_at is not None and not self._is_hearing_noted
        return is_first or not timedelta() <= now - self._noted_at < ALIVE

    def troubles(self, now: datetime) -> list[str]:
        """Return what keeps the channel from its work."""
        if self._phase is Phase.STOPPED:
            return [STOPPED.format(name=self._name, why=self._line.refusal)]
        if self._phase is Phase.UP or now - self._since < GRACE:
            return []
        minutes = (now - self._since) // timedelta(minutes=1)
        return [DOWN.format(name=self._name, minutes=minutes, why=self._line.refusal)]

    def describe(self, now: datetime) -> str:
        """Return since when it stands so, when it heard something last, and why it was refused last."""
        del now
        if self._phase is Phase.STOPPED:
            return GIVEN_UP.format(why=self._line.refusal)
        since = shown(self._since)
        if self._phase is not Phase.UP:
            return APART.format(since=since, why=self._line.refusal or "正在连接")
        words = [UP.format(since=since)]
        words.append(HEARD.format(at=shown(self.heard_at)) if self.heard_at else UNHEARD)
        if self._refused:
            words.append(REFUSED.format(at=shown(self._refused[0]), why=self._refused[1]))
        return "；".join(words)


def shown(at: datetime) -> str:
    """Return a moment as operators read it, in Chinese time."""
    return f"{at.astimezone(PEKING):%m-%d %H:%M:%S}"
