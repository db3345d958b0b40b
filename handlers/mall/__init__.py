"""The shop: what points buy, orders and pick-up codes."""

from handlers.mall import admin, commands, likings, window

FEATURES = (
    commands.feature,
    window.feature,
    likings.feature,
    admin.feature,
)
