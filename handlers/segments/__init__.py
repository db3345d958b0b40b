"""Members by what is known of them, under names that plans can use."""

from handlers.segments import commands, comparison

FEATURES = (
    commands.feature,
    comparison.feature,
)
