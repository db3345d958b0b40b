"""Writes into a group's YAML what was decided in the chat, and leaves everything else as its owner wrote it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from ruamel.yaml.error import YAMLError

from config.loader import tree
from config.problems import ConfigError

T = TypeVar("T")
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


def look(path: Path, question: Callable[[str], T]) -> T:
    """Return what a file's text answers; raises OSError, WrongBeforeError, and what the question itself raises."""
    return _look(path, path.read_bytes(), question)


def _change(path: Path, change: Change, check: Check) -> bytes:
    """Return what a file is to say, with its own line ends and its mark of UTF-8 where it has one."""
    raw = path.read_bytes()
    changed = _look(path, raw, change)
    if b"\r\n" in raw:
        changed = changed.replace("\n", "\r\n")
    fresh = (BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + changed.encode()
    try:
        check(path, fresh)
    except ConfigError:
        _require_readable(check, path, raw)
        raise
    return fresh


def _look(path: Path, raw: bytes, question: Callable[[str], T]) -> T:
    try:
        return question(re.sub("\r\n?", "\n", raw.decode("utf-8-sig")))
    except (YAMLError, UnicodeDecodeError):
        # Only now: reading a file with a thousand plans takes the better part of a second.
        _require_readable(tree, path, raw)
        raise


def _require_readable(check: Check, path: Path, raw: bytes) -> None:
    try:
        check(path, raw)
    except ConfigError as error:
        raise WrongBeforeError(*error.problems) from None
