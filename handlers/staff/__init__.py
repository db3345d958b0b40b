"""Who looks after whom."""

from handlers.staff import bindings

FEATURES = (bindings.feature,)
