"""Birthdays: told once by the member, kept every year with a wish and a gift."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from config.group import Group
from handlers.dates.hours import TimeOfDay, moment_at
from handlers.dates.months import falls_on
from handlers.kit import Capability, Context, Feature, Message, Refusal, Reply, Role, Scene, Section, reply
from handlers.kit.words import half_width
from handlers.levels import rules as level_rules
from handlers.points import payments
from handlers.text.people import mention, split_person
from handlers.text.template import fill, placeholders
from storage import timers
from storage.members import birthdays, roster
from storage.members.roster import Member
from storage.timers import Timer

WISH = "🎂 今天是 {name} 的生日，祝生日快乐！送上 {points} 积分～"
USAGE = "生日 5-20"
STRANGE = "看不懂「{shown}」，请这样写：{usage}，想写年份就写 生日 1995-5-20。"
NO_DAY = "没有 {month} 月 {day} 日这一天，请再看看。"
NO_YEAR = "{year} 年不像是出生的年份，不想写可以只写月和日。"
UNKNOWN = "还不知道你的生日，发「{usage}」告诉我，到时有惊喜～"
KNOWN = "记得呢，你的生日是 {month} 月 {day} 日。"
KEPT = "记下啦：{name} 的生日是 {month} 月 {day} 日，到时有惊喜～"
ALREADY = "你的生日已经记成 {month} 月 {day} 日了，要改请找管理员。"
RULE = "生日：{points} 分，先发「生日 5-20」告诉我"
EARLIEST = 1900
LONGEST = 20
ONE_DAY = timedelta(days=1)
_DATE = re.compile(r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?", re.ASCII)


class Rules(Section):
    """生日"""

    points: int = Field(66, ge=0, le=100_000, description="生日送几分；0 就是只祝贺")
    at: TimeOfDay = Field("09:00", description="几点祝贺")
    wait: int = Field(7, ge=0, le=366, description="提前几天告诉才算，免得今天说今天过")
    text: Annotated[str, placeholders("name", "points")] = Field(
        WISH, max_length=500, description="怎么祝贺，{name} 处会 @ 寿星"
    )


feature = Feature("birthday", Rules, title="生日")
feature.books("birthday", "生日礼物")
feature.need(Capability.PUSHES, "积分照送，祝贺请自己说一声。")


@feature.command("生日", "我的生日", help="告诉我生日，到时有礼物", usage="5-20")
def tell(message: Message, ctx: Context) -> str:
    known = birthdays.of(ctx.db, ctx.member)
    if not ctx.args:
        return KNOWN.format(month=known.month, day=known.day) if known else UNKNOWN.format(usage=USAGE)
    month, day, year = read(ctx.args, ctx.today.year)
    if known and (known.month, known.day) != (month, day):
        raise Refusal(ALREADY.format(month=known.month, day=known.day))
    birthdays.tell(ctx.db, ctx.member, month, day, year, ctx.now)
    if not known:
        _expect(ctx, ctx.member, month, day, ctx.today + ctx.rules(Rules).wait * ONE_DAY)
    return KEPT.format(name=ctx.member.name, month=month, day=day)


@feature.command("改生日", help="替成员改生日", usage="@小明 5-20", role=Role.ADMIN)
def correct(message: Message, ctx: Context) -> str:
    member, said = split_person(message, ctx, "改生日 @小明 5-20")
    month, day, year = read(said, ctx.today.year)
    birthdays.tell(ctx.db, member, month, day, year, ctx.now)
    timers.drop(ctx.db, ctx.group.id, feature.name, str(member.id))
    _expect(ctx, member, month, day, ctx.today + ctx.rules(Rules).wait * ONE_DAY)
    return KEPT.format(name=member.name, month=month, day=day)


@feature.due
def celebrate(timer: Timer, scene: Scene) -> Reply | None:
    member = roster.by_id(scene.db, int(timer.key))
    known = member and birthdays.of(scene.db, member)
    if not member or not known:
        return None
    _expect(scene, member, known.month, known.day, scene.today + ONE_DAY)
    rules = scene.rules(Rules)
    points = _give(scene, member, rules.points)
    if Capability.PUSHES not in scene.capabilities:
        return None
    before, _, after = rules.text.partition("{name}")
    values = {"points": points, "name": member.name}
    return reply(fill(before, values), mention(member), fill(after, values))


@feature.earning
def rule(group: Group) -> str | None:
    points = group.rules(Rules).points
    return RULE.format(points=points) if points else None


def read(said: str, this_year: int) -> tuple[int, int, int | None]:
    """5-20, 5月20日 or 1995-5-20 as month, day and year; raises Refusal."""
    found = _DATE.fullmatch("".join(half_width(said[:LONGEST]).split()))
    if not found or len(said) > LONGEST:
        shown = said if len(said) <= LONGEST else said[:LONGEST] + "…"
        raise Refusal(STRANGE.format(shown=shown, usage=USAGE))
    year, month, day = (int(part) if part else None for part in found.groups())
    assert month is not None
    assert day is not None
    # A year is optional, so the 29th of February is always a day.
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]):
        raise Refusal(NO_DAY.format(month=month, day=day))
    if year is not None and not EARLIEST <= year < this_year:
        raise Refusal(NO_YEAR.format(year=year))
    return month, day, year


def _expect(scene: Scene, member: Member, month: int, day: int, first: date) -> None:
    kept = falls_on(month, day, first)
    at = moment_at(scene, kept, scene.rules(Rules).at)
    timers.set_once(scene.db, scene.group.id, feature.name, str(member.id), at)


def _give(scene: Scene, member: Member, points: int) -> int:
    """The group's gift and what the member's level adds; 0 where the treasury is empty."""
    steps = scene.rules(level_rules.Rules)
    level = level_rules.level_of(scene.db, member, steps)
    points += level.birthday if level else 0
    if not points:
        return 0
    key = f"birthday:{member.id}:{scene.today.year}"
    paid = payments.pay(scene, member, points, key=key, reason="生日礼物")
    return paid.points if paid else 0
