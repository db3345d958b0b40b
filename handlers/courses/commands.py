"""Courses for members: what is coming, being there, materials, and what one has learned."""

from __future__ import annotations

from datetime import timedelta

from config.group import Group
from handlers.courses.completion import congratulate, require_unlocked
from handlers.courses.planning import list_planned
from handlers.courses.rules import Course, Courses
from handlers.courses.service import describe_lesson, name_lesson, plan_of
from handlers.dates.hours import format_time
from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import truncate
from handlers.mall.next_reward import describe_progress
from handlers.points import payments
from handlers.text.names import find_name, suggest_name
from handlers.text.people import only_member
from storage.courses import homework, lessons
from storage.courses.lessons import Lesson
from storage.members.roster import Member

feature = Feature("lessons", title="上课", topic="课程")
feature.ledger_kind("lesson", "到课", person=-1)

NO_COURSES = "这个群还没有课程。"
LINE = "📚 {course}：{when}，{minutes} 分钟{speaker}{after}{about}"
WEEKLY = "每{days} {at}"
ONCE = "{day} {at}"
SPEAKER = "，{speaker}主讲"
ABOUT = "\n　{about}"
NEXT_LESSON = "\n　第 {place} 节（共 {lessons} 节）：{topic}"
ALL_GIVEN = "\n　{lessons} 节都讲完了"
AFTER = "，先上完「{after}」"
NEXT = "下一节：{time}{lesson}"
CAME = "✅ {name} 到课{lesson}{paid}"
PAID = "，+{points} 积分，现有 {balance} 分。"
OTHER_COURSE = "现在上的是「{course}」，不是「{name}」。到「{course}」的课请发「到课」。"
WHICH = "现在有 {count} 节课在上，到的是哪一节？发{ways}。"
WHICH_WAY = "「到课 {course}」"
ALREADY = "你已经到课了，专心听讲～"
NO_LESSON = "现在没有在上的课。{next}"
NO_MATERIAL = "还没有课件。"
MATERIAL = "📎 {course}：{material}"
MATERIAL_IN_ORDER = "📎 {course} 第 {place} 节：{material}"
UNKNOWN = "没有叫「{name}」的课程。{hint}"
KNOWN = "有这些：{names}"
RECORD = "📖 {name} 的学习记录：\n{lines}"
RECORD_LINE = "{course}：到课 {attended}/{lessons} 节，交作业 {handed_in} 份"
NO_RECORD = "{name} 还没有学习记录，下次上课发「到课」就有了～"
OTHERS = "只有员工可以看别人的学习记录，看自己的发「学习记录」。"
REASON = "到课「{course}」"
RULE = "到课：每节 {points}"
GRACE = timedelta(minutes=10)
"""So long before the start and after the end attendance counts."""


@feature.command(
    "课程",
    "课程表",
    help="有什么课，下一节什么时候",
    read_only=True,
    asked=("有什么课", "有课吗", "今天有课吗", "下节课什么时候", "下节课是什么时候", "下一节课什么时候", "我的课程"),
)
def show(message: Message, ctx: MemberContext) -> str:
    courses = ctx.rules(Courses).root
    if not courses:
        raise Refusal(NO_COURSES)
    given = lessons.list_given(ctx.db, ctx.group.id, ctx.now)
    lines = [_describe(name, course, given.get(name, 0)) for name, course in courses.items()]
    following = _describe_next(ctx)
    return "\n".join([*lines, following] if following else lines)


@feature.command("到课", "到", "到课了", "我到课了", "已到", "到了", "我到了", help="上课的时候报到", usage="小课堂")
def attend(message: Message, ctx: MemberContext) -> str | None:
    # 到 is also what people say to each other: 到 公司了.
    is_plain = not message.addressed and "到课" not in message.text
    if is_plain and ctx.args:
        return None
    lesson = _choose_lesson(ctx)
    if is_plain and lesson is None:
        return None
    if lesson is None:
        raise Refusal(NO_LESSON.format(next=_describe_next(ctx)))
    require_unlocked(ctx, lesson.course)
    if not lessons.attend(ctx.db, lesson, ctx.member, ctx.now):
        raise Refusal(ALREADY)
    came = CAME.format(name=ctx.member.name, lesson=describe_lesson(lesson), paid=_pay(ctx, lesson))
    return came + congratulate(ctx, lesson.course)


@feature.command("课件", help="课件和回放", usage="小课堂", read_only=True)
def show_materials(message: Message, ctx: MemberContext) -> str:
    courses = ctx.rules(Courses).root
    wanted = find_name(ctx.args, courses)
    if wanted and wanted not in courses:
        known = KNOWN.format(names="、".join(courses)) if courses else NO_COURSES
        raise Refusal(UNKNOWN.format(name=truncate(ctx.args), hint=suggest_name(ctx.args[:20], courses, known)))
    begun = lessons.list_begun(ctx.db, ctx.group.id, ctx.now)
    lines = [
        line
        for name, course in courses.items()
        if wanted in ("", name)
        for line in _list_materials(name, course, begun.get(name, 1), every=bool(wanted))
    ]
    return "\n".join(lines) or NO_MATERIAL


