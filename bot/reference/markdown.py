"""Markdown as GitHub shows it: tables, anchors, and pages from templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar or a line break in a cell does not end it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]+", "", heading.lower()).replace(" ", "-")


def rendered(template: str, **values: object) -> str:
    """Return a page made from one of the templates."""
    environment = Environment(  # noqa: S701 - Markdown of our own words, no HTML of anybody's
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(values)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
