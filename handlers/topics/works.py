"""Works of a showcase as members see them: a line of words each, and their pictures."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit import Capability, Context, MemberContext, Picture, Refusal
from handlers.kit.words import truncate
from handlers.topics.rules import ShowcaseRules
from storage import albums
from storage.members import roster
from storage.topics import posts
from storage.topics.posts import Liked, Post
from storage.topics.topics import Topic

WORDS = "「{words}」"
LINE = "{place}. {number} 号 {name}{words}　{likes} 赞"
UNKNOWN = "没有 {number} 号作品，现在到 {last} 号。"
NO_WORKS = "还没有作品，发照片或者「晒 一句话」就是第一个～"
GONE = "{number} 号作品的作者退群了，看看别的吧～"
NO_SHOWCASE = "还没有办过晒图，想组织的话请员工发「开晒图 我家的阳台」。"
LIKED = "👍 {name} 赞了 {number} 号，现在 {likes} 个赞。"
OWN = "自己的就不用赞啦，去看看别人的～"
TWICE = "你已经赞过 {number} 号了～"
NO_MORE = "这次的 {likes} 个赞都用完了～"
WON = "，+{points} 分"
ALT = "{number} 号作品，{name} 的"


def require_work(ctx: Context, topic: Topic, number: int, *, include_left: bool = False) -> Post:
    """Return the work with this number; raises Refusal where there is none, or whoever showed it has left."""
    work = posts.get_by_number(ctx.db, topic, number)
    if work is None:
        last = posts.last_number(ctx.db, topic)
        raise Refusal(UNKNOWN.format(number=number, last=last) if last else NO_WORKS)
    if not include_left and roster.get(ctx.db, work.member.id) is None:
        raise Refusal(GONE.format(number=number))
    return work


def like_work(ctx: MemberContext, topic: Topic, number: int) -> str:
    """Like a work, as often as one may; raises Refusal."""
    post = require_work(ctx, topic, number)
    if post.member.id == ctx.member.id:
        raise Refusal(OWN)
    most = ctx.rules(ShowcaseRules).likes
    if posts.count_likes_of(ctx.db, topic, ctx.member) >= most:
        raise Refusal(NO_MORE.format(likes=most))
    if not posts.like(ctx.db, post, ctx.member):
        raise Refusal(TWICE.format(number=number))
    likes = next(liked.likes for liked in posts.list_liked(ctx.db, topic) if liked.post.id == post.id)
    return LIKED.format(name=ctx.member.name, number=number, likes=likes)


def like_works(ctx: MemberContext, topic: Topic, numbers: Sequence[int]) -> str:
    """Like works; of several, what cannot be liked is said, and the others count all the same."""
    if len(numbers) == 1:
        return like_work(ctx, topic, numbers[0])
    return "\n".join(_try_to_like(ctx, topic, number) for number in dict.fromkeys(numbers))


def _try_to_like(ctx: MemberContext, topic: Topic, number: int) -> str:
    try:
        return like_work(ctx, topic, number)
    except Refusal as refusal:
        return str(refusal)


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
