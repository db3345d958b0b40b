"""What people say and do, subject by subject."""

from __future__ import annotations

from handlers import (
    checkin,
    courses,
    events,
    friends,
    games,
    levels,
    lottery,
    mall,
    members,
    moderation,
    points,
    polls,
    purchases,
    quests,
    redpackets,
    reports,
    segments,
    staff,
    system,
    tasks,
    teams,
    tools,
    topics,
)
from handlers.kit import Feature

SUBJECTS = (
    moderation,
    checkin,
    points,
    levels,
    mall,
    lottery,
    redpackets,
    polls,
    events,
    topics,
    courses,
    quests,
    teams,
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
