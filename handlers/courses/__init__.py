"""Courses: lessons by the owner's plan, attendance, homework and its review."""

from handlers.courses import commands, homework, lessons, review

FEATURES = (
    commands.feature,
    lessons.feature,
    homework.feature,
    review.feature,
)
