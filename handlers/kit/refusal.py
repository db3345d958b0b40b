"""A friendly no."""

from __future__ import annotations


class Refusal(Exception):
    """Raised by a handler: its changes are undone, and the text becomes the answer."""


class OpenRefusal(Refusal):
    """A no that tells nothing about anybody: the group may read it, whomever the command's answers are for."""
