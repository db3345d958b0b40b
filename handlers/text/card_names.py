"""Names of cards: a pressed button tells by them what it is about."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from handlers.kit import Context
from storage.db import to_millis


def card_name(ctx: Context, kind: str, *about: int) -> str:
    """Return the name of a card: its kind, what it is about, and from the ctx's key what makes it unique.

    Platforms demand that no two cards are called the same.
    """
    suffix = sha256(ctx.key.encode()).hexdigest()[:12]
    return "-".join([kind, *map(str, about), suffix])


def opened_card_name(ctx: Context, kind: str, number: int, opened_at: datetime) -> str:
    """Return the name of a card for what was opened under a number of the group.

    The moment of opening in it tells that from what was only tried out under the same number.
    """
    return card_name(ctx, kind, number, to_millis(opened_at))


def read_card_name(name: str, kind: str, most: int) -> tuple[str, ...]:
    """Return the first `most` things that a card of this kind is about, empty where missing; () for another card."""
    found, *about = name.split("-")
    return tuple([*about, *[""] * most][:most]) if found == kind else ()


def read_opened_card_name(name: str, kind: str) -> tuple[int, str] | None:
    """Return the number and the moment of opening (ms since 1970 UTC) in the name of a card; None for another card."""
    number, opened = read_card_name(name, kind, 2) or ("", "")
    return (int(number), opened) if number.isascii() and number.isdigit() and len(number) < 10 else None
