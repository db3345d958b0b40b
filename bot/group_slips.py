"""Slips in the ids that groups' files name: for the bot itself, and for the doctor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from config.group import Group
from config.problems import Problem
from storage.db import Db
from storage.system import group_files

_ID = re.compile(r"^group: *(\S+)", re.MULTILINE)
OTHER_ID = "这个文件原来是群「{before}」的，现在写的是「{now}」"
OTHER_ID_FIX = "写错了就改回 group: {before}"
OTHER_CASE = "这个文件写的是群「{now}」，和这个群的「{before}」只差大小写"
OTHER_CASE_FIX = "写错了就改成 group: {before}"


def slips_of_id(db: Db, groups: Mapping[str, Group]) -> dict[str, Problem]:
    """Return a problem by the id of each group whose file names another group now: it may be a slip of the pen."""
    by_file = {group.path.name: group for group in groups.values()}
    return {
        before: _problem(by_file[file], before, OTHER_ID, OTHER_ID_FIX)
        for before, file, _ in group_files.list_all(db)
        if before not in groups and file in by_file and not by_file[file].file_problem
    }


def other_case(group_id: str, groups: Mapping[str, Group]) -> Problem | None:
    """Return what is wrong where the file of a group that is not there names it in other capitals; else None."""
    if group_id in groups:
        return None
    meant = (group for group in groups.values() if group.id.casefold() == group_id.casefold())
    group = next(meant, None)
    return _problem(group, group_id, OTHER_CASE, OTHER_CASE_FIX) if group else None


def by_id(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return the problems by the id that their file gives its group, as far as it can be seen."""
    found: dict[str, Problem] = {}
    for problem in problems:
        match = _ID.search(_text(problem.file))
        if match:
            found[match[1].strip("'\"")] = problem
    return found


def _problem(group: Group, before: str, words: str, fix: str) -> Problem:
    line = _line_of_id(_text(group.path))
    return Problem(group.path, line, 1, words.format(before=before, now=group.id), fix.format(before=before))


def _text(path: Path) -> str:
    """Return what a file says; nothing where it is gone since it was read: the next reload will notice."""
    try:
        return path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""


def _line_of_id(text: str) -> int:
    """Return the line of a group file, from 1, that names its group; 1 where it is written in an unusual way."""
    match = _ID.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 1
