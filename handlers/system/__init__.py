"""What keeps the bot itself in order: confirmations, delivery, audit, choice of group, help."""

from handlers.system import audit, confirmations, delivery, group_choice, help

FEATURES = (
    confirmations.feature,
    delivery.feature,
    audit.feature,
    group_choice.feature,
    help.feature,
)
