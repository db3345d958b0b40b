"""Where something is said in the sandbox: in a group's chat, or in a member's private chat with the bot."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from config.group import Group
from handlers.kit import Event
from storage.messages.transcript import Line

Happening = TypeVar("Happening", bound=Event)

_BETWEEN = "\t"
"""Between a group's id and a member's name, neither of which has a tab in it."""


class Place(NamedTuple):
    """A chat."""

    group: Group
    member: str = ""
    """Whose private chat it is; empty for the group's."""

    @property
    def chat(self) -> str:
        """Return the chat's id, by which its lines are kept and what is sent to it is addressed."""
        return private_chat(self.group.id, self.member) if self.member else self.group.id


def private_chat(group_id: str, member: str) -> str:
    """Return the id of a member's private chat with the bot."""
    return f"{group_id}{_BETWEEN}{member}"


def split_chat(chat: str) -> tuple[str, str]:
    """Return the group's id and the member of a chat's id; the member is empty for the group's chat."""
    group_id, _, member = chat.partition(_BETWEEN)
    return group_id, member


def happening(channel: str, kind: type[Happening], place: Place, line: Line, user: str, **more: Any) -> Happening:
    """Return the event behind a line of a chat; its key is the line's number."""
    if place.member:
        more |= {"group": place.group.id, "reply_to": place.chat}
    key = f"{kind.__name__.lower()}:{line.id}"
    chat = None if place.member else place.group.id
    return kind(channel=channel, key=key, chat=chat, user=user, name=user, at=line.at, **more)
