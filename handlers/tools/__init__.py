"""Small tools for every day."""

from handlers.tools import almanac, calculator, countdown, holidays, solar_terms, zodiac

FEATURES = (
    calculator.feature,
    countdown.feature,
    holidays.feature,
    solar_terms.feature,
    almanac.feature,
    zodiac.feature,
)
