"""Small tools for every day."""

from handlers.tools import almanac, calculator, countdown, holidays, solar_terms

FEATURES = (
    calculator.feature,
    countdown.feature,
    holidays.feature,
    solar_terms.feature,
    almanac.feature,
)
