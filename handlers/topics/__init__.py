"""Topics that the group talks about, and showcases of what its members make."""

from handlers.topics import admin, commands, showcase, withdrawing

FEATURES = (
    commands.feature,
    admin.feature,
    showcase.feature,
    withdrawing.feature,
)
