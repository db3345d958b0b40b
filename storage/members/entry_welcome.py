"""What a customer group's newcomers are greeted with by the platform itself, and how far its template is."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from storage import state
from storage.db import Db

FEATURE = "entry_welcome"


class EntryWelcome(BaseModel):
    """What the platform is to say."""

    text: str
    """Where it has `%NICKNAME%` the platform puts the newcomer's name."""
    url: str = ""
    title: str = ""
    description: str = ""
    picture: str = ""
    notify: bool = True


class Template(BaseModel):
    """A group's template."""

    id: str = ""
    """The platform's; empty where there is none, or it is not known."""
    wanted: EntryWelcome | None = None
    """What was asked for last."""
    step: Literal["", "asking", "made", "refused", "doubt"] = ""
    note: str = ""
    """Why it was not made, in Chinese."""
    at: datetime | None = None


def load(db: Db, group_id: str) -> Template:
    """Return how far a group's template is."""
    return state.load(db, group_id, FEATURE, Template)


def save(db: Db, group_id: str, template: Template) -> None:
    """Keep how far it is."""
    state.save(db, group_id, FEATURE, template)
