"""Completing a course by attending so many of its lessons, which unlocks the courses after it."""

from __future__ import annotations

from handlers.courses.rules import Courses
from handlers.kit import MemberContext, Refusal
from storage.courses import lessons

LOCKED = "「{course}」要先上完「{before}」：到课 {needed} 节，你到了 {attended} 节。"
COMPLETED = "\n🎓 上完「{course}」了，恭喜结业！发「证书」领结业证书。"
UNLOCKED = "「{courses}」可以上了。"


def require_unlocked(ctx: MemberContext, name: str) -> None:
    """Raise Refusal where a member has not completed the course that comes before this one."""
    courses = ctx.rules(Courses).root
    course = courses.get(name)
    if course is None or not course.after:
        return
    needed, attended = courses[course.after].complete, lessons.list_attended(ctx.db, ctx.member).get(course.after, 0)
    if attended < needed:
        raise Refusal(LOCKED.format(course=name, before=course.after, needed=needed, attended=attended))


def congratulate(ctx: MemberContext, name: str) -> str:
    """Return what is said where the lesson that a member has just attended completes the course."""
    courses = ctx.rules(Courses)
    course = courses.root.get(name)
    if course is None or not course.complete or lessons.list_attended(ctx.db, ctx.member)[name] != course.complete:
        return ""
    unlocked = courses.unlocked_by(name)
    return COMPLETED.format(course=name) + (UNLOCKED.format(courses="」「".join(unlocked)) if unlocked else "")
