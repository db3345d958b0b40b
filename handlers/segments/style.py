"""Where members are met, and how they look around and buy, as far as facts tell; pure."""

from __future__ import annotations

from handlers.segments.lifecycle import KNOWN_RHYTHM
from handlers.segments.ready import CHANNELS, STYLES
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits
from storage.segments.sales import Sales

MEDIA, SITE, SPOT, GROUP = CHANNELS
GIFTS, HABIT, PURPOSE, BROWSING, PASSIVE = STYLES


def channel_of(habits: Habits) -> str | None:
    """Return where a member was met most often within the month; among equals, where it takes most of them.

    The group only where they were met nowhere else; None where they were nowhere.
    """
    site = habits.visits + habits.searches
    most = max(habits.came, site, habits.reads)
    if not most:
        return GROUP if habits.there else None
    if habits.came == most:
        return SPOT
    return SITE if site == most else MEDIA


def style_of(habits: Habits, thresholds: Thresholds, today: int, sales: Sales) -> str | None:
    """Return how a member buys, or else how they look around; None where no fact tells."""
    since = today - thresholds.month
    month = [order for order in habits.orders if order.day > since]
    if len(month) > 1 and min(order.fen for order in month) * sales.orders >= sales.fen:
        return GIFTS
    if month and len({order.day for order in habits.orders}) >= KNOWN_RHYTHM:
        return HABIT
    if habits.searches > habits.visits:
        return PURPOSE
    if habits.visits:
        return BROWSING if habits.visits >= habits.reads else PASSIVE
    return PASSIVE if habits.reads else None
