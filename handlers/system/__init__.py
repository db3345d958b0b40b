"""Features about the bot itself: confirmations, delivery, audit, choice of group, help."""

from handlers.system import audit, confirmations, connection, delivery, group_choice, help, small_talk

choose_group = group_choice.choose_group
"""Handed to the dispatcher, which must not know the feature."""
ENCRYPTED_IDS = connection.ENCRYPTED
"""What is told of members whose ids cannot be read, in a chat as in the doctor's report."""

FEATURES = (
    confirmations.feature,
    delivery.feature,
    connection.feature,
    audit.feature,
    group_choice.feature,
    help.feature,
    small_talk.feature,
)
