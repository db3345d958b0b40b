"""What admins decided about plans: which rest, and which versions of those that need it are approved."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis


def pause(db: Db, group_id: str, plan: str, *, actor: str, at: datetime) -> bool:
    """Let a plan rest; False where it rests already."""
    return bool(
        db.execute(
            """INSERT INTO plan_pause (group_id, plan, actor, at) VALUES (:group_id, :plan, :actor, :at)
            ON CONFLICT (group_id, plan) DO NOTHING""",
            group_id=group_id,
            plan=plan,
            actor=actor,
            at=to_millis(at),
        )
    )


def resume(db: Db, group_id: str, plan: str) -> bool:
    """Take a plan up again; False where it does not rest."""
    return bool(
        db.execute("DELETE FROM plan_pause WHERE group_id = :group_id AND plan = :plan", group_id=group_id, plan=plan)
    )


def list_paused(db: Db, group_id: str) -> set[str]:
    """Return the plans that rest, by name."""
    return {row[0] for row in db.fetch_all("SELECT plan FROM plan_pause WHERE group_id = :group_id", group_id=group_id)}


def approve(db: Db, group_id: str, plan: str, version: str, *, actor: str, at: datetime) -> bool:
    """Approve a version of a plan; False where it is approved already."""
    return bool(
        db.execute(
            """INSERT INTO plan_approval (group_id, plan, version, actor, at)
            VALUES (:group_id, :plan, :version, :actor, :at) ON CONFLICT (group_id, plan, version) DO NOTHING""",
            group_id=group_id,
            plan=plan,
            version=version,
            actor=actor,
            at=to_millis(at),
        )
    )


def is_approved(db: Db, group_id: str, plan: str, version: str) -> bool:
    """Return whether somebody approved this very version."""
    row = db.fetch_one(
        "SELECT 1 FROM plan_approval WHERE group_id = :group_id AND plan = :plan AND version = :version",
        group_id=group_id,
        plan=plan,
        version=version,
    )
    return row is not None
