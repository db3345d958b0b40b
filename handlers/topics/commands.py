"""Topics for members: what is talked about, what was said best, and listening while a topic is open."""

from __future__ import annotations

from config.group import Group
from handlers.dates.hours import format_time
from handlers.kit import Capability, Context, Feature, MemberContext, Message, Refusal, Reply
from handlers.kit.declarations import Round
from handlers.text.numbers import read_number
from handlers.topics import service
from handlers.topics.rules import Rules, is_opinion
from handlers.topics.service import Forget, OpenTopic
from storage.topics import posts, topics
from storage.topics.topics import Kind

feature = Feature(service.FEATURE, Rules, title="话题")
feature.ledger_kind("topic", "话题", person=-1)
feature.requires(Capability.HEARS_ALL, "要 @我 说的看法才算，例如「@群伴 我觉得……」。")
feature.requires(Capability.PUSHES, "话题结束不会自己公布，请发「话题精华」看。")

CURRENT = "💬 {number} 号话题：{title}\n{until} 结束，已经有 {members} 人说了看法，直接说就行～"
NOTHING = "现在没有在聊的话题。{latest}"
NONE_EVER = "想聊什么，请员工发「开话题 周末最想吃什么？」"
LATEST = "聊过的：\n{lines}\n发「话题精华 {number}」看说得最好的。"
LATEST_LINE = "{number} 号 {title}"
HEARD = "记下了，谢谢你的看法～"
SOON = "⏰ 话题「{title}」还有 1 小时结束，还没说的朋友来两句～"
UNKNOWN = "没有 {number} 号话题，发「话题」看聊过什么。"
NOT_OVER = "{number} 号话题还在聊，结束后就有精华。"
NOT_A_NUMBER = "「{shown}」不是话题的编号，请这样写：话题精华 3"
NO_DIGEST = "还没有聊完的话题。"
RULE = "话题：说一次看法 {points} 分，选为精华再得 {best} 分"
SHOWN = 5


@feature.command("话题", "今日话题", help="现在聊什么，聊过什么", read_only=True)
def show(message: Message, ctx: MemberContext) -> str:
    current = service.get_open(ctx)
    if current:
        topic, _, ends_at = current
        members = posts.count_members(ctx.db, topic)
        return CURRENT.format(number=topic.number, title=topic.title, until=format_time(ctx, ends_at), members=members)
    latest = [topic for topic in topics.list_latest(ctx.db, ctx.group.id, 4 * SHOWN) if topic.kind is Kind.TOPIC]
    if not latest:
        return NOTHING.format(latest=NONE_EVER)
    lines = "\n".join(LATEST_LINE.format(number=topic.number, title=topic.title) for topic in latest[:SHOWN])
    return NOTHING.format(latest=LATEST.format(lines=lines, number=latest[0].number))


@feature.command("话题精华", help="聊得最好的几句；带编号看那一期", usage="3", read_only=True)
def show_digest(message: Message, ctx: MemberContext) -> Reply:
    if ctx.args:
        number = read_number(ctx.args.strip("# ").removesuffix("号"))
        if number is None:
            raise Refusal(NOT_A_NUMBER.format(shown=ctx.args[:12]))
        topic = topics.get_by_number(ctx.db, ctx.group.id, Kind.TOPIC, number)
        if topic is None:
            raise Refusal(UNKNOWN.format(number=number))
        if topic.ended_at is None:
            raise Refusal(NOT_OVER.format(number=number))
        return service.digest(ctx, topic)
    latest = topics.list_latest(ctx.db, ctx.group.id, 4 * SHOWN)
    over = next((topic for topic in latest if topic.kind is Kind.TOPIC and topic.ended_at), None)
    if over is None:
        raise Refusal(NO_DIGEST)
    return service.digest(ctx, over)


def _at_end(found: Round, ctx: Context) -> Reply | None:
    topic = topics.get(ctx.db, found.state.topic)
    assert topic
    ended = service.end(ctx, topic)
    return ended if Capability.PUSHES in ctx.capabilities else None


def _warn(found: Round, ctx: Context) -> str | None:
    topic = topics.get(ctx.db, found.state.topic)
    return SOON.format(title=topic.title) if topic else None


@feature.on_timer(Forget)
def forget(timer: Forget, ctx: Context) -> None:
    """Forget what was said to a topic that ended two days ago."""
    topic = topics.get(ctx.db, timer.topic)
    if topic:
        topics.forget(ctx.db, topic)


def _start(ctx: Context) -> str:
    raise Refusal(service.NOBODY)


@feature.opens_rounds(OpenTopic, at_end=_at_end, warn=_warn, start=_start)
def hear(found: Round, message: Message, ctx: MemberContext) -> str | None:
    """Keep what is long enough to be an opinion; it stays talk, and is answered only where the bot was spoken to."""
    if message.chat is None or not is_opinion(message.text, ctx.rules(Rules).length):
        return None
    topic = topics.get(ctx.db, found.state.topic)
    assert topic
    service.record(ctx, topic, message.text)
    return HEARD if message.addressed else None


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(Rules)
    return RULE.format(points=rules.points, best=rules.best) if rules.points or rules.best else None
