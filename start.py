"""Starts Qunban on any system: `python start.py` makes .venv, installs what is in requirements.lock, and runs the bot.

`python start.py check` and so on run the other commands. Only the standard library is there at this point.
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python cannot even read
    sys.exit(
        "群伴需要 Python 3.11 或更新的版本，这个是 %d.%d。请到 https://www.python.org/downloads/ 下载新的，"
        "装好以后再启动。\nQunban needs Python 3.11 or newer." % sys.version_info[:2]
    )

import os
from collections.abc import Callable, Sequence
from subprocess import PIPE, CompletedProcess, Popen, run

Run = Callable[..., "CompletedProcess[str]"]

HOME = os.path.dirname(os.path.abspath(__file__))
INSTALL = "--install"
"""The argument with which nothing is run afterwards."""
PIP = (
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--no-deps",  # the lock names all that is needed
    "--require-hashes",
    "--only-binary",
    ":all:",
    "-r",
)
FIRST = "第一次启动，正在安装需要的东西（只这一次，一分钟左右）……"
NO_VENV = (
    "建不了 .venv：{reason}\n"
    "Debian、Ubuntu 上请先装：sudo apt install python3-venv；别的系统请重装 Python，或看看这个文件夹能不能写。"
)
OFFLINE = (
    "连不上下载 Python 软件包的网站，没有装好。请检查网络再启动一次；在国内可以换一个镜像再试：\n"
    "  Windows：set PIP_INDEX_URL=https://pypi.tuna.tsinghua.edu.cn/simple\n"
    "  Linux、macOS：export PIP_INDEX_URL=https://pypi.tuna.tsinghua.edu.cn/simple"
)
CHANGED = "下载的文件和 requirements.lock 里记的不一样，没有安装。请换一个镜像，或过一会儿再试。"
NO_WHEEL = "这台机器的系统或 Python 版本没有现成的安装包。请用 64 位的 Python 3.11、3.12 或 3.13。"
FULL = "磁盘满了，没有装好。请腾出 1 GB 再启动一次。"
FAILED = "没有装好。pip 是这样说的："
_CAUSES = (
    (("No space left", "Errno 28"), FULL),
    (("DO NOT MATCH", "do not match the hashes"), CHANGED),
    (
        ("ConnectionError", "NewConnectionError", "Max retries", "timed out", "getaddrinfo", "ProxyError", "SSLError"),
        OFFLINE,
    ),
    (("ConnectTimeout", "Temporary failure", "Name or service", "Connection refused", "Connection to "), OFFLINE),
    (("from versions: none",), f"{OFFLINE}\n网络没有问题的话：{NO_WHEEL}"),
    (("No matching distribution", "not a supported wheel"), NO_WHEEL),
)


def python_of(home: str) -> str:
    """Return the virtual environment's Python, on this system."""
    return os.path.join(home, ".venv", *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def is_ready(home: str) -> bool:
    """Return whether everything that requirements.lock names has been installed."""
    try:
        made = os.stat(os.path.join(home, ".venv", ".ready")).st_mtime_ns
        return made >= os.stat(os.path.join(home, "requirements.lock")).st_mtime_ns and os.path.exists(python_of(home))
    except FileNotFoundError:
        return False


def install(home: str, run: Run = run) -> str:
    """Make the virtual environment and install the lock; return what went wrong, empty where nothing did."""
    python = python_of(home)
    if not os.path.exists(python):
        made = run([sys.executable, "-m", "venv", os.path.join(home, ".venv")], stdout=PIPE, stderr=PIPE, text=True)
        if made.returncode or not os.path.exists(python):
            return NO_VENV.format(reason=_last_line(made.stdout + made.stderr))
    lock = os.path.join(home, "requirements.lock")
    installed = run([python, *PIP, lock], stdout=PIPE, stderr=PIPE, text=True, errors="replace")
    if installed.returncode:
        said = installed.stdout + installed.stderr
        causes = (cause for words, cause in _CAUSES if any(word in said for word in words))
        return next(causes, f"{FAILED}\n{said.strip()}")
    with open(os.path.join(home, ".venv", ".ready"), "w", encoding="utf-8"):
        pass
    os.utime(os.path.join(home, ".venv", ".ready"))
    return ""


def _last_line(words: str) -> str:
    return (words.strip().splitlines() or ["不知道为什么"])[-1]


def main(arguments: Sequence[str]) -> int:
    """Install what is missing, then become the bot; return the exit code."""
    if not is_ready(HOME):
        print(FIRST, flush=True)  # noqa: T201
        problem = install(HOME)
        if problem:
            print(problem, file=sys.stderr)  # noqa: T201
            return 1
    if list(arguments) == [INSTALL]:
        return 0
    command = [python_of(HOME), "-m", "bot", *(arguments or ("run",))]
    os.chdir(HOME)
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    process = Popen(command)  # noqa: S603
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the bot got it, too, and puts everything in order
            continue


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
