"""Red packets: points that members and the group share out to whoever grabs first."""

from handlers.redpackets import admin, commands, triggers

FEATURES = (commands.feature, admin.feature, triggers.feature)
