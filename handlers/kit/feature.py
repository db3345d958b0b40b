"""A feature: what it is called, what its section of the YAML is, and what it does when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from config.group import Group
from handlers.kit.capability import Capability
from handlers.kit.context import Context, Scene
from handlers.kit.events import Event, Joined, Left, Message, Pressed
from handlers.kit.reply import Reply
from handlers.kit.roles import Role
from storage.db import Db
from storage.system.proposals import Proposal
from storage.timers import Timer

Said = str | Reply | None
"""What a handler says; None is silence."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A question that may take its time: asked on a reading connection, after the commit."""

    ask: Callable[[Db], Said]


Answer = Said | Survey

Handles = TypeVar("Handles", bound=Callable[..., Said])
Tells = TypeVar("Tells", bound=Callable[[Group], str | None])
Does = TypeVar("Does", bound=Callable[..., Said])


ROUTINE = "·"
"""With this the names of routines begin, and those of an owner's plans never do."""


class Section(BaseModel):
    """The base of every feature's rules: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoRules(Section):
    """Nothing to set."""


@dataclass(frozen=True, slots=True)
class Command:
    """What people may type. `usage` shows the arguments, e.g. `@小明 10 理由`; empty means none are taken."""

    words: tuple[str, ...]
    handler: Callable[[Message, Context], Said]
    help: str
    usage: str
    role: Role
    acts: bool
    """Whether it may change something; where it needs a role, it then goes into the audit list."""
    feature: Feature

    @property
    def word(self) -> str:
        """The word shown in the help."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Action:
    """What the timetable may ask for, with the model that checks its `with`."""

    name: str
    params: type[BaseModel]
    run: Callable[[BaseModel, Scene], Said]
    acts: bool
    feature: Feature


@dataclass(frozen=True, slots=True)
class Routine:
    """What a feature does by itself, e.g. every night: once for each moment, however late."""

    name: str
    when: Callable[[Group], str | None]
    """The times, as in the timetable's YAML; None where the group does without."""
    run: Callable[[Scene], Said]
    acts: bool


@dataclass(frozen=True, slots=True)
class Booking:
    """One kind of entry in the ledger."""

    title: str
    """What reports call it."""
    back: str
    """The command that takes it back, where that is not 冲正; or why nothing does."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What is done once a proposal is confirmed, with the model that its payload is kept in."""

    params: type[BaseModel]
    run: Callable[[Any, Proposal, Context], Said]


@dataclass(eq=False)
class Feature:
    """One file in handlers/. Everything the bot knows of it is declared here and nowhere else."""

    name: str
    rules: type[BaseModel] = NoRules
    title: str = ""
    commands: list[Command] = field(default_factory=list)
    listeners: list[Callable[[Message, Context], Said]] = field(default_factory=list)
    reactions: dict[type[Event], Callable[..., Said]] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    routines: list[Routine] = field(default_factory=list)
    alarm: Callable[[Timer, Scene], Said] | None = None
    rule: Callable[[Group], str | None] | None = None
    needs: dict[Capability, str] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    carries_out: Confirmed | None = None
    shown: Callable[[Context], bool] = lambda _: True
    """Whether the help lists it; for features that make sense only here or there."""

    def command(
        self, *words: str, help: str, usage: str = "", role: Role = Role.MEMBER, acts: bool = True
    ) -> Callable[[Handles], Handles]:
        """Registers what people say; the first word is the one shown.

        What does not act only looks: it runs on a reading connection, after the message is on record.
        """

        def register(handler: Handles) -> Handles:
            self.commands.append(Command(words, handler, help, usage, role, acts, self))
            return handler

        return register

    def listen(self, handler: Handles) -> Handles:
        """Hears all talk that is no command; the first listener that answers ends the round."""
        self.listeners.append(handler)
        return handler

    def on(self, kind: type[Joined | Left | Pressed]) -> Callable[[Does], Does]:
        """Registers what happens to people. Every feature that cares is told."""

        def register(handler: Does) -> Does:
            self.reactions[kind] = handler
            return handler

        return register

    def action(self, name: str, params: type[BaseModel] = NoRules, *, acts: bool = True) -> Callable[[Does], Does]:
        """Registers what the timetable may ask for, as `do: NAME` with parameters; see `command` for `acts`."""

        def register(run: Does) -> Does:
            self.actions.append(Action(name, params, run, acts, self))
            return run

        return register

    def routine(self, when: Callable[[Group], str | None], *, acts: bool = True) -> Callable[[Does], Does]:
        """Registers what is done by itself at the group's local times that `when` names, e.g. 每天 00:05.

        See `command` for `acts`.
        """

        def register(run: Does) -> Does:
            self.routines.append(Routine(f"{ROUTINE}{self.name}/{run.__name__}", when, run, acts))
            return run

        return register

    def due(self, handler: Does) -> Does:
        """Registers what happens when one of the feature's timers goes off."""
        self.alarm = handler
        return handler

    def earning(self, rule: Tells) -> Tells:
        """Registers the line with which 积分规则 tells how the feature earns points; None where it earns none."""
        self.rule = rule
        return rule

    def books(self, kind: str, title: str, *, back: str = "") -> None:
        """Names a kind of entry that the feature books: the first word of the entries' keys, for reports and 冲正.

        `back` tells what to do instead where 冲正 would leave something behind, e.g. 请用「退款」.
        """
        self.bookings[kind] = Booking(title, back)

    def confirmed(self, params: type[BaseModel]) -> Callable[[Does], Does]:
        """Registers what carries a proposal out, with its payload, the proposal and the confirmer's context.

        It runs once for each proposal, in the transaction of the confirmation. See handlers/system/proposals.py.
        """

        def register(run: Does) -> Does:
            self.carries_out = Confirmed(params, run)
            return run

        return register

    def need(self, capability: Capability, otherwise: str) -> None:
        """Declares what the feature needs of a channel, and what to do where it is missing."""
        self.needs[capability] = otherwise


def bookings(features: Iterable[Feature]) -> dict[str, Booking]:
    """All kinds of entries that features have named."""
    return {kind: booking for feature in features for kind, booking in feature.bookings.items()}
