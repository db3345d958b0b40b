"""The groups in force, and their reload when a file changes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import structlog

from config.group import Group, GroupHead
from config.group_files import GroupFiles
from config.problems import ConfigError, Problem
from storage.database import Database
from storage.system import group_files
from storage.system.group_files import GroupFileVersion

log = structlog.get_logger()

_ID = re.compile(r"^group: *(\S+)", re.MULTILINE)
OTHER_ID = "这个文件原来是群「{before}」的，现在写的是「{now}」"
OTHER_ID_FIX = "写错了就改回 group: {before}"


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
        self._unusable = await asyncio.to_thread(_by_id, [wrong[path] for path in wrong.keys() - kept.keys()])
        self._serve(groups.values())
        await self._keep(fresh)
        if fresh:
            self._unusable |= await self._given_away()

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

    async def _given_away(self) -> dict[str, Problem]:
        """Return a problem by the id of each group whose file names another group now: it may be a slip of the pen."""
        by_file = {group.path.name: group for group in self._groups.values()}
        return {
            before: Problem(
                by_file[file].path,
                _line_of_id(self._files.text_of(by_file[file])),
                1,
                OTHER_ID.format(before=before, now=by_file[file].id),
                OTHER_ID_FIX.format(before=before),
            )
            for before, file, _ in await self._database.read(group_files.list_all)
            if before not in self._groups and file in by_file and not by_file[file].file_problem
        }

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
        return self._unusable.get(group_id)


def _line_of_id(text: str) -> int:
    """Return the line of a group file, from 1, that names its group; 1 where it is written in an unusual way."""
    match = _ID.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _by_id(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return the problems by the id that their file gives its group, as far as it can be seen."""
    by_id: dict[str, Problem] = {}
    for problem in problems:
        try:
            match = _ID.search(problem.file.read_text("utf-8-sig", errors="replace"))
        except OSError:  # gone since it was read; the next reload will notice
            continue
        if match:
            by_id[match[1].strip("'\"")] = problem
    return by_id
