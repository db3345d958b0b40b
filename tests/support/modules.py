"""Which modules the code has, and which of them import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from config.settings import HOME

FLOORS = ("bot", "sop", "handlers", "storage", "config")


@cache
def modules(*folders: str) -> dict[str, Path]:
    """Return the paths of all modules in these folders of the project, by dotted name."""
    paths = (path for folder in folders for path in sorted((HOME / folder).rglob("*.py")))
    return {_name(path): path for path in paths}


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text())


def imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the known modules that a file imports anywhere in it, those it needs for types only included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                member = f"{node.module}.{alias.name}"
                if member in known or node.module in known:
                    yield member if member in known else node.module


def assigned(path: Path) -> set[str]:
    """Return the names that a module binds by assignments at its top."""
    return {
        target.id
        for node in tree(path).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _name(path: Path) -> str:
    parts = path.relative_to(HOME).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
