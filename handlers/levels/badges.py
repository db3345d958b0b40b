"""Badges for achievements: awarded every night to those who were active, and whenever members ask for their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from handlers.dates.hours import TimeOfDay, next_at
from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Reply,
    Section,
    TimerPayload,
    continue_in_batches,
    reply,
    set_timer,
)
from handlers.levels.growth import Announcement
from handlers.text.mentions import may_be_mentioned
from handlers.text.names import refuse_duplicates
from handlers.text.people import mention
from storage.levels import badges
from storage.levels.badges import Achievements
from storage.members import activity
from storage.members.roster import Member

Metric = Literal[
    "签到天数", "最长连签", "发言条数", "邀请人数", "自我介绍", "送出积分", "兑换次数", "入群名次", "分享邀请"
]
_ACHIEVEMENT_FIELDS: dict[str, str] = dict(
    zip(
        get_args(Metric),
        ("checkins", "streak", "messages", "invited", "introduced", "given", "exchanges", "place", "spread"),
        strict=True,
    )
)
JOIN_ORDER = "入群名次"
"""The only metric of which a lower value is better."""
DUPLICATE_BADGE = "前面已经有叫「{name}」的徽章"


class Badge(Section):
    """一枚徽章和得到它的办法"""

    name: str = Field(min_length=1, max_length=12, description="叫什么")
    icon: str = Field("🏅", min_length=1, max_length=8, description="一个表情")
    deed: Metric = Field(description="看什么")
    goal: int = Field(1, ge=1, le=10_000_000, description="到多少；入群名次是前多少名，分享邀请是带来的人加分享的次数")


def _check_distinct(defined: tuple[Badge, ...]) -> tuple[Badge, ...]:
    refuse_duplicates((badge.name for badge in defined), DUPLICATE_BADGE)
    return defined


BADGES = (
    Badge(name="首签", icon="🌱", deed="签到天数", goal=1),
    Badge(name="七日连签", icon="🔥", deed="最长连签", goal=7),
    Badge(name="百日", icon="💯", deed="签到天数", goal=100),
    Badge(name="种子用户", icon="🌰", deed="入群名次", goal=20),
    Badge(name="破冰者", icon="🧊", deed="自我介绍", goal=1),
    Badge(name="话匣子", icon="💬", deed="发言条数", goal=500),
    Badge(name="引路人", icon="🤝", deed="邀请人数", goal=3),
    Badge(name="播种人", icon="🌻", deed="分享邀请", goal=10),
    Badge(name="热心肠", icon="💝", deed="送出积分", goal=100),
    Badge(name="识货", icon="🛍", deed="兑换次数", goal=3),
)


class Rules(Section):
    """徽章"""

    badges: Annotated[tuple[Badge, ...], AfterValidator(_check_distinct)] = Field(
        BADGES,
        max_length=50,
        description="有哪些徽章；写 [] 就是不发",
        examples=[
            [
                {"name": "百日", "icon": "💯", "deed": "签到天数", "goal": 100},
                {"name": "引路人", "icon": "🤝", "deed": "邀请人数", "goal": 3},
            ]
        ],
    )
    at: TimeOfDay = Field("09:00", description="几点在群里祝贺")


feature = Feature("badges", Rules, title="徽章", topic="成长")
feature.requires(Capability.PUSHES, "新徽章不会在群里说，发「我的徽章」可以看到。")

NO_BADGES = "这个群没有徽章。"
HEAD = "{name} 的徽章（{held}/{all}）："
NEW = "刚得到"
PROGRESS = "{icon} {name}：{deed} {done}/{goal}"
CONGRATULATIONS = "恭喜得到新徽章！{icon} {name}："
BATCH_SIZE = 100
"""Members of one transaction."""
ONE_DAY = timedelta(days=1)


class NextBatch(TimerPayload):
    """The next batch of a night: members active on a day, with an id above `after`."""

    kind: Literal["look"] = "look"
    day: date
    after: int

    @property
    def key(self) -> str:
        return f"{self.day} {self.after}"


def _if_badges(when: str, rules: Rules) -> str | None:
    return when if rules.badges else None


@feature.command("我的徽章", "徽章", help="得了哪些徽章，还差什么")
def show_mine(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not rules.badges:
        return NO_BADGES
    achievements = badges.get_achievements(ctx.db, ctx.member)
    new = _award(ctx, ctx.member, achievements, told=True)
    held = badges.list_held(ctx.db, ctx.member)
    mine = [badge for badge in rules.badges if badge.name in held]
    lines = [f"{badge.icon} {badge.name}" + (f"（{NEW}）" if badge.name in new else "") for badge in mine]
    open_badges = [badge for badge in rules.badges if badge.name not in held and badge.deed != JOIN_ORDER]
    progress = [_describe_progress(badge, achievements) for badge in open_badges]
    head = HEAD.format(name=ctx.member.name, held=len(mine), all=len(rules.badges))
    return "\n".join([head, *lines, *(["还可以争取：", *progress] if progress else [])])


@feature.scheduled("look", lambda group: _if_badges("每天 00:15", group.rules(Rules)))
def award_badges(ctx: Context) -> None:
    _award_batch(ctx, ctx.today - ONE_DAY, 0)


@feature.on_timer(NextBatch)
def continue_awarding(batch: NextBatch, ctx: Context) -> None:
    _award_batch(ctx, batch.day, batch.after)


@feature.on_timer(Announcement)
def congratulate(_: Announcement, ctx: Context) -> Reply | None:
    """Congratulate members on badges that were not announced yet."""
    awards = badges.mark_announced(ctx.db, ctx.group.id)
    icons = {badge.name: badge.icon for badge in ctx.rules(Rules).badges}
    if Capability.PUSHES not in ctx.capabilities:
        return None
    told = set(may_be_mentioned(ctx, dict.fromkeys(member for member, badge in awards if badge in icons)))
    awards = [(member, badge) for member, badge in awards if member in told]
    text: Reply = ()
    for name in dict.fromkeys(badge for _, badge in awards if badge in icons):
        members = [mention(member) for member, badge in awards if badge == name]
        head = CONGRATULATIONS.format(icon=icons[name], name=name)
        text = (*text, *reply(("\n" if text else "") + head), *members)
    return text or None


def is_earned(badge: Badge, achievements: Achievements) -> bool:
    """Return whether a member's achievements earn the badge."""
    value: int = getattr(achievements, _ACHIEVEMENT_FIELDS[badge.deed])
    return value <= badge.goal if badge.deed == JOIN_ORDER else value >= badge.goal


def _award(ctx: Context, member: Member, achievements: Achievements, *, told: bool) -> list[str]:
    return [
        badge.name
        for badge in ctx.rules(Rules).badges
        if is_earned(badge, achievements) and badges.award(ctx.db, member, badge.name, ctx.now, told=told)
    ]


def _award_batch(ctx: Context, day: date, after: int) -> None:
    active = activity.list_day(ctx.db, ctx.group.id, day, after, BATCH_SIZE)
    for member, _ in active:
        if _award(ctx, member, badges.get_achievements(ctx.db, member), told=False):
            set_timer(ctx, feature.name, Announcement(), next_at(ctx, ctx.rules(Rules).at))
    continue_in_batches(ctx, feature.name, active, BATCH_SIZE, lambda last: NextBatch(day=day, after=last[0].id))


def _describe_progress(badge: Badge, achievements: Achievements) -> str:
    done = getattr(achievements, _ACHIEVEMENT_FIELDS[badge.deed])
    return PROGRESS.format(icon=badge.icon, name=badge.name, deed=badge.deed, done=done, goal=badge.goal)
