"""Birthdays: entered once by the member, solar or lunar, celebrated every year with a wish and a gift."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from config.group import Group
from handlers.dates.birthdays import birthday_year, describe_birthday, next_birthday
from handlers.dates.hours import TimeOfDay, moment_at
from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Occasion,
    Refusal,
    Reply,
    Role,
    Section,
    TimerPayload,
    cancel_timer,
    follow_up,
    reply,
    set_timer,
)
from handlers.kit.words import normalize
from handlers.levels import rules as level_rules
from handlers.members.birthday_dates import USAGE, find_birthday, read_birthday
from handlers.points import payments
from handlers.points.payments import Paid
from handlers.system.confirmation_requests import other_admins
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention, split_member
from handlers.text.template import fill, placeholders
from storage.members import birthdays, roster
from storage.members.birthdays import BirthdayDate, Calendar
from storage.members.roster import Member
from storage.points import ledger

WORD = "生日"
WISH = "🎂 今天是 {name} 的生日，祝生日快乐！"
REASON = "{name} 过生日"
UNKNOWN = "还不知道你的生日，发「{usage}」告诉我，农历的发「生日 农历八月十五」～"
KNOWN = "记得呢，你的生日是 {day}。"
SAVED = "记下啦：{name} 的生日是 {day}。"
COMING = "{lunar}，{year}是 {solar}"
GIFT = "到那天送 {points} 积分～"
PAST = "今年的已经过啦，先补一句生日快乐～"
LATER_GIFT = "下一个生日送 {points} 积分～"
TOO_LATE = "离得太近啦，这次只有祝福，积分从下一个生日开始送～"
GIVES = "送上 {points} 积分～"
NOT_ONES_OWN = "自己的生日，请另一位管理员来改～"
ALREADY_SAVED = "你的生日已经记成 {day} 了，要改请找管理员。"
RULE = "生日：{points} 分，先发「生日 5-20」告诉我"
YEARS = ("今年", "明年", "后年")
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
BIRTHDAY = Occasion("生日", "一位成员的生日；说得太晚（birthday 的 wait）的这一次不算")
feature.occasion(BIRTHDAY)
feature.ledger_kind("birthday", "生日礼物", person=1)
feature.requires(Capability.PUSHES, "积分照送，祝贺请自己说一声。")


@feature.command(WORD, "我的生日", help="告诉我生日，到时有礼物；农历的写 农历八月十五", usage="5-20")
def tell_birthday(message: Message, ctx: MemberContext) -> str:
    if ctx.args:
        return _save_own(ctx, *read_birthday(ctx.args, ctx.today.year))
    birthday = birthdays.get(ctx.db, ctx.member)
    return KNOWN.format(day=_describe(ctx, birthday.date)) if birthday else UNKNOWN.format(usage=USAGE)


ANY_YEAR = 2024
"""Whether a text is a birthday does not hang on the year in which it is said."""


@feature.claim
def claims_birthday(text: str) -> bool:
    words = normalize(text).removeprefix("我的")
    return words.startswith(WORD) and find_birthday(words[len(WORD) :], ANY_YEAR) is not None


@feature.listen
def hear_birthday(message: Message, ctx: MemberContext) -> str | None:
    """Take 生日农历八月十五, without a space, for the command; 生日快乐 and all other talk is let pass."""
    text = normalize(message.text).removeprefix("我的")
    found = find_birthday(text[len(WORD) :], ctx.today.year) if text.startswith(WORD) else None
    return _save_own(ctx, *found) if found else None


def _save_own(ctx: MemberContext, born: BirthdayDate, year: int | None) -> str:
    """Save a member's own birthday, which only admins change after the day it was told on; raises Refusal."""
    birthday = birthdays.get(ctx.db, ctx.member)
    if birthday and birthday.date != born and ctx.local(birthday.saved_at).date() != ctx.today:
        raise Refusal(ALREADY_SAVED.format(day=describe_birthday(birthday.date)))
    return _save(ctx, ctx.member, born, year)


@feature.command("改生日", help="替成员改生日", usage="@小明 5-20", role=Role.ADMIN)
def correct_birthday(message: Message, ctx: MemberContext) -> str:
    member, rest = split_member(message, ctx, "改生日 @小明 5-20")
    if member.id == ctx.member.id and other_admins(ctx):
        raise Refusal(NOT_ONES_OWN)
    return _save(ctx, member, *read_birthday(rest, ctx.today.year))


