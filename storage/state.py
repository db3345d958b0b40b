"""Small typed state of a feature in a group, for what needs no history of its own."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from storage.db import Db

State = TypeVar("State", bound=BaseModel)


def load(db: Db, group_id: str, feature: str, kind: type[State]) -> State:
    """Return what was saved last, or the defaults of `kind`."""
    row = db.fetch_one(
        "SELECT value FROM state WHERE group_id = :group_id AND feature = :feature", group_id=group_id, feature=feature
    )
    return kind.model_validate_json(row[0]) if row else kind()


def save(db: Db, group_id: str, feature: str, value: BaseModel) -> None:
    """Keep the state until it is saved again."""
    db.execute(
        """INSERT INTO state (group_id, feature, value) VALUES (:group_id, :feature, :value)
        ON CONFLICT (group_id, feature) DO UPDATE SET value = :value""",
        group_id=group_id,
        feature=feature,
        value=value.model_dump_json(),
    )


def load_all(db: Db, feature: str, kind: type[State]) -> list[tuple[str, State]]:
    """Return what was saved last in each group, with the group's id."""
    rows = db.fetch_all("SELECT group_id, value FROM state WHERE feature = :feature ORDER BY group_id", feature=feature)
    return [(group_id, kind.model_validate_json(value)) for group_id, value in rows]
