"""What `connect` does while the bot runs: tells of the line, waits for the first @, gives the group its file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.app import Bot
from bot.channels.channel import TellsStatus, is_connected
from bot.channels.wecom.aibot_status import CONNECTED, LINE
from bot.channels.wecom.setup_failures import TAKEN_OVER, UNHEARD, WRONG_ID
from bot.cli.connect_files import write_group
from bot.clock import SystemClock
from bot.serve import Enough
from bot.sightings import REQUEST, Sighting, first_said
from config.group import Group
from config.problems import ConfigError
from handlers.kit import Capability, reply

LOOK = 0.1
"""Seconds between two looks at the running bot."""
UNHEARD_AFTER = 60.0
"""Seconds without a word after which it is said what may be the matter."""

UP = "✓ 连上了。"
TAKEN = "✓ 网址通了，企业微信打得进来。"
INVITE = "现在把机器人拉进群，在群里说一句「@{name} 你好」。只有内部群可以。我等着，先停下请按 Ctrl+C，下次接着来。"
PRIVATELY = "听到一句私聊，机器人是通的。还要在群里 @ 它一次，我才知道是哪个群。"
FOUND = "✓ 听到了：{user} 在群 {chat} 里说了话。"
WRITE_TO_IT = "现在在企业微信里打开这个应用，发它一句「你好」。我等着，先停下请按 Ctrl+C，下次接着来。"
FOUND_PRIVATELY = "✓ 听到了：{user} 私聊了它。"
TRY_PRIVATELY = "私聊它，发「签到」"
WRITTEN = "✓ 写好了 {path}，{user} 是群主，改了保存就生效。"
TRY = "在群里发「@{name} 签到」"
WORKS = "✓ 答了。群伴在「{group}」上班了。"
RUNNING = "机器人在这里运行着，按 Ctrl+C 停下；以后用 ./qunban run 启动。"
HELLO = "我来上班啦。发「@{name} 签到」试试～"


@dataclass(frozen=True)
class Wish:
    """The group that is to be: its template and its name."""

    template: str
    name: str


@dataclass
class Guide:
    """Goes along with a bot that runs for the first time."""

    folder: Path
    channel: str
    bot_name: str
    wish: Wish | None
    """None where the channel has a group."""
    say: Callable[[str], None]
    is_private: bool = False
    """Whether the channel hears no group, but private words."""
    is_done: bool = False
    """Whether the first message was answered."""
    is_refused: bool = False
    """Whether the platform does not take the channel's id or secret."""
    seen: int = 0
    """The number of the latest sighting that was looked at."""
    unheard_after: float = UNHEARD_AFTER
    """Seconds."""
    _told_until: int = 0
    """The number of the latest sighting when the line stood first: what kept it from that was told."""
    _is_down: bool = False
    """Whether the latest that was told of the line is that it broke."""

    async def go(self, bot: Bot) -> None:
        """Guide until the first message in the group was answered; raises Enough where it cannot go on."""
        await self._until_connected(bot)
        group = next((group for group in bot.groups.all() if self.channel in group.hear), None)
        if group is None and self.wish:
            group = await self._new_group(bot, self.wish)
        if group is None:
            return
        self.say(TRY_PRIVATELY if self.is_private else TRY.format(name=self.bot_name))
        await self._until_answered(bot, group)
        self.is_done = True
        self.say(WORKS.format(group=group.name))
        self.say(RUNNING)

    async def _until_connected(self, bot: Bot) -> None:
        """Wait for the line, or for the platform's first call, and tell each news of it once."""
        channel = bot.channels[self.channel]
        told = ""
        while True:
            now = SystemClock().now()
            words = channel.status(now) if isinstance(channel, TellsStatus) else ""
            if is_connected(channel):
                if channel.is_up:
                    self.say(UP)
                    self._told_until = max((sighting.number for sighting in bot.sightings.after(0)), default=0)
                    return
                self._require_alive(bot)
                words = "".join(channel.troubles(now)) or words
                is_news = "正在连接" not in words
            else:
                if words.startswith("收到"):
                    self.say(TAKEN)
                    return
                is_news = True
            if is_news and words != told:
                told = words
                self.say(words)
            await asyncio.sleep(LOOK)

    def _require_alive(self, bot: Bot) -> None:
        """Raise Enough where the line stopped for good; nothing would come any more."""
        channel = bot.channels[self.channel]
        troubles = "".join(channel.troubles(SystemClock().now())) if is_connected(channel) else ""
        if WRONG_ID in troubles:
            self.is_refused = True
            raise Enough
        if TAKEN_OVER in troubles:
            self.say(f"{TAKEN_OVER}。")
            raise Enough

    async def _new_group(self, bot: Bot, wish: Wish) -> Group | None:
        self.say(WRITE_TO_IT if self.is_private else INVITE.format(name=self.bot_name))
        first = await self._first_said(bot)
        # An app hears no group: its private conversations count for one that is called like the channel.
        chat = self.channel if self.is_private else first.chat
        self.say(FOUND_PRIVATELY.format(user=first.who) if self.is_private else FOUND.format(user=first.who, chat=chat))
        try:
            written = await asyncio.to_thread(
                lambda: write_group(
                    self.folder,
                    wish.template,
                    chat=chat,
                    name=wish.name,
                    channel=self.channel,
                    owner=first.who,
                )
            )
        except (ConfigError, OSError) as error:
            self.say(f"没有写成：{error}")
            return None
        await bot.reload()
        group = bot.groups.get(written.id)
        assert group, "it was read before it was written"
        self.say(WRITTEN.format(path=written.path, user=first.who))
        if Capability.PUSHES in bot.capabilities(group):
            now = bot.clock.now()
            hello = reply(HELLO.format(name=self.bot_name))
            await bot.database.write(lambda db: bot.outgoing.post(db, group, "connect:hello", hello, now))
            bot.sender.wake()
        return group

    async def _first_said(self, bot: Bot) -> Sighting:
        is_told, is_told_why = False, self.is_private
        began = asyncio.get_running_loop().time()
        while True:
            fresh = self._fresh(bot)
            first = first_said(fresh, self.channel, privately=self.is_private)
            if first:
                return first
            if not is_told and first_said(fresh, self.channel, privately=True):
                is_told = True
                self.say(PRIVATELY)
            if not (is_told or is_told_why) and asyncio.get_running_loop().time() - began >= self.unheard_after:
                is_told_why = True
                self.say(UNHEARD)
            self._require_alive(bot)
            await asyncio.sleep(LOOK)

    async def _until_answered(self, bot: Bot, group: Group) -> None:
        while True:
            answered = [sighting for sighting in self._fresh(bot) if sighting.outcome == "answered"]
            if any(sighting.chat == group.id or self.is_private for sighting in answered):
                return
            self._require_alive(bot)
            await asyncio.sleep(LOOK)

    def _fresh(self, bot: Bot) -> list[Sighting]:
        fresh = bot.sightings.after(self.seen)
        self.seen = fresh[-1].number if fresh else self.seen
        for sighting in fresh:
            self._tell(sighting)
        return fresh

    def _tell(self, sighting: Sighting) -> None:
        """Say what goes wrong meanwhile: the line broke, or the platform does not take something."""
        if sighting.channel != self.channel or sighting.number <= self._told_until:
            return
        if sighting.what == REQUEST:
            self.say(sighting.outcome)
        elif sighting.outcome in (TAKEN_OVER, WRONG_ID):
            return  # nothing comes any more, which is told when it ends
        elif sighting.what == LINE and (sighting.outcome != CONNECTED or self._is_down):
            self._is_down = sighting.outcome != CONNECTED
            self.say(UP if sighting.outcome == CONNECTED else sighting.outcome)
