"""Opening a topic, what members say to it, and its end, for all features of topics."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from handlers.dates.hours import format_time
from handlers.kit import (
    Capability,
    Context,
    Drawing,
    ForStaff,
    MemberContext,
    Refusal,
    Reply,
    Role,
    TimerPayload,
    reply,
    set_timer,
)
from handlers.kit.declarations import RoundKind, RoundState
from handlers.kit.rounds import find_round, open_round
from handlers.kit.words import truncate
from handlers.pictures.specs import DigestQuote, DigestSpec
from handlers.points import payments
from handlers.topics.rules import LONGEST_POST, MOST_POSTS, Rules, lasts
from storage.topics import posts, topics
from storage.topics.topics import Kind, Topic

FEATURE = "topics"
"""The feature whose rounds are topics."""
OPENED = "💬 {number} 号话题：{title}\n{until} 前说说你的看法（{length} 个字以上）{points}，说得好的会选进话题精华。"
POINTS = "，参加就有 {points} 分"
HAVE_ONE = "{number} 号话题「{title}」还在聊，先发「结束话题」再开下一个吧。"
DIGEST = "📌 话题精华 · {title}\n{members} 人说了看法{names}。"
CHOOSE = "「{title}」聊完了，还没有选精华。两天以内发「精华 @谁」来选，选好了发「话题精华 {number}」给大家看。"
NOBODY = "话题「{title}」结束了，这次没有聊起来，下次换个更想聊的～"
QUOTE = "\n🌟 {name}：{words}"
PICTURE_TITLE = "话题精华 · 第 {number} 期"
FOOT = "{members} 人说了看法 · {day}"
REASON = "话题「{title}」"
SHOWN = 12
"""Names of those who took part."""
KEPT = timedelta(days=2)
"""So long after its end what was said to a topic is kept."""
WARNING = timedelta(hours=1)
"""So long before the end it is said that a topic will end."""


class Forget(TimerPayload):
    """The timer that forgets what was said to a topic, once the best of it can no longer be chosen."""

    kind: Literal["forget"] = "forget"
    topic: int

    @property
    def key(self) -> str:
        return f"forget {self.topic}"


class OpenTopic(RoundState):
    """The topic that is open."""

    topic: int


def begin(ctx: Context, title: str, hours: int | None = None) -> str:
    """Open a topic and return its announcement; raises Refusal where one is open."""
    rules = ctx.rules(Rules)
    current = get_open(ctx)
    if current:
        raise Refusal(HAVE_ONE.format(number=current[0].number, title=current[0].title))
    topic = topics.create(ctx.db, ctx.group.id, Kind.TOPIC, title, ctx.now)
    duration = lasts(hours or rules.hours)
    warning = WARNING if duration > 2 * WARNING else None
    open_round(ctx, FEATURE, OpenTopic(topic=topic.id), duration, warning=warning)
    return OPENED.format(
        number=topic.number,
        title=topic.title,
        until=format_time(ctx, ctx.carried_out_at + duration),
        length=rules.length,
        points=POINTS.format(points=rules.points) if rules.points else "",
    )


def get_open(ctx: Context) -> tuple[Topic, int, datetime] | None:
    """Return the topic that is open, its round's number, and when it ends."""
    kind: RoundKind = ctx.registry.round_kinds[FEATURE]
    found = find_round(ctx, FEATURE, kind)
    topic = topics.get(ctx.db, found.state.topic) if found else None
    return (topic, found.number, found.ends_at) if topic and found else None


def record(ctx: MemberContext, topic: Topic, words: str) -> None:
    """Keep an opinion, and pay for the first one of each member; what somebody else has said is none."""
    if posts.is_said(ctx.db, topic, words[:LONGEST_POST]):
        return
    if posts.count_of_member(ctx.db, topic, ctx.member) < MOST_POSTS:
        posts.create(ctx.db, topic, ctx.member, words[:LONGEST_POST], ctx.now)
    points = ctx.rules(Rules).points
    if points:
        key = f"topic:{topic.id}:{ctx.member.id}"
        payments.pay_reward(ctx, ctx.member, points, key=key, reason=REASON.format(title=topic.title))


def end(ctx: Context, topic: Topic) -> Reply:
    """End a topic and return what it came to; for two days more the best of it may be chosen."""
    topics.end(ctx.db, topic, ctx.now)
    set_timer(ctx, FEATURE, Forget(topic=topic.id), ctx.now + KEPT)
    if posts.count_members(ctx.db, topic) and not posts.list_chosen(ctx.db, topic):
        choose = reply(CHOOSE.format(title=topic.title, number=topic.number))
        ctx.post(f"topic:{topic.id}:choose", ForStaff(reply=choose, ask="话题精华", role=Role.STAFF))
    return digest(ctx, topic)


def digest(ctx: Context, topic: Topic) -> Reply:
    """Return who took part in a topic and the best that was said, as a picture, too, where something was chosen."""
    names, members = posts.list_names(ctx.db, topic), posts.count_members(ctx.db, topic)
    if not members:
        return reply(NOBODY.format(title=topic.title))
    chosen = posts.list_chosen(ctx.db, topic)
    quotes = [QUOTE.format(name=post.member.name, words=truncate(post.words, 100)) for post in chosen]
    text = DIGEST.format(
        title=topic.title, members=members, names=f"：{'、'.join(names[:SHOWN])}" if names else ""
    ) + "".join(quotes)
    if not chosen or Capability.PICTURES not in ctx.capabilities:
        return reply(text)
    title = PICTURE_TITLE.format(number=topic.number)
    day = f"{ctx.local(topic.opened_at):%Y-%m-%d}"
    sheet = DigestSpec(
        title=title,
        subject=topic.title,
        quotes=tuple(DigestQuote(name=post.member.name, words=post.words) for post in chosen),
        foot=FOOT.format(members=members, day=day),
    )
    return reply(text, Drawing(sheet=sheet, alt=title))
