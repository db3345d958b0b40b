"""The colours of all pictures."""

from __future__ import annotations

BACKDROP, PAPER, LINE = "#eef3f0", "#ffffff", "#e6ebe8"
INK, SOFT, FAINT = "#1d2b24", "#5f6f67", "#a3aea8"
GREEN, LEAF, MINT = "#07b45c", "#2fd180", "#e2f6ea"
BLUE, ICE = "#3a8dde", "#e1effc"
AMBER, SAND = "#f09a1a", "#fdf0d9"
RED, CORAL, CREAM = "#e5604d", "#f08a6a", "#fdeee6"
EMPTY = "#f4f6f5"
WHITE = "#ffffff"
MEDALS = (("#f6b91f", "#d99a06"), ("#b8c2cc", "#93a0ad"), ("#d99561", "#b87340"))
"""Gold, silver and bronze, each with its rim."""
