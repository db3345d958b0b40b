"""What people say and do, one file per feature."""

from handlers import (
    audit,
    budget,
    checkin,
    checkin_board,
    checkin_calendar,
    delivery,
    freeze,
    giving,
    help,
    inviting,
    makeup,
    mall,
    mall_desk,
    points,
    reminder,
    speaking,
    switch,
    welcome,
)
from handlers.kit import Feature

FEATURES: tuple[Feature, ...] = (
    checkin.feature,
    makeup.feature,
    freeze.feature,
    checkin_calendar.feature,
    checkin_board.feature,
    reminder.feature,
    points.feature,
    budget.feature,
    giving.feature,
    mall.feature,
    mall_desk.feature,
    welcome.feature,
    inviting.feature,
    speaking.feature,
    delivery.feature,
    audit.feature,
    switch.feature,
    help.feature,
)
"""The order is that of the help text, and of who hears talk first."""
