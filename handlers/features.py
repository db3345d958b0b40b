"""What people say and do, one file per feature."""

from handlers import (
    audit,
    books,
    budget,
    checkin,
    confirm,
    delivery,
    expiry,
    giving,
    granting,
    help,
    inviting,
    mall,
    mall_desk,
    points,
    purchase,
    report,
    speaking,
    switch,
    welcome,
)
from handlers.kit import Feature

FEATURES: tuple[Feature, ...] = (
    checkin.feature,
    points.feature,
    granting.feature,
    confirm.feature,
    books.feature,
    expiry.feature,
    budget.feature,
    report.feature,
    giving.feature,
    mall.feature,
    mall_desk.feature,
    welcome.feature,
    inviting.feature,
    purchase.feature,
    speaking.feature,
    delivery.feature,
    audit.feature,
    switch.feature,
    help.feature,
)
"""The order is that of the help text, and of who hears talk first."""
