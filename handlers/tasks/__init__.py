"""Tasks of staff: given, finished, put off, reported, followed up."""

from handlers.tasks import admin, commands, followups, report

FEATURES = (
    commands.feature,
    admin.feature,
    report.feature,
    followups.feature,
)
