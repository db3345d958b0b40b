"""Requests for confirmation: each act is carried out at most once, cancelled, or left to expire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.rows import columns, read


class Outcome(StrEnum):
    """What became of a request. Stored, so the names stay."""

    OPEN = "open"
    """Until it expires; nobody writes that down."""
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ConfirmationRequest:
    """One act that waits or waited."""

    id: int
    group_id: str
    feature: str
    proposer: str
    about: str
    """The user ids of those it favours who could confirm it, one a line."""
    payload: str
    words: str
    second: bool
    at: datetime
    expires: datetime
    outcome: Outcome
    decider: str

    def may_confirm(self, user: str) -> bool:
        """Return whether this admin's confirmation is the one it waits for."""
        return user not in (self.proposer, *self.about.split("\n")) if self.second else user == self.proposer


def create(
    db: Db,
    group_id: str,
    feature: str,
    *,
    proposer: str,
    about: str,
    payload: str,
    words: str,
    second: bool,
    at: datetime,
    expires: datetime,
) -> int:
    """Record a request and return its number."""
    return db.insert(
        """INSERT INTO proposal
            (group_id, feature, proposer, about, payload, words, second, at, expires, outcome, decider)
        VALUES (:group_id, :feature, :proposer, :about, :payload, :words, :second, :at, :expires, 'open', '')""",
        group_id=group_id,
        feature=feature,
        proposer=proposer,
        about=about,
        payload=payload,
        words=words,
        second=int(second),
        at=to_millis(at),
        expires=to_millis(expires),
    )


def get(db: Db, group_id: str, number: int) -> ConfirmationRequest | None:
    """Return the request of the group with this number."""
    row = db.fetch_one(f"{_REQUESTS} WHERE id = :id AND group_id = :group_id", id=number, group_id=group_id)
    return read(ConfirmationRequest, row) if row else None


def get_latest(db: Db, group_id: str, proposer: str) -> ConfirmationRequest | None:
    """Return the last request of this user in the group, whatever became of it."""
    row = db.fetch_one(
        f"{_REQUESTS} WHERE group_id = :group_id AND proposer = :proposer ORDER BY id DESC LIMIT 1",
        group_id=group_id,
        proposer=proposer,
    )
    return read(ConfirmationRequest, row) if row else None


def list_waiting(db: Db, group_id: str, now: datetime, limit: int) -> list[ConfirmationRequest]:
    """Return what still can be confirmed in the group, oldest first."""
    rows = db.fetch_all(
        f"""{_REQUESTS} WHERE group_id = :group_id AND outcome = 'open' AND expires > :now
        ORDER BY id LIMIT :most""",
        group_id=group_id,
        now=to_millis(now),
        most=limit,
    )
    return [read(ConfirmationRequest, row) for row in rows]


def close(db: Db, request: ConfirmationRequest, outcome: Outcome, *, decider: str, at: datetime) -> bool:
    """Close an open request; True for the caller that did."""
    return bool(
        db.execute(
            """UPDATE proposal SET outcome = :outcome, decider = :decider, decided_at = :at
            WHERE id = :id AND outcome = 'open'""",
            id=request.id,
            outcome=outcome.value,
            decider=decider,
            at=to_millis(at),
        )
    )


_REQUESTS = f"SELECT {columns(ConfirmationRequest, 'proposal')} FROM proposal"
