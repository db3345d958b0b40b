"""How members came to their group, where the platform tells it."""

from __future__ import annotations

from typing import NamedTuple

from storage.db import Db
from storage.members.roster import Member

FIRST_CAME = """CASE WHEN member.first_joined_at < member.joined_at THEN member.first_joined_at
    ELSE member.joined_at END"""
"""SQL: when a member joined for the first time. Of those who came back the first stay and the last one are known."""


def was_there(at: str, since: str = "") -> str:
    """Return a condition on `member`: they were there right before the moment of this placeholder.

    Where there is one for `since`, since before that moment.
    """
    return f"""(member.joined_at < {since or at} AND (member.left_at IS NULL OR member.left_at >= {at})
        OR member.first_joined_at < {since or at} AND member.first_left_at >= {at})"""


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
