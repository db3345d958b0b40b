"""What was said against a group's rules, phrases that are no such thing, and how fast somebody talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from storage.db import MILLISECOND, Db, to_millis
from storage.members.roster import Member
from storage.numbering import next_number
from storage.rows import columns, read


class Kind(StrEnum):
    """What a case is about. Stored, so the names stay."""

    WORDS = "words"
    LINK = "link"
    FLOOD = "flood"
    REPEAT = "repeat"


class State(StrEnum):
    """Where a case stands. Stored, so the names stay."""

    OPEN = "open"
    APPEALED = "appealed"
    MISTAKEN = "mistaken"
    """Somebody in charge says that nothing was wrong: it does not count."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that was said against the rules."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    member: Member
    kind: Kind
    phrase: str
    """What was found, as it is compared; empty where it was no word."""
    excerpt: str
    """The beginning of what was said."""
    state: State
    at: datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How somebody talks."""

    messages: int
    """In the minute that is counted, with this one."""
    times: int
    """How often the same words were said in a row, with these."""


_CASE = columns(Case, "moderation_case")
_FROM = "FROM moderation_case JOIN member ON member.id = moderation_case.member_id"
MINUTE = timedelta(minutes=1)
DIGEST_LENGTH = 16


def create(db: Db, member: Member, kind: Kind, phrase: str, excerpt: str, at: datetime) -> Case:
    """Write a case down under the group's next number; the group is locked meanwhile."""
    number = next_number(db, "moderation_case", member.group_id)
    case_id = db.insert(
        """INSERT INTO moderation_case (group_id, number, member_id, kind, phrase, excerpt, state, at)
        VALUES (:group_id, :number, :member_id, :kind, :phrase, :excerpt, 'open', :at)""",
        group_id=member.group_id,
        number=number,
        member_id=member.id,
        kind=kind.value,
        phrase=phrase,
        excerpt=excerpt,
        at=to_millis(at),
    )
    return Case(case_id, member.group_id, number, member, kind, phrase, excerpt, State.OPEN, at)


def get_by_number(db: Db, group_id: str, number: int) -> Case | None:
    """Return the case of the group with this number."""
    row = db.fetch_one(
        f"SELECT {_CASE} {_FROM} WHERE moderation_case.group_id = :group_id AND number = :number",
        group_id=group_id,
        number=number,
    )
    return read(Case, row) if row else None


def list_latest(db: Db, group_id: str, most: int, member: Member | None = None) -> list[Case]:
    """Return the last cases of a group, or of one member, the latest first."""
    theirs = "AND member_id = :member_id" if member else ""
    rows = db.fetch_all(
        f"""SELECT {_CASE} {_FROM} WHERE moderation_case.group_id = :group_id {theirs}
        ORDER BY number DESC LIMIT :most""",
        group_id=group_id,
        most=most,
        **({"member_id": member.id} if member else {}),
    )
    return [read(Case, row) for row in rows]


def count_since(db: Db, member: Member, since: datetime) -> int:
    """Return how many cases a member has since a moment, without those that were mistaken."""
    cases = db.fetch_value(
        "SELECT COUNT(*) FROM moderation_case WHERE member_id = :id AND at >= :since AND state <> 'mistaken'",
        id=member.id,
        since=to_millis(since),
    )
    return int(cases)


def change_state(db: Db, case: Case, state: State) -> bool:
    """Move a case on; return False where it is there already."""
    return bool(
        db.execute(
            "UPDATE moderation_case SET state = :state WHERE id = :id AND state <> :state",
            state=state.value,
            id=case.id,
        )
    )


def allow(db: Db, group_id: str, phrase: str) -> None:
    """Remember that a phrase, as it is compared, is nothing against the rules of a group."""
    db.execute(
        "INSERT INTO moderation_allow (group_id, phrase) VALUES (:group_id, :phrase) ON CONFLICT DO NOTHING",
        group_id=group_id,
        phrase=phrase,
    )


def disallow(db: Db, group_id: str, phrase: str) -> bool:
    """Forget that a phrase is nothing against the rules; return False where it was not remembered."""
    return bool(
        db.execute(
            "DELETE FROM moderation_allow WHERE group_id = :group_id AND phrase = :phrase",
            group_id=group_id,
            phrase=phrase,
        )
    )


def list_mistaken(db: Db, group_id: str, kind: Kind, phrase: str) -> list[Case]:
    """Return the cases of a group in which this was found, and that were mistaken."""
    rows = db.fetch_all(
        f"""SELECT {_CASE} {_FROM} WHERE moderation_case.group_id = :group_id AND kind = :kind AND phrase = :phrase
        AND state = 'mistaken' ORDER BY number""",
        group_id=group_id,
        kind=kind.value,
        phrase=phrase,
    )
    return [read(Case, row) for row in rows]


def list_allowed(db: Db, group_id: str) -> tuple[str, ...]:
    """Return the phrases that were found to be nothing against the rules of a group, in order."""
    rows = db.fetch_all("SELECT phrase FROM moderation_allow WHERE group_id = :id ORDER BY phrase", id=group_id)
    return tuple(phrase for (phrase,) in rows)


def count_message(db: Db, member: Member, words: str, at: datetime) -> Pace:
    """Count a message of a member, and how often they say the same in a row."""
    row = db.fetch_one(
        """INSERT INTO moderation_pace (member_id, since, messages, digest, times)
        VALUES (:member_id, :at, 1, :digest, 1)
        ON CONFLICT (member_id) DO UPDATE SET
            messages = CASE WHEN moderation_pace.since + :minute > :at THEN moderation_pace.messages + 1 ELSE 1 END,
            since = CASE WHEN moderation_pace.since + :minute > :at THEN moderation_pace.since ELSE :at END,
            times = CASE WHEN moderation_pace.digest = :digest THEN moderation_pace.times + 1 ELSE 1 END,
            digest = :digest
        RETURNING messages, times""",
        member_id=member.id,
        at=to_millis(at),
        digest=sha256(words.encode(errors="replace")).hexdigest()[:DIGEST_LENGTH],
        minute=MINUTE // MILLISECOND,
    )
    assert row
    return Pace(*row)
