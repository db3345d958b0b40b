"""What the timetable will bring, before it happens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from unicodedata import east_asian_width

from config.group import Group
from handlers.dates.china import is_workday
from handlers.kit import Capability, MemberContext, Refusal
from handlers.pictures.specs import TimetableDay, TimetableSpec
from handlers.text.mentions import is_to_all
from handlers.text.template import fill
from sop.plans.controls import Controllable
from sop.plans.plan import BESIDES, Plan
from sop.plans.sections import plans_of
from sop.plans.timetable import Planned, Timetable, following
from sop.when.days import WEEK
from sop.when.parser import When, parse
from sop.when.relative import parse_relative

SHEET = "{group} · 接下来 {days} 天"
LATER = "「{name}」下一次：{when}"
OVER = "「{name}」不会再来了（{when} 已经过去），请改成以后的日子，或删掉它"
GONE_BY = "「{when}」已经过去，不会再来了。请写以后的日子，例如 明天 20:00；每年都要就不写年份，例如 12月24日 20:00。"
OF_EACH = "每天 {time} 看谁到了日子，只 @ 到了的人"
NEVER = "不会再有了"
RINGS = "会@所有人。"
RINGS_NOT = "这个群的通道 @ 不了所有人，「@所有人」只写成字，不会响。"
NOTHING = "这段时间没有定时消息。"
WORDS = 24
"""Characters of a message that are shown."""


def upcoming(groups: Iterable[Group], start: datetime, days: int) -> list[Planned[Plan]]:
    """Return everything planned in the `days` times 24 hours after `start` (aware), in order."""
    try:
        end = start + timedelta(days=days)
    except OverflowError:
        end = datetime.max.replace(tzinfo=start.tzinfo)
    return list(Timetable((group, plan, start) for group in groups for plan in plans_of(group)).due(end))


def describe_next(group: Group, when: When, now: datetime) -> str | None:
    """Return the first moment after `now` (aware) as 12-01 周二 08:00 in the group's zone; None where none comes.

    The year is named where it is not this one.
    """
    moment = when.next(now, group.zone, group.calendar)
    if moment is None:
        return None
    local = moment.astimezone(group.zone)
    day = f"{local:%m-%d}" if local.year == now.astimezone(group.zone).year else f"{local:%Y-%m-%d}"
    return f"{day} 周{WEEK[local.weekday()]} {local:%H:%M}"


def describe_coming(ctx: MemberContext, when: str) -> str:
    """Return when times as the file writes them come next; raises Refusal where they never do."""
    if relative := parse_relative(when):
        return OF_EACH.format(time=f"{relative.at:%H:%M}")
    coming = describe_next(ctx.group, parse(when, ctx.group.calendar.occasions), ctx.now)
    if coming is None:
        raise Refusal(GONE_BY.format(when=when))
    return coming


def describe_ring(ctx: MemberContext, say: str) -> str:
    """Say that words mention everybody, and whether that rings in this group; empty where they do not."""
    if not is_to_all(say):
        return ""
    return RINGS if Capability.MENTIONS_ALL in ctx.capabilities else RINGS_NOT


def describe_next_of(ctx: MemberContext, target: Controllable) -> str:
    """Return when a plan comes next; what is no plan, or is over, never does."""
    return (isinstance(target, Plan) and describe_next(ctx.group, target.when, ctx.now)) or NEVER


def later(group: Group, now: datetime, days: int) -> list[tuple[int, str]]:
    """Return a line for each plan that does not come in the next `days` times 24 hours: when it does, or it is over.

    Before each line stands the plan's number, as the list of plans shows it.

    What is over of a campaign is left out: it ends with the campaign's dates.
    """
    until = now + timedelta(days=days)
    lines = []
    for number, plan in enumerate(plans_of(group), 1):
        moment = following(group, plan, now)
        if moment is None and not plan.campaign:
            lines.append((number, OVER.format(name=plan.name, when=plan.when)))
        elif moment is not None and moment > until:
            lines.append((number, LATER.format(name=plan.name, when=describe_next(group, plan.when, now))))
    return lines


def table(planned: Sequence[Planned[Plan]]) -> str:
    """Return a line for each moment, in its group's own time; the group's name is shown where there are several."""
    if not planned:
        return NOTHING
    several = len({moment.group.id for moment in planned}) > 1
    rows = [["日期", "星期", "时间", *(["群"] if several else []), "计划", "内容"]]
    for moment in planned:
        day, weekday, clock = when_of(moment)
        rows.append(
            [day, weekday, clock, *([moment.group.name] if several else []), moment.plan.name, first_words(moment)]
        )
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def sheet(group: Group, start: datetime, days: int) -> TimetableSpec:
    """Return the local days from a moment (aware) on, with what is planned on each."""
    first = start.astimezone(group.zone).date()
    entries: dict[str, list[str]] = {}
    for moment in upcoming([group], start, days):
        day, _, clock = when_of(moment)
        entries.setdefault(day, []).append(f"{clock} {moment.plan.name}")
    shown = [first + timedelta(days=ahead) for ahead in range(days)]
    return TimetableSpec(
        title=SHEET.format(group=group.name, days=days),
        first=first.weekday(),
        days=tuple(
            TimetableDay(day=f"{day:%m-%d}", off=not is_workday(day), entries=tuple(entries.get(f"{day}", ())))
            for day in shown
        ),
    )


def when_of(planned: Planned[Plan]) -> tuple[str, str, str]:
    """Return 2026-12-24, 周四 and 20:00 in the group's zone."""
    local = planned.moment.astimezone(planned.group.zone)
    return f"{local:%Y-%m-%d}", "周" + WEEK[local.weekday()], f"{local:%H:%M}"


def first_words(planned: Planned[Plan]) -> str:
    """Return how the message begins, or the name of what will be done."""
    plan = planned.plan
    if plan.do is not None:
        return f"〔{plan.do}〕"
    words = " ".join(fill(plan.say[0], plan.placeholders(planned.group, planned.moment)).split())
    shown = words if len(words) <= WORDS else words[:WORDS] + "…"
    if len(plan.say) > 1:
        shown += f"（{len(plan.say)} 条轮着说）"
    return " ".join([shown, *(f"[{what}]" for key, what in BESIDES.items() if getattr(plan, key))])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Return the columns in a terminal, where a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
