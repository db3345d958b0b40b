"""What frames of the long connection have in them, whatever their values: paths and kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def shape(node: Any, path: str = "") -> set[str]:
    """Return the path and the kind of every value in a frame."""
    if isinstance(node, dict):
        return set().union(*(shape(value, f"{path}.{key}") for key, value in node.items()))
    if isinstance(node, list):
        return set().union(*(shape(value, f"{path}[]") for value in node))
    return {f"{path}: {type(node).__name__}"}


def shapes(frames: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Return what the frames of each command have in them."""
    found: dict[str, set[str]] = {}
    for frame in frames:
        found.setdefault(frame["cmd"], set()).update(shape(frame))
    return found
