"""A feature: what it is called, what its section of the YAML is, and what it does when.

This file is long because all that a feature can declare is in one class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from config.group import Group
from handlers.kit.audience import Audience, HandlerResult
from handlers.kit.capability import Capability
from handlers.kit.context import Context, MemberContext
from handlers.kit.declarations import (
    SCHEDULE_MARK,
    Action,
    Command,
    ConfirmedAct,
    Follower,
    ForgetHandler,
    Happened,
    LedgerKind,
    MergeHandler,
    NoRules,
    Occasion,
    Prepared,
    Query,
    Round,
    RoundKind,
    RoundState,
    Schedule,
    Silence,
    TimerHandler,
    TimerPayload,
)
from handlers.kit.events import Event, Joined, Left, Message, Pressed
from handlers.kit.roles import Role
from handlers.kit.rounds import RoundEnd, RoundWarning, end_by_time, warn_of_end

Handler = TypeVar("Handler", bound=Callable[..., HandlerResult])
CommandHandler = TypeVar("CommandHandler", bound=Callable[..., HandlerResult | Query])
ScheduleHandler = TypeVar("ScheduleHandler", bound=Callable[..., HandlerResult | Prepared])
EarningRule = TypeVar("EarningRule", bound=Callable[[Group], str | None])


@dataclass(eq=False)
class Feature:
    """One file of a subject. Everything the bot knows of it is declared here and nowhere else.

    Its name is stored with its timers, state and confirmation requests, so it outlives any move.
    """

    name: str
    rules: type[BaseModel] = NoRules
    title: str = ""
    topic: str = ""
    """Under which the help lists its commands; empty: under its title."""
    visible: Callable[[MemberContext], bool] = lambda _: True
    """Whether the help lists it; for features that make sense only here or there."""
    commands: list[Command] = field(default_factory=list)
    listeners: list[Callable[[Message, MemberContext], HandlerResult | Query]] = field(default_factory=list)
    guards: list[Callable[[Message, Command | None, MemberContext], HandlerResult]] = field(default_factory=list)
    claims: list[Callable[[str], bool]] = field(default_factory=list)
    reactions: dict[type[Event], Callable[..., HandlerResult]] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    timer_handlers: list[TimerHandler] = field(default_factory=list)
    ledger_kinds: dict[str, LedgerKind] = field(default_factory=dict)
    occasions: list[Occasion] = field(default_factory=list)
    followers: list[Follower] = field(default_factory=list)
    mergers: list[MergeHandler] = field(default_factory=list)
    forgetters: list[ForgetHandler] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    needs: dict[Capability, str] = field(default_factory=dict)
    earning_rule_of: Callable[[Group], str | None] | None = None
    confirmed_act: ConfirmedAct | None = None
    round_kind: RoundKind | None = None

    def command(
        self,
        *words: str,
        help: str,
        usage: str = "",
        role: Role = Role.MEMBER,
        audience: Audience | None = None,
        casual: bool = False,
        read_only: bool = False,
        in_group: bool = False,
        spoken: bool = False,
        asked: tuple[str, ...] = (),
        members_say: str = "",
        glued: tuple[str, ...] = (),
        after_leaving: bool = False,
    ) -> Callable[[CommandHandler], CommandHandler]:
        """Register what people say; the first word is the one shown.

        A casual one is also meant with a few words around it, which are not looked at. Without an audience, the answers
        to members are for everybody, and those to staff and admins for themselves. A read-only command runs on a
        reading connection, after the message is on record, and may take its time. What is answered `in_group` is said
        there, too, where the command was typed in private. A member who says alone the words of a `spoken` one that is
        for staff is talking to somebody else. Who asks the bot one of `asked` wants it; members who say its word mean
        the command `members_say`; arguments that are `glued` may follow without a space. What is open `after_leaving`
        may be used in private by who has left the group.
        """

        def register(handler: CommandHandler) -> CommandHandler:
            seen_by = audience or (Audience.STAFF if role > Role.MEMBER else Audience.EVERYBODY)
            more = (casual, read_only, in_group, spoken, asked, members_say, glued, after_leaving)
            self.commands.append(Command(words, handler, help, usage, role, seen_by, *more))
            return handler

        return register

    def listen(self, handler: CommandHandler) -> CommandHandler:
        """Register a listener for all talk that is no command; the first one that answers ends the round."""
        self.listeners.append(handler)
        return handler

    def guard(self, handler: Handler) -> Handler:
        """Register what looks at every message before all commands, games and listeners.

        The handler takes the Message, its Command (None for talk) and the MemberContext. Where it answers, nothing of
        the message is carried out; None lets it pass.
        """
        self.guards.append(handler)
        return handler

    def claim(self, takes: Callable[[str], bool]) -> Callable[[str], bool]:
        """Register whether the feature takes a text for an answer or a wish, at least now and then.

        Nobody may ask a group to type such a text for something else.
        """
        self.claims.append(takes)
        return takes

    def on(self, kind: type[Joined | Left | Pressed]) -> Callable[[Handler], Handler]:
        """Register what happens to people. Every feature that cares is told."""

        def register(handler: Handler) -> Handler:
            self.reactions[kind] = handler
            return handler

        return register

    def action(
        self,
        name: str,
        params: type[BaseModel] = NoRules,
        *,
        read_only: bool = False,
        foresee: Callable[..., object] | None = None,
    ) -> Callable[[ScheduleHandler], ScheduleHandler]:
        """Register what the timetable may ask for, as `do: NAME` with parameters; see `command` for `read_only`.

        `foresee` takes the parameters and an Outlook, and raises Refusal for what can never be done: owners are told
        when they check their file, and not only when the time has come.
        """

        def register(run: ScheduleHandler) -> ScheduleHandler:
            self.actions.append(Action(name, params, run, read_only, foresee))
            return run

        return register

    def scheduled(
        self, name: str, when: Callable[[Group], str | None], *, read_only: bool = False
    ) -> Callable[[ScheduleHandler], ScheduleHandler]:
        """Register what is done by itself at the group's local times that `when` returns, e.g. 每天 00:05.

        The name is stored with each moment, so it outlives any move. See `command` for `read_only`; what needs
        writing as well is returned as Prepared.
        """

        def register(run: ScheduleHandler) -> ScheduleHandler:
            self.schedules.append(Schedule(f"{SCHEDULE_MARK}{self.name}/{name}", when, run, read_only))
            return run

        return register

    def on_timer(self, payload: type[TimerPayload]) -> Callable[[Handler], Handler]:
        """Register what happens when one of the feature's timers with this payload goes off."""

        def register(run: Handler) -> Handler:
            self.timer_handlers.append(TimerHandler(payload, run))
            return run

        return register

    def opens_rounds(
        self,
        state: type[RoundState],
        *,
        at_end: Callable[[Round, Context], HandlerResult],
        warn: Callable[[Round, Context], HandlerResult] = lambda _, __: None,
        start: Callable[[Context], HandlerResult],
        prepare: Callable[[], object] = lambda: None,
        about: Callable[[Context, str], HandlerResult] | None = None,
    ) -> Callable[[Handler], Handler]:
        """Register what takes the words that may be answers while a round of the feature is open, and what ends it.

        The handler takes the Round, the Message and its MemberContext, and returns None for what is no answer.
        """

        def register(answer: Handler) -> Handler:
            kind = self.round_kind = RoundKind(state, answer, at_end, warn, start, prepare, about)
            self.timer_handlers += [
                TimerHandler(RoundEnd, lambda timer, ctx: end_by_time(self.name, kind, timer, ctx)),
                TimerHandler(RoundWarning, lambda timer, ctx: warn_of_end(kind, timer, ctx)),
            ]
            return answer

        return register

    def earning_rule(self, rule: EarningRule) -> EarningRule:
        """Register the line with which 积分规则 tells how the feature earns points; None where it earns none."""
        self.earning_rule_of = rule
        return rule

    def ledger_kind(self, kind: str, title: str, *, undo_hint: str = "", person: int | None = None) -> None:
        """Name a kind of entry that the feature books: the first word of the entries' keys, for reports and 冲正.

        `undo_hint` tells what to do instead where 冲正 would leave something behind, e.g. 请用「退款」. What a person
        is paid once for says in `person` which word of the key is the member's id: two who are one are paid once, too.
        """
        self.ledger_kinds[kind] = LedgerKind(title, undo_hint, person)

    def on_merging(self, look: MergeHandler) -> MergeHandler:
        """Register what looks at two members who become one: who goes, who stays, and the context.

        It returns what is called after that, and says what others have to be told.
        """
        self.mergers.append(look)
        return look

    def on_forgetting(self, look: ForgetHandler) -> ForgetHandler:
        """Register what looks at a member who is forgotten: who it is, and the context.

        It returns what is called after that, and says what others have to be told.
        """
        self.forgetters.append(look)
        return look

    def keeps_silence(self, until: Silence) -> Silence:
        """Register what says until when a group wants to hear nothing that it has not asked for; None where it may."""
        self.silences.append(until)
        return until

    def occasion(self, occasion: Occasion) -> None:
        """Declare what the feature notices for others to follow up: it calls `follow_up` where it comes."""
        self.occasions.append(occasion)

    def follows(
        self, wants: Callable[[Group, str], bool]
    ) -> Callable[[Callable[[Happened, Context], None]], Callable[[Happened, Context], None]]:
        """Register what is done where an occasion comes that `wants` says yes to, whichever feature declared it."""

        def register(run: Callable[[Happened, Context], None]) -> Callable[[Happened, Context], None]:
            self.followers.append(Follower(wants, run))
            return run

        return register

    def on_confirmed(self, params: type[BaseModel]) -> Callable[[CommandHandler], CommandHandler]:
        """Register what carries a confirmed request out, with its payload, the request and the confirmer's context.

        It runs once for each request, in the transaction of the confirmation. See handlers/system/proposals.py.
        """

        def register(run: CommandHandler) -> CommandHandler:
            self.confirmed_act = ConfirmedAct(params, run)
            return run

        return register

    def requires(self, capability: Capability, otherwise: str) -> None:
        """Declare what the feature needs of a channel, and what to do where it is missing."""
        self.needs[capability] = otherwise
