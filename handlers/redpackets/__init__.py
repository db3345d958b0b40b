"""Red packets: points that members and the group share out to whoever grabs first."""

from handlers.redpackets import admin, cash, commands, triggers

FEATURES = (commands.feature, admin.feature, triggers.feature, cash.feature)
