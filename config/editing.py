"""Writes into a group's YAML what was decided in the chat, and leaves everything else as its owner wrote it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from config.loader import tree
from config.problems import ConfigError

Change = Callable[[str], str]
"""Takes a file's text and returns another one; in both, lines end with a line feed only."""
Check = Callable[[Path, bytes], object]
"""Reads a text in place of a file's own; raises ConfigError where it could not take its place."""


class WrongBeforeError(ConfigError):
    """The file could not be read before anything was changed in it."""


def check_change(path: Path, change: Change, check: Check) -> None:
    """Make a change and read what comes out, without writing it.

    Raises OSError where the file cannot be read, WrongBeforeError where it is wrong now, ConfigError where it would be
    wrong then, and what the change itself raises.
    """
    _change(path, change, check)


def write_change(path: Path, change: Change, check: Check) -> None:
    """Make a change, and replace the file in one step once it was checked, so that nobody ever reads half of it.

    Raises as `check_change`, and OSError where the file cannot be written; then nothing is changed.
    """
    with _WRITING:
        changed = _change(path, change, check)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(changed)
        fresh.replace(path)


_WRITING = Lock()
"""One change at a time: what is read, changed and replaced must not cross another one's."""


def read_text(path: Path) -> str:
    """Return a file as a Change takes it; raises OSError and WrongBeforeError."""
    raw = path.read_bytes()
    _require_readable(tree, path, raw)
    return _lines(raw.decode("utf-8-sig"))


def _change(path: Path, change: Change, check: Check) -> bytes:
    """Return what a file is to say, with its own line ends and its mark of UTF-8 where it has one."""
    raw = path.read_bytes()
    _require_readable(tree, path, raw)
    text = raw.decode("utf-8-sig")
    changed = change(_lines(text))
    if "\r\n" in text:
        changed = changed.replace("\n", "\r\n")
    fresh = (BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + changed.encode()
    try:
        check(path, fresh)
    except ConfigError:
        _require_readable(check, path, raw)
        raise
    return fresh


def _require_readable(check: Check, path: Path, raw: bytes) -> None:
    try:
        check(path, raw)
    except ConfigError as error:
        raise WrongBeforeError(*error.problems) from None


def _lines(text: str) -> str:
    return re.sub("\r\n?", "\n", text)
