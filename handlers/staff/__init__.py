"""The staff, and which members they look after."""

from handlers.staff import bindings

FEATURES = (bindings.feature,)
