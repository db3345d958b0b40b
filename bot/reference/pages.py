"""The pages that are made, by their names in docs/."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.reference import commands, group_file

PAGES: Mapping[str, Callable[[], str]] = {"commands.md": commands.page, "group-file.md": group_file.page}
