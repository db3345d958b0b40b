"""Which group an event belongs to, and what is said where none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.groups import Groups
from config.group import Group
from config.problems import Problem
from config.scalars import scalar
from handlers.kit import Capability, Event, Message, Reply, Role, Router, reply
from handlers.kit.roles import role_of
from handlers.kit.words import normalize
from handlers.members import admits, refuse_outsider
from storage.db import Db
from storage.members import roster
from storage.messages import chats

UNKNOWN_CHAT = (
    "你好，我是群伴。这个群还没有登记：\n会话 ID：{chat}\n"
    "请群主在 groups/ 里放一个 YAML，写上下面三行，我就开始上班：\n"
    "group: {id}\nname: 我们的群\nchannels: {{hear: {channel}}}"
)
FILE_WRONG = "这个群的文件有错（{problem}），请群主改好保存，我马上就来。"
NO_GROUP = "你好，我是群伴。还没有哪个群使用这个通道，请群主在群的 YAML 里写上 channels: {{hear: {channel}}}。"

GroupChooser = Callable[[Router, Message, Sequence[Group]], Group | Reply]
"""Returns the group that a private message counts for where its sender has not chosen one yet, or the question."""


class GroupFinder:
    """Knows the groups of each channel, and asks a private sender of several groups which one is meant."""

    def __init__(
        self,
        groups: Groups,
        router: Router,
        choose_group: GroupChooser,
        capabilities_of: Callable[[Group], frozenset[Capability]],
    ) -> None:
        self._groups = groups
        self._router = router
        self._choose_group = choose_group
        self._capabilities_of = capabilities_of

    def find(self, db: Db, event: Event, choices: tuple[Group, ...]) -> Group | Reply | None:
        """Return the group that an event belongs to; or what to say where there is none, or several.

        `choices` are the groups that a private conversation may count for.
        """
        if event.chat is not None:
            group = self._groups.get(event.chat)
            if group and event.channel in group.hear:
                return group
            problem = self._groups.problem_of(event.chat)
            if problem and isinstance(event, Message) and event.addressed:
                chats.note_unknown_chat(db, event.channel, event.chat, event.at)  # for the doctor
                return reply(_describe(problem))
            is_new = (
                isinstance(event, Message)
                and event.addressed
                and chats.note_unknown_chat(db, event.channel, event.chat, event.at)
            )
            return reply(_unknown_chat(event.chat, event.channel)) if is_new else None
        if len(choices) == 1:
            refusal = refuse_outsider(db, choices[0], event.user, self._capabilities_of(choices[0]))
            return reply(refusal) if refusal and not self.is_of_leaver(db, event, choices[0]) else choices[0]
        if not choices:
            if self._groups.problems and isinstance(event, Message):
                return reply(_describe(self._groups.problems[0]))
            is_new = isinstance(event, Message) and chats.note_unknown_chat(
                db, event.channel, chats.private_chat(event.user), event.at
            )
            return reply(NO_GROUP.format(channel=event.channel)) if is_new else None
        selected = chats.selected_group(db, event.channel, event.user)
        own = set(roster.groups_of(db, event.user))
        for group in choices:
            if group.id == selected:
                return group
        if not isinstance(event, Message):
            return _only([group for group in choices if group.id in own])
        theirs = [group for group in choices if group.id in own or role_of(group, event.user) > Role.MEMBER]
        return _only(theirs) or self._choose_group(self._router, event, choices)

    def choices(self, db: Db, event: Event) -> tuple[Group, ...]:
        """Return the groups that a private conversation may count for: the user's own, and those that let them in.

        Where none does, the first one, which tells them how to get in.
        """
        heard = self._groups.heard_by(event.channel)
        named = tuple(group for group in heard if group.id == event.group) if event.group else ()
        if named:
            return named
        if len(heard) < 2:
            return heard
        own = set(roster.groups_of(db, event.user))
        let_in = tuple(group for group in heard if group.id in own or self._lets_in(db, group, event.user))
        return let_in or tuple(group for group in heard if self.is_of_leaver(db, event, group)) or heard[:1]

    def is_of_leaver(self, db: Db, event: Event, group: Group) -> bool:
        """Tell whether a private message asks for what who has left may still use; they stay outside by it."""
        if not isinstance(event, Message) or event.chat is not None:
            return False
        found = self._router.find(normalize(event.text))
        return found is not None and found[0].after_leaving and roster.has_left(db, group.id, event.user)

    def _lets_in(self, db: Db, group: Group, user: str) -> bool:
        """Return whether a private word makes somebody a member; the database is asked last, of few groups."""
        capabilities = self._capabilities_of(group)
        return admits(group, user, capabilities) and not refuse_outsider(db, group, user, capabilities)


def _only(groups: Sequence[Group]) -> Group | None:
    return groups[0] if len(groups) == 1 else None


def _unknown_chat(chat: str, channel: str) -> str:
    """Return what is said in a chat without a file: all that the file needs, to be copied."""
    return UNKNOWN_CHAT.format(chat=chat, id=scalar(chat, flow=False), channel=channel)


def _describe(problem: Problem) -> str:
    return FILE_WRONG.format(problem=problem.brief)
