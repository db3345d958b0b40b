"""What people say and do, subject by subject."""

from __future__ import annotations

from handlers import (
    checkin,
    friends,
    games,
    levels,
    lottery,
    mall,
    members,
    points,
    polls,
    purchases,
    redpackets,
    reports,
    segments,
    staff,
    system,
    tasks,
    tools,
)
from handlers.kit import Feature

SUBJECTS = (
    checkin,
    points,
    levels,
    mall,
    lottery,
    redpackets,
    polls,
    games,
    members,
    purchases,
    tasks,
    friends,
    staff,
    segments,
    reports,
    system,
    tools,
)
"""The order is that of the help text, and of who hears talk first."""

FEATURES: tuple[Feature, ...] = tuple(feature for subject in SUBJECTS for feature in subject.FEATURES)
