"""Texts owners may write in their own words, with placeholders that are checked when the YAML is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pydantic import AfterValidator

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(*allowed: str) -> AfterValidator:
    """Return a validator for a template: only these names may stand in braces."""

    def check(template: str) -> str:
        require_known(template, *allowed)
        return template

    return AfterValidator(check)


def require_known(template: str, *allowed: str) -> None:
    """Raise ValueError where another name than these stands in braces."""
    for name in _PLACEHOLDER.findall(template):
        if name not in allowed:
            choices = "、".join(f"{{{choice}}}" for choice in allowed)
            raise ValueError(f"不认识 {{{name}}}，可以用：{choices}")


def fill(template: str, values: Mapping[str, object]) -> str:
    """Return the template filled in, in one pass: what is filled in is never read as a template.

    Unknown names stay as they are written.
    """
    literals, names = _parse(template)
    text = literals[0]
    for name, literal in zip(names, literals[1:], strict=True):
        text += (str(values[name]) if name in values else f"{{{name}}}") + literal
    return text


@lru_cache(maxsize=1024)
def _parse(template: str) -> tuple[list[str], list[str]]:
    parts = _PLACEHOLDER.split(template)
    return parts[::2], parts[1::2]
