"""Levels by growth value, and badges."""

from handlers.levels import badges, commands

FEATURES = (
    commands.feature,
    badges.feature,
)
