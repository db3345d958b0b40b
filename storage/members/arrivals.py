"""How members came to their group, where the platform tells it."""

from __future__ import annotations

from typing import NamedTuple

from storage.db import Db
from storage.members.roster import Member


class Way(NamedTuple):
    """How somebody joined."""

    scene: str
    """One of `handlers.kit.events.SCENES`; empty where it is not known."""
    source: str
    """Which of the owner's ways in it was, in their own words, such as a poster; empty where it was none."""


def way_of(db: Db, member: Member) -> Way:
    """Return how a member joined last."""
    row = db.fetch_one("SELECT scene, source FROM arrival WHERE member_id = :id", id=member.id)
    return Way(*row) if row else Way("", "")