def _save(ctx: MemberContext, member: Member, born: BirthdayDate, year: int | None) -> str:
    """Save a birthday, set the timer of the next one, and return what it brings."""
    before = birthdays.get(ctx.db, member)
    birthdays.save(ctx.db, member, born, year, ctx.now)
    if before and before.date != born:
        cancel_timer(ctx, feature.name, Celebration(member=member.id))
    _set_celebration(ctx, member, born, ctx.today)
    told = ctx.local(before.saved_at).date() if before and before.date == born else ctx.today
    return SAVED.format(name=member.name, day=_describe(ctx, born)) + _gift_line(ctx, member, born, told)


@feature.on_timer(Celebration)
def celebrate(celebration: Celebration, ctx: Context) -> Reply | None:
    member = roster.get(ctx.db, celebration.member)
    birthday = member and birthdays.get(ctx.db, member)
    if not member or not birthday:
        return None
    _set_celebration(ctx, member, birthday.date, ctx.today + ONE_DAY)
    rules = ctx.rules(Rules)
    is_early_enough = ctx.today >= _first_gift(ctx, ctx.local(birthday.saved_at).date())
    paid = _pay_gift(ctx, member, birthday.date, rules.points) if is_early_enough else Paid(0, 0, 0)
    if is_early_enough:  # what follows is a gift to the group: nobody brings it about by telling a birthday today
        key = f"birthday:{member.id}:{birthday_year(birthday.date, ctx.today)}"
        follow_up(ctx, BIRTHDAY, REASON.format(name=member.name), key=key)
    if Capability.PUSHES not in ctx.capabilities:
        return None
    before, _, after = rules.text.partition("{name}")
    values = {"points": paid.points + paid.owed, "name": member.name}
    owed = paid.text() if paid.owed else ""
    # An owner's own words are said as they are.
    gives = GIVES.format(points=values["points"]) if values["points"] and rules.text == WISH else ""
    name = mention(member) if may_be_mentioned(ctx, [member]) else member.name
    return reply(fill(before, values), name, fill(after, values) + gives + owed)


def _gift_line(ctx: MemberContext, member: Member, born: BirthdayDate, told: date) -> str:
    """Say what the next birthday brings; wish at once whoever tells their own when this year's has gone by."""
    day, this_year = next_birthday(born, ctx.today), next_birthday(born, ctx.today.replace(month=1, day=1))
    past = PAST if this_year and this_year < told == ctx.today and member == ctx.member else ""
    points = ctx.rules(Rules).points
    if not points or day is None:
        return past
    if day < _first_gift(ctx, told):
        return past or TOO_LATE
    return past + (LATER_GIFT if past else GIFT).format(points=points)


def _describe(ctx: Context, born: BirthdayDate) -> str:
    """Return the date, and for a lunar one when it is next."""
    shown, day = describe_birthday(born), next_birthday(born, ctx.today)
    if born.calendar is Calendar.SOLAR or day is None:
        return shown
    solar = describe_birthday(BirthdayDate(day.month, day.day))
    return COMING.format(lunar=shown, year=YEARS[day.year - ctx.today.year], solar=solar)


def _first_gift(ctx: Context, told: date) -> date:
    """Return the first local date on which a birthday brings points that was told on another."""
    return told + ctx.rules(Rules).wait * ONE_DAY


@feature.earning_rule
def rule(group: Group) -> str | None:
    points = group.rules(Rules).points
    return RULE.format(points=points) if points else None


def _set_celebration(ctx: Context, member: Member, born: BirthdayDate, first: date) -> None:
    day = next_birthday(born, first)
    if day:
        set_timer(ctx, feature.name, Celebration(member=member.id), moment_at(ctx, day, ctx.rules(Rules).at))


def _pay_gift(ctx: Context, member: Member, born: BirthdayDate, points: int) -> Paid:
    """Pay the group's gift and what the member's level adds."""
    rules = ctx.rules(level_rules.Rules)
    level = level_rules.get_level(ctx.db, member, rules)
    points += level.birthday if level else 0
    key = f"birthday:{member.id}:{birthday_year(born, ctx.today)}"
    paid = payments.pay(ctx, member, points, key=key, reason="生日礼物", owe=True) if points else None
    return paid or Paid(0, 0, ledger.balance(ctx.db, member))
