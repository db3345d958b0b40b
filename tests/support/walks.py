"""Random walks on fresh databases: each walk of a state machine begins on an empty one of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hypothesis.stateful import RuleBasedStateMachine

Machine = TypeVar("Machine", bound=RuleBasedStateMachine)


def on_sqlite(machine: type[Machine], empty: Path, name: str = "walk.db") -> type[Machine]:
    """Return the machine with copies of an empty file, each under this name in the walk's own folder."""

    def fresh(folder: Path) -> str:
        shutil.copy(empty, folder / name)
        return f"sqlite:///{folder / name}"

    return _with(machine, fresh)


def on_postgres(machine: type[Machine], url: str, empty: Callable[[], None]) -> type[Machine]:
    """Return the machine with the one database, which `empty` empties before each walk."""

    def fresh(_: Path) -> str:
        empty()
        return url

    return _with(machine, fresh)


def _with(machine: type[Machine], fresh: Callable[[Path], str]) -> type[Machine]:
    made: type[Machine] = type(machine.__name__, (machine,), {"fresh": staticmethod(fresh)})
    return made
