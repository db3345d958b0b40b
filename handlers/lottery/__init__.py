"""Draws with tickets, sure prizes and a seed that proves them."""

from handlers.lottery import admin, commands

FEATURES = (commands.feature, admin.feature)
