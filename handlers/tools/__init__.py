"""Small tools for every day."""

from handlers.tools import calculator

FEATURES = (calculator.feature,)
