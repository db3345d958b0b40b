"""Courses: lessons by the owner's plan, attendance, homework and its review."""

from handlers.courses import certificates, commands, homework, lessons, review

FEATURES = (
    commands.feature,
    certificates.feature,
    lessons.feature,
    homework.feature,
    review.feature,
)
