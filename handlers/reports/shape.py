"""红人 and 三分法: who carries the talk, and how the group is spread between the active and the gone."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.reports.days import bounds_of
from handlers.reports.service import count_silent, list_staff_ids
from handlers.reports.spans import SPAN_WORDS, ReportSpan, read_span
from handlers.text.shares import FEW, in_brackets, percent_of
from storage.members.facts import Kind, Span
from storage.reports import boards, shape
from storage.reports.boards import Weights

feature = Feature("shape", title="群结构", topic="群报告")

MOST_OF_IT = 70
"""Percent of all talk."""
RULE_OF_THUMB = 30
"""Percent of the members who lead most of the talk, in most groups."""
TOP = 10
NO_TALK = "{dates} 还没有群友聊天。"
CARRIED = (
    "{dates} {members} 人说了 {total} 句话（员工、走了的和不上榜的不算），"
    "其中 {first} 人{share}说了七成。{verdict}\n最能带动的：{names}"
)
TOO_FEW = "人还少，比例先不用看。"
FEW_LEAD = "话题握在很少的人手里：多请别人接话，万一他们忙起来群就静了。"
USUAL = "和常见的「三成的人带动七成的话题」差不多。"
MANY_TALK = "聊天的人很匀，难得～"
STAR = "{name} {messages} 句"
DAYS, OFTEN = 30, 4
THIRDS = (
    "近 {days} 天，{members} 人里：\n"
    "活跃 {active} 人{active_share}：有 {often} 天以上说过话\n"
    "呆板 {quiet} 人{quiet_share}：来过，话不多，要人带动\n"
    "僵尸 {gone} 人{gone_share}：一次也没露面\n"
    "{verdict}"
)
NOBODY = "群里还没有人。"
MANY_GONE = "僵尸超过三分之一：先别让它再涨，发「沉默名单 30」看有谁，用红包、老朋友的一声招呼试着叫醒。"
MANY_NEW = "僵尸超过三分之一，都是这 {days} 天里才来的：发「新人 {days}」看有谁，请老成员 @ 一下他们。"
MANY_QUIET = "潜水的最多：给他们容易接的话题，@ 几位点名请教。"
MANY_ACTIVE = "活跃的过了三分之一，比多数群好：护住他们，请他们带新人。"


@feature.command(
    "红人", help="三成的人带动七成的话题：是哪些人", usage="上月", role=Role.STAFF, read_only=True, glued=SPAN_WORDS
)
def show_stars(message: Message, ctx: MemberContext) -> str:
    span = read_span(ctx.args, ctx.today, "本月")
    weights = _by_talk(ctx, span)
    share = boards.concentrate(ctx.db, ctx.group.id, weights, MOST_OF_IT, TOP, without=list_staff_ids(ctx))
    if not share.total:
        return NO_TALK.format(dates=span.shown)
    names = "、".join(STAR.format(name=place.member.name, messages=place.score) for place in share.leaders)
    return CARRIED.format(
        dates=span.shown,
        members=share.members,
        total=share.total,
        first=share.first,
        share=in_brackets(share.first, share.members),
        verdict=_say_how_many_lead(share),
        names=names,
    )


def _say_how_many_lead(share: boards.Share) -> str:
    percent = percent_of(share.first, share.members)
    if percent is None:
        return TOO_FEW
    return FEW_LEAD if percent < RULE_OF_THUMB // 2 else MANY_TALK if percent > RULE_OF_THUMB * 3 // 2 else USUAL


@feature.command("三分法", help="活跃、呆板、僵尸各有多少，和常见的三三开比", role=Role.STAFF, read_only=True)
def show_thirds(message: Message, ctx: MemberContext) -> str:
    first = ctx.today - timedelta(days=DAYS - 1)
    thirds = shape.thirds(ctx.db, ctx.group.id, first, ctx.today, OFTEN, list_staff_ids(ctx))
    members = thirds.active + thirds.quiet + thirds.gone
    if not members:
        return NOBODY
    return THIRDS.format(
        days=DAYS,
        often=OFTEN,
        members=members,
        active=thirds.active,
        quiet=thirds.quiet,
        gone=thirds.gone,
        active_share=in_brackets(thirds.active, members),
        quiet_share=in_brackets(thirds.quiet, members),
        gone_share=in_brackets(thirds.gone, members),
        verdict=_verdict(ctx, thirds, members),
    )


def _verdict(ctx: MemberContext, thirds: shape.Thirds, members: int) -> str:
    if members < FEW:
        return TOO_FEW
    if thirds.gone * 3 > members:
        return MANY_GONE if count_silent(ctx, ctx.today, DAYS) else MANY_NEW.format(days=DAYS)
    return MANY_ACTIVE if thirds.active * 3 > members else MANY_QUIET


def _by_talk(ctx: MemberContext, span: ReportSpan) -> Weights:
    since, until = bounds_of(ctx, span.first, span.last)
    return Weights({Kind.TALK: 1}, Span(span.first, span.last, since, until), span.talk, ctx.today)
