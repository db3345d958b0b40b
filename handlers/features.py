"""What people say and do, one file per feature."""

from handlers import (
    audit,
    badges,
    birthday,
    budget,
    checkin,
    delivery,
    giving,
    help,
    inviting,
    levels,
    lottery,
    mall,
    mall_desk,
    points,
    speaking,
    switch,
    welcome,
)
from handlers.kit import Feature

FEATURES: tuple[Feature, ...] = (
    checkin.feature,
    points.feature,
    levels.feature,
    badges.feature,
    birthday.feature,
    budget.feature,
    giving.feature,
    mall.feature,
    mall_desk.feature,
    lottery.feature,
    welcome.feature,
    inviting.feature,
    speaking.feature,
    delivery.feature,
    audit.feature,
    switch.feature,
    help.feature,
)
"""The order is that of the help text, and of who hears talk first."""
