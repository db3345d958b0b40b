"""Order in a group: what is not said, links, floods, complaints, and appeals."""

from handlers.moderation import admin, listener

FEATURES = (
    listener.feature,
    admin.feature,
)
