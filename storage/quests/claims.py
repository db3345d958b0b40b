"""Who took a member's task on, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.quests.quests import Quest
from storage.rows import columns, read


class State(StrEnum):
    """Where a claim stands. Stored, so the names stay."""

    TAKEN = "taken"
    WAITING = "waiting"
    """For somebody to review it."""
    DONE = "done"
    REFUSED = "refused"
    """It may be handed in again, so the place is kept."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A member who took a task on."""

    id: int
    """What staff call it when they review it."""
    quest_id: int
    member: Member
    state: State
    words: str
    """What the member said of it."""


_CLAIM = columns(Claim, "quest_claim")
_FROM = "FROM quest_claim JOIN member ON member.id = quest_claim.member_id"


def take(db: Db, quest: Quest, member: Member, at: datetime) -> bool:
    """Note that a member takes a task on, the group being locked; False where they had, or nothing is left."""
    db.lock(quest.group_id)
    return bool(
        db.execute(
            """INSERT INTO quest_claim (quest_id, member_id, state, words, at)
            SELECT :quest_id, :member_id, 'taken', '', :at
            WHERE (SELECT COUNT(*) FROM quest_claim WHERE quest_id = :quest_id) < :stock
            ON CONFLICT (quest_id, member_id) DO NOTHING""",
            quest_id=quest.id,
            member_id=member.id,
            at=to_millis(at),
            stock=quest.terms.stock,
        )
    )


def get(db: Db, quest: Quest, member: Member) -> Claim | None:
    """Return a member's claim to a task."""
    row = db.fetch_one(
        f"SELECT {_CLAIM} {_FROM} WHERE quest_id = :quest_id AND member_id = :member_id",
        quest_id=quest.id,
        member_id=member.id,
    )
    return read(Claim, row) if row else None


def get_of_group(db: Db, group_id: str, claim_id: int) -> Claim | None:
    """Return the claim with this id, where it is one of the group's."""
    row = db.fetch_one(
        f"SELECT {_CLAIM} {_FROM} WHERE quest_claim.id = :id AND member.group_id = :group_id",
        id=claim_id,
        group_id=group_id,
    )
    return read(Claim, row) if row else None


def move(db: Db, claim: Claim, state: State, words: str, at: datetime) -> bool:
    """Move a claim on from its state; return False where it was moved on meanwhile."""
    return bool(
        db.execute(
            "UPDATE quest_claim SET state = :state, words = :words, at = :at WHERE id = :id AND state = :before",
            state=state.value,
            words=words,
            at=to_millis(at),
            id=claim.id,
            before=claim.state.value,
        )
    )


def give_back(db: Db, claim: Claim) -> bool:
    """Forget a claim that nothing was handed in for; return False where something was meanwhile."""
    return bool(db.execute("DELETE FROM quest_claim WHERE id = :id AND state = 'taken'", id=claim.id))


def list_taken(db: Db, quest: Quest) -> list[Member]:
    """Return the members of the group who took a task on and have not handed anything in, the first first."""
    rows = db.fetch_all(
        f"""SELECT {_CLAIM} {_FROM} WHERE quest_id = :id AND state = 'taken' AND member.left_at IS NULL
        ORDER BY quest_claim.id""",
        id=quest.id,
    )
    return [read(Claim, row).member for row in rows]


def list_waiting(db: Db, group_id: str, most: int) -> list[Claim]:
    """Return what waits for somebody to review it, the oldest first."""
    rows = db.fetch_all(
        f"""SELECT {_CLAIM} {_FROM} WHERE member.group_id = :group_id AND state = 'waiting'
        ORDER BY quest_claim.at, quest_claim.id LIMIT :most""",
        group_id=group_id,
        most=most,
    )
    return [read(Claim, row) for row in rows]


def count_waiting(db: Db, group_id: str) -> int:
    """Return how much waits for somebody to review it."""
    return int(
        db.fetch_value(
            f"SELECT COUNT(*) {_FROM} WHERE member.group_id = :group_id AND state = 'waiting'", group_id=group_id
        )
    )


def list_of_member(db: Db, member: Member, most: int) -> list[Claim]:
    """Return what a member took on, the latest first."""
    rows = db.fetch_all(
        f"SELECT {_CLAIM} {_FROM} WHERE member_id = :member_id ORDER BY quest_claim.id DESC LIMIT :most",
        member_id=member.id,
        most=most,
    )
    return [read(Claim, row) for row in rows]


def count_by_state(db: Db, quest: Quest) -> dict[State, int]:
    """Return how many claims to a task there are by state."""
    rows = db.fetch_all("SELECT state, COUNT(*) FROM quest_claim WHERE quest_id = :id GROUP BY state", id=quest.id)
    return {State(state): int(times) for state, times in rows}
