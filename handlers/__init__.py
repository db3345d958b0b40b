"""What people say and do, one file per feature."""

from handlers import checkin, delivery, help, points, switch, welcome
from handlers.kit import Feature

FEATURES: tuple[Feature, ...] = (
    checkin.feature,
    points.feature,
    welcome.feature,
    delivery.feature,
    switch.feature,
    help.feature,
)
"""The order is that of the help text, and of who hears talk first."""
