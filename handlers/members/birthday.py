"""Birthdays: entered once by the member, celebrated every year with a wish and a gift."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from config.group import Group
from handlers.dates.hours import TimeOfDay, moment_at
from handlers.dates.months import next_birthday
from handlers.dates.typed import LONGEST, read_date
from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Refusal,
    Reply,
    Role,
    Section,
    TimerPayload,
    cancel_timer,
    reply,
    set_timer,
)
from handlers.kit.words import truncate
from handlers.levels import rules as level_rules
from handlers.points import payments
from handlers.points.payments import Paid
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention, split_member
from handlers.text.template import fill, placeholders
from storage.members import birthdays, roster
from storage.members.roster import Member
from storage.points import ledger

WISH = "🎂 今天是 {name} 的生日，祝生日快乐！"
USAGE = "生日 5-20"
UNREADABLE = "看不懂「{shown}」，请这样写：{usage}，想写年份就写 生日 1995-5-20。"
NO_DAY = "没有 {month} 月 {day} 日这一天，请再看看。"
NO_YEAR = "{year} 年不像是出生的年份，不想写可以只写月和日。"
UNKNOWN = "还不知道你的生日，发「{usage}」告诉我～"
KNOWN = "记得呢，你的生日是 {month} 月 {day} 日。"
SAVED = "记下啦：{name} 的生日是 {month} 月 {day} 日。"
GIFT = "到那天送 {points} 积分～"
TOO_LATE = "离得太近啦，这次只有祝福，积分从下一个生日开始送～"
GIVES = "送上 {points} 积分～"
ALREADY_SAVED = "你的生日已经记成 {month} 月 {day} 日了，要改请找管理员。"
RULE = "生日：{points} 分，先发「生日 5-20」告诉我"
EARLIEST = 1900
ONE_DAY = timedelta(days=1)


class Rules(Section):
    """生日"""

    points: int = Field(66, ge=0, le=100_000, description="生日送几分；0 就是只祝贺")
    at: TimeOfDay = Field("09:00", description="几点祝贺")
    wait: int = Field(7, ge=0, le=366, description="提前几天告诉才算，免得今天说今天过")
    text: Annotated[str, placeholders("name", "points")] = Field(
        WISH, max_length=500, description="怎么祝贺，{name} 处会 @ 寿星"
    )


class Celebration(TimerPayload):
    """The timer of a member's next birthday."""

    member: int

    @property
    def key(self) -> str:
        return str(self.member)


feature = Feature("birthday", Rules, title="生日", topic="成长")
feature.ledger_kind("birthday", "生日礼物")
feature.requires(Capability.PUSHES, "积分照送，祝贺请自己说一声。")


@feature.command("生日", "我的生日", help="告诉我生日，到时有礼物", usage="5-20")
def tell_birthday(message: Message, ctx: MemberContext) -> str:
    birthday = birthdays.get(ctx.db, ctx.member)
    if not ctx.args:
        return KNOWN.format(month=birthday.month, day=birthday.day) if birthday else UNKNOWN.format(usage=USAGE)
    month, day, year = read_birthday(ctx.args, ctx.today.year)
    if birthday and (birthday.month, birthday.day) != (month, day):
        raise Refusal(ALREADY_SAVED.format(month=birthday.month, day=birthday.day))
    birthdays.save(ctx.db, ctx.member, month, day, year, ctx.now)
    if not birthday:
        _set_celebration(ctx, ctx.member, month, day, ctx.today)
    return SAVED.format(name=ctx.member.name, month=month, day=day) + _gift_line(ctx, month, day)


@feature.command("改生日", help="替成员改生日", usage="@小明 5-20", role=Role.ADMIN)
def correct_birthday(message: Message, ctx: MemberContext) -> str:
    member, rest = split_member(message, ctx, "改生日 @小明 5-20")
    month, day, year = read_birthday(rest, ctx.today.year)
    birthdays.save(ctx.db, member, month, day, year, ctx.now)
    cancel_timer(ctx, feature.name, Celebration(member=member.id))
    _set_celebration(ctx, member, month, day, ctx.today)
    return SAVED.format(name=member.name, month=month, day=day) + _gift_line(ctx, month, day)


@feature.on_timer(Celebration)
def celebrate(celebration: Celebration, ctx: Context) -> Reply | None:
    member = roster.get(ctx.db, celebration.member)
    birthday = member and birthdays.get(ctx.db, member)
    if not member or not birthday:
        return None
    _set_celebration(ctx, member, birthday.month, birthday.day, ctx.today + ONE_DAY)
    rules = ctx.rules(Rules)
    is_early_enough = ctx.today >= _first_gift(ctx, ctx.local(birthday.saved_at).date())
    paid = _pay_gift(ctx, member, rules.points) if is_early_enough else Paid(0, 0, 0)
    if Capability.PUSHES not in ctx.capabilities:
        return None
    before, _, after = rules.text.partition("{name}")
    values = {"points": paid.points + paid.owed, "name": member.name}
    owed = paid.text() if paid.owed else ""
    # An owner's own words are said as they are.
    gives = GIVES.format(points=values["points"]) if values["points"] and rules.text == WISH else ""
    name = mention(member) if may_be_mentioned(ctx, [member]) else member.name
    return reply(fill(before, values), name, fill(after, values) + gives + owed)


def _gift_line(ctx: Context, month: int, day: int) -> str:
    """Say what the next birthday brings."""
    points = ctx.rules(Rules).points
    if not points:
        return ""
    return (
        GIFT.format(points=points) if next_birthday(month, day, ctx.today) >= _first_gift(ctx, ctx.today) else TOO_LATE
    )


def _first_gift(ctx: Context, told: date) -> date:
    """Return the first local date on which a birthday brings points that was told on another."""
    return told + ctx.rules(Rules).wait * ONE_DAY


@feature.earning_rule
def rule(group: Group) -> str | None:
    points = group.rules(Rules).points
    return RULE.format(points=points) if points else None


def read_birthday(text: str, this_year: int) -> tuple[int, int, int | None]:
    """Return 5-20, 5月20日 or 1995-5-20 as month, day and year; raises Refusal."""
    typed = read_date(text)
    if typed is None or typed.month is None:
        raise Refusal(UNREADABLE.format(shown=truncate(text, LONGEST), usage=USAGE))
        # A year is optional, so the 29th of February is always a day.
    if not (1 <= typed.month <= 12 and 1 <= typed.day <= monthrange(typed.year or 2000, typed.month)[1]):
        raise Refusal(NO_DAY.format(month=typed.month, day=typed.day))
    if typed.year is not None and not EARLIEST <= typed.year < this_year:
        raise Refusal(NO_YEAR.format(year=typed.year))
    return typed.month, typed.day, typed.year


def _set_celebration(ctx: Context, member: Member, month: int, day: int, first: date) -> None:
    birthday = next_birthday(month, day, first)
    at = moment_at(ctx, birthday, ctx.rules(Rules).at)
    set_timer(ctx, feature.name, Celebration(member=member.id), at)


def _pay_gift(ctx: Context, member: Member, points: int) -> Paid:
    """Pay the group's gift and what the member's level adds."""
    rules = ctx.rules(level_rules.Rules)
    level = level_rules.get_level(ctx.db, member, rules)
    points += level.birthday if level else 0
    key = f"birthday:{member.id}:{ctx.today.year}"
    paid = payments.pay(ctx, member, points, key=key, reason="生日礼物", owe=True) if points else None
    return paid or Paid(0, 0, ledger.balance(ctx.db, member))
