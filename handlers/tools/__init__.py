"""Small tools for every day."""

from handlers.tools import (
    almanac,
    calculator,
    chance,
    countdown,
    faq,
    grouping,
    holidays,
    menu,
    reminders,
    solar_terms,
    song,
    unanswered,
    weather,
    zodiac,
)

FEATURES = (
    calculator.feature,
    countdown.feature,
    holidays.feature,
    solar_terms.feature,
    almanac.feature,
    zodiac.feature,
    weather.feature,
    menu.feature,
    chance.feature,
    grouping.feature,
    song.feature,
    reminders.feature,
    faq.feature,
    unanswered.feature,
)
