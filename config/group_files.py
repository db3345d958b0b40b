"""The group files of a folder: each is read again only where it changed, and two never share an id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from config.group import Group, GroupHead, load_group
from config.problems import ConfigError, Problem
from config.system_words import system_reason

CONTENT = "content"
"""The folder with the pictures that group files name, beside theirs."""
SIMILAR_ENDINGS = (".yml", ".yaml.txt", ".YAML", ".YML")


class _Stamp(NamedTuple):
    """What differs between two versions of a file."""

    inode: int
    size: int
    changed: int
    """ns since 1970."""


class _Read(NamedTuple):
    """A good file as it was read."""

    stamp: _Stamp
    text: bytes
    group: Group


@dataclass
class GroupFiles:
    """Reading takes some 20 ms for each file that changed: keep it off the event loop."""

    folder: Path
    model: type[GroupHead]
    channels: tuple[str, ...]
    """Every name in channels.yaml."""
    _good: dict[Path, _Read] = field(default_factory=dict, init=False)

    def read(self) -> tuple[dict[str, Group], list[Problem]]:
        """Return all groups by id, and the problems of files that could not be used.

        A file with a problem is read each time: a picture that it names may have come meanwhile.
        """
        groups: dict[str, Group] = {}
        problems: list[Problem] = _similar(self.folder)
        for path in sorted(self.folder.glob("*.yaml")):
            try:
                group = self._read(path)
            except ConfigError as error:
                problems.extend(error.problems)
                continue
            if group.id in groups:
                other = groups[group.id].path.name
                problems.append(Problem(path, 1, 1, f"群「{group.id}」在 {other} 里已经写过", "一个群只写一个文件"))
                continue
            groups[group.id] = group
        return groups, problems

    def read_text(self, path: Path, text: bytes) -> Group:
        """Return what a file once said, as it would be read today; raises ConfigError."""
        return load_group(path, self.model, self.channels, self.folder.parent / CONTENT, text)

    def text_of(self, group: Group) -> str:
        """Return the text that a group was read from; raises KeyError where its file has changed since."""
        known = self._good[group.path]
        if known.group is not group:
            raise KeyError(group.path)
        return known.text.decode("utf-8-sig")

    def _read(self, path: Path) -> Group:
        known = self._good.pop(path, None)
        try:
            stamp = _stamp(path)
            if known is None or known.stamp != stamp:
                text = path.read_bytes()
                known = _Read(stamp, text, self.read_text(path, text))
        except OSError as error:
            raise ConfigError(Problem(path, 1, 1, "读不到这个文件", system_reason(error))) from None
        self._good[path] = known
        return known.group


def load_groups(
    folder: Path, model: type[GroupHead], channels: Iterable[str]
) -> tuple[dict[str, Group], list[Problem]]:
    """Return all groups of a folder by id, and the problems of files that could not be used."""
    return GroupFiles(folder, model, tuple(channels)).read()


def _similar(folder: Path) -> list[Problem]:
    """Return a problem for each file that somebody may take for a group's, and that is not read."""
    return [
        Problem(path, 1, 1, "这个文件不会被读到", f"请改名为 {path.name.split('.')[0]}.yaml")
        for path in sorted(folder.iterdir() if folder.is_dir() else ())
        if path.name.endswith(SIMILAR_ENDINGS)
    ]


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return _Stamp(status.st_ino, status.st_size, status.st_mtime_ns)
