"""What falls due, in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from config.group import Group
from sop.plans.plan import Plan, plan_model
from sop.plans.sections import OwnPlans, plans_of
from sop.plans.timetable import Timetable

START = datetime(2026, 11, 23, tzinfo=UTC)


def group(name: str, *whens: str, zone: str = "Asia/Shanghai") -> Group:
    """Return a group with a plan for each time, named after it."""
    kind = plan_model({})
    plans: list[Plan] = [kind.model_validate({"name": when, "when": when, "say": "x"}) for when in whens]
    return Group(
        id=name,
        name=name,
        zone=ZoneInfo(zone),
        hear=("s",),
        push=None,
        owner="",
        admins=frozenset(),
        staff=frozenset(),
        sections={OwnPlans: OwnPlans(tuple(plans))},
        path=Path(name),
    )


def table(*entries: tuple[Group, datetime]) -> Timetable[Plan]:
    return Timetable((group, plan, start) for group, start in entries for plan in plans_of(group))


def taken(timetable: Timetable[Plan], until: datetime) -> list[tuple[str, str, str]]:
    return [(f"{one.moment:%d %H:%M}", one.group.id, one.plan.name) for one in timetable.due(until)]


def test_all_groups_in_the_order_of_their_moments() -> None:
    here = group("a", "每天 20:00", "每天 09:00、20:00")
    there = group("b", "每天 20:00", "2026-11-23 08:30", zone="America/New_York")
    timetable = table((here, START), (there, START))
    assert timetable.next == datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert taken(timetable, START + timedelta(days=1)) == [
        ("23 01:00", "a", "每天 09:00、20:00"),
        ("23 01:00", "b", "每天 20:00"),
        ("23 12:00", "a", "每天 20:00"),
        ("23 12:00", "a", "每天 09:00、20:00"),
        ("23 13:30", "b", "2026-11-23 08:30"),
    ]
    assert taken(timetable, START + timedelta(days=1)) == []
    assert timetable.next == datetime(2026, 11, 24, 1, tzinfo=UTC)


def test_each_group_counts_from_its_own_start() -> None:
    early, late = group("a", "每天 09:00"), group("b", "每天 09:00")
    timetable = table((early, START), (late, START + timedelta(hours=1)))
    assert taken(timetable, START + timedelta(hours=1)) == [("23 01:00", "a", "每天 09:00")]


def test_a_moment_at_the_very_end_is_due_and_one_at_the_start_is_not() -> None:
    timetable = table((group("a", "每天 08:00"), START))
    assert taken(timetable, START + timedelta(hours=24)) == [("24 00:00", "a", "每天 08:00")]


def test_what_is_over_leaves_nothing_behind() -> None:
    timetable = table((group("a", "2026-11-23 09:00", "2020-01-01 09:00"), START))
    assert len(taken(timetable, START + timedelta(days=9999))) == 1
    assert timetable.next is None


def test_stopping_half_way_loses_nothing() -> None:
    timetable = table((group("a", "每天 09:00"), START))
    first = next(timetable.due(START + timedelta(days=3)))
    assert [first.moment, *(one.moment for one in timetable.due(START + timedelta(days=3)))] == [
        datetime(2026, 11, day, 1, tzinfo=UTC) for day in (23, 24, 25)
    ]
