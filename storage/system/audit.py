"""What staff, admins and the owner did: an append-only log.

Only what was typed of somebody may be taken out of it once they are forgotten: who did what, and when, stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis

MAX_LENGTH = 200
"""Characters kept of what was typed."""
FORGOTTEN = "（已删除的成员）"
"""Stands in place of what was typed of somebody; the table's triggers ask for it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the list."""

    actor: str
    role: str
    act: str
    at: datetime


def record(db: Db, group_id: str, actor: str, role: str, act: str, cause: str, at: datetime) -> None:
    """Add an act to the log, in the transaction of the act itself."""
    db.execute(
        """INSERT INTO audit (group_id, actor, role, act, cause, at)
        VALUES (:group_id, :actor, :role, :act, :cause, :at)""",
        group_id=group_id,
        actor=actor,
        role=role,
        act=act[:MAX_LENGTH],
        cause=cause,
        at=to_millis(at),
    )


def latest(db: Db, group_id: str, limit: int) -> list[Act]:
    """Return the last acts in a group, newest first."""
    rows = db.fetch_all(
        "SELECT actor, role, act, at FROM audit WHERE group_id = :group_id ORDER BY id DESC LIMIT :most",
        group_id=group_id,
        most=limit,
    )
    return [Act(row[0], row[1], row[2], from_millis(row[3])) for row in rows]


def hide(db: Db, act_id: int, act: str) -> None:
    """Keep only the command of an act that speaks of somebody who is forgotten."""
    if not act.endswith(FORGOTTEN):
        db.execute(
            "UPDATE audit SET act = :act WHERE id = :id",
            act=f"{act.partition(' ')[0]} {FORGOTTEN}",
            id=act_id,
        )
