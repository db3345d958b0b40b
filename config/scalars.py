"""Texts as YAML writes them. Pure."""

from __future__ import annotations

from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

WIDTH = 1 << 20
"""No text is folded."""


def scalar(value: str, *, flow: bool) -> str:
    """Return a text as YAML writes it, in one line."""
    yaml = YAML(typ="rt", pure=True)
    yaml.width, yaml.default_flow_style = WIDTH, flow
    written = StringIO()
    # In braces the writer leaves a question mark bare that the reader takes for a key.
    is_quoted = "\n" in value or (flow and value.startswith("?"))
    yaml.dump({"k": DoubleQuotedScalarString(value) if is_quoted else value}, written)
    line = written.getvalue().removesuffix("\n")
    return line[len("{k: ") : -len("}")] if flow else line[len("k: ") :]
