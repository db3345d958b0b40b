"""Channels in the text of channels.yaml: added and changed, with every other letter left as it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from config.entries import UnsafeError
from config.loader import TextConstructor
from config.scalars import scalar

KEY = "channels"


def with_channel(text: str, name: str, values: Mapping[str, str]) -> str:
    """Return the text with a channel of this name that has these values; those it has beside them stay.

    Raises UnsafeError where it stands in a form that only its owner should change, YAMLError where it is no YAML.
    """
    text = text if not text or text.endswith("\n") else f"{text}\n"
    changed = _changed(text, name, values)
    meant = _read(text) or {}
    known = meant.get(KEY) or {}
    meant[KEY] = {**known, name: {**known.get(name, {}), **values}}
    try:
        said = _read(changed)
    except YAMLError:
        raise UnsafeError(1) from None
    if said != meant:
        raise UnsafeError(1)
    return changed


def _changed(text: str, name: str, values: Mapping[str, str]) -> str:
    root = YAML(typ="rt", pure=True).compose(text)
    pairs = root.value if isinstance(root, MappingNode) else []
    found = next(((key, node) for key, node in pairs if key.value == KEY), None)
    if found is None:
        return f"{text}{KEY}:\n{_block(name, values, '  ')}"
    key_node, node = found
    if isinstance(node, ScalarNode) and not node.value:
        below = text.index("\n", key_node.end_mark.index) + 1
        return text[:below] + _block(name, values, "  ") + text[below:]
    if not isinstance(node, MappingNode) or node.flow_style or not node.value:
        raise UnsafeError(key_node.start_mark.line + 1)
    for channel_key, channel in node.value:
        if channel_key.value == name:
            return _with_values(text, channel, values)
    indent = " " * node.start_mark.column
    end = _end_of_lines(text, node.end_mark.index - node.end_mark.column, node.start_mark.column)
    return text[:end] + _block(name, values, indent) + text[end:]


def _with_values(text: str, channel: object, values: Mapping[str, str]) -> str:
    """Return the text with other values in a channel that stands there; new keys come first."""
    if not isinstance(channel, MappingNode) or not channel.value:
        raise UnsafeError(1)
    is_flow = bool(channel.flow_style)
    nodes = {key.value: node for key, node in channel.value}
    first = channel.value[0][0].start_mark
    fresh = [f"{key}: {scalar(value, flow=is_flow)}" for key, value in values.items() if key not in nodes]
    old = sorted((key for key in values if key in nodes), key=lambda key: -int(nodes[key].start_mark.index))
    for key in old:
        node = nodes[key]
        if not isinstance(node, ScalarNode) or node.style in ("|", ">"):
            raise UnsafeError(node.start_mark.line + 1)
        written = scalar(values[key], flow=is_flow)
        text = text[: node.start_mark.index] + written + text[node.end_mark.index :]
    joint = ", " if is_flow else "\n" + " " * first.column
    return text[: first.index] + "".join(line + joint for line in fresh) + text[first.index :]


def _end_of_lines(text: str, end: int, column: int) -> int:
    """Return where the last line of a block ends: blank lines, and comments left of it, are not its own."""
    lines = text[:end].splitlines(keepends=True)
    while lines:
        words = lines[-1].strip()
        is_outside = words.startswith("#") and len(lines[-1]) - len(lines[-1].lstrip(" ")) < column
        if words and not is_outside:
            break
        end -= len(lines.pop())
    return end


def _block(name: str, values: Mapping[str, str], indent: str) -> str:
    lines = [f"{indent}  {key}: {scalar(value, flow=False)}\n" for key, value in values.items()]
    return f"{indent}{name}:\n{''.join(lines)}"


def _read(text: str) -> Any:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = TextConstructor
    return yaml.load(text)
