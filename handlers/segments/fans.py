"""How far members carry the group's name, how far they are on the way to a partner, and who brings others; pure."""

from __future__ import annotations

from handlers.segments.lifecycle import bought_again
from handlers.segments.ready import FANS, PATH, SEED
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits

CLIENT, FAN, CLOSE_FAN, DIE_HARD = FANS
POTENTIAL, BUYER, REGULAR, PARTNER = PATH
(SEED_USER,) = SEED


def fan_of(habits: Habits, thresholds: Thresholds) -> str | None:
    """Return what kind of fan a member is; None for those who neither bought nor spread a word."""
    if not spread(habits):
        return CLIENT if habits.bought else None
    if not habits.regular:
        return FAN
    return DIE_HARD if bought_again(habits) else CLOSE_FAN


def path_of(habits: Habits, thresholds: Thresholds) -> str:
    """Return how far a member has come from a potential client to a partner."""
    if habits.bought < 2:
        return BUYER if habits.bought else POTENTIAL
    return PARTNER if habits.invited >= thresholds.partner else REGULAR


def seed_of(habits: Habits, thresholds: Thresholds) -> str | None:
    """Return whether a member spreads the word often."""
    return SEED_USER if spread(habits) >= thresholds.seed else None


def spread(habits: Habits) -> int:
    """Return how many a member brought along, ever, and how often they shared something within the month."""
    return habits.invited + habits.shares
