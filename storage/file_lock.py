"""Locks on files that end with the process, on Linux, macOS and Windows."""

from __future__ import annotations

import errno
import os
import struct
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FAR = 2**62
"""A byte that SQLite locks never: its own are at 2**30."""


def open_locked(path: Path) -> int:
    """Open a lock file, made where there is none, and lock it until it is closed. Raises BlockingIOError."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except BaseException:
            os.close(handle)
            raise
        if is_at(handle, path):
            return handle
        os.close(handle)  # it was removed between the two steps


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:
        _lock_on_windows(handle)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _lock_on_windows(handle: int) -> None:
    msvcrt: Any = import_module("msvcrt")
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        raise BlockingIOError from error


def lock_far_byte(handle: int) -> None:
    """Lock the database file itself, beside what SQLite locks in it. Raises BlockingIOError.

    Only Linux has locks that belong to a handle and not to the process; elsewhere `FILE.lock` has to do.
    """
    if sys.platform == "linux":
        try:
            import fcntl
        except ImportError:
            return
        lock = struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, FAR, 1, 0)  # struct flock of fcntl(2)
        try:
            fcntl.fcntl(handle, fcntl.F_OFD_SETLK, lock)
        except (BlockingIOError, PermissionError) as error:  # fcntl(2): EAGAIN or EACCES
            raise BlockingIOError from error
        except OSError as error:
            # Some kernels and shared folders know no such locks; the lock file has to do there, too.
            if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK):
                raise


def is_at(handle: int, path: Path) -> bool:
    """Return whether an open file is still the one that the path leads to."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
