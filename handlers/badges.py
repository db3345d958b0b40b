"""Badges for deeds: looked for every night among those who were active, and whenever somebody asks for his own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from handlers.kit import Capability, Context, Feature, Message, Reply, Scene, Section, reply
from handlers.kit.hours import TimeOfDay, next_at
from handlers.kit.names import distinct
from handlers.kit.people import mention
from storage import activity, badges, timers
from storage.badges import Deeds
from storage.members import Member
from storage.timers import Timer

Deed = Literal["签到天数", "最长连签", "发言条数", "邀请人数", "自我介绍", "送出积分", "兑换次数", "入群名次"]
_DEEDS: dict[str, str] = dict(
    zip(
        get_args(Deed),
        ("checkins", "streak", "messages", "invited", "introduced", "given", "exchanges", "place"),
        strict=True,
    )
)
PLACE = "入群名次"
"""The one deed of which less is more."""
TWICE = "前面已经有叫「{name}」的徽章"


class Badge(Section):
    """一枚徽章和得到它的办法"""

    name: str = Field(min_length=1, max_length=12, description="叫什么")
    icon: str = Field("🏅", min_length=1, max_length=8, description="一个表情")
    deed: Deed = Field(description="看什么")
    goal: int = Field(1, ge=1, le=10_000_000, description="到多少；入群名次是前多少名")


def _distinct(found: tuple[Badge, ...]) -> tuple[Badge, ...]:
    distinct((badge.name for badge in found), TWICE)
    return found


BADGES = (
    Badge(name="首签", icon="🌱", deed="签到天数", goal=1),
    Badge(name="七日连签", icon="🔥", deed="最长连签", goal=7),
    Badge(name="百日", icon="💯", deed="签到天数", goal=100),
    Badge(name="种子用户", icon="🌰", deed="入群名次", goal=20),
    Badge(name="破冰者", icon="🧊", deed="自我介绍", goal=1),
    Badge(name="话匣子", icon="💬", deed="发言条数", goal=500),
    Badge(name="引路人", icon="🤝", deed="邀请人数", goal=3),
    Badge(name="热心肠", icon="💝", deed="送出积分", goal=100),
    Badge(name="识货", icon="🛍", deed="兑换次数", goal=3),
)


class Rules(Section):
    """徽章"""

    badges: Annotated[tuple[Badge, ...], AfterValidator(_distinct)] = Field(
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


feature = Feature("badges", Rules, title="徽章")
feature.need(Capability.PUSHES, "新徽章不会在群里说，发「我的徽章」可以看到。")

NONE = "这个群没有徽章。"
HEAD = "{name} 的徽章（{held}/{all}）："
NEW = "刚得到"
AHEAD = "{icon} {name}：{deed} {done}/{goal}"
CONGRATULATIONS = "恭喜得到新徽章！{icon} {name}："
ANNOUNCE = "announce"
CHUNK = 100
ONE_DAY = timedelta(days=1)


def _nightly(words: str, rules: Rules) -> str | None:
    return words if rules.badges else None


@feature.command("我的徽章", "徽章", help="得了哪些徽章，还差什么")
def show_mine(message: Message, ctx: Context) -> str:
    rules = ctx.rules(Rules)
    if not rules.badges:
        return NONE
    did = badges.deeds(ctx.db, ctx.member)
    fresh = _award(ctx, ctx.member, did, told=True)
    held = badges.held(ctx.db, ctx.member)
    mine = [badge for badge in rules.badges if badge.name in held]
    lines = [f"{badge.icon} {badge.name}" + (f"（{NEW}）" if badge.name in fresh else "") for badge in mine]
    ahead = [_ahead(badge, did) for badge in rules.badges if badge.name not in held and badge.deed != PLACE]
    head = HEAD.format(name=ctx.member.name, held=len(mine), all=len(rules.badges))
    return "\n".join([head, *lines, *(["还可以争取：", *ahead] if ahead else [])])


@feature.routine(lambda group: _nightly("每天 00:15", group.rules(Rules)))
def look(scene: Scene) -> None:
    _look_at_some(scene, scene.today - ONE_DAY, 0)


@feature.due
def go_on(timer: Timer, scene: Scene) -> Reply | None:
    if timer.key == ANNOUNCE:
        return congratulate(scene)
    day, after = timer.key.split()
    _look_at_some(scene, date.fromisoformat(day), int(after))
    return None


def congratulate(scene: Scene) -> Reply | None:
    """Everybody with a badge that nobody was told of."""
    found = badges.tell(scene.db, scene.group.id)
    icons = {badge.name: badge.icon for badge in scene.rules(Rules).badges}
    if Capability.PUSHES not in scene.capabilities:
        return None
    said: Reply = ()
    for name in dict.fromkeys(name for _, name in found if name in icons):
        people = [mention(one) for one, theirs in found if theirs == name]
        words = CONGRATULATIONS.format(icon=icons[name], name=name)
        said = (*said, *reply(("\n" if said else "") + words), *people)
    return said or None


def reached(badge: Badge, did: Deeds) -> bool:
    """Whether the deeds earn the badge."""
    value: int = getattr(did, _DEEDS[badge.deed])
    return value <= badge.goal if badge.deed == PLACE else value >= badge.goal


def _award(scene: Scene, member: Member, did: Deeds, *, told: bool) -> list[str]:
    return [
        badge.name
        for badge in scene.rules(Rules).badges
        if reached(badge, did) and badges.award(scene.db, member, badge.name, scene.now, told=told)
    ]


def _look_at_some(scene: Scene, day: date, after: int) -> None:
    found = activity.on(scene.db, scene.group.id, day, after, CHUNK)
    for member, _ in found:
        if _award(scene, member, badges.deeds(scene.db, member), told=False):
            at = next_at(scene, scene.rules(Rules).at)
            timers.set_once(scene.db, scene.group.id, feature.name, ANNOUNCE, at)
    if len(found) == CHUNK:
        timers.set_once(scene.db, scene.group.id, feature.name, f"{day} {found[-1][0].id}", scene.now)


def _ahead(badge: Badge, did: Deeds) -> str:
    done = getattr(did, _DEEDS[badge.deed])
    return AHEAD.format(icon=badge.icon, name=badge.name, deed=badge.deed, done=done, goal=badge.goal)
