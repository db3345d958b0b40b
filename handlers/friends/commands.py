"""Friend requests that staff sent by hand: reported day by day, with the pass rate and advice on it."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.friends.rules import USAGE, Rules, advice, rate, read_day, read_numbers
from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS
from handlers.kit.words import truncate
from handlers.staff.directory import split_staff
from storage import friends
from storage.friends import RequestCounts
from storage.members.roster import Member

feature = Feature("friends", Rules, title="加友", topic="客户")

ONLY_ADMINS = "只有管理员可以替别人改，自己的直接写「加友 30」。"
REPORTED = "{name} {day:%m-%d}：{numbers}。{advice}"
NUMBERS = "申请 {sent}，通过 {passed}，回复 {answered}，通过率 {rate}"
HEAD = "加友报表 {first:%m-%d} 至 {last:%m-%d}"
LINE = "{name}：{numbers}{advice}"
DAY = "{day:%m-%d}：{numbers}"
TOTAL = "合计"
NOTHING = "{first:%m-%d} 至 {last:%m-%d} 还没有人报加友数，发「加友 申请 30 通过 6」来报。"
UNREADABLE = "「{shown}」看不懂，请写：加友报表、加友报表 今天、加友报表 昨天、加友报表 上周 或 加友报表 11-20"


@feature.command("加友", help="报今天发了多少好友申请、通过和回复", usage="申请 30 通过 6 回复 4", role=Role.STAFF)
def report(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal(f"请这样写：{USAGE}")
    member, rest = _split_reporter(message, ctx)
    rules = ctx.rules(Rules)
    day, rest = read_day(rest, ctx.today, rules.days)
    numbers = read_numbers(rest, friends.get(ctx.db, member, day) or RequestCounts())
    friends.record(ctx.db, member, day, numbers, actor=ctx.member.user_id, at=ctx.now)
    hint = advice(numbers, rules)
    return REPORTED.format(
        name=member.name, day=day, numbers=_format_numbers(numbers), advice=f"{hint}。" if hint else ""
    )


@feature.command("加友报表", help="谁发了多少好友申请、通过率多少", usage="上周", role=Role.STAFF, read_only=True)
def show(message: Message, ctx: MemberContext) -> str:
    first, last = _read_span(ctx)
    reports = friends.list_between(ctx.db, ctx.group.id, first, last)
    if ctx.role < Role.ADMIN:
        reports = [row for row in reports if row[0].id == ctx.member.id]
    if not reports:
        return NOTHING.format(first=first, last=last)
    people: dict[Member, RequestCounts] = {}
    days: dict[date, RequestCounts] = {}
    for member, day, numbers in reports:
        people[member] = people.get(member, RequestCounts()) + numbers
        days[day] = days.get(day, RequestCounts()) + numbers
    lines = [HEAD.format(first=first, last=last)]
    lines += [_describe_person(member.name, numbers, ctx.rules(Rules)) for member, numbers in people.items()]
    if len(people) > 1:
        lines.append(LINE.format(name=TOTAL, numbers=_format_numbers(sum(people.values(), RequestCounts())), advice=""))
    if len(days) > 1:
        lines += [DAY.format(day=day, numbers=_format_numbers(numbers)) for day, numbers in days.items()]
    return "\n".join(lines)


def _split_reporter(message: Message, ctx: MemberContext) -> tuple[Member, str]:
    if not ctx.args.startswith(SIGNS):
        return ctx.member, ctx.args
    if ctx.role < Role.ADMIN:
        raise Refusal(ONLY_ADMINS)
    return split_staff(message, ctx, ctx.args, "加友 @店员 申请 30 通过 6")


def _read_span(ctx: MemberContext) -> tuple[date, date]:
    """Return the first and last local date of the report: this week from Monday on, unless another is named."""
    monday = ctx.today - timedelta(days=ctx.today.weekday())
    if ctx.args in ("", "本周", "这周"):
        return monday, ctx.today
    if ctx.args in ("上周", "上个星期"):
        return monday - timedelta(days=7), monday - timedelta(days=1)
    day, rest = read_day(ctx.args, ctx.today, ctx.rules(Rules).days)
    if rest:
        raise Refusal(UNREADABLE.format(shown=truncate(ctx.args)))
    return day, day


def _format_numbers(numbers: RequestCounts) -> str:
    return NUMBERS.format(sent=numbers.sent, passed=numbers.passed, answered=numbers.answered, rate=rate(numbers))


def _describe_person(name: str, numbers: RequestCounts, rules: Rules) -> str:
    word = advice(numbers, rules)
    return LINE.format(name=name, numbers=_format_numbers(numbers), advice=f"（{word}）" if word else "")
