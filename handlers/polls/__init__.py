"""Votes by word, button and timetable."""

from handlers.polls import admin, commands

FEATURES = (
    commands.feature,
    admin.feature,
)
