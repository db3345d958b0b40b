"""Draws with tickets, sure prizes and a seed that proves them."""

from handlers.lottery import admin, commands, verification

FEATURES = (commands.feature, verification.feature, admin.feature)
