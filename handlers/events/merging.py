"""What a pasted copy of a sign-up list changes on the list that is kept; pure.

Copies race: two people copy the same list, each adds a line, and neither copy has the other's. So a copy never takes
off or changes what others wrote; it adds, and it changes what its sender wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.events.sign_up_lines import Line, name_key
from storage.events.sign_up_lists import Entry


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be done to a list."""

    saved: tuple[Entry, ...] = ()
    """Lines that are new, at the end, or have other words."""
    renamed: tuple[tuple[str, Entry], ...] = ()
    """The key of a line, and what stands in its place."""
    deleted: tuple[str, ...] = ()
    """Keys of lines that are taken off."""


def merge(
    entries: Sequence[Entry], lines: Sequence[Line], sender_id: int, sender_name: str, held: Collection[str] = ()
) -> Changes:
    """Return what a copy with these lines changes, sent by a member.

    - A line with a new name is added, but for one whose key is `held`. Where the sender's own line is missing and a
      line that they wrote before somebody else's stands in its place, they have changed their name.
    - A line that says 取消 is taken off, whoever wrote that.
    - A known line takes other words only from its writer, or from who is called so.
    - The sender's line is taken off where their copy has everybody else's and nothing new.
    """
    known = {entry.key: entry for entry in entries}
    written = with_keys(lines)
    own_keys = {name_key(sender_name)} | {entry.key for entry in entries if entry.entered_by == sender_id}
    cancelled = tuple(key for key, line in written.items() if line.cancelled and key in known)
    going = {key: line for key, line in written.items() if not line.cancelled and key not in held}
    new = [key for key in going if key not in known]
    changed = [key for key, line in going.items() if key in known and key in own_keys and _differs(known[key], line)]
    missing = [entry.key for entry in entries if entry.key in own_keys and entry.key not in written]
    renamed: tuple[tuple[str, Entry], ...] = ()
    if len(missing) == 1 and len(new) == 1 and _stands_in_place(entries, list(written), missing[0], new[0]):
        renamed = ((missing[0], _entry(new[0], going[new[0]], sender_id)),)
        new = []
    complete = {entry.key for entry in entries} - set(missing) <= written.keys()
    nothing_else = not (new or changed or renamed or cancelled)
    withdrawn = tuple(missing) if nothing_else and complete else ()
    saved = tuple(_entry(key, going[key], sender_id) for key in (*changed, *new))
    return Changes(saved, renamed, (*cancelled, *withdrawn))


def with_keys(lines: Sequence[Line]) -> dict[str, Line]:
    """Return the lines by key; of two people with one name the second is told apart by its place."""
    times: Counter[str] = Counter()
    by_key: dict[str, Line] = {}
    for line in lines:
        times[line.key] += 1
        by_key[line.key if times[line.key] == 1 else f"{line.key}#{times[line.key]}"] = line
    return by_key


def _differs(entry: Entry, line: Line) -> bool:
    return (entry.people, entry.note) != (line.people or 1, line.note)


def _stands_in_place(entries: Sequence[Entry], written: Sequence[str], missing: str, new: str) -> bool:
    """Tell whether a new line stands where the missing one was: before one that was written after it."""
    keys = [entry.key for entry in entries]
    later = set(keys[keys.index(missing) + 1 :])
    return any(key in later for key in written[written.index(new) + 1 :])


def _entry(key: str, line: Line, sender_id: int) -> Entry:
    return Entry(key=key, name=line.name, people=line.people or 1, note=line.note, entered_by=sender_id)
