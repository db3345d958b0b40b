"""Levels: every night a day's activity becomes growth, every month idle members lose some; changes are announced."""

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
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention
from storage.levels import levels
from storage.levels.levels import LevelChange
from storage.members import activity
from storage.members.activity import Day
from storage.members.roster import Member

feature = Feature(FEATURE_NAME, Rules, title="等级", topic="成长")
feature.requires(Capability.PUSHES, "升降级不会在群里说，发「我的等级」可以看到。")

NO_LEVELS = "这个群不分等级。"
MY_LEVEL = "{name}：{level}，成长值 {growth}。"
NOT_COUNTED_YET = "（今天的明天凌晨算进来）"
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
"""Members of one transaction, so that nobody waits long for the writer."""
ONE_DAY = timedelta(days=1)


class Settlement(TimerPayload):
    """The rest of a nightly or monthly settlement: members with an id above `after`."""

    kind: Literal["settle", "decay"]
    day: date
    after: int

    @property
    def key(self) -> str:
        return f"{self.kind} {self.day} {self.after}"


def _if_levels(when: str, rules: Rules) -> str | None:
    return when if rules.ladder else None


@feature.command("我的等级", "等级", help="现在几级，离下一级多远")
def show_mine(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    growth = level_rules.growth_of(ctx.db, ctx.member)
    level = level_for(rules.ladder, growth)
    if level is None:
        return NO_LEVELS
    text = MY_LEVEL.format(name=ctx.member.name, level=level.name, growth=growth)
    text += "" if growth else NOT_COUNTED_YET
    if privileges := describe_privileges(level):
        text += MY_PRIVILEGES.format(privileges="、".join(privileges))
    above = next_level(rules.ladder, growth)
    if above is None:
        return text + TOP_LEVEL
    privileges = describe_privileges(above)
    in_brackets = f"（{'、'.join(privileges)}）" if privileges else ""
    return text + NEXT_LEVEL.format(missing=above.growth - growth, level=above.name, privileges=in_brackets)


@feature.command("等级说明", help="有哪些等级，怎么升级")
def show_ladder(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not rules.ladder:
        return NO_LEVELS
    lines = ["　".join([f"{level.growth} {level.name}", *describe_privileges(level)]) for level in rules.ladder]
    decay_rule = DECAY_RULE.format(idle=rules.idle, decay=rules.decay) if rules.decay else ""
    return "\n".join([LADDER_HEAD, *lines, GROWTH_SOURCES.format(**rules.model_dump()) + decay_rule])


@feature.scheduled("settle", lambda group: _if_levels("每天 00:10", group.rules(Rules)))
def add_daily_growth(ctx: Context) -> None:
    _add_batch(ctx, ctx.today - ONE_DAY, 0)


@feature.scheduled("decay", lambda group: _if_levels("每月1日 00:20", group.rules(Rules)))
def decay_growth(ctx: Context) -> None:
    if ctx.rules(Rules).decay:
        _decay_batch(ctx, ctx.today, 0)


@feature.on_timer(Settlement)
def continue_settlement(settlement: Settlement, ctx: Context) -> None:
    (_add_batch if settlement.kind == "settle" else _decay_batch)(ctx, settlement.day, settlement.after)


@feature.on_timer(Announcement)
def announce(_: Announcement, ctx: Context) -> Reply | None:
    """Announce who rose and who fell since the last announcement."""
    changes = levels.mark_announced(ctx.db, ctx.group.id)
    if not ctx.rules(Rules).falls:
        changes = [change for change in changes if change.rose]
    if Capability.PUSHES not in ctx.capabilities:
        return None
    told = set(may_be_mentioned(ctx, dict.fromkeys(change.member for change in changes)))
    return _announce_changes([change for change in changes if change.member in told]) or None


def _add_batch(ctx: Context, day: date, after: int) -> None:
    rules = ctx.rules(Rules)
    active = activity.list_day(ctx.db, ctx.group.id, day, after, BATCH_SIZE)
    for member, activities in active:
        gained = growth_of_day(activities, rules)
        if gained:
            add_growth(ctx, member, gained, key=f"growth:{member.id}:{day}", reason="成长")
    _continue(ctx, "settle", day, [member for member, _ in active])


def _decay_batch(ctx: Context, day: date, after: int) -> None:
    rules = ctx.rules(Rules)
    idle = activity.list_idle(ctx.db, ctx.group.id, day - rules.idle * ONE_DAY, after, BATCH_SIZE)
    for member in idle:
        lost = level_rules.growth_of(ctx.db, member) * rules.decay // level_rules.HUNDRED_PERCENT
        if lost:
            remove_growth(ctx, member, lost, key=f"decay:{member.id}:{day}", reason="久未活跃")
    _continue(ctx, "decay", day, idle)


def growth_of_day(activities: Day, rules: Rules) -> int:
    """Return the growth that one day's check-in and messages bring."""
    return (rules.checkin if activities.checked_in else 0) + rules.message * min(activities.messages, rules.messages)


def _continue(ctx: Context, kind: Literal["settle", "decay"], day: date, batch: Sequence[Member]) -> None:
    continue_in_batches(
        ctx, feature.name, batch, BATCH_SIZE, lambda member: Settlement(kind=kind, day=day, after=member.id)
    )


def _announce_changes(changes: Sequence[LevelChange]) -> Reply:
    text: Reply = ()
    for rose, head in ((True, ROSE), (False, FELL)):
        for level in dict.fromkeys(change.now for change in changes if change.rose is rose):
            members = [mention(change.member) for change in changes if change.rose is rose and change.now == level]
            text = (*text, *reply(("\n" if text else "") + head.format(level=level), *members))
    return text
