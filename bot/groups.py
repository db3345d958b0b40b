"""The groups in force, and their reload when a file changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import structlog

from config.group import Group, GroupHead, load_groups
from config.problems import Problem

log = structlog.get_logger()


class Groups:
    """All groups by id. A wrong file keeps its last good version in force."""

    def __init__(self, folder: Path, model: type[GroupHead], channels: Iterable[str], active: Collection[str]) -> None:
        """`channels` are all that channels.yaml names, `active` those at work: the sandbox may be switched off."""
        self._folder = folder
        self._model = model
        self._channels = tuple(channels)
        self._active = frozenset(active)
        self._groups: dict[str, Group] = {}
        self._heard_by: dict[str, tuple[Group, ...]] = {}
        self.problems: list[Problem] = []

    def reload(self) -> None:
        """Read all files; groups whose file is wrong stay as they were, groups whose file is gone end."""
        groups, self.problems = load_groups(self._folder, self._model, self._channels)
        wrong = {problem.file for problem in self.problems}
        for old in self._groups.values():
            if old.path in wrong and old.path.exists():
                groups.setdefault(old.id, old)
        for problem in self.problems:
            log.warning("group_file_wrong", problem=str(problem))
        self._groups = {group.id: group for group in groups.values() if self._reachable(group)}
        self._heard_by = {
            name: tuple(group for group in self._groups.values() if name in group.hear) for name in self._active
        }

    def _reachable(self, group: Group) -> bool:
        reachable = not self._active.isdisjoint((*group.hear, group.push))
        if not reachable:
            log.info("group_rests", group=group.id, reason="none of its channels is at work")
        return reachable

    def all(self) -> tuple[Group, ...]:
        """Return every group, in the order of their files."""
        return tuple(self._groups.values())

    def get(self, group_id: str) -> Group | None:
        """Return the group with this chat id."""
        return self._groups.get(group_id)

    def heard_by(self, channel: str) -> tuple[Group, ...]:
        """Return the groups whose members this channel hears."""
        return self._heard_by.get(channel, ())
