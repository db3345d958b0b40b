"""The staff, and which members they look after."""

from handlers.staff import bindings, customer_broadcast

FEATURES = (bindings.feature, customer_broadcast.feature)
