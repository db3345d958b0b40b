"""The lessons of the owner's courses: planned ahead, announced, begun, ended, with homework until its deadline."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from config.group import Group
from handlers.courses.planning import is_planned, list_planned
from handlers.courses.rules import Course, Courses
from handlers.courses.service import describe_lesson, describe_questions, describe_results, describe_topic, plan_of
from handlers.dates.hours import format_time
from handlers.kit import (
    Capability,
    Context,
    Feature,
    HandlerResult,
    Occasion,
    TimerPayload,
    cancel_timer,
    follow_up,
    set_timer,
)
from handlers.text.mentions import mention_in_batches
from storage.courses import homework, lessons
from storage.courses.lessons import Lesson, State

feature = Feature("courses", Courses, title="课程")
feature.requires(Capability.PUSHES, "上课前不会自己提醒，请发「课程」看。")
DONE = Occasion("课程结束", "一节课上完了")
feature.occasion(DONE)

HOURLY = "cron 5 * * * *"
WARM_UP = "👀 {time}「{course}」{speaker}{about}\n先想好一个想问的问题，到时候一起听～"
SOON = "📚 {time}「{course}」{speaker}{about}"
STARTED = "🔔 {lesson}开始啦{speaker}，听到的朋友发「到课」{points}。"
POINTS = "，得 {points} 分"
SPEAKER = "，{speaker}主讲"
ENDED = "{lesson}讲完了{came}{material}。"
ALL_GIVEN = "全部 {lessons} 节都讲完啦，谢谢一路跟着的大家～"
CAME = "，{attended} 人到课"
MATERIAL = "，课件发「课件」看"
HOMEWORK = "\n📝 {number} 号课的作业（{until} 前交）：\n{questions}"
REMINDER = "📝 {lesson}的作业 {until} 截止，还差你们的：\n"
REMINDER_END = "\n发「作业」看题目，几句话就行～"
RESULTS = "📊 {lesson}的作业收齐了：\n{results}"
REASON = "{course} 上完了，{attended} 人到课"
BEFORE = {"warm_up": timedelta(days=3), "day": timedelta(days=1), "soon": timedelta(minutes=30), "start": timedelta()}
LAST_CALL = timedelta(hours=3)
"""So long before its deadline the homework is asked for once more."""


class Saying(TimerPayload):
    """The timer of what is said before and at the start of a lesson, and before its homework is due."""

    kind: Literal["saying"] = "saying"
    lesson: int
    what: Literal["warm_up", "day", "soon", "start", "last_call"]

    only_speaks = True

    @property
    def key(self) -> str:
        return f"{self.lesson} {self.what}"


class Turning(TimerPayload):
    """The timer of a lesson's end, and of its homework's."""

    kind: Literal["turning"] = "turning"
    lesson: int
    what: Literal["end", "homework"]

    @property
    def key(self) -> str:
        return f"{self.lesson} {self.what}"


def _plans_hourly(group: Group) -> str | None:
    return HOURLY if group.rules(Courses).root else None


@feature.scheduled("plan", _plans_hourly)
def plan_ahead(ctx: Context) -> None:
    """Plan the lessons of the next days, and take back those that the file does not know any more."""
    planned = list_planned(ctx)
    wanted = {(each.course, each.starts_at) for each in planned}
    for lesson in lessons.list_ahead(ctx.db, ctx.group.id):
        if (lesson.course, ctx.local(lesson.starts_at)) not in wanted and lesson.starts_at > ctx.now:
            _take_back(ctx, lesson)
    for each in planned:
        text = each.plan.model_dump_json(by_alias=True)
        when = (each.course, each.starts_at, each.ends_at)
        new = lessons.plan(ctx.db, ctx.group.id, *when, text=text, place=each.place)
        if new:
            _set_timers(ctx, new, each.plan)
        else:
            lessons.refresh(ctx.db, ctx.group.id, *when, text=text, place=each.place)


def _set_timers(ctx: Context, lesson: Lesson, course: Course) -> None:
    for what, before in BEFORE.items():
        at = lesson.starts_at - before
        if at >= ctx.now and (what != "warm_up" or course.date_):
            set_timer(ctx, feature.name, Saying(lesson=lesson.id, what=what), at)
    set_timer(ctx, feature.name, Turning(lesson=lesson.id, what="end"), lesson.ends_at)


def _take_back(ctx: Context, lesson: Lesson) -> None:
    for what in BEFORE:
        cancel_timer(ctx, feature.name, Saying(lesson=lesson.id, what=what))
    cancel_timer(ctx, feature.name, Turning(lesson=lesson.id, what="end"))
    lessons.delete(ctx.db, lesson)


@feature.on_timer(Saying)
def say(timer: Saying, ctx: Context) -> HandlerResult:
    lesson = lessons.get(ctx.db, timer.lesson)
    if lesson is None:
        return None
    course = plan_of(lesson)
    if timer.what == "last_call":
        return _last_call(ctx, lesson, course)
    if lesson.state is not State.AHEAD or ctx.now >= lesson.ends_at:
        return None
    if not is_planned(ctx, lesson):
        # The file was changed since the last full hour: what nobody has attended yet is moved at once.
        if not lessons.count_attendance(ctx.db, lesson):
            _take_back(ctx, lesson)
        plan_ahead(ctx)
        return None
    speaker = SPEAKER.format(speaker=course.speaker) if course.speaker else ""
    if timer.what == "start":
        points = POINTS.format(points=course.points) if course.points else ""
        return STARTED.format(lesson=describe_lesson(lesson), speaker=speaker, points=points)
    text = WARM_UP if timer.what == "warm_up" else SOON
    return text.format(
        time=format_time(ctx, lesson.starts_at), course=lesson.course, speaker=speaker, about=describe_topic(lesson)
    )


@feature.on_timer(Turning)
def turn(timer: Turning, ctx: Context) -> HandlerResult:
    lesson = lessons.get(ctx.db, timer.lesson)
    if lesson is None:
        return None
    said = _end(ctx, lesson) if timer.what == "end" else _end_homework(ctx, lesson)
    return said if Capability.PUSHES in ctx.capabilities else None


def _end(ctx: Context, lesson: Lesson) -> str | None:
    """End a lesson; its homework, where it has any, begins."""
    course = plan_of(lesson)
    until = ctx.carried_out_at + timedelta(hours=course.hours) if course.homework else None
    if not lessons.move_on(ctx.db, lesson, State.HOMEWORK if until else State.OVER, until):
        return None
    attended = lessons.count_attendance(ctx.db, lesson)
    if attended:
        reason = REASON.format(course=lesson.course, attended=attended)
        follow_up(ctx, DONE, reason, key=f"lesson:{lesson.id}")
    came = CAME.format(attended=attended) if attended else ""
    text = ENDED.format(lesson=describe_lesson(lesson), came=came, material=MATERIAL if course.material else "")
    course_now = ctx.rules(Courses).root.get(lesson.course)
    if course_now and lesson.place and lesson.place == len(course_now.lessons):
        text += ALL_GIVEN.format(lessons=lesson.place)
    return text + _set_homework(ctx, lesson, course, until) if until else text


def _set_homework(ctx: Context, lesson: Lesson, course: Course, until: datetime) -> str:
    set_timer(ctx, feature.name, Turning(lesson=lesson.id, what="homework"), until)
    if until - LAST_CALL > ctx.now:
        set_timer(ctx, feature.name, Saying(lesson=lesson.id, what="last_call"), until - LAST_CALL)
    questions = describe_questions(ctx, lesson, course)
    return HOMEWORK.format(number=lesson.number, until=format_time(ctx, until), questions=questions)


def _last_call(ctx: Context, lesson: Lesson, course: Course) -> HandlerResult:
    if lesson.state is not State.HOMEWORK or lesson.homework_until is None:
        return None
    missing = homework.list_missing(ctx.db, lesson, len(course.homework))
    before = REMINDER.format(lesson=describe_lesson(lesson), until=format_time(ctx, lesson.homework_until))
    return mention_in_batches(ctx, missing, REMINDER_END, before=before)


def _end_homework(ctx: Context, lesson: Lesson) -> str | None:
    """End a lesson's homework and tell what came of it; nothing where nobody handed any in."""
    if not lessons.move_on(ctx.db, lesson, State.OVER) or not homework.count_by_state(ctx.db, lesson):
        return None
    return RESULTS.format(lesson=describe_lesson(lesson), results=describe_results(ctx, lesson))
