"""Names from the company's own contacts, for members who have told none: cached, and asked for anew each week."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member

_STRANGERS = ("merged:%", "forgotten:%")
"""Beginnings of user ids that nobody has."""


def list_due(db: Db, group_ids: list[str], asked_before: datetime, most: int) -> list[Member]:
    """Return current members of these groups whose names were never asked for, or not since, those first."""
    named = {f"group{place}": group_id for place, group_id in enumerate(group_ids)}
    if not named:
        return []
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member LEFT JOIN contact_name ON contact_name.member_id = member.id
        WHERE member.group_id IN ({", ".join(f":{name}" for name in named)}) AND member.left_at IS NULL
            AND COALESCE(contact_name.asked_at, 0) < :before
            AND member.user_id NOT LIKE :merged AND member.user_id NOT LIKE :forgotten
        ORDER BY COALESCE(contact_name.asked_at, 0), member.id LIMIT :most""",
        before=to_millis(asked_before),
        merged=_STRANGERS[0],
        forgotten=_STRANGERS[1],
        most=most,
        **named,
    )
    return [Member(*row) for row in rows]


def keep(db: Db, member: Member, name: str, at: datetime) -> bool:
    """Keep what the contacts call a member, empty for nothing, and call them so; return whether that was done.

    A name that they introduced themselves with, or that came with a message, stays: only a bare user id and an older
    name of the contacts are replaced.
    """
    is_renamed = bool(
        name
        and db.execute(
            """UPDATE member SET name = :name WHERE id = :id AND name <> :name
            AND (name = user_id OR name = (SELECT contact_name.name FROM contact_name WHERE member_id = :id))
            AND NOT EXISTS (SELECT 1 FROM introduction WHERE member_id = :id)""",
            name=name,
            id=member.id,
        )
    )
    db.execute(
        """INSERT INTO contact_name (member_id, name, asked_at) VALUES (:id, :name, :at)
        ON CONFLICT (member_id) DO UPDATE SET asked_at = excluded.asked_at,
            name = CASE WHEN excluded.name = '' THEN contact_name.name ELSE excluded.name END""",
        id=member.id,
        name=name,
        at=to_millis(at),
    )
    return is_renamed
