"""Texts an owner may write in his own words, with placeholders that are checked when the YAML is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pydantic import AfterValidator

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(*allowed: str) -> AfterValidator:
    """A validator for a template: only these names may stand in braces."""

    def check(template: str) -> str:
        for name in _PLACEHOLDER.findall(template):
            if name not in allowed:
                known = "、".join(f"{{{one}}}" for one in allowed)
                raise ValueError(f"不认识 {{{name}}}，可以用：{known}")
        return template

    return AfterValidator(check)


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template with its placeholders filled in one pass: what is filled in is never read as a template."""
    return _PLACEHOLDER.sub(_chosen(values), template)


def _chosen(values: Mapping[str, object]) -> Callable[[re.Match[str]], str]:
    return lambda found: str(values[found[1]]) if found[1] in values else found[0]
