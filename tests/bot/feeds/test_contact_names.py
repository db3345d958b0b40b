"""Names from the contacts: a few a minute, each once a week, and never in place of a name that somebody told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.channels.channel import NamesRefused
from bot.feeds.contact_names import MOST, ContactNames
from storage.members import roster
from tests.chat import Chat


@dataclass
class Contacts:
    """A channel that knows names, or fails."""

    names: dict[str, str] = field(default_factory=dict)
    fails: NamesRefused | None = None
    asked: list[str] = field(default_factory=list)

    async def name_of(self, user: str) -> str:
        self.asked.append(user)
        if self.fails:
            raise self.fails
        return self.names.get(user, "")


def feed_of(chat: Chat, contacts: Contacts) -> ContactNames:
    channels = {"contacts": contacts}
    return ContactNames(chat.bot.database, channels, chat.bot.clock, chat.bot.groups.all)  # type: ignore[arg-type]


async def shown(chat: Chat, user: str) -> str:
    """Return what a member is called; a message in the sandbox would bring a name along."""
    member = await chat.bot.database.read(lambda db: roster.get_by_user(db, "demo", user))
    assert member
    return member.name


async def test_who_has_told_no_name_is_called_as_in_the_contacts(chat: Chat) -> None:
    contacts = Contacts({"ZhangSan": "张三", "LiSi": "李四"})
    feed = feed_of(chat, contacts)
    for who in ("ZhangSan", "LiSi", "WangWu"):
        await chat.say(who, "签到")
    await chat.say("LiSi", "我叫：小李子\n年龄：30\n我喜欢：跑步、集邮\n我擅长：做饭\n我期望：多认识朋友")
    for _ in range(3):
        await feed.refresh()
    assert sorted(contacts.asked) == ["LiSi", "WangWu", "ZhangSan"]
    assert await shown(chat, "ZhangSan") == "张三"
    assert await shown(chat, "LiSi") == "LiSi", "they introduced themselves"
    assert await shown(chat, "WangWu") == "WangWu"
    contacts.names["ZhangSan"] = "张小三"
    await chat.forward(days=8)
    await feed.refresh()
    assert len(contacts.asked) == 6
    assert await shown(chat, "ZhangSan") == "张小三"


async def test_a_few_are_asked_for_at_a_time(chat: Chat) -> None:
    contacts = Contacts()
    feed = feed_of(chat, contacts)
    for number in range(MOST + 5):
        await chat.say(f"user{number}", "签到")
    await feed.refresh()
    assert len(contacts.asked) == MOST
    await feed.refresh()
    assert len(set(contacts.asked)) == MOST + 5


@pytest.mark.parametrize(("for_good", "rest"), [(False, timedelta(hours=1)), (True, timedelta(days=1))])
async def test_who_is_refused_rests(chat: Chat, for_good: bool, rest: timedelta) -> None:
    contacts = Contacts({"ZhangSan": "张三"}, NamesRefused("没有权限", for_good=for_good))
    feed = feed_of(chat, contacts)
    await chat.say("ZhangSan", "签到")
    for _ in range(3):
        await feed.refresh()
    assert contacts.asked == ["ZhangSan"]
    contacts.fails = None
    await chat.forward(seconds=rest.total_seconds() + 1)
    await feed.refresh()
    assert await shown(chat, "ZhangSan") == "张三"
