"""What a pasted copy of a sign-up list changes on the list that is kept; pure.

Copies race: two people copy the same list, each adds a line, and neither copy has the other's. So a copy never takes
off what others wrote; it adds, it changes what its sender wrote, and it changes what others wrote where it says what
the list has never said.
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
    unclear: tuple[str, ...] = ()
    """Names of others on lines that have other words, of which there are several, so that none is changed."""


def merge(
    entries: Sequence[Entry],
    lines: Sequence[Line],
    sender_id: int,
    sender_name: str,
    held: Collection[str] = (),
    stale: Collection[str] = (),
) -> Changes:
    """Return what a copy with these lines changes, sent by a member; `stale` are keys of lines as they were before.

    - A line with a new name is added, but for one whose key is `held`. Where the sender's own line is missing and a
      line that they wrote before somebody else's stands in its place, they have changed their name.
    - A line that says 取消 is taken off, whoever wrote that.
    - A known line takes other words from its writer, or from who is called so; from others where they say something
      that is not `stale`: 李四 已接种, not 李四 alone. They are its writer from then on.
    - The sender's line is taken off where their copy has everybody else's and nothing new.
    """
    known = {entry.key: entry for entry in entries}
    written = with_keys(lines)
    own_keys = {name_key(sender_name)} | {entry.key for entry in entries if entry.entered_by == sender_id}
    cancelled = tuple(key for key, line in written.items() if line.cancelled and key in known)
    going = {key: line for key, line in written.items() if not line.cancelled and key not in held}
    new = [key for key in going if key not in known]
    changed = [key for key, line in going.items() if key in known and key in own_keys and _differs(known[key], line)]
    of_others = [key for key in going if key in known and key not in own_keys]
    by_others = [key for key in of_others if _says_more(known[key], going[key])]
    twice = {key.partition("#")[0] for key in (*known, *written) if "#" in key}
    unclear = tuple(known[key].name for key in by_others if key.partition("#")[0] in twice and key not in stale)
    edited = [key for key in by_others if key.partition("#")[0] not in twice and key not in stale]
    missing = [entry.key for entry in entries if entry.key in own_keys and entry.key not in written]
    renamed: tuple[tuple[str, Entry], ...] = ()
    if len(missing) == 1 and len(new) == 1 and _stands_in_place(entries, list(written), missing[0], new[0]):
        renamed = ((missing[0], _entry(new[0], going[new[0]], sender_id)),)
        new = []
    complete = {entry.key for entry in entries} - set(missing) <= written.keys()
    nothing_else = not (new or changed or edited or renamed or cancelled)
    withdrawn = tuple(missing) if nothing_else and complete else ()
    saved = (
        *(_entry(key, going[key], known[key].entered_by) for key in changed),
        *(_entry(key, going[key], sender_id) for key in (*edited, *new)),
    )
    return Changes(saved, renamed, (*cancelled, *withdrawn), unclear)


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


def _says_more(entry: Entry, line: Line) -> bool:
    """Tell whether a line has other words, and not just a name, which is all that many write of others."""
    return _differs(entry, line) and (line.people is not None or bool(line.note))


def _stands_in_place(entries: Sequence[Entry], written: Sequence[str], missing: str, new: str) -> bool:
    """Tell whether a new line stands where the missing one was: before one that was written after it."""
    keys = [entry.key for entry in entries]
    later = set(keys[keys.index(missing) + 1 :])
    return any(key in later for key in written[written.index(new) + 1 :])


def _entry(key: str, line: Line, sender_id: int) -> Entry:
    return Entry(key=key, name=line.name, people=line.people or 1, note=line.note, entered_by=sender_id)
