"""Who may see what the bot says: everybody in the group, one person, or those in charge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from handlers.kit.reply import Reply, as_reply
from handlers.kit.roles import Role
from storage.members.roster import Member


class Audience(Enum):
    """Who may see the answer to a command."""

    EVERYBODY = auto()
    ASKER = auto()
    """Whoever typed it."""
    STAFF = auto()
    """Whoever typed it, or the chat of those in charge where the group names one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForMember:
    """What one member may read. It goes to their private chat with the bot, where a channel can write there."""

    member: Member
    reply: Reply
    ask: str
    """What they send to the bot in private to read it, where no channel can write to them first."""
    shown: Reply = ()
    """What the group may read: beside it in an answer; in its place in a notice that nobody can be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForStaff:
    """What those in charge may read: it goes to their own chat where the group names one, else to each in private."""

    reply: Reply
    ask: str
    """What they send to the bot in private to read it, where no channel can write to them first."""
    shown: Reply = ()
    """What the group may read in its place, where nobody can be written."""
    role: Role = Role.ADMIN
    """The least role of those it is for."""
    known_to: str = ""
    """The user id of the one who has read it already, and is not written to in private."""


class Otherwise(str):
    """What an open round says to whoever spoke to the bot, where nothing else of what the bot does is meant."""

    __slots__ = ()


class NoGuess(Otherwise):
    """The same to words that are no guess at all: whoever else takes what is said to the bot comes first."""

    __slots__ = ()


Notice = Reply | ForMember | ForStaff
HandlerResult = str | Notice | None
"""What a handler returns to be said; a string is plain text, None is silence."""


def as_notice(result: str | Notice) -> Notice:
    """Return a result in parts; a plain string is plain text for everybody."""
    return as_reply(result) if isinstance(result, str) else result


def words_of(notice: str | Notice) -> Reply:
    """Return all that a notice says to those it is for."""
    return as_reply(notice.reply if isinstance(notice, ForMember | ForStaff) else notice)
