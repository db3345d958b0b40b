"""成员 @小月: all that is known of one member, for those in charge; who looked is on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers.kit import Capability, Drawing, Feature, MemberContext, Message, Query, Reply, Role, reply
from handlers.kit.words import truncate
from handlers.levels import rules as level_rules
from handlers.members.tag_rules import describe_origin
from handlers.pictures.report_specs import CurveSpec, ReportLine
from handlers.reports.history import describe_elsewhere, describe_loss, describe_tried
from handlers.segments.matching import select
from handlers.segments.ready import NAMES, RFM
from handlers.segments.rules import Segments
from handlers.segments.standing import facts_of, look_up
from handlers.text.arrivals import describe_way
from handlers.text.money import format_yuan
from handlers.text.people import only_member
from storage import purchases, staff
from storage.mall import orders
from storage.members import activity, arrivals, audience, introductions, roster, tags
from storage.members.audience import Facts
from storage.members.introductions import Introduction
from storage.members.roster import Member
from storage.points import rankings

feature = Feature("profile", title="成员", topic="客户")

USAGE = "成员 @小月"
WEEKS = 12
LONGEST = 60
"""Characters that are shown of each thing a member said."""
CHART = "近十二周，每周露面几天"
CURVE = "近十二周每周露面的天数：{days}"
JOINED = "{day:%Y-%m-%d} 入群，第 {days} 天{way}{by}"
WAY = "，{way}"
BY = "，{who} 邀请"
LEVEL = "{level}，成长值 {growth}"
POINTS = "{points} 分，第 {rank} 名"
NO_POINTS = "0 分"
STREAK = "连续 {days} 天{today}"
NO_STREAK = "眼下没有连签"
NOT_TODAY = "，今天还没签"
LAST = "{day:%m-%d} {hour} 点多，{ago}"
TODAY, AGO, NEVER = "就是今天", "{days} 天前", "还没说过话"
ORDERS = "{count} 单共 {yuan} 元，最近 {day:%m-%d}"
NONE = "还没有"
BY_ORDERS = "下单{name}"
FIELDS = (("name", "叫"), ("age", "年龄"), ("likes", "喜欢"), ("skills", "擅长"), ("hopes", "期望"))
SHOWN_EXCHANGES = 3


@feature.command("成员", help="一位成员的档案：介绍、等级、积分、近十二周、分群、订单", usage="@小月", role=Role.STAFF)
def show_profile(message: Message, ctx: MemberContext) -> Query:
    member = only_member(message, ctx, USAGE)
    ctx.record(ctx.typed)
    return Query(lambda db: _show(replace(ctx, db=db), member))


def _show(ctx: MemberContext, member: Member) -> Reply:
    lines = [ReportLine(head=head, words=words) for head, words in _describe(ctx, member)]
    weeks = _count_weeks(ctx, member)
    curve = CURVE.format(days="、".join(str(days) for _, days in weeks))
    words = "\n".join([f"【{member.name}】", *(f"{line.head}：{line.words}" for line in lines), curve])
    if Capability.PICTURES not in ctx.capabilities:
        return reply(words)
    sheet = CurveSpec(
        title=member.name,
        lines=tuple(lines),
        chart=CHART,
        values=tuple(days for _, days in weeks),
        labels=tuple(f"{monday:%m-%d}" for monday, _ in weeks),
        top=7,
    )
    return reply(Drawing(sheet=sheet, alt=words))


def _describe(ctx: MemberContext, member: Member) -> Iterator[tuple[str, str]]:
    """Yield what is known of a member, each with its heading."""
    introduction = introductions.get(ctx.db, member)
    yield "介绍", _introduce(introduction) if introduction else NONE
    yield "入群", _say_joined(ctx, member)
    known = audience.facts_of(ctx.db, [member.id], ctx.today)
    if known:
        yield from _describe_standing(ctx, known[0])
    talk = activity.last_talk(ctx.db, member)
    yield "最后发言", _say_last(ctx.today, *talk) if talk else NEVER
    yield "分群", "、".join(_list_segments(ctx, known[0]) if known else ()) or NONE
    yield "标签", "、".join(describe_origin(ctx, tag) for tag in tags.list_tags(ctx.db, member)) or NONE
    responsible = staff.staff_of(ctx.db, member)
    yield "负责人", responsible.name if responsible else NONE
    bought = purchases.total_of_member(ctx.db, member)
    yield (
        "订单",
        ORDERS.format(count=bought.purchases, yuan=format_yuan(bought.fen), day=ctx.local(bought.last))
        if bought.last
        else NONE,
    )
    exchanged = orders.list_of_member(ctx.db, member, SHOWN_EXCHANGES)
    yield "兑换", "、".join(f"{order.item}（{ctx.local(order.at):%m-%d}）" for order in exchanged) or NONE
    more = {
        "近三十天在别处": describe_elsewhere(ctx, member),
        "试过": describe_tried(ctx, member),
        "流失原因": describe_loss(ctx, member),
    }
    yield from ((head, words) for head, words in more.items() if words)


def _describe_standing(ctx: MemberContext, facts: Facts) -> Iterator[tuple[str, str]]:
    ladder = ctx.rules(level_rules.Rules).ladder
    level = level_rules.level_for(ladder, facts.growth)
    if level:
        yield "等级", LEVEL.format(level=level.name, growth=facts.growth)
    rank = rankings.get_rank(ctx.db, facts.member)
    yield "积分", POINTS.format(points=facts.points, rank=rank) if facts.points else NO_POINTS
    today = "" if facts.checked_in else NOT_TODAY
    yield "签到", STREAK.format(days=facts.streak, today=today) if facts.streak else NO_STREAK


def _introduce(introduction: Introduction) -> str:
    said = ((label, getattr(introduction, field)) for field, label in FIELDS)
    return "；".join(f"{label}：{truncate(words, LONGEST)}" for label, words in said if words)


def _say_joined(ctx: MemberContext, member: Member) -> str:
    day = ctx.local(roster.joined_at(ctx.db, member)).date()
    inviter = roster.inviter_of(ctx.db, member)
    by = BY.format(who=inviter) if inviter else ""
    way = describe_way(arrivals.way_of(ctx.db, member))
    return JOINED.format(day=day, days=(ctx.today - day).days + 1, way=WAY.format(way=way) if way else "", by=by)


def _say_last(today: date, day: date, hour: int) -> str:
    ago = AGO.format(days=(today - day).days) if day < today else TODAY
    return LAST.format(day=day, hour=hour, ago=ago)


def _list_segments(ctx: MemberContext, facts: Facts) -> list[str]:
    """Return the names of the segments that a member is in: the owner's, then the ready ones."""
    segments = ctx.rules(Segments).root
    standing = look_up(ctx, [facts.member.id])
    known = facts_of(ctx, segments.values(), [facts.member.id], standing)
    own = [name for name, rule in segments.items() if select(rule, known, ctx.today, ctx.group)]
    ready = standing.names.get(facts.member.id, frozenset())
    return own + [
        BY_ORDERS.format(name=name) if name in RFM else name for name in NAMES if name in ready and name not in segments
    ]


def _count_weeks(ctx: MemberContext, member: Member) -> list[tuple[date, int]]:
    """Return the Mondays of the last weeks with the days of each on which a member sent anything."""
    first = ctx.today - timedelta(days=ctx.today.weekday(), weeks=WEEKS - 1)
    days = Counter((day - first).days // 7 for day in activity.list_days(ctx.db, member, first, ctx.today))
    return [(first + timedelta(weeks=week), days[week]) for week in range(WEEKS)]
