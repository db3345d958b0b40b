"""Points: what members have, how they get and lose them, and the group's budget."""

from handlers.points import (
    budget,
    commands,
    corrections,
    expiry,
    gifts,
    grants,
    group_grants,
    report,
    statement,
    weekly,
)

FEATURES = (
    commands.feature,
    statement.feature,
    grants.feature,
    group_grants.feature,
    corrections.feature,
    expiry.feature,
    budget.feature,
    report.feature,
    gifts.feature,
    weekly.feature,
)
