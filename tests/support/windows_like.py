"""Runs the bot's command line as on a system without POSIX: its modules and the loop's signals are not there.

What asyncio and the standard library have loaded by then they keep; every import after that is refused.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

MISSING_MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty")
MISSING_FUNCTIONS = ("sched_getaffinity", "sched_setaffinity", "nice", "fork", "getpgid", "killpg")


def locking(handle: int, _: int, length: int) -> None:
    """Stand for msvcrt.locking, with a lock that another process respects."""
    os.lockf(handle, os.F_TLOCK, length)


def no_signals(*_: Any) -> None:
    raise NotImplementedError


def main() -> None:
    """Run commands, each with its arguments in one word; the first comes last and gives the exit code."""
    for name in MISSING_MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    sys.modules["msvcrt"] = SimpleNamespace(locking=locking, LK_NBLCK=1)  # type: ignore[assignment]
    asyncio.SelectorEventLoop.add_signal_handler = no_signals  # type: ignore[assignment,method-assign]
    for name in MISSING_FUNCTIONS:
        delattr(os, name)
    from bot import health
    from bot.cli.commands import app

    health.OPEN_FILES = Path("/nowhere")
    for command in sys.argv[2:]:
        with suppress(SystemExit):  # the line ends the process, however it is called
            app(command.split(), prog_name="qunban")
    app(sys.argv[1].split(), prog_name="qunban")


if __name__ == "__main__":
    main()
