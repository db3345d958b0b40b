"""Friend requests: how many a staff member may send, and what became of them."""

from handlers.friends import commands

FEATURES = (commands.feature,)
