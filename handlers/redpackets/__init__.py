"""Red packets: points that members and the group share out to whoever grabs first."""

from handlers.redpackets import admin, cash, commands, payout, rain, report, triggers

FEATURES = (
    commands.feature,
    admin.feature,
    rain.feature,
    triggers.feature,
    report.feature,
    cash.feature,
    payout.feature,
)
