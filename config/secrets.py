"""Blots secrets out of what is about to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, quote_plus

HIDDEN = "***"
SHORTEST = 6
"""Letters of a secret that is looked for: shorter ones would blot out ordinary words."""


class Blotter:
    """Knows some secrets, as they are and as addresses quote them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        long_enough = {secret for secret in secrets if len(secret) >= SHORTEST}
        written = {way(secret) for secret in long_enough for way in (str, quote, quote_plus, _quoted_whole)}
        self._secrets = tuple(sorted(written, key=len, reverse=True))

    def __call__(self, text: str) -> str:
        """Return the text with each secret replaced."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def _quoted_whole(secret: str) -> str:
    return quote(secret, safe="")
