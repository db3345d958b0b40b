"""Purchases that staff book for members."""

from handlers.purchases import commands

FEATURES = (commands.feature,)
