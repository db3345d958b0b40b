"""What a handler may ask for. There is no clock, no chance, no network and no platform in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from config.group import Group
from handlers.kit.capability import Capability
from handlers.kit.reply import Reply
from handlers.kit.roles import Role
from storage.db import Db
from storage.members.roster import Member

if TYPE_CHECKING:
    from handlers.kit.feature import Feature

Rules = TypeVar("Rules", bound=BaseModel)


@dataclass(slots=True, kw_only=True)
class Scene:
    """Where and when something happens: a group, an open transaction, a moment."""

    db: Db
    group: Group
    now: datetime
    """When it happens: a message's own time, a plan's moment. Aware UTC."""
    random: Random
    key: str
    """What is behind it: the event, run or timer. It makes natural keys and is named in the ledger."""
    post: Callable[[str, Reply], None]
    """Says something in the group by its push channel, after the commit, once per key."""
    features: tuple[Feature, ...]
    able: Callable[[Group], frozenset[Capability]]
    """What a group's channels can do together; asked through `capabilities`."""

    local_now: datetime = field(init=False)
    """`now` in the group's zone."""
    today: date = field(init=False)
    """The local date in the group's zone."""

    def __post_init__(self) -> None:
        self.local_now = self.local(self.now)
        self.today = self.local_now.date()

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this group's channels can do together."""
        return self.able(self.group)

    def local(self, at: datetime) -> datetime:
        """A moment in the group's zone."""
        return at.astimezone(self.group.zone)

    def rules(self, kind: type[Rules]) -> Rules:
        """A feature's section of the group's YAML."""
        return self.group.rules(kind)


@dataclass(slots=True, kw_only=True)
class Context(Scene):
    """A scene in which a member acts."""

    member: Member
    role: Role
    args: str = ""
    """What follows the command word; the audit list takes it from here after the act."""
    choices: tuple[Group, ...] = ()
    """In a private conversation: the groups it may count for."""
