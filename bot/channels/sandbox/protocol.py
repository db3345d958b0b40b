"""What the sandbox's page and the server say to each other over `/ws`, as JSON texts of at most 64 KiB.

The socket is opened as `/ws?group=ID`; without an ID the first group is meant. The page asks:

    {type: say, user, text, picture, private}
                                        user says something; `@name` in the text is a mention, picture is a digest;
                                        with private it is said to the bot alone
    {type: join, name, invited_by}      somebody new; invited_by may be empty
    {type: leave, user}
    {type: press, user, card, button, private}
                                        user presses a button of a card
    {type: open, user}                  tell me what was said in user's private chat with the bot
    {type: turn, to | hours | days | next}
                                        turns the clock forward: to a moment (without an offset it is the group's local
                                        time), by hours, by days, or to the next planned message
    {type: look}                        tell me the people and the clock again: a file may have changed

The server tells:

    {type: hello, bot, group, groups, problems, people, lines, now, ahead, next}   once, first
    {type: groups, groups, problems}    a file has changed: the groups, and what is wrong with their files
    {type: line, line}                  a new line: {id, speaker, parts, at, private}; the speaker of a notice is
                                        empty; private is whose private chat it stands in, empty for the group's
    {type: private, user, lines}        what was said in user's private chat
    {type: people, people}              [{name, role}]
    {type: clock, now, ahead, next}     ISO moments; ahead in seconds; next is null when nothing is planned
    {type: done, request}               this socket's request has been carried out, after everything it caused
    {type: error, request, text}        ... or has not, and why, in Chinese; instead of a
                                        hello, when there is no group at all

A line may be told twice around a reconnect; its id says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.clock import TurnableClock
from config.group import Group
from handlers.kit.roles import role_of
from storage.messages.transcript import Line

MAX_BYTES = 64 * 1024

Payload = dict[str, object]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True)


class Say(_Request):
    """Somebody says something, with or without a picture."""

    type: Literal["say"]
    user: str
    text: str = ""
    picture: str = ""
    private: bool = False


class Join(_Request):
    """Somebody new."""

    type: Literal["join"]
    name: str
    invited_by: str = ""


class Leave(_Request):
    """Somebody leaves."""

    type: Literal["leave"]
    user: str


class Press(_Request):
    """Somebody presses a button of a card."""

    type: Literal["press"]
    user: str
    card: str
    button: str
    private: bool = False


class Open(_Request):
    """A page shows somebody's private chat."""

    type: Literal["open"]
    user: str


class Turn(_Request):
    """The clock is turned forward; the first of the four that is given counts."""

    type: Literal["turn"]
    to: datetime | None = None
    hours: int = Field(0, ge=0, le=24 * 1000)
    days: int = Field(0, ge=0, le=1000)
    next: bool = False


class Look(_Request):
    """A page comes back to the front."""

    type: Literal["look"]


Request = Say | Join | Leave | Press | Open | Turn | Look

REQUEST: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="type")])


def line_of(line: Line, private: str = "") -> Payload:
    """Return a line as the page takes it; `private` is whose private chat it stands in."""
    return {
        "id": line.id,
        "speaker": line.speaker,
        "parts": json.loads(line.parts),
        "at": line.at.isoformat(),
        "private": private,
    }


def people_of(group: Group, names: Iterable[str]) -> list[Payload]:
    """Return the people with the roles that the group's YAML gives them."""
    return [{"name": name, "role": role_of(group, name).title} for name in names]


def clock_of(clock: TurnableClock, planned: datetime | None) -> Payload:
    """Return the clock as the page takes it."""
    return {
        "type": "clock",
        "now": clock.now().isoformat(),
        "ahead": round(clock.ahead.total_seconds()),
        "next": planned.isoformat() if planned else None,
    }


def place_of(group: Group) -> Payload:
    """Return a group as the page takes it."""
    return {"id": group.id, "name": group.name, "zone": group.zone.key}
