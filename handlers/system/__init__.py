"""Features about the bot itself: confirmations, delivery, audit, choice of group, help."""

from handlers.system import audit, confirmations, delivery, group_choice, help, small_talk

choose_group = group_choice.choose_group
"""Handed to the dispatcher, which must not know the feature."""

FEATURES = (
    confirmations.feature,
    delivery.feature,
    audit.feature,
    group_choice.feature,
    help.feature,
    small_talk.feature,
)
