"""Draws with tickets, sure prizes and a seed that proves them."""

from handlers.lottery import commands

FEATURES = (commands.feature,)
