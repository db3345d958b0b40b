"""Works of a showcase as members see them: a line of words each, and their pictures."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit import Capability, Context, Picture
from handlers.kit.words import truncate
from storage import albums
from storage.topics.posts import Liked, Post

WORDS = "「{words}」"
LINE = "{place}. {number} 号 {name}{words}　{likes} 赞"
WON = "，+{points} 分"
ALT = "{number} 号作品，{name} 的"


def album_of(topic_id: int) -> str:
    """Return the name of the album with a showcase's pictures."""
    return f"topic:{topic_id}"


def list_pictures(ctx: Context, works: Sequence[Post]) -> list[Picture]:
    """Return the pictures of works as far as they are in our keeping; none where the channel sends no pictures."""
    if Capability.PICTURES not in ctx.capabilities:
        return []
    return [
        Picture(digest=photo.digest, alt=ALT.format(number=post.number, name=post.member.name))
        for post in works
        if (photo := albums.get(ctx.db, album_of(post.topic_id), post.number))
    ]


def describe(liked: Sequence[Liked], won: dict[int, int] | None = None) -> str:
    """Return works with their places, and the points that each won, by the id of its post."""
    lines = []
    for each in liked:
        place = 1 + sum(other.likes > each.likes for other in liked)
        line = LINE.format(
            place=place,
            number=each.post.number,
            name=each.post.member.name,
            words=words_of(each.post),
            likes=each.likes,
        )
        points = (won or {}).get(each.post.id)
        lines.append(line + (WON.format(points=points) if points else ""))
    return "\n".join(lines)


def words_of(post: Post) -> str:
    """Return the words of a work in quotation marks; empty where it has none."""
    return WORDS.format(words=truncate(post.words, 20)) if post.words else ""
