"""A sandbox with a small bot behind it that answers by rote, for the tests of the channel and of its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.channels.sandbox.channel import Sandbox
from bot.channels.sandbox.deps import SandboxDeps
from bot.channels.sandbox.page import sandbox_app
from bot.clock import TurnableClock
from bot.groups import Groups
from config.channels import SandboxSettings
from config.group import GroupHead
from handlers.kit import Button, Card, Document, Event, Joined, Left, Mention, Message, Picture, Pressed, Reply, reply
from handlers.kit.reply import Article, Markdown, News
from storage.database import Database

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Monday, 08:00 in Shanghai."""

GROUP = """\
group: demo
name: 健康生活群
channels: {hear: sandbox, push: sandbox}
owner: 群主
admins: [小助理]
staff: [店员]
"""
OTHER = """\
group: other
name: 读书群
channels: {hear: sandbox}
owner: 书童
"""

# A red dot of 5x5 pixels.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000005000000050806000000"
    "8d6f26e50000001c4944415408d763f8ffff3fc37f062005c3201284d0"
    "31f18258cd04000ef535cbd18e0e1f0000000049454e44ae426082"
)


class StoppedClock:
    """Stands at the start, so that only turning moves the time."""

    def now(self) -> datetime:
        return START


class Rote:
    """Stands for the dispatcher and the timetable."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self.planned: list[datetime] = []
        self.document = ""
        self.sandbox: Sandbox
        self.clock: TurnableClock
        self.groups: Groups

    async def receive(self, event: Event) -> Reply | None:
        """Return what the bot answers."""
        self.heard.append(event)
        match event:
            case Joined():
                return reply("欢迎 ", Mention(user=event.user, name=event.name), "加入！")
            case Left():
                return None
            case Pressed():
                return reply(f"{event.name}选了{event.button}")
            case Message(text="坏了"):
                raise RuntimeError("as asked")
            case Message(text="问卷"):
                buttons = (Button(key="a", label="豆浆"), Button(key="b", label="牛奶"))
                return reply(Card(card="c1", title="早餐喝什么？", text="选一个就好", buttons=buttons))
            case Message(text="资料"):
                link = Article(title="报名表", url="https://example.invalid/a", text="名额有限")
                file = Document(digest=self.document, name="课件.pdf")
                return reply(file, News(articles=(link,)), Markdown(markdown="**完**"))
            case Message(pictures=(digest,)):
                return reply("收到图片：", Picture(digest=digest, alt="你的图片"))
            case Message(text="签到"):
                return reply("签到成功！连续 1 天，+10 积分，现有 10。")
        return None

    async def advance(self, to: datetime) -> None:
        """Turn the clock, and say good morning at every planned moment on the way."""
        for moment in [one for one in sorted(self.planned) if one <= to]:
            self.planned.remove(moment)
            self.clock.set_to(moment)
            await self.sandbox.send("demo", reply("早上好！"), f"morning:{moment}")
        self.clock.set_to(to)

    async def next_planned(self) -> datetime | None:
        """Return the next good morning."""
        return min(self.planned, default=None)


async def open_sandbox(
    folder: Path, database: Database, *more: str, guide: Sequence[web.RouteDef] = ()
) -> tuple[Rote, web.Application]:
    """Return a sandbox on a new folder for its group files: the bot behind it, and the site before it."""
    _write(folder, (GROUP, *more))
    rote = Rote()
    rote.groups = Groups(folder, GroupHead, ["sandbox"], database)
    await rote.groups.reload()
    rote.clock = TurnableClock(StoppedClock())
    rote.sandbox = Sandbox(
        "sandbox",
        SandboxSettings(kind="sandbox"),
        rote.receive,
        SandboxDeps(
            clock=rote.clock,
            database=database,
            groups=rote.groups,
            fast_forward=rote.advance,
            next_planned=rote.next_planned,
        ),
    )
    return rote, sandbox_app(rote.sandbox, guide)


def _write(folder: Path, groups: Iterable[str]) -> None:
    folder.mkdir()
    for number, group in enumerate(groups):
        (folder / f"{number}.yaml").write_text(group)
