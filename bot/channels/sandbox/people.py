"""Who is in a sandbox group: those the files name, and how that changed since."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pydantic import BaseModel

from config.group import Group
from handlers.kit import Refusal
from storage import state
from storage.db import Db

BOT = "群伴"
"""The bot's name and its speaker id in the transcript; nobody else may take it."""
LONGEST = 20

PLACE = "sandbox"


class Roster(BaseModel):
    """How the people in the group differ from those that the files name."""

    came: list[str] = []
    went: list[str] = []


def named(group: Group, members: Iterable[str]) -> list[str]:
    """Return those the files name: owner, admins, staff and the channel's members."""
    listed = (group.owner, *sorted(group.admins), *sorted(group.staff), *members)
    return [name for name in dict.fromkeys(listed) if name]


def present(db: Db, group: Group, members: Iterable[str]) -> list[str]:
    """Return everybody in the group."""
    roster = state.load(db, group.id, PLACE, Roster)
    stayed = (name for name in named(group, members) if name not in roster.went)
    return list(dict.fromkeys((*stayed, *roster.came)))


def come(db: Db, group: Group, name: str) -> None:
    """Take somebody into the group."""
    roster = state.load(db, group.id, PLACE, Roster)
    went = [user for user in roster.went if user != name]
    state.save(db, group.id, PLACE, Roster(came=[*roster.came, name], went=went))


def go(db: Db, group: Group, name: str) -> None:
    """Let somebody leave the group."""
    roster = state.load(db, group.id, PLACE, Roster)
    came = [user for user in roster.came if user != name]
    state.save(db, group.id, PLACE, Roster(came=came, went=[*roster.went, name]))


def insist(names: Iterable[str], *users: str) -> None:
    """Raise Refusal when somebody is not in the group."""
    for user in users:
        if user not in names:
            raise Refusal(f"「{user[:LONGEST]}」不在群里。")


def usable(name: str, names: Iterable[str]) -> str:
    """Return a newcomer's name without spaces around it; raises Refusal where nobody can have it."""
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise Refusal("请写新人的名字。")
    if len(name) > LONGEST:
        raise Refusal(f"名字最多 {LONGEST} 个字。")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in name):
        raise Refusal("名字里有看不见的字符，换一个吧。")
    if name == BOT:
        raise Refusal(f"「{BOT}」是机器人的名字，换一个吧。")
    if name in names:
        raise Refusal(f"群里已经有「{name}」了，换个名字吧。")
    return name
