"""The shop: what points buy, orders and pick-up codes."""

from handlers.mall import admin, commands

FEATURES = (
    commands.feature,
    admin.feature,
)
