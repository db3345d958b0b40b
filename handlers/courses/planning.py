"""Which lessons are to come, by what the group's file says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.courses.rules import AHEAD, Course, Courses
from handlers.kit import Context
from storage.courses import lessons
from storage.courses.lessons import Lesson

LATELY = 20
"""Past lessons among which those of today are looked for."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A lesson that has not ended."""

    course: str
    starts_at: datetime
    """In the group's zone."""
    plan: Course
    """The course as this lesson is given."""
    place: int | None
    """Which of the course's lessons it is, from 1; None where the course has no list of them."""

    @property
    def ends_at(self) -> datetime:
        """Return its end, in the group's zone."""
        return self.starts_at + timedelta(minutes=self.plan.minutes)


def list_planned(ctx: Context) -> list[Planned]:
    """Return the lessons of the next days, the next one first. A course that has begun today comes no second time."""
    given = lessons.list_given(ctx.db, ctx.group.id, ctx.now)
    around = [*lessons.list_ahead(ctx.db, ctx.group.id), *lessons.list_past(ctx.db, ctx.group.id, LATELY)]
    begun = {
        (lesson.course, ctx.local(lesson.starts_at).date()): ctx.local(lesson.starts_at)
        for lesson in around
        if lesson.starts_at <= ctx.now
    }
    planned = [
        Planned(name, start, course.at_lesson(place), place)
        for name, course in ctx.rules(Courses).root.items()
        for start, place in _list_lessons(ctx, name, course, given.get(name, 0), begun)
    ]
    return sorted(planned, key=lambda lesson: lesson.starts_at)


def is_planned(ctx: Context, lesson: Lesson) -> bool:
    """Return whether the file still has a lesson at its time."""
    course = ctx.rules(Courses).root.get(lesson.course)
    start = ctx.local(lesson.starts_at)
    return course is not None and start in course.starts(start.date(), start.date(), ctx.group.zone)


def _list_lessons(
    ctx: Context, name: str, course: Course, given: int, begun: Mapping[tuple[str, date], datetime]
) -> Iterator[tuple[datetime, int | None]]:
    """Yield the starts of a course's lessons that have not ended, and which of its lessons each is."""
    last = ctx.local(ctx.now + AHEAD).date()
    starts = (
        start
        for start in course.starts(ctx.today, last, ctx.group.zone)
        if start + timedelta(minutes=course.minutes) > ctx.now and begun.get((name, start.date()), start) == start
    )
    if course.lessons:
        yield from zip(starts, range(given + 1, len(course.lessons) + 1), strict=False)
    else:
        yield from ((start, None) for start in starts)
