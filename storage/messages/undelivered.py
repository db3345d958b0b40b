"""Messages that did not arrive, or may not have, and that nobody but an admin sends again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.messages import lanes
from storage.messages.outbox import State
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message that did not arrive, or may not have."""

    id: int
    state: State
    reply: str
    at: datetime
    note: str


_UNSETTLED = "kind <> 'answer' AND state IN ('doubtful', 'refused', 'expired') AND reply <> '[]'"
"""What spoke of somebody who is forgotten has no words any more, and nobody sends it again."""


def list_failed(db: Db, group_id: str, limit: int) -> list[FailedMessage]:
    """Return the broadcasts of a group that an admin may want to resend: doubtful, refused, expired; oldest first."""
    rows = db.fetch_all(
        f"""SELECT {columns(FailedMessage, "outbox", at="created_at")} FROM outbox
        WHERE group_id = :group_id AND {_UNSETTLED}
        ORDER BY id LIMIT :most""",
        group_id=group_id,
        most=limit,
    )
    return [read(FailedMessage, row) for row in rows]


def resend(db: Db, group_id: str, number: int, now: datetime) -> bool:
    """Send a failed broadcast once more, as an admin decided, and enable its lane; False where there is none."""
    lane = db.fetch_value(
        f"""UPDATE outbox SET state = 'new', due_at = :now, expires_at = NULL, attempts = 0
        WHERE id = :id AND group_id = :group_id AND {_UNSETTLED} RETURNING lane""",
        id=number,
        group_id=group_id,
        now=to_millis(now),
    )
    if lane is not None:
        lanes.enable(db, lane)
    return lane is not None


def ignore(db: Db, group_id: str, number: int) -> bool:
    """Ignore a failed broadcast, as an admin decided; False where there is none."""
    return bool(
        db.execute(
            f"""UPDATE outbox SET state = 'ignored'
            WHERE id = :id AND group_id = :group_id AND {_UNSETTLED}""",
            id=number,
            group_id=group_id,
        )
    )


def count_unsettled(db: Db) -> int:
    """Return how many broadcasts wait for an admin's decision."""
    return int(db.fetch_value(f"SELECT COUNT(*) FROM outbox WHERE {_UNSETTLED}"))


def reasons(db: Db, most: int) -> list[str]:
    """Return why broadcasts did not arrive, the latest first, each reason once."""
    rows = db.fetch_all(
        f"SELECT note FROM outbox WHERE {_UNSETTLED} AND note <> '' GROUP BY note ORDER BY MAX(id) DESC LIMIT :most",
        most=most,
    )
    return [str(note) for (note,) in rows]
