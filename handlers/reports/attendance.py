"""沉默名单, 没签到的人, 签到率 and 新人: who is slipping away and who has just come, for those in charge."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.dates.months import midnight
from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import half_width
from handlers.reports.days import bounds_of, read_days
from handlers.reports.rules import Rules
from handlers.reports.service import count_silent, list_staff_ids
from handlers.text.arrivals import describe_way, describe_ways
from handlers.text.people import join_names
from handlers.text.shares import FEW, in_brackets, percent_of
from handlers.text.spelled_numbers import read_spelled_number
from storage.members import presence
from storage.members.facts import Span
from storage.reports import newcomers, shape

feature = Feature("attendance", title="露面", topic="群报告")

SHOWN = 50
MOST_DAYS = 60
DAYS = "请写几天，2 到 {most} 之间，例如「{word} 7」。"
NOBODY_SILENT = "没有人 {days} 天没动静，真好～"
SILENT = "{count} 人 {days} 天没动静，最久的在前："
SILENT_LINE = "{name}（{day}）"
LAST_SEEN = "{day:%m-%d} 后"
NEVER = "来了就没说过话"
MORE = "……还有 {count} 人"
ALL_CHECKED = "这几天常签到的，今天都签了～"
NOBODY_CHECKS_IN = "最近一周没有人签过到。"
UNCHECKED = "最近一周签过、今天还没签的 {count} 人：{names}。"
OTHERS = "另有 {count} 人一周没签过。"
RATE = "今天 {checked}/{members} 人签到{rate}"
MEAN = "前七天平均 {rate}%"
DAY_LINE = "{day:%m-%d} {checked}/{members}{rate}"
NO_NEWCOMERS = "最近 {days} 天没有新人。"
NEWCOMERS = "最近 {days} 天来了 {count} 人，{spoke} 人开过口，{introduced} 人介绍过自己："
NEWCOMER = "{name}　{day:%m-%d} 来{way}{by}　{did}"
WAY = "，{way}"
WAYS = "来路：{ways}"
BY = "，{who} 邀请"
NOTHING_YET = "还没开口"


@feature.command("沉默名单", help="几天没动静的人，最久的在前", usage="7", role=Role.STAFF, read_only=True)
def list_silent(message: Message, ctx: MemberContext) -> str:
    days = _read_days(ctx, ctx.rules(Rules).silent)
    count = count_silent(ctx, ctx.today, days)
    if not count:
        return NOBODY_SILENT.format(days=days)
    first = ctx.today - timedelta(days=days - 1)
    since, staff = midnight(first, ctx.group.zone), list_staff_ids(ctx)
    silent = presence.list_silent(ctx.db, ctx.group.id, first, since, SHOWN, staff)
    names = [
        SILENT_LINE.format(name=absent.member.name, day=LAST_SEEN.format(day=absent.day) if absent.day else NEVER)
        for absent in silent
    ]
    more = [MORE.format(count=count - SHOWN)] if count > SHOWN else []
    return "\n".join([SILENT.format(count=count, days=days), "、".join(names), *more])


@feature.command(
    "没签到的人", "谁没签到", help="最近一周签过、今天还没签的人", role=Role.STAFF, read_only=True, spoken=True
)
def list_unchecked(message: Message, ctx: MemberContext) -> str:
    since, staff = ctx.today - timedelta(days=7), list_staff_ids(ctx)
    unchecked = shape.list_unchecked(ctx.db, ctx.group.id, ctx.today, since, SHOWN, staff)
    if not unchecked.recent_count and not unchecked.checked:
        return NOBODY_CHECKS_IN
    names = join_names(unchecked.recent, SHOWN) + ("……" if unchecked.recent_count > SHOWN else "")
    first = UNCHECKED.format(count=unchecked.recent_count, names=names) if unchecked.recent else ALL_CHECKED
    return first + (OTHERS.format(count=unchecked.others) if unchecked.others else "")


@feature.command("签到率", help="今天和前七天有多少人签到", role=Role.STAFF, read_only=True)
def show_rate(message: Message, ctx: MemberContext) -> str:
    *before, today = read_days(ctx, ctx.today - timedelta(days=7), ctx.today)
    before = [day for day in before if day.members]
    lines = [
        RATE.format(checked=today.checkins, members=today.members, rate=in_brackets(today.checkins, today.members))
    ]
    if before:
        checked, members = sum(day.checkins for day in before), sum(day.members for day in before)
        if members >= FEW * len(before):
            lines[0] += f"，{MEAN.format(rate=percent_of(checked, members))}"
    for day in reversed(before):
        rate = in_brackets(day.checkins, day.members)
        lines.append(DAY_LINE.format(day=day.day, checked=day.checkins, members=day.members, rate=rate))
    return "\n".join(lines)


@feature.command("新人", "新面孔", help="最近几天来的人，做了什么", usage="7", role=Role.STAFF, read_only=True)
def list_newcomers(message: Message, ctx: MemberContext) -> str:
    days = _read_days(ctx, 7)
    first, staff = ctx.today - timedelta(days=days - 1), list_staff_ids(ctx)
    span = Span(first, ctx.today, *bounds_of(ctx, first, ctx.today))
    steps = newcomers.count_newcomers(ctx.db, ctx.group.id, span, staff)
    if not steps.members:
        return NO_NEWCOMERS.format(days=days)
    lines = [
        NEWCOMERS.format(days=days, count=steps.members, spoke=steps.spoke, introduced=steps.introduced),
    ]
    if ways := describe_ways(newcomers.count_ways(ctx.db, ctx.group.id, span, staff)):
        lines.append(WAYS.format(ways=ways))
    for newcomer in newcomers.list_newcomers(ctx.db, ctx.group.id, span, SHOWN, staff):
        acts = {"介绍过自己": newcomer.introduced, "开过口": newcomer.spoke, "签过到": newcomer.checked_in}
        lines.append(
            NEWCOMER.format(
                name=newcomer.member.name,
                day=ctx.local(newcomer.joined_at),
                way=WAY.format(way=way) if (way := describe_way(newcomer.way)) else "",
                by=BY.format(who=newcomer.invited_by) if newcomer.invited_by else "",
                did="、".join(act for act, is_done in acts.items() if is_done) or NOTHING_YET,
            )
        )
    more = [MORE.format(count=steps.members - SHOWN)] if steps.members > SHOWN else []
    return "\n".join([*lines, *more])


def _read_days(ctx: MemberContext, usual: int) -> int:
    """Return the number of days that is asked for; raises Refusal."""
    words = half_width(ctx.args).removesuffix("天").strip()
    if not words:
        return usual
    days = int(words) if re.fullmatch("[0-9]{1,2}", words) else read_spelled_number(words)
    if days is not None and 2 <= days <= MOST_DAYS:
        return days
    raise Refusal(DAYS.format(most=MOST_DAYS, word=ctx.word))
