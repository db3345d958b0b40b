"""Reports: who is active, who is slipping away, and what the group did, for those in charge."""

from handlers.reports import (
    attendance,
    boards,
    digest,
    effect,
    export,
    fission,
    folding,
    funnel,
    overview,
    profile,
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
    fission.feature,
    rhythm.feature,
    shape.feature,
    effect.feature,
    recount.feature,
    profile.feature,
    export.feature,
    digest.feature,
    folding.feature,
)
