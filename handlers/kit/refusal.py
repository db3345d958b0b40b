"""A friendly no."""

from __future__ import annotations


class Refusal(Exception):
    """Raised by a handler: its changes are undone, and the text becomes the answer."""
