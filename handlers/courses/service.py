"""Lessons and homework in words, for all features of courses."""

from __future__ import annotations

from handlers.courses.questions import Question
from handlers.courses.rules import Course
from handlers.kit import Context
from handlers.points import payments
from handlers.points.payments import Paid
from storage.courses import homework, lessons
from storage.courses.homework import DONE, State
from storage.courses.lessons import Lesson
from storage.members.roster import Member

REASON = "作业「{course}」第 {number} 题"
QUESTION = "{number}. {question}{points}"
POINTS = "（{points} 分）"
IN_ORDER = "「{course}」第 {place} 节"
NAMED = "「{course}」"
ABOUT = "：{topic}"
ABOUT_IN_ORDER = "：第 {place} 节，{topic}"
HOW = "发「作业 {address} 你的回答」来交，截止前可以改。"
RESULT = "{number}. {ask}　{handed_in} 人交{right}{solution}"
RIGHT = "，{right} 人对（{share}%）"
PASSED, WAITING = "，{passed} 份通过", "，{waiting} 份还没批"
SOLUTION = "，答案：{solution}"


REVIEWS = "homework_review"
"""The feature that tells staff what waits for a review."""
MOST_PHOTOS = 3
"""Photos of one answer that are kept."""


def album_of(lesson_id: int, question: int, member: Member) -> str:
    """Return the name of the album with a member's photos for a question."""
    return homework.album_of(lesson_id, question, member.id)


def plan_of(lesson: Lesson) -> Course:
    """Return what the group's file said of a lesson's course when it was planned last."""
    return Course.model_validate_json(lesson.plan)


def describe_lesson(lesson: Lesson) -> str:
    """Return a lesson's course, and which of its lessons it is."""
    return name_lesson(lesson.course, lesson.place)


def name_lesson(course: str, place: int | None) -> str:
    """Return what a lesson of a course is called: 「小课堂」, or 「小课堂」第 2 节."""
    return NAMED.format(course=course) if place is None else IN_ORDER.format(course=course, place=place)


def describe_topic(lesson: Lesson) -> str:
    """Return what a lesson is about, as it is put behind its course; empty where nobody said."""
    topic = plan_of(lesson).topic
    if lesson.place is None:
        return ABOUT.format(topic=topic) if topic else ""
    return ABOUT_IN_ORDER.format(place=lesson.place, topic=topic)


def pay_for_question(ctx: Context, lesson: Lesson, number: int, member: Member) -> Paid | None:
    """Pay a member for a question of a lesson's homework, once; None where it brings nothing or was paid before."""
    points = plan_of(lesson).homework[number - 1].points
    if not points:
        return None
    key, reason = f"homework:{lesson.id}:{number}:{member.id}", REASON.format(course=lesson.course, number=number)
    return payments.pay_reward(ctx, member, points, key=key, reason=reason, owe=True)


def describe_questions(ctx: Context, lesson: Lesson, course: Course) -> str:
    """Return all questions of a lesson's homework, and how to answer; with its number where it is one of several."""
    lines = [describe_question(number, question) for number, question in enumerate(course.homework, 1)]
    others = [each for each in lessons.list_with_homework(ctx.db, ctx.group.id) if each.id != lesson.id]
    return "\n".join([*lines, HOW.format(address=f"{lesson.number}-1" if others else "1")])


def describe_question(number: int, question: Question) -> str:
    """Return one question with its number and points."""
    points = POINTS.format(points=question.points) if question.points else ""
    return QUESTION.format(number=number, question=question.describe(), points=points)


def describe_results(ctx: Context, lesson: Lesson) -> str:
    """Return for each question how many handed it in, how many were right, and the right answer."""
    counts = homework.count_by_state(ctx.db, lesson)
    lines = []
    for number, question in enumerate(plan_of(lesson).homework, 1):
        handed_in = sum(counts.get((number, state), 0) for state in DONE)
        right, waiting = counts.get((number, State.RIGHT), 0), counts.get((number, State.WAITING), 0)
        passed = counts.get((number, State.ACCEPTED), 0)
        judged = RIGHT.format(right=right, share=100 * right // handed_in) if question.solution and handed_in else ""
        lines.append(
            RESULT.format(
                number=number,
                ask=question.ask,
                handed_in=handed_in,
                right=judged
                or (PASSED.format(passed=passed) if passed else "")
                + (WAITING.format(waiting=waiting) if waiting else ""),
                solution=SOLUTION.format(solution=question.solution) if question.solution else "",
            )
        )
    return "\n".join(lines)
