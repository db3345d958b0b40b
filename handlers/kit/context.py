"""What a handler may ask for. There is no clock, no chance, no network and no platform in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

from pydantic import BaseModel

from config.group import Group
from handlers.kit.audience import Audience, Notice
from handlers.kit.capability import Capability
from handlers.kit.declarations import (
    Action,
    Command,
    ConfirmedAct,
    Follower,
    ForgetHandler,
    LedgerKind,
    MergeHandler,
    Occasion,
    RoundKind,
    Silence,
)
from handlers.kit.roles import Role
from storage.db import Db
from storage.members.roster import Member
from storage.system import audit

Rules = TypeVar("Rules", bound=BaseModel)


class Registry(Protocol):
    """What all features declare, for the few that speak about the others."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Return what the timetable may ask for, by name."""

    @property
    def ledger_kinds(self) -> Mapping[str, LedgerKind]:
        """Return all kinds of ledger entries, by the first word of the entries' keys."""

    @property
    def round_kinds(self) -> Mapping[str, RoundKind]:
        """Return what can be open in a group, by the feature's name."""

    @property
    def mergers(self) -> Sequence[MergeHandler]:
        """Return what looks at two members who become one."""

    @property
    def forgetters(self) -> Sequence[ForgetHandler]:
        """Return what looks at a member who is forgotten."""

    @property
    def silences(self) -> Sequence[Silence]:
        """Return what says until when a group wants to hear nothing."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Return what each feature is called."""

    @property
    def words(self) -> Mapping[str, Sequence[str]]:
        """Return what people type for each feature, by its name."""

    @property
    def occasions(self) -> Mapping[str, Occasion]:
        """Return what features notice for others to follow up, by name."""

    @property
    def followers(self) -> Sequence[Follower]:
        """Return what is done where occasions come."""

    def commands_by_topic(self, ctx: MemberContext, *, hidden: bool = False) -> dict[str, list[Command]]:
        """Return the commands that the member may use, by the topics of the help and in its order.

        With `hidden` also those of features that make no sense here and are not listed.
        """

    def find_command(self, word: str) -> Command | None:
        """Return the command with this word, whoever may use it."""

    @property
    def commands(self) -> Mapping[str, Command]:
        """Return all commands by each of their words, in small letters."""

    def find_claim(self, text: str) -> str:
        """Return the title of the feature that takes a text for an answer, though it is no command; else empty."""

    def earning_rules(self, group: Group) -> list[str]:
        """Return a line for each way to earn points in a group."""

    def confirmed_act(self, feature: str) -> ConfirmedAct:
        """Return what a feature does once its request is confirmed; raises KeyError where it asks for none."""

    def limits(self, capabilities: frozenset[Capability]) -> list[str]:
        """Return a line for each need of a feature that these capabilities lack, with the nearest alternative."""


@dataclass(slots=True, kw_only=True)
class Context:
    """Where and when something happens: a group, an open transaction, a moment."""

    db: Db
    group: Group
    now: datetime
    """When it happens: a message's own time, a plan's moment. Aware UTC."""
    random: Random
    key: str
    """The event, run or timer that is the cause. It makes natural keys and is named in the ledger."""
    post: Callable[[str, Notice], None]
    """Says something by itself, after the commit, once per key: in the group, or to those whom it is for."""
    registry: Registry
    capabilities_of: Callable[[Group], frozenset[Capability]]
    """Returns what a group's channels can do together; asked through `capabilities`."""
    late: timedelta = timedelta()
    """How long after `now` it is carried out: what fell due while the bot was not running."""

    local_now: datetime = field(init=False)
    """`now` in the group's zone."""
    today: date = field(init=False)
    """The local date in the group's zone."""

    def __post_init__(self) -> None:
        self.local_now = self.local(self.now)
        self.today = self.local_now.date()

    @property
    def carried_out_at(self) -> datetime:
        """Return when it is really carried out: what is opened now lasts from then on."""
        return self.now + self.late

    @property
    def capabilities(self) -> frozenset[Capability]:
        """Return what this group's channels can do together."""
        return self.capabilities_of(self.group)

    def silent_until(self, at: datetime) -> datetime | None:
        """Return when the group's quiet hours around a moment are over; None where it is not quiet then."""
        ends = [end for silence in self.registry.silences if (end := silence(self.group, at))]
        return max(ends, default=None)

    def local(self, at: datetime) -> datetime:
        """Return an aware moment in the group's zone."""
        return at.astimezone(self.group.zone)

    def rules(self, kind: type[Rules]) -> Rules:
        """Return the section of this kind in the group's YAML."""
        return self.group.rules(kind)


@dataclass(slots=True, kw_only=True)
class MemberContext(Context):
    """A context in which a member acts."""

    member: Member
    role: Role
    word: str = ""
    """The command's first word, whichever of its words was typed."""
    args: str = ""
    """What was typed after the command word."""
    only_reads: bool = False
    """Whether `db` is a reading connection, on which nobody can be put on record."""
    audience: Audience = Audience.EVERYBODY
    """Who may see the answer: as the command declares it."""
    may_repeat: bool = True
    """The command only looked, so that it may be typed once more in private."""
    choices: tuple[Group, ...] = ()
    """In a private conversation: the groups it may count for."""
    instead: str = field(default="", init=False)
    """What the group reads in place of an answer that is not for everybody, where nobody can be written to."""
    recorded: bool = field(default=False, init=False)
    """The act stands in the audit log."""
    checked_in: bool = field(default=False, init=False)
    """The message checked its member in for today: it is counted with the message itself."""

    @property
    def typed(self) -> str:
        """Return the command with its arguments."""
        return f"{self.word} {self.args}".rstrip()

    def record(self, act: str) -> None:
        """Write an act into the audit log, in the transaction of the act itself.

        What needs a role is recorded as it was typed unless its handler has called this.
        """
        audit.record(self.db, self.group.id, self.member.user_id, self.role.title, act, self.key, self.now)
        self.recorded = True
