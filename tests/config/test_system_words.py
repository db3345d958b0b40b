"""What the system says, in Chinese, also of several addresses at once."""

from __future__ import annotations

import errno
import os
import socket

import pytest

from config.system_words import system_reason


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), "没有这个文件或文件夹"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "没有权限"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "磁盘满了"),
        (OSError(errno.EADDRINUSE, "error while attempting to bind on address"), "端口有别的程序在用"),
        (OSError("Multiple exceptions: [Errno 111] Connect call failed ('::1', 1), [Errno 111] …"), "那里没有程序在听"),
        (socket.gaierror(-2, "Name or service not known"), "找不到这个名字的服务器"),
        (TimeoutError(), "等太久没有回音"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (OSError("something"), "something"),
    ],
)
def test_each_is_told(error: OSError, words: str) -> None:
    assert system_reason(error) == words
