"""How members introduced themselves, and who shares an interest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member
from storage.rows import columns, read


class LikeMinded(NamedTuple):
    """Somebody who shares an interest, and what they said they like and can do."""

    member: Member
    shared: str
    """The word under which the group compares one shared interest."""
    likes: str
    skills: str


def save(db: Db, member: Member, name: str, age: str, likes: str, skills: str, hopes: str, at: datetime) -> None:
    """Save an introduction, in place of an earlier one; the moment of the first one is kept beside it."""
    db.execute(
        """INSERT INTO introduction (member_id, name, age, likes, skills, hopes, at)
        VALUES (:member_id, :name, :age, :likes, :skills, :hopes, :at)
        ON CONFLICT (member_id) DO UPDATE SET name = excluded.name, age = excluded.age, likes = excluded.likes,
            skills = excluded.skills, hopes = excluded.hopes, at = excluded.at""",
        member_id=member.id,
        name=name,
        age=age,
        likes=likes,
        skills=skills,
        hopes=hopes,
        at=to_millis(at),
    )
    db.execute(
        "INSERT INTO first_introduction (member_id, at) VALUES (:id, :at) ON CONFLICT (member_id) DO NOTHING",
        id=member.id,
        at=to_millis(at),
    )


def set_interests(db: Db, member: Member, words: Iterable[str]) -> None:
    """Save a member's interests, in place of those known before."""
    db.execute("DELETE FROM interest WHERE member_id = :member_id", member_id=member.id)
    for word in words:
        db.execute(
            """INSERT INTO interest (member_id, word, group_id) VALUES (:member_id, :word, :group_id)
            ON CONFLICT (member_id, word) DO NOTHING""",
            member_id=member.id,
            word=word,
            group_id=member.group_id,
        )


def exists(db: Db, member: Member) -> bool:
    """Tell whether a member has introduced themselves."""
    return bool(db.fetch_one("SELECT 1 FROM introduction WHERE member_id = :member_id", member_id=member.id))


def list_like_minded(db: Db, member: Member, limit: int) -> list[LikeMinded]:
    """Return the current members who share interests with this one, most in common first."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, MIN(theirs.word), introduction.likes, introduction.skills
        FROM interest mine
        JOIN interest theirs ON theirs.group_id = mine.group_id AND theirs.word = mine.word
            AND theirs.member_id <> mine.member_id
        JOIN member ON member.id = theirs.member_id AND member.left_at IS NULL
        JOIN introduction ON introduction.member_id = member.id
        WHERE mine.member_id = :member_id
        GROUP BY {MEMBER}, introduction.likes, introduction.skills
        ORDER BY COUNT(*) DESC, member.id LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [LikeMinded(Member(*row[:-3]), *row[-3:]) for row in rows]


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a member said of themselves; empty where they said nothing."""

    name: str
    age: str
    likes: str
    skills: str
    hopes: str


def get(db: Db, member: Member) -> Introduction | None:
    """Return the introduction of a member."""
    row = db.fetch_one(
        f"SELECT {columns(Introduction, 'introduction')} FROM introduction WHERE member_id = :id", id=member.id
    )
    return read(Introduction, row) if row else None
