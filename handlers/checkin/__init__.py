"""Daily check-ins: points, streaks and their bonuses, make-up days, freezes, calendar and ranking."""

from handlers.checkin import board, calendar, commands, freeze, gathering, makeup, reminder

FEATURES = (
    commands.feature,
    makeup.feature,
    freeze.feature,
    calendar.feature,
    board.feature,
    reminder.feature,
    gathering.feature,
)
