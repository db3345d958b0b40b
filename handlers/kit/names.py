"""Names by which an owner's things are known, so that no two of them may share one."""

from __future__ import annotations

from collections.abc import Iterable


def distinct(names: Iterable[str], told: str) -> None:
    """Raises ValueError with `told`, whose {name} is filled in, where a name comes twice."""
    known: set[str] = set()
    for name in names:
        if name in known:
            raise ValueError(told.format(name=name))
        known.add(name)
