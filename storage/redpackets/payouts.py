"""Real money paid to members: orders are written down before anything is asked of a service, each under one number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.numbering import next_number
from storage.rows import columns, read


class State(StrEnum):
    """Where a payout stands. Stored, so the names stay."""

    APPROVED = "approved"
    """Nothing has been asked of the service."""
    DOUBT = "doubt"
    """It was asked, and what came of it is not known."""
    WAITING = "waiting"
    """The service has taken it; the money is on its way, or the payee has to take it."""
    PAID = "paid"
    FAILED = "failed"
    """The service says that it was not paid, or that it came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """One payment to one member."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    member_id: int
    openid: str
    fen: int
    words: str
    order_number: str
    proposer: str
    approver: str
    day: date
    at: datetime
    state: State
    attempts: int
    note: str
    package: str
    """What the payee's page needs for them to take the money, where they have to."""
    done_at: datetime | None


_PAYOUTS = f"SELECT {columns(Payout, 'payout')} FROM payout"


def create(
    db: Db,
    member: Member,
    *,
    openid: str,
    fen: int,
    words: str,
    order_number: str,
    cause: str,
    proposer: str,
    approver: str,
    day: date,
    at: datetime,
) -> Payout:
    """Write an approved payout down under the group's next number; the group is locked, so that none is used twice."""
    payout_id = db.insert(
        """INSERT INTO payout (group_id, number, member_id, openid, fen, words, order_number, cause, proposer, approver,
            day, at, state, attempts, next_at, note)
        VALUES (:group_id, :number, :member_id, :openid, :fen, :words, :order_number, :cause, :proposer, :approver,
            :day, :at, 'approved', 0, :at, '')""",
        group_id=member.group_id,
        number=next_number(db, "payout", member.group_id),
        member_id=member.id,
        openid=openid,
        fen=fen,
        words=words,
        order_number=order_number,
        cause=cause,
        proposer=proposer,
        approver=approver,
        day=day.isoformat(),
        at=to_millis(at),
    )
    payout = get(db, payout_id)
    assert payout
    return payout


def get(db: Db, payout_id: int) -> Payout | None:
    """Return the payout with this id, of any group."""
    row = db.fetch_one(f"{_PAYOUTS} WHERE id = :id", id=payout_id)
    return read(Payout, row) if row else None


def list_due(db: Db, now: datetime, limit: int) -> list[Payout]:
    """Return payouts of all groups to try or to ask about now, the longest due first."""
    rows = db.fetch_all(
        f"{_PAYOUTS} WHERE next_at IS NOT NULL AND next_at <= :now ORDER BY next_at, id LIMIT :most",
        now=to_millis(now),
        most=limit,
    )
    return [read(Payout, row) for row in rows]


def get_by_number(db: Db, group_id: str, number: int) -> Payout | None:
    """Return the payout of the group with this number."""
    row = db.fetch_one(f"{_PAYOUTS} WHERE group_id = :group_id AND number = :number", group_id=group_id, number=number)
    return read(Payout, row) if row else None


def list_latest(db: Db, group_id: str, limit: int) -> list[Payout]:
    """Return the payouts of a group, the newest first."""
    rows = db.fetch_all(
        f"{_PAYOUTS} WHERE group_id = :group_id ORDER BY number DESC LIMIT :most", group_id=group_id, most=limit
    )
    return [read(Payout, row) for row in rows]


def sum_of_day(db: Db, group_id: str, day: date, member: Member | None = None) -> int:
    """Return the fen approved on a local day in a group, or for one member; what has failed does not count."""
    theirs = "AND member_id = :member_id" if member else ""
    fen = db.fetch_value(
        f"""SELECT COALESCE(SUM(fen), 0) FROM payout
        WHERE group_id = :group_id AND day = :day AND state <> 'failed' {theirs}""",
        group_id=group_id,
        day=day.isoformat(),
        **({"member_id": member.id} if member else {}),
    )
    return int(fen)


def begin_attempt(db: Db, payout: Payout, next_at: datetime) -> bool:
    """Note that the service is going to be asked to pay; False where somebody else has just done so.

    Whoever crashes after it finds the payout in doubt, and asks what became of it at `next_at`.
    """
    return bool(
        db.execute(
            """UPDATE payout SET state = 'doubt', attempts = attempts + 1, next_at = :next_at
            WHERE id = :id AND state = :state AND attempts = :attempts""",
            next_at=to_millis(next_at),
            id=payout.id,
            state=payout.state.value,
            attempts=payout.attempts,
        )
    )


def settle(
    db: Db, payout: Payout, state: State, note: str, *, package: str = "", at: datetime, next_at: datetime | None
) -> bool:
    """Note what the service says; False where it was settled before. Without `next_at` it is settled for good.

    A package that is known is kept until another one comes.
    """
    done = state in (State.PAID, State.FAILED)
    return bool(
        db.execute(
            """UPDATE payout SET state = :state, note = :note,
                package = CASE WHEN :package = '' THEN package ELSE :package END, next_at = :next_at, done_at = :done_at
            WHERE id = :id AND state NOT IN ('paid', 'failed')""",
            state=state.value,
            note=note,
            package=package,
            next_at=to_millis(next_at) if next_at else None,
            done_at=to_millis(at) if done else None,
            id=payout.id,
        )
    )


def save_payee(db: Db, member: Member, openid: str, actor: str, at: datetime) -> None:
    """Keep under which openid a member is paid."""
    db.execute(
        """INSERT INTO payee (member_id, openid, actor, at) VALUES (:member_id, :openid, :actor, :at)
        ON CONFLICT (member_id) DO UPDATE SET openid = excluded.openid, actor = excluded.actor, at = excluded.at""",
        member_id=member.id,
        openid=openid,
        actor=actor,
        at=to_millis(at),
    )


def get_payee(db: Db, member: Member) -> str | None:
    """Return the openid under which a member is paid."""
    openid: str | None = db.fetch_value("SELECT openid FROM payee WHERE member_id = :id", id=member.id)
    return openid
