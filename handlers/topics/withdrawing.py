"""撤回作品 and 取消赞: a work of a showcase that is not to be shown any more, and a like that is taken back."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.text.numbers import read_number
from handlers.topics.works import NO_SHOWCASE, album_of, require_work, words_of
from storage import albums
from storage.topics import posts, topics
from storage.topics.topics import Kind, Topic

feature = Feature("showcase_withdrawing", title="撤回作品", topic="话题")

WHICH_WORK = "撤回几号作品？请这样写：撤回作品 3"
WHICH_LIKE = "取消给几号的赞？请这样写：取消赞 3"
NOT_YOURS = "这不是你的作品，请 TA 自己或员工来撤回。"
WITHDRAWN = "好的，{number} 号作品{words}撤回了，给它的赞都还给大家。"
OVER = "「{title}」已经结束，赞不能再改了。"
NOT_LIKED = "你没有给 {number} 号点过赞。"
TAKEN_BACK = "好的，给 {number} 号的赞取消了，可以再赞别的。"


@feature.command("撤回作品", "删作品", help="自己的作品不晒了；员工可以撤回别人的", usage="3")
def withdraw(message: Message, ctx: MemberContext) -> str:
    """Withdraw a work with its picture and its likes; points for taking part stay, and are paid once anyway."""
    topic, number = _read(ctx, WHICH_WORK)
    work = require_work(ctx, topic, number, include_left=True)
    if work.member.id != ctx.member.id and ctx.role < Role.STAFF:
        raise Refusal(NOT_YOURS)
    photo = albums.get(ctx.db, album_of(topic.id), number)
    if photo:
        albums.remove(ctx.db, photo)
    posts.delete(ctx.db, work)
    return WITHDRAWN.format(number=number, words=words_of(work))


@feature.command("取消赞", "取消点赞", help="收回给一件作品的赞", usage="3")
def unlike(message: Message, ctx: MemberContext) -> str:
    topic, number = _read(ctx, WHICH_LIKE)
    if topic.ended_at is not None:
        raise Refusal(OVER.format(title=topic.title))
    if not posts.unlike(ctx.db, require_work(ctx, topic, number), ctx.member):
        raise Refusal(NOT_LIKED.format(number=number))
    return TAKEN_BACK.format(number=number)


def _read(ctx: MemberContext, usage: str) -> tuple[Topic, int]:
    """Return the latest showcase and the number that is meant; raises Refusal."""
    topic = topics.get_latest(ctx.db, ctx.group.id, Kind.SHOWCASE)
    if topic is None:
        raise Refusal(NO_SHOWCASE)
    number = read_number(ctx.args.strip("# ").removesuffix("号"))
    if number is None:
        raise Refusal(usage)
    return topic, number
