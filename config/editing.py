"""Writes into a group's YAML what was decided in the chat, and leaves everything else as its owner wrote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from threading import Lock

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from config.problems import ConfigError


def add_plan(path: Path, plan: Mapping[str, str], check: Callable[[Path], object]) -> None:
    """Put one more entry at the end of `sop:`; comments, order and quotes stay.

    The file is replaced in one step, so that nobody ever reads half of it, and only once `check` has read the new one.
    Raises OSError where it cannot be written, and ConfigError where it could not be read again; then nothing changes.
    """
    with _WRITING:
        _add_plan(path, plan, check)


_WRITING = Lock()
"""One change at a time: what is read, changed and replaced must not cross another one's."""


def _add_plan(path: Path, plan: Mapping[str, str], check: Callable[[Path], object]) -> None:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text("utf-8-sig"))
    if not data.get("sop"):
        data["sop"] = []
    data["sop"].append(CommentedMap(plan))
    text = StringIO()
    yaml.dump(data, text)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text.getvalue(), "utf-8")
    try:
        check(fresh)
    except ConfigError:
        fresh.unlink()
        raise
    fresh.replace(path)