@feature.command("学习记录", help="到过几节课，交了几份作业", usage="@小明", audience=Audience.ASKER, read_only=True)
def show_record(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return _describe_record(ctx, ctx.member)
    if ctx.role < Role.STAFF:
        raise Refusal(OTHERS)
    return _describe_record(ctx, only_member(message, ctx, "学习记录 @小明", include_left=True))


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    points = sorted({course.points for course in group.rules(Courses).root.values() if course.points})
    return RULE.format(points="、".join(f"{each} 分" for each in points)) if points else None


def _list_materials(name: str, course: Course, begun: int, *, every: bool) -> list[str]:
    """Return a course's material; of its lessons up to `begun`, every one or the last one that has any."""
    if not course.lessons:
        return [MATERIAL.format(course=name, material=course.material)] if course.material else []
    lines = [
        MATERIAL_IN_ORDER.format(course=name, place=place, material=course.at_lesson(place).material)
        for place in range(1, min(begun, len(course.lessons)) + 1)
        if course.at_lesson(place).material
    ]
    return lines if every else lines[-1:]


def _describe(name: str, course: Course, given: int) -> str:
    """Return a course, of whose list of lessons so many have been given, in a line or two."""
    days = "、".join(course.days)
    when = ONCE.format(day=course.date_, at=course.at) if course.date_ else WEEKLY.format(days=days, at=course.at)
    return LINE.format(
        course=name,
        when=when,
        minutes=course.minutes,
        speaker=SPEAKER.format(speaker=course.speaker) if course.speaker else "",
        after=AFTER.format(after=course.after) if course.after else "",
        about=_describe_topic(course, given),
    )


def _describe_topic(course: Course, given: int) -> str:
    if not course.lessons:
        return ABOUT.format(about=course.topic) if course.topic else ""
    count = len(course.lessons)
    if given >= count:
        return ALL_GIVEN.format(lessons=count)
    return NEXT_LESSON.format(place=given + 1, lessons=count, topic=course.lessons[given].topic)


def _describe_next(ctx: MemberContext) -> str:
    """Return the next lesson by what the file says now; empty where there is none."""
    lesson = next((each for each in list_planned(ctx) if each.starts_at > ctx.now), None)
    if lesson is None:
        return ""
    return NEXT.format(time=format_time(ctx, lesson.starts_at), lesson=name_lesson(lesson.course, lesson.place))


def _choose_lesson(ctx: MemberContext) -> Lesson | None:
    """Return the lesson that somebody attends: one that is going on, begins in a moment, or has just ended.

    Of several at a time the one that is named, or the only one that they are not in yet; raises Refusal where neither
    tells which. None where there is no lesson.
    """
    around = [*lessons.list_ahead(ctx.db, ctx.group.id), *lessons.list_past(ctx.db, ctx.group.id, 3)]
    at_hand = [each for each in around if each.starts_at - GRACE <= ctx.now < each.ends_at + GRACE]
    if ctx.args:
        named = find_name(ctx.args, {each.course for each in at_hand})
        chosen = [each for each in at_hand if each.course == named]
        if at_hand and not chosen:
            raise Refusal(OTHER_COURSE.format(name=truncate(ctx.args), course=at_hand[0].course))
        return chosen[0] if chosen else None
    left = [each for each in at_hand if not lessons.has_attended(ctx.db, each, ctx.member)] or at_hand
    if len(left) > 1:
        ways = "、".join(WHICH_WAY.format(course=each.course) for each in left)
        raise Refusal(WHICH.format(count=len(left), ways=ways))
    return left[0] if left else None


def _pay(ctx: MemberContext, lesson: Lesson) -> str:
    points = plan_of(lesson).points
    if not points:
        return "。"
    key, reason = f"lesson:{lesson.id}:{ctx.member.id}", REASON.format(course=lesson.course)
    paid = payments.pay_reward(ctx, ctx.member, points, key=key, reason=reason, owe=True)
    return "，" + paid.text() + describe_progress(ctx, ctx.member, paid.points, paid.balance) if paid else "。"


def _describe_record(ctx: MemberContext, member: Member) -> str:
    attended, handed_in = lessons.list_attended(ctx.db, member), homework.count_handed_in(ctx.db, member)
    if not attended and not handed_in:
        return NO_RECORD.format(name=member.name)
    lines = [
        RECORD_LINE.format(
            course=course,
            attended=attended.get(course, 0),
            lessons=max(lessons.count_lessons(ctx.db, ctx.group.id, course), attended.get(course, 0)),
            handed_in=handed_in.get(course, 0),
        )
        for course in sorted({*attended, *handed_in})
    ]
    return RECORD.format(name=member.name, lines="\n".join(lines))
