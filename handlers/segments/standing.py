"""In which ready segments members are, for all who ask: commands, cards, plans and journeys."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cache

from handlers.dates.months import midnight
from handlers.kit import Context
from handlers.segments.activity import tier_of
from handlers.segments.fans import POTENTIAL, fan_of, path_of, seed_of
from handlers.segments.lifecycle import LONGEST_GAP, inactive_of, quiet_days, stage_of
from handlers.segments.matching import parts_of
from handlers.segments.relations import relation_of
from handlers.segments.rfm import buyer_of, value_of
from handlers.segments.rules import SegmentRule, names_ready
from handlers.segments.style import channel_of, style_of
from handlers.segments.thresholds import Thresholds
from handlers.segments.worth import grade_of, worth_of
from storage.db import MILLISECOND
from storage.members import audience
from storage.members.audience import Facts
from storage.members.facts import Span
from storage.segments.habits import Habits, Limits, Window, read_habits
from storage.segments.sales import Sales, read_sales

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """In which segments members of a group are, as of a local day; staff are in none."""

    names: dict[int, frozenset[str]]
    """The ready segments of each member, by member id."""
    sales: Sales


def look_up(ctx: Context, ids: Collection[int] | None = None) -> Standing:
    """Return the standing of a group's current members, or of those with these ids."""
    thresholds, today = ctx.rules(Thresholds), ctx.today.toordinal()
    window = window_of(ctx)
    staff = staff_of(ctx)
    sales = read_sales(ctx.db, ctx.group.id, window, without=staff)
    names: dict[int, frozenset[str]] = {}
    for habits, alike in read_habits(ctx.db, ctx.group.id, window, limits_of(thresholds), ids, without=staff):
        names.update(dict.fromkeys(alike, segments_of(habits, thresholds, today, sales)))
    return Standing(names, sales)


def staff_of(ctx: Context) -> frozenset[str]:
    """Return the user ids of those who are in no ready segment."""
    return frozenset({ctx.group.owner, *ctx.group.admins, *ctx.group.staff} - {""})


def limits_of(thresholds: Thresholds) -> Limits:
    """Return from when on what has to be known of members."""
    return Limits(thresholds.regular, thresholds.silent, max(thresholds.lost_times * LONGEST_GAP, thresholds.silent))


def segments_of(habits: Habits, thresholds: Thresholds, today: int, sales: Sales) -> frozenset[str]:
    """Return the names of the ready segments that a member is in, at most one under each heading; pure."""
    quiet = quiet_days(habits, today)
    looks = habits.looks
    buys, spreads = bool(habits.bought), bool(habits.invited or habits.shares)
    named = (
        value_of(habits, thresholds, today, sales) if habits.orders else None,
        buyer_of(habits) if buys else None,
        stage_of(habits, thresholds, today, quiet),
        tier_of(habits, thresholds, today),
        relation_of(habits, thresholds),
        inactive_of(thresholds, quiet),
        fan_of(habits, thresholds) if buys or spreads else None,
        path_of(habits, thresholds) if buys else POTENTIAL,
        seed_of(habits, thresholds) if spreads else None,
        grade_of(habits, thresholds),
        worth_of(habits, thresholds, sales) if buys else None,
        channel_of(habits),
        style_of(habits, thresholds, today, sales) if habits.orders or looks else None,
    )
    return _without_none(named)


@cache
def _without_none(named: tuple[str | None, ...]) -> frozenset[str]:
    """Return a set of names; the same one for the many members who are in the same segments."""
    return frozenset(filter(None, named))


def facts_for(
    ctx: Context, rules: Collection[SegmentRule], standing: Standing | None = None, *, with_opted_out: bool = False
) -> Iterator[Facts]:
    """Yield of everybody in a group what rules ask of members. Looks at all of them: for reading connections.

    `standing` is that of the whole group, where it was looked up already.
    """
    names = (standing or look_up(ctx)).names if any(map(names_ready, rules)) else audience.NO_SEGMENTS
    wanted = {rule.segment for rule in rules}
    only = None
    if wanted and "" not in wanted:  # each rule is met in its segment only: nothing need be known of the others
        meant = {together: not wanted.isdisjoint(together) for together in set(names.values())}
        only = {member_id for member_id, together in names.items() if meant[together]}
    return audience.facts(
        ctx.db, ctx.group.id, ctx.today, parts=parts_of(rules), segments=names, only=only, with_opted_out=with_opted_out
    )


def facts_of(
    ctx: Context, rules: Collection[SegmentRule], ids: Collection[int], standing: Standing | None = None
) -> list[Facts]:
    """Return of the members with these ids what rules ask; `standing` as for `facts_for`, or theirs alone."""
    names = (standing or look_up(ctx, ids)).names if ids and any(map(names_ready, rules)) else audience.NO_SEGMENTS
    return audience.facts_of(ctx.db, ids, ctx.today, parts=parts_of(rules), segments=names)


def window_of(ctx: Context) -> Window:
    """Return today and the owner's month before it."""
    first, zone = ctx.today - timedelta(days=ctx.rules(Thresholds).month - 1), ctx.group.zone
    month = Span(first, ctx.today, midnight(first, zone), midnight(ctx.today + ONE_DAY, zone))
    noon = midnight(ctx.today, zone) + timedelta(hours=12)
    offset = (ctx.local(noon).replace(tzinfo=UTC) - noon) // MILLISECOND
    return Window(ctx.today, month, offset)
