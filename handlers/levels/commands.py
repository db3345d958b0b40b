"""Levels: every night the day's deeds become growth, every month the idle lose some; who rises or falls is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Reply,
    TimerPayload,
    continue_in_batches,
    reply,
)
from handlers.levels import rules as level_rules
from handlers.levels.growth import FEATURE_NAME, Announcement, add_growth, remove_growth
from handlers.levels.rules import Rules, describe_privileges, level_for, next_level
from handlers.text.people import mention
from storage.levels import levels
from storage.levels.levels import Change
from storage.members import activity
from storage.members.activity import Day
from storage.members.roster import Member

feature = Feature(FEATURE_NAME, Rules, title="等级")
feature.requires(Capability.PUSHES, "升降级不会在群里说，发「我的等级」可以看到。")

NO_LEVELS = "这个群不分等级。"
MY_LEVEL = "{name}：{level}，成长值 {growth}。"
NEXT_LEVEL = "再长 {missing} 点就是{level}{privileges}。"
TOP_LEVEL = "已经是最高等级啦！"
MY_PRIVILEGES = "现在的特权：{privileges}。"
LADDER_HEAD = "等级（成长值从低到高）："
GROWTH_SOURCES = (
    "签到一天 +{checkin}，发言一条 +{message}（一天最多算 {messages} 条），消费一元 +{yuan}；每天凌晨结算。"
)
DECAY_RULE = "{idle} 天没动静，每月掉 {decay}%。"
ROSE = "🎉 升级啦！{level}："
FELL = "这些朋友好久不见，等级先降一降，多来聊聊就能升回来。{level}："
BATCH_SIZE = 200
"""Members settled in one transaction, so that nobody waits long for the writer."""
ONE_DAY = timedelta(days=1)


class Settlement(TimerPayload):
    """The rest of a nightly or monthly settlement: members with an id above `after`."""

    kind: Literal["settle", "decay"]
    day: date
    after: int

    @property
    def key(self) -> str:
        return f"{self.kind} {self.day} {self.after}"


def _nightly(words: str, group_rules: Rules) -> str | None:
    return words if group_rules.ladder else None


@feature.command("我的等级", "等级", help="现在几级，离下一级多远")
def show_mine(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    points = level_rules.growth_of(ctx.db, ctx.member)
    level = level_for(rules.ladder, points)
    if level is None:
        return NO_LEVELS
    said = MY_LEVEL.format(name=ctx.member.name, level=level.name, growth=points)
    if brought := describe_privileges(level):
        said += MY_PRIVILEGES.format(privileges="、".join(brought))
    above = next_level(rules.ladder, points)
    if above is None:
        return said + TOP_LEVEL
    brought = describe_privileges(above)
    shown = f"（{'、'.join(brought)}）" if brought else ""
    return said + NEXT_LEVEL.format(missing=above.growth - points, level=above.name, privileges=shown)


@feature.command("等级说明", help="有哪些等级，怎么升级")
def show_ladder(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not rules.ladder:
        return NO_LEVELS
    lines = ["　".join([f"{level.growth} {level.name}", *describe_privileges(level)]) for level in rules.ladder]
    lose = DECAY_RULE.format(idle=rules.idle, decay=rules.decay) if rules.decay else ""
    return "\n".join([LADDER_HEAD, *lines, GROWTH_SOURCES.format(**rules.model_dump()) + lose])


@feature.scheduled("settle", lambda group: _nightly("每天 00:10", group.rules(Rules)))
def add_daily_growth(ctx: Context) -> None:
    _add_batch(ctx, ctx.today - ONE_DAY, 0)


@feature.scheduled("decay", lambda group: _nightly("每月1日 00:20", group.rules(Rules)))
def decay_growth(ctx: Context) -> None:
    if ctx.rules(Rules).decay:
        _decay_batch(ctx, ctx.today, 0)


@feature.on_timer(Settlement)
def continue_settlement(settlement: Settlement, ctx: Context) -> None:
    (_add_batch if settlement.kind == "settle" else _decay_batch)(ctx, settlement.day, settlement.after)


@feature.on_timer(Announcement)
def announce(_: Announcement, ctx: Context) -> Reply | None:
    """Tell who rose and who fell since the last time."""
    changes = levels.mark_announced(ctx.db, ctx.group.id)
    if not ctx.rules(Rules).falls:
        changes = [one for one in changes if one.rose]
    if Capability.PUSHES not in ctx.capabilities:
        return None
    return _announced(changes) or None


def _add_batch(ctx: Context, day: date, after: int) -> None:
    rules = ctx.rules(Rules)
    found = activity.on(ctx.db, ctx.group.id, day, after, BATCH_SIZE)
    for member, did in found:
        gained = growth_of_day(did, rules)
        if gained:
            add_growth(ctx, member, gained, key=f"growth:{member.id}:{day}", reason="成长")
    _continue(ctx, "settle", day, [member for member, _ in found])


def _decay_batch(ctx: Context, day: date, after: int) -> None:
    rules = ctx.rules(Rules)
    idle = activity.idle_since(ctx.db, ctx.group.id, day - rules.idle * ONE_DAY, after, BATCH_SIZE)
    for member in idle:
        lost = level_rules.growth_of(ctx.db, member) * rules.decay // level_rules.HUNDRED_PERCENT
        if lost:
            remove_growth(ctx, member, lost, key=f"decay:{member.id}:{day}", reason="久未活跃")
    _continue(ctx, "decay", day, idle)


def growth_of_day(did: Day, rules: Rules) -> int:
    """What one day's deeds are worth."""
    return (rules.checkin if did.checked_in else 0) + rules.message * min(did.messages, rules.messages)


def _continue(ctx: Context, kind: Literal["settle", "decay"], day: date, settled: Sequence[Member]) -> None:
    continue_in_batches(
        ctx, feature.name, settled, BATCH_SIZE, lambda member: Settlement(kind=kind, day=day, after=member.id)
    )


def _announced(changes: Sequence[Change]) -> Reply:
    said: Reply = ()
    for rose, words in ((True, ROSE), (False, FELL)):
        for name in dict.fromkeys(one.now for one in changes if one.rose is rose):
            people = [mention(one.member) for one in changes if one.rose is rose and one.now == name]
            said = (*said, *reply(("\n" if said else "") + words.format(level=name), *people))
    return said
