"""Reports: who is active, who is slipping away, and what the group did, for those in charge."""

from handlers.reports import (
    attendance,
    boards,
    digest,
    effect,
    folding,
    funnel,
    overview,
    recount,
    retention,
    rhythm,
    shape,
)

FEATURES = (
    overview.feature,
    attendance.feature,
    boards.feature,
    retention.feature,
    funnel.feature,
    rhythm.feature,
    shape.feature,
    effect.feature,
    recount.feature,
    digest.feature,
    folding.feature,
)
