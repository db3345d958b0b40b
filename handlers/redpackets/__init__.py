"""Red packets: points that members and the group share out to whoever grabs first."""

from handlers.redpackets import admin, answers, cash, commands, mine, payout, rain, report, triggers, withdrawal

FEATURES = (
    commands.feature,
    answers.feature,
    mine.feature,
    withdrawal.feature,
    admin.feature,
    rain.feature,
    triggers.feature,
    report.feature,
    cash.feature,
    payout.feature,
)
