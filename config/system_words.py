"""What the system says of something that did not work, in Chinese: its own words are English, and for programmers."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Mapping

WORDS: Mapping[int, str] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EEXIST: "已经有同名的了",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "这里只能读，不能写",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多了",
    errno.ENFILE: "打开的文件太多了",
    errno.EADDRINUSE: "端口有别的程序在用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
    errno.ECONNREFUSED: "那里没有程序在听",
    errno.ECONNRESET: "连接被对方断开了",
    errno.EPIPE: "连接被对方断开了",
    errno.ENETUNREACH: "网络不通",
    errno.EHOSTUNREACH: "网络不通",
    errno.ETIMEDOUT: "等太久没有回音",
}
NO_NAME = "找不到这个名字的服务器"
TOO_SLOW = "等太久没有回音"
_CODE = re.compile(r"\[Errno (\d{1,5})\]")


def system_reason(error: OSError) -> str:
    """Return why something did not work; in the system's own words only where there are no others."""
    if isinstance(error, socket.gaierror):
        return NO_NAME
    if isinstance(error, TimeoutError):
        return TOO_SLOW
    # Where several addresses were tried, their codes stand in the text.
    found = _CODE.search(str(error))
    code = error.errno or (int(found[1]) if found else 0)
    return WORDS.get(code) or error.strerror or str(error)
