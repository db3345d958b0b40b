"""Names by which an owner's things are known: no two share one, and a slip is recognised."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def refuse_duplicates(names: Iterable[str], told: str) -> None:
    """Raises ValueError with `told`, whose {name} is filled in, where a name comes twice."""
    known: set[str] = set()
    for name in names:
        if name in known:
            raise ValueError(told.format(name=name))
        known.add(name)


def suggest_name(word: str, names: Iterable[str], otherwise: str, *, least: float = 0.5) -> str:
    """Which of the names was probably meant, as a question; `otherwise` where none is alike by `least` (0 to 1)."""
    near = get_close_matches(word, list(names), 1, least)
    return f"是不是「{near[0]}」？" if near else otherwise
