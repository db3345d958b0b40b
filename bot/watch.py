"""Notices when an owner saves a group file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog
from watchfiles import awatch

log = structlog.get_logger()


async def watch(folder: Path, changed: Callable[[], Awaitable[None]]) -> None:
    """Call `changed` after every change to a YAML file in the folder, within half a second."""
    async for changes in awatch(folder, debounce=200):
        if any(path.endswith(".yaml") for _, path in changes):
            await changed()
