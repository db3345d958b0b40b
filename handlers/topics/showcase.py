"""晒图: members show what they made, like each other's works by number, and the most liked are rewarded.

This file is long because the works, the likes and the prizes of a showcase belong to one round.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from config.group import Group
from handlers.dates.hours import format_time
from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Refusal,
    Reply,
    Role,
    Section,
    reply,
)
from handlers.kit.declarations import Round, RoundState
from handlers.kit.rounds import close_round, find_round, open_round
from handlers.kit.words import half_width, normalize
from handlers.points import payments
from handlers.points.prizes import rank
from handlers.text.numbers import read_number
from handlers.topics.rules import LONGEST_POST, LONGEST_TITLE, MOST_HOURS, MOST_POSTS, ShowcaseRules, lasts, read_title
from handlers.topics.works import NO_SHOWCASE, album_of, describe, like_works, list_pictures, require_work, words_of
from storage import albums
from storage.messages import files
from storage.topics import posts, topics
from storage.topics.posts import Liked
from storage.topics.topics import Kind, Topic

feature = Feature("showcase", ShowcaseRules, title="晒图", topic="话题")
feature.ledger_kind("showcase", "晒图", person=-1)
feature.requires(Capability.HEARS_ALL, "晒图要 @我 发，我才看得到。")

USAGE = "开晒图 我家的阳台"
OPENED = (
    "📷 晒图开始：{title}\n{until} 前把照片发到群里，或者发「晒 一句话」，我给编号；喜欢谁的就发「赞 编号」。{points}"
)
POINTS = "参加就有 {points} 分"
PRIZES = "，点赞最多的前 {places} 名再得 {prizes} 分，并列的平分。"
HAVE_ONE = "「{title}」还在晒，先发「结束晒图」再开下一个吧。"
NONE_OPEN = "现在没有晒图活动，想组织的话请员工发「开晒图 我家的阳台」。"
TAKEN = "📷 {number} 号：{name}{words}，喜欢就发「赞 {number}」。"
ENOUGH = f"一次晒图每人最多 {MOST_POSTS} 张，把你最喜欢的留给下次～"
NOTHING_TO_SHOW = "晒什么呢？发照片，或者写一句话：晒 今天做的红烧肉"
NOT_A_NUMBER = "赞几号？请这样写：赞 3"
STANDING = "📷 {title}（{until} 结束）\n{lines}"
NOTHING_YET = "还没有人晒，第一个就是你～"
SOON = "⏰ 晒图「{title}」还有 1 小时结束，还没点赞的朋友来看看～"
OVER = "🏁 晒图「{title}」结束，一共 {count} 件作品：\n{lines}"
NOBODY = "晒图「{title}」结束了，这次没有人晒，下次再来～"
REASON = "晒图「{title}」"
RULE = "晒图：{parts}"
RULE_SHOWN = "参加 {points} 分"
RULE_LIKED = "点赞最多的再得 {prizes} 分"
WORK = "📷 {number} 号 {name}{words}　{likes} 赞"
WHICH_WORK = "看几号作品？请这样写：作品 3"
SHOW = "晒"
THUMB = "👍"
MOST_AT_ONCE = 20
SHOWN, BEST = 10, 3
"""Works told at the end, and pictures shown with them."""


class OpenShowcase(RoundState):
    """The showcase that is open."""

    topic: int


class Params(Section):
    """晒图：到时间开一次晒图"""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE, description="晒什么", examples=["我家的阳台"])
    hours: int | None = Field(
        None, ge=1, le=MOST_HOURS, description="开几小时；不写就照 showcase 的 hours", examples=[72]
    )


@feature.action("晒图", Params)
def open_planned(params: Params, ctx: Context) -> str:
    return _begin(ctx, params.title, params.hours)


@feature.command(
    "开晒图", help="请大家晒一样东西", usage="我家的阳台", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True
)
def open_showcase(message: Message, ctx: MemberContext) -> str:
    return _begin(ctx, read_title(ctx.args, USAGE), None)


@feature.command("结束晒图", help="现在就排名", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True)
def end_showcase(message: Message, ctx: MemberContext) -> Reply:
    topic, number, _ = _require_open(ctx)
    close_round(ctx, feature.name, number, "stopped")
    return _end(ctx, topic)


@feature.command("晒图", help="现在晒什么，谁的赞最多；带一句话就是晒一件", usage="种了三年的月季")
def show(message: Message, ctx: MemberContext) -> str:
    topic, _, ends_at = _require_open(ctx)
    if ctx.args or message.pictures:
        return _take(topic, normalize(ctx.args), message, ctx)
    lines = describe(posts.list_liked(ctx.db, topic)[:SHOWN]) or NOTHING_YET
    return STANDING.format(title=topic.title, until=format_time(ctx, ends_at), lines=lines)


@feature.command("赞", "点赞", help="喜欢几号作品", usage="3")
def like(message: Message, ctx: MemberContext) -> str:
    topic, _, _ = _require_open(ctx)
    numbers = [read_number(number) for number in half_width(ctx.args).replace("、", " ").replace(",", " ").split()]
    others = [each.post.number for each in posts.list_liked(ctx.db, topic) if each.post.member.id != ctx.member.id]
    # Where there is just one to like, that one is meant.
    wanted = [number for number in numbers if number is not None] or (
        others if len(others) == 1 and not numbers else []
    )
    if not wanted or None in numbers or len(wanted) > MOST_AT_ONCE:
        raise Refusal(NOT_A_NUMBER)
    return like_works(ctx, topic, wanted)


@feature.command("作品", "看作品", help="看一件作品", usage="3", read_only=True)
def show_work(message: Message, ctx: MemberContext) -> Reply:
    number = read_number(ctx.args.strip("# ").removesuffix("号"))
    if number is None:
        raise Refusal(WHICH_WORK)
    topic = topics.get_latest(ctx.db, ctx.group.id, Kind.SHOWCASE)
    if topic is None:
        raise Refusal(NO_SHOWCASE)
    post = require_work(ctx, topic, number)
    work = next(each for each in posts.list_liked(ctx.db, topic) if each.post.id == post.id)
    words = WORK.format(number=number, name=work.post.member.name, words=words_of(work.post), likes=work.likes)
    return reply(words, *list_pictures(ctx, [work.post]))


def _at_end(found: Round, ctx: Context) -> HandlerResult:
    topic = topics.get(ctx.db, found.state.topic)
    assert topic
    ended = _end(ctx, topic)
    return ended if Capability.PUSHES in ctx.capabilities else None


def _warn(found: Round, ctx: Context) -> str | None:
    topic = topics.get(ctx.db, found.state.topic)
    return SOON.format(title=topic.title) if topic else None


def _start(ctx: Context) -> str:
    raise Refusal(NONE_OPEN)


@feature.claim
def claims_work(text: str) -> bool:
    words = normalize(text)
    return words.startswith((f"{SHOW} ", THUMB))


@feature.opens_rounds(OpenShowcase, at_end=_at_end, warn=_warn, start=_start)
def take(found: Round, message: Message, ctx: MemberContext) -> str | None:
    """Give a number to a picture, or to what follows 晒, and like 👍 3; anything else is talk."""
    text = normalize(message.text)
    liked = read_number(text.removeprefix(THUMB).strip()) if text.startswith(THUMB) else None
    shown = text.removeprefix(SHOW).strip() if text.startswith(f"{SHOW} ") else ""
    if liked is None and not message.pictures and not shown:
        return None
    topic = topics.get(ctx.db, found.state.topic)
    if topic is None:
        return None
    return _take(topic, shown or text, message, ctx) if liked is None else like_works(ctx, topic, [liked])


def _take(topic: Topic, words: str, message: Message, ctx: MemberContext) -> str:
    """Take what a member shows, with its picture where it is in our keeping; raises Refusal."""
    if posts.count_of_member(ctx.db, topic, ctx.member) >= MOST_POSTS:
        raise Refusal(ENOUGH)
    post = posts.create(ctx.db, topic, ctx.member, words[:LONGEST_POST], ctx.now)
    for digest in files.list_kept(ctx.db, message.pictures[:1]):
        albums.add(ctx.db, album_of(topic.id), ctx.member, digest, ctx.now, number=post.number)
    points = ctx.rules(ShowcaseRules).points
    if points:
        key = f"showcase:{topic.id}:{ctx.member.id}"
        payments.pay_reward(ctx, ctx.member, points, key=key, reason=REASON.format(title=topic.title))
    return TAKEN.format(number=post.number, name=ctx.member.name, words=words_of(post))


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(ShowcaseRules)
    parts = [RULE_SHOWN.format(points=rules.points)] if rules.points else []
    parts += [RULE_LIKED.format(prizes="、".join(map(str, rules.prizes)))] if any(rules.prizes) else []
    return RULE.format(parts="，".join(parts)) if parts else None


def _begin(ctx: Context, title: str, hours: int | None) -> str:
    rules = ctx.rules(ShowcaseRules)
    current = _get_open(ctx)
    if current:
        raise Refusal(HAVE_ONE.format(title=current[0].title))
    topic = topics.create(ctx.db, ctx.group.id, Kind.SHOWCASE, title, ctx.now)
    duration = lasts(hours or rules.hours)
    warning = lasts(1) if duration > lasts(2) else None
    open_round(ctx, feature.name, OpenShowcase(topic=topic.id), duration, warning=warning)
    points = POINTS.format(points=rules.points) if rules.points else ""
    prizes = [prize for prize in rules.prizes if prize]
    if prizes:
        points += PRIZES.format(places=len(prizes), prizes="、".join(map(str, prizes)))
    return OPENED.format(title=title, until=format_time(ctx, ctx.carried_out_at + duration), points=points.lstrip("，"))


def _get_open(ctx: Context) -> tuple[Topic, int, datetime] | None:
    found = find_round(ctx, feature.name, ctx.registry.round_kinds[feature.name])
    topic = topics.get(ctx.db, found.state.topic) if found else None
    return (topic, found.number, found.ends_at) if topic and found else None


def _require_open(ctx: Context) -> tuple[Topic, int, datetime]:
    current = _get_open(ctx)
    if current is None:
        raise Refusal(NONE_OPEN)
    return current


def _end(ctx: Context, topic: Topic) -> Reply:
    """End a showcase, pay the most liked and show them.

    Works without a like win nothing, each member wins once, with their most liked work, and equals share.
    """
    topics.end(ctx.db, topic, ctx.now)
    liked = posts.list_liked(ctx.db, topic)
    if not liked:
        return reply(NOBODY.format(title=topic.title))
    best_works: dict[int, Liked] = {}
    for each in liked:
        best_works.setdefault(each.post.member.id, each)
    scores = {member_id: each.likes for member_id, each in best_works.items()}
    won: dict[int, int] = {}
    for place in rank(scores, ctx.rules(ShowcaseRules).prizes):
        post = best_works[place.member_id].post
        if place.prize:
            won[post.id] = place.prize
            key = f"showcase:won:{topic.id}:{post.member.id}"
            reason = REASON.format(title=topic.title)
            payments.pay_reward(ctx, post.member, place.prize, key=key, reason=reason, owe=True)
    over = OVER.format(title=topic.title, count=len(liked), lines=describe(liked[:SHOWN], won))
    best = [each.post for each in liked[:BEST] if each.likes]
    return reply(over, *list_pictures(ctx, best))
