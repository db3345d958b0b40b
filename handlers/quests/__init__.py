"""Tasks that members take on and hand in."""

from handlers.quests import admin, commands

FEATURES = (
    commands.feature,
    admin.feature,
)
