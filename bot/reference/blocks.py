"""Examples as an owner would write them: a block of YAML. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

LONGEST_LINE = 130
"""Characters that Python needs for a value written in one line, in braces; a longer one takes a line for each part."""
WIDTH = 4096
"""Lines are never folded: a folded one would be hard to copy."""


def block(value: Mapping[str, Any]) -> str:
    """Return a fenced block of YAML with the value, keys in their order."""
    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    yaml.dump(_laid_out(value, 0), text)
    return f"```yaml\n{text.getvalue()}```"


def _laid_out(value: Any, depth: int) -> Any:
    """Return the value for ruamel, in one line where it is short and deep enough."""
    if isinstance(value, Mapping):
        mapping = CommentedMap({_scalar(str(key)): _laid_out(part, depth + 1) for key, part in value.items()})
        _fold(mapping, value, value.values(), depth)
        return mapping
    if isinstance(value, Sequence) and not isinstance(value, str):
        sequence = CommentedSeq([_laid_out(part, depth + 1) for part in value])
        _fold(sequence, value, value, depth)
        return sequence
    return _scalar(value) if isinstance(value, str) else value


def _fold(node: CommentedMap | CommentedSeq, value: object, parts: Iterable[object], depth: int) -> None:
    """Put a short node without mappings in it into one line."""
    flat = not any(isinstance(part, Mapping) for part in parts)
    if flat and depth > 1 and len(str(value)) <= LONGEST_LINE:
        node.fa.set_flow_style()


def _scalar(text: str) -> object:
    """Return a text as it needs no quotes; the bot reads every scalar as text, while ruamel would guess a type."""
    if text.isascii() and text.isdigit():
        return int(text)
    if "\n" in text:
        return LiteralScalarString(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
