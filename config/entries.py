"""Entries of a list in a YAML text: added, changed and taken out, with every other letter left as it is. Pure.

Nothing is written anew: what stays is not even read for its meaning, so comments, order, quotes and blanks stay. What
comes out is read again and compared with what was meant; a form in which that goes wrong is left to its owner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from config.loader import TextConstructor
from config.scalars import scalar

BLOCKS = ("|", ">")
LEAD = "  - "
"""Before the first entry of a list."""


class NotFoundError(Exception):
    """The list has no entry of this name."""


class ChangedError(Exception):
    """The entry is not written any more as it was read."""


class UnsafeError(Exception):
    """The entry stands in a form that only its owner should change."""

    def __init__(self, line: int) -> None:
        """Take the line, counted from 1."""
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Entry:
    node: MappingNode
    place: int
    """Its number in the list, from 0."""
    start: int
    end: int
    """Of its letters: whole lines, or from brace to brace."""
    lead: str
    """What stands before its first key in its line; empty where the list is in brackets."""

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1


def entry_text(text: str, key: str, name: str) -> str:
    """Return the letters of the entry with this name in the list below `key`; raises NotFoundError."""
    text = _closed(text)
    return _letters(text, _find(text, _list_below(text, key)[1], name))


def remove_entry(text: str, key: str, name: str, lines: str) -> str:
    """Return the text without this entry, whose letters are `lines`; the key goes with the last one.

    Raises NotFoundError, ChangedError and UnsafeError.
    """
    text = _closed(text)
    key_node, sequence = _list_below(text, key)
    entry = _find_as_read(text, sequence, name, lines)
    assert key_node, "there is an entry below it"
    assert sequence, "the entry is in it"
    items, start, end = sequence.value, entry.start, entry.end
    meant = _read(text)
    if len(items) == 1:
        del meant[key]
        return _require(_without_list(text, key_node, sequence, entry), meant, entry.line)
    if not entry.lead and entry.place + 1 < len(items):
        end = items[entry.place + 1].start_mark.index
    elif not entry.lead and entry.place:
        start = items[entry.place - 1].end_mark.index
    if "#" in text[start : entry.start] + text[entry.end : end]:
        raise UnsafeError(entry.line)
    del meant[key][entry.place]
    return _require(text[:start] + text[end:], meant, entry.line)


def _without_list(text: str, key_node: ScalarNode, sequence: SequenceNode, entry: _Entry) -> str:
    """Return the text without a list and its key: below an empty one nobody could paste the entry again.

    Comments around the entry stay. Raises UnsafeError where one stands in brackets, which would go.
    """
    begin, colon = key_node.start_mark.index, text.index(":", key_node.end_mark.index) + 1
    if entry.lead:
        before, after = text[colon : entry.start].lstrip(" ").removeprefix("\n"), text[entry.end :]
    else:
        opened, closed = sequence.start_mark.index, sequence.end_mark.index
        if "#" in text[opened : entry.start] + text[entry.end : closed]:
            raise UnsafeError(entry.line)
        before, after = text[colon:opened].strip(" "), text[closed:].lstrip(" ").removeprefix("\n")
    head = text[:begin]
    if not (before + after).strip() and head.endswith("\n\n"):
        head, after = head[:-1], ""
    return f"{head}{before}{after}"


def is_only_entry(text: str, key: str, name: str) -> bool:
    """Return whether this is the only entry of the list below `key`; raises NotFoundError."""
    sequence = _list_below(_closed(text), key)[1]
    _find(text, sequence, name)
    return sequence is not None and len(sequence.value) == 1


def change_entry(text: str, key: str, name: str, lines: str, values: Mapping[str, str]) -> str:
    """Return the text with other values for keys that this entry, whose letters are `lines`, has; raises as above."""
    text = _closed(text)
    entry = _find_as_read(text, _list_below(text, key)[1], name, lines)
    nodes = {key_node.value: node for key_node, node in entry.node.value}
    changed = text
    for word in sorted(values, key=lambda word: nodes[word].start_mark.index if word in nodes else 0, reverse=True):
        node = nodes.get(word)
        if not isinstance(node, ScalarNode):
            raise UnsafeError(node.start_mark.line + 1 if node else entry.line)
        start, end = node.start_mark.index, node.end_mark.index
        old = text[start:end]
        if node.style in BLOCKS and "#" in old.partition("\n")[0]:
            raise UnsafeError(node.start_mark.line + 1)
        behind = old[len(old.rstrip("\n")) :] if node.style in BLOCKS else ""
        changed = changed[:start] + scalar(values[word], flow=entry.node.flow_style) + behind + changed[end:]
    meant = _read(text)
    meant[key][entry.place].update(values)
    return _require(changed, meant, entry.line)


def add_entry(text: str, key: str, values: Mapping[str, str]) -> str:
    """Return the text with one more entry at the end of the list below `key`; raises UnsafeError."""
    text = _closed(text)
    key_node, sequence = _list_below(text, key)
    meant = _read(text)
    meant[key] = [*(meant.get(key) or []), dict(values)]
    line = key_node.start_mark.line + 1 if key_node else 1
    if key_node is None:
        return _require(f"{text}\n{key}:\n{_block(LEAD, values)}", meant, line)
    if sequence and sequence.value and sequence.flow_style:
        end = sequence.value[-1].end_mark.index
        words = ", ".join(f"{word}: {scalar(value, flow=True)}" for word, value in values.items())
        return _require(f"{text[:end]}, {{{words}}}{text[end:]}", meant, line)
    if sequence and sequence.value:
        last = _entry(text, sequence, len(sequence.value) - 1)
        return _require(text[: last.end] + _block(last.lead or LEAD, values) + text[last.end :], meant, line)
    if sequence:
        start, end = sequence.start_mark.index, sequence.end_mark.index
        text = text[:start].rstrip(" ") + text[end:]
    below = text.index("\n", key_node.end_mark.index) + 1
    return _require(text[:below] + _block(LEAD, values) + text[below:], meant, line)


def _list_below(text: str, key: str) -> tuple[ScalarNode | None, SequenceNode | None]:
    """Return a key of the whole text and the list below it; raises YAMLError and UnsafeError."""
    root = YAML(typ="rt", pure=True).compose(text)
    pairs = root.value if isinstance(root, MappingNode) else []
    for key_node, node in pairs:
        if key_node.value == key:
            if isinstance(node, SequenceNode):
                return key_node, node
            if isinstance(node, ScalarNode) and not node.value:
                return key_node, None
            raise UnsafeError(key_node.start_mark.line + 1)
    return None, None


def _find(text: str, sequence: SequenceNode | None, name: str) -> _Entry:
    for place, item in enumerate(sequence.value if sequence else ()):
        pairs = item.value if isinstance(item, MappingNode) else []
        if sequence and any(word.value == "name" and str(value.value).strip() == name for word, value in pairs):
            return _entry(text, sequence, place)
    raise NotFoundError


def _find_as_read(text: str, sequence: SequenceNode | None, name: str, lines: str) -> _Entry:
    entry = _find(text, sequence, name)
    if _letters(text, entry) != lines:
        raise ChangedError
    return entry


def _letters(text: str, entry: _Entry) -> str:
    return text[entry.start : entry.end].rstrip("\n")


def _entry(text: str, sequence: SequenceNode, place: int) -> _Entry:
    items = sequence.value
    item = items[place]
    if sequence.flow_style:
        return _Entry(item, place, item.start_mark.index, item.end_mark.index, "")
    start = item.start_mark.index - item.start_mark.column
    lead = text[start : item.start_mark.index]
    if not re.fullmatch(" *- +", lead):
        raise UnsafeError(item.start_mark.line + 1)
    following = items[place + 1].start_mark if place + 1 < len(items) else sequence.end_mark
    return _Entry(item, place, start, _last_line_end(text, start, following.index - following.column, lead), lead)


def _last_line_end(text: str, start: int, end: int, lead: str) -> int:
    """Return where an entry's last line ends: blank lines, and comments no deeper than its dash, are not its own."""
    lines = text[start:end].splitlines(keepends=True)
    while lines:
        words = lines[-1].lstrip(" ")
        is_shallow = len(lines[-1]) - len(words) <= lead.index("-")
        if words.strip() and not (words.startswith("#") and is_shallow):
            break
        end -= len(lines.pop())
    return end


def _block(lead: str, values: Mapping[str, str]) -> str:
    indent = " " * len(lead)
    lines = [f"{word}: {scalar(value, flow=False)}\n" for word, value in values.items()]
    return lead + indent.join(lines)


def _closed(text: str) -> str:
    """Return the text with its last line ended, as every other line is."""
    return text if text.endswith("\n") else f"{text}\n"


def _read(text: str) -> Any:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = TextConstructor
    return yaml.load(text)


def _require(changed: str, meant: object, line: int) -> str:
    """Return the changed text where it says what is meant; raises UnsafeError."""
    try:
        said = _read(changed)
    except YAMLError:
        raise UnsafeError(line) from None
    if (said or {}) != meant:
        raise UnsafeError(line)
    return changed
