"""What a feature declares, as plain data: commands, actions, schedules, timers, kinds of ledger entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from config.group import Group
from handlers.kit.audience import Audience, HandlerResult
from handlers.kit.reply import Reply
from handlers.kit.roles import Role
from storage.db import Db

MergeHandler = Callable[..., Callable[[], Reply]]
"""Takes who goes, who stays and the MemberContext, before they are one; returns what is called after that."""
ForgetHandler = Callable[..., Callable[[], Reply]]
"""Takes who is to be forgotten and the Context, before they are; returns what is called after that."""
Silence = Callable[[Group, datetime], datetime | None]
"""Takes a group and a moment; returns when the group's quiet hours around it end, None where there are none."""
SCHEDULE_MARK = "·"
"""Names of schedules begin with this, and those of an owner's plans never do."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was found out by reading only, to be said in a transaction that may also write."""

    run: Callable[..., HandlerResult]
    """Takes a Context; where a member's command prepared it, their MemberContext."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question that may take its time: asked on a reading connection, after the commit.

    What is to be written once it is answered is returned as Prepared.
    """

    ask: Callable[[Db], HandlerResult | Prepared]


class Section(BaseModel):
    """The base of every section of a group's YAML: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoRules(Section):
    """The section of a feature that has nothing to set."""


class TimerPayload(BaseModel):
    """The base of what a timer carries, kept as JSON in its row.

    A feature with several kinds of timers tells them apart by a field with a Literal of its own in each.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    only_speaks: ClassVar[bool] = False
    """It settles nothing, so it waits for the end of the quiet hours and then speaks of what is true by then."""

    @property
    def breaks_silence(self) -> bool:
        """Return whether it speaks in the quiet hours, too: members are in the midst of it, or asked for that time."""
        return False

    @property
    def key(self) -> str:
        """Return what tells this timer from the feature's others: while one with this key runs, no second is set.

        Keys are stored, so their form outlives any move.
        """
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Command:
    """What people may type."""

    words: tuple[str, ...]
    """The first one is shown in the help."""
    handler: Callable[..., HandlerResult | Query]
    """Takes the Message and its MemberContext."""
    help: str
    usage: str
    """The arguments as shown, e.g. `@小明 10 理由`; empty means none are taken."""
    role: Role
    audience: Audience
    """Who may see its answer."""
    casual: bool
    """It is also meant where people put a few words around it: 我来签到啦, 打卡 第3天."""
    read_only: bool
    """It changes nothing and runs on a reading connection. Any other that needs a role goes into the audit log."""
    in_group: bool = False
    """Its answer concerns the group: where it was typed in private, it is said there as well."""
    spoken: bool = False
    """Members say its words to each other, however long they are: 谁没签到."""
    asked: tuple[str, ...] = ()
    """How else people ask the bot for it, where they speak to it: 有什么活动."""
    members_say: str = ""
    """The command that members mean who say the word of this one, which they may not use: 任务大厅 for 任务."""
    glued: tuple[str, ...] = ()
    """Arguments that may follow without a space: 日报今天."""
    after_leaving: bool = False
    """Who has left the group may still use it in private."""

    @property
    def word(self) -> str:
        """Return the word shown in the help."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Action:
    """What the timetable may ask for, with the model that checks its `with`."""

    name: str
    params: type[BaseModel]
    run: Callable[..., HandlerResult | Prepared]
    """Takes the parameters and a Context."""
    read_only: bool
    foresee: Callable[..., object] | None = None
    """Takes the parameters and an Outlook; raises Refusal where the group's file alone tells that it cannot be done."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a feature does by itself, e.g. every night: once for each moment, however late."""

    name: str
    """Stored with each moment that was dealt with, so it outlives any move."""
    when: Callable[[Group], str | None]
    """Returns the local times as the timetable's YAML writes them; None where the group does without."""
    run: Callable[..., HandlerResult | Prepared]
    """Takes a Context."""
    read_only: bool


@dataclass(frozen=True, slots=True)
class TimerHandler:
    """What happens when a timer with this payload goes off."""

    payload: type[TimerPayload]
    run: Callable[..., HandlerResult]
    """Takes the payload and a Context."""


class RoundState(BaseModel):
    """The base of what a feature knows of a round, kept as JSON: fields may be added, with a default."""

    model_config = ConfigDict(extra="forbid")

    takes_private_answers: ClassVar[bool] = False
    """What members write to the bot in private with 答 in front of it counts as said in the group."""
    unfinished: bool = False
    """It was ended before its time or goal."""

    def merge(self, gone: int, stays: int) -> None:
        """Let what is kept of one member be another's, who is the same person; a state that names members has more."""


@dataclass(frozen=True, slots=True)
class Round:
    """A question that is open in a group; see rounds.py."""

    number: int
    opened_by: int | None
    """The member who opened it; None for the timetable."""
    opened_at: datetime
    ends_at: datetime
    state: Any
    """The feature's own RoundState."""


@dataclass(frozen=True, slots=True)
class RoundKind:
    """What a feature does with its rounds. All of it runs in the transaction of the answer or of the timer."""

    state: type[RoundState]
    answer: Callable[..., HandlerResult]
    """Takes the Round, the Message and its MemberContext; None where the words are no answer."""
    at_end: Callable[..., HandlerResult]
    """Takes the Round, which is closed by then, and a Context."""
    warn: Callable[..., HandlerResult]
    """Takes the Round and a Context, a while before the end."""
    start: Callable[..., HandlerResult]
    """Takes a Context and opens a round by itself, such as for the timetable; raises Refusal."""
    prepare: Callable[[], object]
    """Loads what the rounds need and takes its time: called beside the writer, before `start`."""
    about: Callable[..., HandlerResult] | None = None
    """As `start`, and takes words that say what the round is to be about; None where there is no choice."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happens in a group now and then, and is worth more than the answer to it."""

    name: str
    """How owners write it in the group's YAML."""
    when: str
    """When it happens, as owners read it."""
    look: Callable[..., None] | None = None
    """Takes a Context and follows it up where it has come; asked once an hour by day. None where an event tells it."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An occasion that has come."""

    occasion: str
    reason: str
    """What happened, as members read it."""
    key: str
    """Natural key: nothing follows twice from what happened once."""


@dataclass(frozen=True, slots=True)
class Follower:
    """What a feature does where an occasion comes, whichever feature noticed it."""

    wants: Callable[[Group, str], bool]
    """Returns whether it follows the occasion of this name up in a group."""
    run: Callable[..., None]
    """Takes the Happened and a Context."""


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """One kind of entry in the ledger."""

    title: str
    """What reports call it."""
    undo_hint: str
    """The command that takes it back, where that is not 冲正; or why nothing does."""
    person: int | None = None
    """Which word of an entry's key is the member's id, where a person is paid once for it: 1, or -1 for the last."""


@dataclass(frozen=True, slots=True)
class ConfirmedAct:
    """What is done once an admin has confirmed a request, with the model that its payload is kept in."""

    params: type[BaseModel]
    run: Callable[..., HandlerResult | Query]
    """Takes the parameters, the confirmation request and the confirmer's MemberContext."""
