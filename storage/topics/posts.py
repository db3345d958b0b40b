"""What members said to a topic or showed in a showcase, and who liked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read
from storage.topics.topics import Topic


@dataclass(frozen=True, slots=True)
class Post:
    """One contribution."""

    id: int
    topic_id: int
    number: int
    """From 1, in the topic."""
    member: Member
    words: str
    """Empty where it was forgotten after the end."""
    at: datetime
    chosen: bool
    """It is one of the best."""


@dataclass(frozen=True, slots=True)
class Liked:
    """A contribution with how many members liked it."""

    post: Post
    likes: int


_POST = columns(Post, "topic_post")
_FROM = "FROM topic_post JOIN member ON member.id = topic_post.member_id"


def create(db: Db, topic: Topic, member: Member, words: str, at: datetime) -> Post:
    """Record a contribution under the topic's next number; the group is locked meanwhile."""
    db.lock(topic.group_id)
    number = 1 + last_number(db, topic)
    post_id = db.insert(
        """INSERT INTO topic_post (topic_id, number, member_id, words, at, chosen)
        VALUES (:topic_id, :number, :member_id, :words, :at, 0)""",
        topic_id=topic.id,
        number=number,
        member_id=member.id,
        words=words,
        at=to_millis(at),
    )
    return Post(post_id, topic.id, number, member, words, at, chosen=False)


def get_by_number(db: Db, topic: Topic, number: int) -> Post | None:
    """Return the contribution with this number."""
    row = db.fetch_one(
        f"SELECT {_POST} {_FROM} WHERE topic_id = :topic_id AND topic_post.number = :number",
        topic_id=topic.id,
        number=number,
    )
    return read(Post, row) if row else None


def count_of_member(db: Db, topic: Topic, member: Member) -> int:
    """Return how often a member contributed."""
    times = db.fetch_value(
        "SELECT COUNT(*) FROM topic_post WHERE topic_id = :topic_id AND member_id = :member_id",
        topic_id=topic.id,
        member_id=member.id,
    )
    return int(times)


def list_of_member(db: Db, topic: Topic, member: Member) -> list[Post]:
    """Return what a member contributed, the latest first."""
    rows = db.fetch_all(
        f"""SELECT {_POST} {_FROM} WHERE topic_id = :topic_id AND member_id = :member_id
        ORDER BY topic_post.number DESC""",
        topic_id=topic.id,
        member_id=member.id,
    )
    return [read(Post, row) for row in rows]


def list_chosen(db: Db, topic: Topic) -> list[Post]:
    """Return the best contributions in their order."""
    rows = db.fetch_all(
        f"SELECT {_POST} {_FROM} WHERE topic_id = :topic_id AND chosen = 1 ORDER BY topic_post.number",
        topic_id=topic.id,
    )
    return [read(Post, row) for row in rows]


def list_liked(db: Db, topic: Topic) -> list[Liked]:
    """Return all contributions, those with most likes first; likes of who has left the group do not count."""
    likes = """(SELECT COUNT(*) FROM topic_like JOIN member fan ON fan.id = topic_like.member_id
        WHERE topic_like.post_id = topic_post.id AND fan.left_at IS NULL)"""
    rows = db.fetch_all(
        f"""SELECT {columns(Liked, "topic_post", post="topic_post", likes=likes)} {_FROM}
        WHERE topic_id = :topic_id AND member.left_at IS NULL ORDER BY {likes} DESC, topic_post.number""",
        topic_id=topic.id,
    )
    return [read(Liked, row) for row in rows]


def is_said(db: Db, topic: Topic, words: str) -> bool:
    """Return whether somebody has contributed just these words."""
    times = db.fetch_value(
        "SELECT COUNT(*) FROM topic_post WHERE topic_id = :topic_id AND words = :words", topic_id=topic.id, words=words
    )
    return bool(times)


def list_names(db: Db, topic: Topic) -> list[str]:
    """Return the names of those who contributed and are still there, in the order of their first words."""
    rows = db.fetch_all(
        f"""SELECT member.name {_FROM} WHERE topic_id = :id AND member.left_at IS NULL
        GROUP BY member.id, member.name
        ORDER BY MIN(topic_post.number)""",
        id=topic.id,
    )
    return [name for (name,) in rows]


def count_members(db: Db, topic: Topic) -> int:
    """Return how many members contributed."""
    members = db.fetch_value("SELECT COUNT(DISTINCT member_id) FROM topic_post WHERE topic_id = :id", id=topic.id)
    return int(members)


def choose(db: Db, post: Post, *, chosen: bool) -> bool:
    """Mark a contribution as one of the best, or take the mark back; False where nothing changes."""
    return bool(
        db.execute(
            "UPDATE topic_post SET chosen = :chosen WHERE id = :id AND chosen <> :chosen",
            chosen=int(chosen),
            id=post.id,
        )
    )


def like(db: Db, post: Post, member: Member) -> bool:
    """Note that a member likes a contribution; return False where they do already."""
    return bool(
        db.execute(
            """INSERT INTO topic_like (post_id, member_id) VALUES (:post_id, :member_id)
            ON CONFLICT (post_id, member_id) DO NOTHING""",
            post_id=post.id,
            member_id=member.id,
        )
    )


def unlike(db: Db, post: Post, member: Member) -> bool:
    """Take back that a member likes a contribution; return False where they do not."""
    return bool(
        db.execute(
            "DELETE FROM topic_like WHERE post_id = :post_id AND member_id = :member_id",
            post_id=post.id,
            member_id=member.id,
        )
    )


def delete(db: Db, post: Post) -> None:
    """Take a contribution away, with its likes."""
    db.execute("DELETE FROM topic_like WHERE post_id = :id", id=post.id)
    db.execute("DELETE FROM topic_post WHERE id = :id", id=post.id)


def last_number(db: Db, topic: Topic) -> int:
    """Return the largest number of a topic's contributions, 0 where there are none."""
    return int(db.fetch_value("SELECT COALESCE(MAX(number), 0) FROM topic_post WHERE topic_id = :id", id=topic.id))


def count_likes_of(db: Db, topic: Topic, member: Member) -> int:
    """Return how many contributions to a topic a member likes; those of who has left the group do not count."""
    likes = db.fetch_value(
        """SELECT COUNT(*) FROM topic_like JOIN topic_post ON topic_post.id = topic_like.post_id
        JOIN member author ON author.id = topic_post.member_id
        WHERE topic_post.topic_id = :topic_id AND topic_like.member_id = :member_id AND author.left_at IS NULL""",
        topic_id=topic.id,
        member_id=member.id,
    )
    return int(likes)
