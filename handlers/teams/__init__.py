"""Teams that check in together for some days, and are rewarded where all of them come through."""

from handlers.teams import challenges, commands

FEATURES = (
    commands.feature,
    challenges.feature,
)
