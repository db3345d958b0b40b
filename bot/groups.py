"""The groups in force, and their reload when a file changes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import structlog

from bot.group_slips import by_id, other_case, slips_of_id
from config.group import Group, GroupHead
from config.group_files import GroupFiles
from config.problems import ConfigError, Problem
from storage.database import Database
from storage.system import group_files
from storage.system.group_files import GroupFileVersion

log = structlog.get_logger()


class Groups:
    """All groups by id. A wrong file keeps its last good version in force, also over a restart."""

    def __init__(
        self,
        folder: Path,
        model: type[GroupHead],
        channels: Collection[str],
        database: Database,
    ) -> None:
        """`channels` are all that channels.yaml names; `rest` says which of them are at work."""
        self._files = GroupFiles(folder, model, tuple(channels))
        self._active = frozenset(channels)
        self._database = database
        self._groups: dict[str, Group] = {}
        self._heard_by: dict[str, tuple[Group, ...]] = {}
        self._unusable: dict[str, Problem] = {}
        self.problems: list[Problem] = []

    async def reload(self) -> None:
        """Read the files that changed, beside the event loop; groups whose file is gone end."""
        groups, self.problems = await asyncio.to_thread(self._files.read)
        for problem in self.problems:
            log.warning("group_file_wrong", problem=str(problem))
        fresh = [group for group in groups.values() if self._groups.get(group.id) is not group]
        wrong = {problem.file: problem for problem in reversed(self.problems)}
        kept = {group.path: group for group in self._groups.values() if group.path in wrong and group.path.exists()}
        if wrong.keys() - kept.keys():
            kept |= {group.path: group for group in await self._last_good(wrong.keys() - kept.keys())}
        for path, group in kept.items():
            groups.setdefault(group.id, replace(group, file_problem=wrong[path].brief))
        self._unusable = await asyncio.to_thread(by_id, [wrong[path] for path in wrong.keys() - kept.keys()])
        self._serve(groups.values())
        await self._keep(fresh)
        if fresh:
            self._unusable |= await self._database.read(lambda db: slips_of_id(db, self._groups))

    def rest(self, active: Collection[str]) -> None:
        """Keep only what these channels reach, from now on."""
        self._active = frozenset(active)
        self._serve(self.all())

    def _serve(self, groups: Iterable[Group]) -> None:
        self._groups = {group.id: group for group in groups if self._reachable(group)}
        self._heard_by = {
            name: tuple(group for group in self._groups.values() if name in group.hear) for name in self._active
        }

    def _reachable(self, group: Group) -> bool:
        reachable = not self._active.isdisjoint((*group.hear, group.push))
        if not reachable:
            log.info("group_rests", group=group.id, reason="none of its channels is at work")
        return reachable

    async def _keep(self, groups: Iterable[Group]) -> None:
        """Keep what the files of these groups say, for a start at which they are wrong."""
        versions = [GroupFileVersion(group.id, group.path.name, self._files.text_of(group)) for group in groups]
        if versions:
            await self._database.write(lambda db: group_files.save(db, versions))

    async def _last_good(self, paths: Collection[Path]) -> list[Group]:
        """Return the last good versions of files that cannot be used."""
        by_name = {path.name: path for path in paths}
        versions = [
            version
            for version in await self._database.read(group_files.list_all)
            if version.file in by_name and version.group_id not in self._groups
        ]
        return await asyncio.to_thread(lambda: list(self._usable(versions, by_name)))

    def _usable(self, versions: Iterable[GroupFileVersion], by_name: dict[str, Path]) -> Iterator[Group]:
        for version in versions:
            try:
                yield self._files.read_text(by_name[version.file], version.text.encode())
            except ConfigError as error:
                log.warning("last_good_version_unusable", group=version.group_id, problem=str(error))

    def all(self) -> tuple[Group, ...]:
        """Return every group, in the order of their files."""
        return tuple(self._groups.values())

    def get(self, group_id: str) -> Group | None:
        """Return the group with this chat id."""
        return self._groups.get(group_id)

    def heard_by(self, channel: str) -> tuple[Group, ...]:
        """Return the groups whose members this channel hears."""
        return self._heard_by.get(channel, ())

    def problem_of(self, group_id: str) -> Problem | None:
        """Return what is wrong with the file of a group that is not in force; None where no file speaks of it."""
        return self._unusable.get(group_id) or other_case(group_id, self._groups)
