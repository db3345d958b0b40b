"""The shop: what points buy, orders and pick-up codes."""

from handlers.mall import admin, commands, window

FEATURES = (
    commands.feature,
    window.feature,
    admin.feature,
)
