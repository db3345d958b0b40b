"""Topics for staff and the timetable: opening and ending one, and choosing the best of what was said."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from handlers.kit import Audience, Context, Feature, MemberContext, Message, Outlook, Refusal, Reply, Role, Section
from handlers.kit.naming import SIGNS
from handlers.kit.rounds import close_round
from handlers.kit.words import truncate
from handlers.points import payments
from handlers.staff.directory import skip_separator
from handlers.text.people import split_member
from handlers.topics import service
from handlers.topics.rules import LONGEST_TITLE, MOST_HOURS, Rules, read_title
from storage.topics import posts, topics
from storage.topics.posts import Post
from storage.topics.topics import Kind, Topic

feature = Feature("topic_desk", title="开话题", topic="话题")

USAGE = "开话题 周末最想吃什么？"
NO_TOPIC = "没写聊什么，话题库里也没有没聊过的。请写 topic，或者在群的 YAML 里给 topics 的 bank 加几个。"
NONE_OPEN = "现在没有在聊的话题。"
NO_TOPIC_YET = "还没有话题，先发「开话题 周末最想吃什么？」"
USAGE_OF_BEST = "{word} @小红"
NOT_SAID = "{name} 在「{title}」里还没有说过看法（太短的不算）。"
FORGOTTEN = "「{title}」结束两天以上了，说过的话已经忘了，选不了精华。"
ALREADY = "{name} 的这一条已经是精华了。"
OWN = "自己的看法请别的员工来选～"
CHOSEN = "🌟 精华：{name}「{words}」"
PAID = "，+{points} 积分"
TAKEN_BACK = "好的，{name} 的那一条不算精华了。给过的分要收回的话，请管理员用「冲正」。"
NOT_CHOSEN = "{name} 在「{title}」里没有精华。"
REASON = "话题精华「{title}」"


class Params(Section):
    """话题：到时间开一个话题"""

    topic: str = Field(
        "", max_length=LONGEST_TITLE, description="聊什么；不写就从话题库里取", examples=["周末最想吃什么？"]
    )
    hours: int | None = Field(
        None, ge=1, le=MOST_HOURS, description="开几小时；不写就照 topics 的 hours", examples=[24]
    )


def _foresee(params: Params, outlook: Outlook) -> None:
    if not params.topic and not outlook.rules(Rules).bank:
        raise Refusal(NO_TOPIC)


@feature.action("话题", Params, foresee=_foresee)
def open_planned(params: Params, ctx: Context) -> str:
    """Open the topic that the plan names, else the first of the bank that the group has not had."""
    title = params.topic
    if not title:
        had = topics.list_titles(ctx.db, ctx.group.id)
        title = next((title for title in ctx.rules(Rules).bank if title not in had), "")
    if not title:
        raise Refusal(NO_TOPIC)
    return service.begin(ctx, title, params.hours)


@feature.command(
    "开话题", help="开一个话题", usage="周末最想吃什么？", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True
)
def open_topic(message: Message, ctx: MemberContext) -> str:
    return service.begin(ctx, read_title(ctx.args, USAGE))


@feature.command("结束话题", help="不等时间到，现在就总结", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True)
def end_topic(message: Message, ctx: MemberContext) -> Reply:
    current = service.get_open(ctx)
    if current is None:
        raise Refusal(NONE_OPEN)
    topic, number, _ = current
    close_round(ctx, service.FEATURE, number, "stopped")
    return service.end(ctx, topic)


@feature.command(
    "精华",
    help="把谁的看法选为话题精华",
    usage="@小红",
    role=Role.STAFF,
    audience=Audience.EVERYBODY,
    in_group=True,
    members_say="话题精华",
)
def choose(message: Message, ctx: MemberContext) -> str:
    topic = _topic_at_hand(ctx)
    post, rest = _find_post(message, ctx, topic)
    chosen = _choose(ctx, topic, post)
    # Several may be named: 精华 @小红 @小明.
    rest = skip_separator(rest)
    if not rest.startswith(SIGNS):
        return chosen
    return f"{chosen}\n{choose(message, replace(ctx, args=rest))}"


def _choose(ctx: MemberContext, topic: Topic, post: Post) -> str:
    """Note an opinion as one of the best, and pay for it; raises Refusal."""
    if post.member.id == ctx.member.id:
        raise Refusal(OWN)
    if not posts.choose(ctx.db, post, chosen=True):
        raise Refusal(ALREADY.format(name=post.member.name))
    text = CHOSEN.format(name=post.member.name, words=truncate(post.words, 60))
    best = ctx.rules(Rules).best
    if not best:
        return text
    key, reason = f"topic:best:{post.id}", REASON.format(title=topic.title)
    paid = payments.pay_reward(ctx, post.member, best, key=key, reason=reason, owe=True)
    return text + (PAID.format(points=paid.points) if paid and paid.points else "")


@feature.command("取消精华", help="选错了", usage="@小红", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True)
def unchoose(message: Message, ctx: MemberContext) -> str:
    topic = _topic_at_hand(ctx)
    member, _ = split_member(message, ctx, USAGE_OF_BEST.format(word=ctx.word))
    chosen = next((post for post in posts.list_of_member(ctx.db, topic, member) if post.chosen), None)
    if chosen is None:
        raise Refusal(NOT_CHOSEN.format(name=member.name, title=topic.title))
    posts.choose(ctx.db, chosen, chosen=False)
    return TAKEN_BACK.format(name=member.name)


def _topic_at_hand(ctx: MemberContext) -> Topic:
    """Return the topic that is open, else the last one; raises Refusal."""
    current = service.get_open(ctx)
    if current:
        return current[0]
    latest = (topic for topic in topics.list_latest(ctx.db, ctx.group.id, 20) if topic.kind is Kind.TOPIC)
    topic = next(latest, None)
    if topic is None:
        raise Refusal(NO_TOPIC_YET)
    return topic


def _find_post(message: Message, ctx: MemberContext, topic: Topic) -> tuple[Post, str]:
    """Return the opinion that is meant, the quoted one, else the member's last, and the rest; raises Refusal."""
    member, rest = split_member(message, ctx, USAGE_OF_BEST.format(word=ctx.word))
    said = [post for post in posts.list_of_member(ctx.db, topic, member) if post.words]
    if not said:
        had = posts.count_of_member(ctx.db, topic, member)
        raise Refusal((FORGOTTEN if had else NOT_SAID).format(name=member.name, title=topic.title))
    quoted = message.quote.strip()
    meant = (post for post in said if quoted and (quoted in post.words or post.words in quoted))
    return next(meant, said[0]), rest
