"""Reports: who is active, who is slipping away, and what the group did, for those in charge."""

from handlers.reports import digest, folding, overview

FEATURES = (overview.feature, digest.feature, folding.feature)
