"""The pages that are made, by their names in docs/."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.reference import commands, group_file, texts

PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "group-file.md": group_file.page,
    "texts.md": texts.page,
}
