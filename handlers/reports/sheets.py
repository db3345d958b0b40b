"""A report in words, and as a picture that an owner would pass on: no name stands in it that somebody may mind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handlers.kit import Capability, Context, Drawing, Reply, reply
from handlers.pictures.report_specs import ReportBar, ReportLine, ReportSpec, ReportTile
from handlers.points.flows import FlowKind, say_flow
from handlers.reports.history import describe_acts_elsewhere
from handlers.reports.remarks import Figures, change
from handlers.reports.rules import UNITS
from handlers.reports.service import SHOWN_NAMES, Overview
from handlers.text.people import join_names
from handlers.text.shares import FEW, format_number, whole

HEAD = "📋 {group} {title}（{dates}）"
MEMBERS = "成员 {members} 人：新来 {joined} 人，退群 {left} 人，{net}"
GAINING, EVEN, LOSING = "新增跑赢流失", "新增和流失持平", "新增没有跑赢流失"
NET = "新来 {joined} 人，退群 {left} 人，{net}"
DAILY = "平均每天 {daily} 人露面{change}，三十天里来过 {monthly} 人{stickiness}"
DAILY_ONE = "{daily} 人露面{change}，三十天里来过 {monthly} 人{stickiness}"
STICKINESS = "，DAU/MAU {percent}%"
TALK = "说了 {messages} 句话{change}"
TALKERS = "{speakers} 人"
CHECKINS = "签到率 {rate}%{change}"
FEW_CHECKINS = "签到 {times} 次"
TOO_FEW = "—"
NOT_COUNTED = "（不算员工）"
POINTS = "积分{issued} 分，{spent} 分"
LINE = "{head}：{words}"
BROADCAST = "「{plan}」（{at:%m-%d %H:%M}），从 {at.hour} 点算起两小时里 {messages} 句话、{checkins} 人签到"
CAME = "{names}{more}{spoke}{others}"
SPOKEN = "，{spoke} 人开过口"
OTHERS = "（新来的 {joined} 人里，又走了的、走了又来的和员工不在这儿）"
POINTS_MORE, POINTS_LESS = "高 {points} 个百分点", "低 {points} 个百分点"
MORE = "等 {count} 人"
SILENT = "{count} 人 {days} 天没动静"
QUIET = "沉默：" + SILENT + "，发「沉默名单 {days}」看有谁"
SAME = "持平"
AGAINST = "（比{earlier} {change}）"
CHART = "每天露面的人"
WEEKDAYS = "一二三四五六日"


def report_reply(ctx: Context, overview: Overview) -> Reply:
    """Return the report as a picture with its words behind it, where the channels can show one; else as words."""
    words = "\n".join(describe(ctx, overview))
    if Capability.PICTURES not in ctx.capabilities:
        return reply(words)
    return reply(Drawing(sheet=draw(ctx, overview), alt=words))


def describe(ctx: Context, overview: Overview) -> list[str]:
    """Return the report in lines."""
    now, span = overview.now, overview.span
    net = _say_net(overview)
    talkers = "" if overview.speakers is None else TALKERS.format(speakers=overview.speakers)
    daily = DAILY if span.days > 1 else DAILY_ONE
    return [
        HEAD.format(group=ctx.group.name, title=span.title, dates=span.shown),
        MEMBERS.format(members=now.members, joined=now.joined, left=now.left, net=net),
        daily.format(
            daily=format_number(now.daily),
            monthly=now.monthly,
            stickiness=STICKINESS.format(percent=now.stickiness) if now.monthly >= FEW else "",
            change=_against(overview, lambda figures: figures.daily),
        ),
        talkers + TALK.format(messages=now.messages, change=_against(overview, lambda figures: figures.messages)),
        CHECKINS.format(rate=whole(now.checkin_rate), change=_in_brackets(overview, _points(overview)))
        if now.members >= FEW
        else FEW_CHECKINS.format(times=now.checkins),
        POINTS.format(issued=say_flow(FlowKind.ISSUED, now.issued), spent=say_flow(FlowKind.SPENT, now.spent)),
        *(LINE.format(head=head, words=words) for head, words in _others(overview)),
        *([QUIET.format(count=overview.silent, days=overview.silent_days)] if overview.silent else []),
        *(f"💡 {remark}" for remark in overview.remarks),
    ]


def _say_net(overview: Overview) -> str:
    """Say whether more came than left, and what that leaves out where the two figures say otherwise."""
    net, shown = overview.net, overview.now.joined - overview.now.left
    return _verdict(net) + (NOT_COUNTED if _verdict(net) != _verdict(shown) else "")


def _verdict(net: int) -> str:
    return GAINING if net > 0 else LOSING if net < 0 else EVEN


def _change(overview: Overview, figure: Callable[[Figures], float]) -> int | None:
    """Return how a figure changed against the span before, in percent; None where there is nothing to compare with."""
    return change(figure(overview.now), figure(overview.before)) if overview.before else None


def _against(overview: Overview, figure: Callable[[Figures], float]) -> str:
    percent = _change(overview, figure)
    return _in_brackets(overview, "" if percent is None else _signed(percent))


def _in_brackets(overview: Overview, change: str) -> str:
    return AGAINST.format(earlier=overview.span.earlier, change=change) if change else ""


def _points(overview: Overview) -> str:
    """Return how the rate of check-ins changed, in percentage points: +18 % of a rate reads like 18 points."""
    points = _points_more(overview)
    if points is None:
        return ""
    if not points:
        return SAME
    return (POINTS_MORE if points > 0 else POINTS_LESS).format(points=abs(points))


def _points_more(overview: Overview) -> int | None:
    """Return by how many points the rates of check-ins differ, rounded once; None without members enough before."""
    before = overview.before
    if before is None or min(overview.now.members, before.members) < FEW:
        return None
    return whole(overview.now.checkin_rate - before.checkin_rate)


def _signed(percent: int) -> str:
    return f"{percent:+}%" if percent else SAME


def _others(overview: Overview) -> Iterator[tuple[str, str]]:
    """Yield what is told beside the figures, each with its heading."""
    acts = [f"{count.members} 人{UNITS[kind]}" for kind, count in overview.acts.items() if kind in UNITS]
    if acts:
        yield "还有", "、".join(acts)
    elsewhere = describe_acts_elsewhere(overview.acts)
    if elsewhere:
        yield "在别处", elsewhere
    if overview.broadcast:
        best = overview.broadcast
        yield "最带动", BROADCAST.format(plan=best.plan, at=best.at, messages=best.messages, checkins=best.checkins)
    if overview.newcomers:
        count = overview.steps.members
        more = MORE.format(count=count) if count > SHOWN_NAMES else ""
        names = join_names(overview.newcomers[:SHOWN_NAMES], SHOWN_NAMES)
        others = OTHERS.format(joined=overview.now.joined) if overview.now.joined != count else ""
        spoke = "" if overview.steps.spoke is None else SPOKEN.format(spoke=overview.steps.spoke)
        yield "新面孔", CAME.format(names=names, more=more, spoke=spoke, others=others)
    if overview.thanked:
        yield "要感谢", "、".join(place.member.name for place in overview.thanked)


def draw(ctx: Context, overview: Overview) -> ReportSpec:
    """Return the report's picture."""
    now, span = overview.now, overview.span
    net = overview.net
    silent = SILENT.format(count=overview.silent, days=overview.silent_days)
    tiles = (
        ReportTile(
            label="成员",
            value=str(now.members),
            change=f"来 {now.joined} · 走 {now.left}",
            trend="good" if net > 0 else "bad" if net < 0 else "even",
        ),
        _tile(
            "每天露面" if span.days > 1 else "露面",
            format_number(now.daily),
            _change(overview, lambda figures: figures.daily),
        ),
        ReportTile(
            label="DAU/MAU",
            value=f"{now.stickiness}%" if now.monthly >= FEW else TOO_FEW,
            change=f"三十天来过 {now.monthly} 人",
        ),
        _tile("聊天", f"{now.messages} 句", _change(overview, lambda figures: figures.messages)),
        _tile("签到率", f"{whole(now.checkin_rate)}%", _points_more(overview), _points(overview))
        if now.members >= FEW
        else _tile("签到", f"{now.checkins} 次", None),
        ReportTile(label="积分", value=f"{now.issued:+}", change=say_flow(FlowKind.SPENT, now.spent)),
    )
    return ReportSpec(
        title=span.title,
        group=ctx.group.name,
        dates=span.shown,
        tiles=tiles,
        chart=CHART,
        bars=_bars(overview) if span.days > 1 else (),
        remarks=tuple(overview.remarks),
        lines=(
            ReportLine(head="来和走", words=NET.format(joined=now.joined, left=now.left, net=_say_net(overview))),
            *(ReportLine(head=head, words=words) for head, words in _others(overview)),
            *([ReportLine(head="沉默", words=silent)] if overview.silent else []),
        ),
    )


def _tile(label: str, value: str, more: int | None, words: str = "") -> ReportTile:
    """Return a figure of which more is better, with its change in percent, or in other words."""
    if more is None:
        return ReportTile(label=label, value=value)
    return ReportTile(
        label=label,
        value=value,
        change=words or _signed(more),
        trend="good" if more > 0 else "bad" if more < 0 else "even",
    )


def _bars(overview: Overview) -> tuple[ReportBar, ...]:
    """Return a bar for each day: with weekdays below those of a week, every fifth date below those of a month."""
    is_week = overview.span.days <= 7
    return tuple(
        ReportBar(
            label=WEEKDAYS[day.day.weekday()] if is_week else str(day.day.day) if day.day.day % 5 == 1 else "",
            value=day.active,
            off=day.day.weekday() >= 5,
        )
        for day in overview.days
    )
