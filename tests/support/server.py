"""Servers as processes of their own: configured, started, waited for, measured, stopped or killed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from time import perf_counter
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from tests.support.callbacks import AES_KEY, AGENT, CORP, SECRET, TOKEN

ROOT = Path(__file__).parent.parent.parent
NOWHERE = "http://127.0.0.1:9"
"""Stands for the platform where nothing is to be sent: nobody listens there."""
STARTUP = 60.0
"""Seconds after which a server that does not answer is given up."""
DRAIN = 20.0
"""Seconds a server may take to stop."""

GROUP = """\
group: bench
name: 测速群
channels: {hear: office, push: robot}
owner: owner
"""

ALL_CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
SERVER, LOAD = 0, 1
"""Which of the cores they are bound to, so that neither takes the other's time."""


@dataclass
class Server:
    """A running server process."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    started: float

    async def ready(self) -> float:
        """Wait until it serves; return the seconds since it was started. Raises where it ends or hangs."""
        async with asyncio.timeout(STARTUP):
            while not await asyncio.to_thread(self._is_up):
                if self.process.poll() is not None:
                    raise RuntimeError(f"the server ended:\n{self.log.read_text()[-2000:]}")
                await asyncio.sleep(0.01)
        return perf_counter() - self.started

    def _is_up(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except HTTPError as error:
            error.close()
        except (URLError, OSError):
            pass
        return False

    def memory(self) -> float:
        """Resident memory in MB."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1024**2

    def handles(self) -> int:
        """Open file descriptors."""
        return int(psutil.Process(self.process.pid).num_fds())

    def kill(self) -> None:
        """Send SIGKILL: nothing is put in order."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Send SIGTERM; return the exit code, that of SIGKILL where the server does not stop in time."""
        self.process.terminate()
        try:
            return self.process.wait(DRAIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """Bind this thread, and what it starts meanwhile, to one core; does nothing on a machine that has only one."""
    if len(ALL_CORES) < 2:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {ALL_CORES[number]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def app_channel(api: str = NOWHERE) -> str:
    """Return an app as in channels.yaml, with the secrets of `callbacks`."""
    return (
        f"{{kind: wecom_app, corp_id: {CORP}, agent_id: {AGENT}, secret: {SECRET}, token: {TOKEN}, "
        f"aes_key: {AES_KEY}, api: '{api}'}}"
    )


def robot_channel(key: str = "benchmark-robot", api: str = NOWHERE) -> str:
    """Return a group's push robot as in channels.yaml."""
    return f"{{kind: wecom_robot, key: {key}, api: '{api}'}}"


def write_config(folder: Path, channels: Mapping[str, str] | None = None, groups: Sequence[str] = (GROUP,)) -> None:
    """Write the bot's configuration: one app, heard by one group, and its push robot, unless said otherwise."""
    (folder / "groups").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    named = channels or {"office": app_channel(), "robot": robot_channel()}
    lines = [f"  {name}: {settings}\n" for name, settings in named.items()]
    (folder / "channels.yaml").write_text("channels:\n" + "".join(lines))
    for number, group in enumerate(groups):
        (folder / "groups" / f"group{number}.yaml").write_text(group)


def database(folder: Path) -> Path:
    """Return where what was started in this folder keeps its data."""
    return folder / "qunban.db"


def start_bot(folder: Path, port: int = 0, url: str = "") -> Server:
    """`python -m bot run` with the configuration in the folder, on a file beside it or on the database at `url`."""
    port = port or free_port()
    settings = {
        "QUNBAN_CONFIG": str(folder),
        "QUNBAN_DATABASE": url or f"sqlite:///{database(folder)}",
        "QUNBAN_PORT": str(port),
        "QUNBAN_LOG": "warning",
    }
    return _start(["-m", "bot", "run"], folder, port, settings)


def start_module(name: str, folder: Path) -> Server:
    """Return a server that the bot is compared with."""
    port = free_port()
    return _start(["-m", f"benchmarks.{name}", str(port), str(database(folder))], folder, port, {})


def _start(command: Sequence[str], folder: Path, port: int, settings: Mapping[str, str]) -> Server:
    log = folder / "server.log"
    started = perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, *command],
            cwd=ROOT,
            # Bytecode is kept, as wherever nothing is said: else all of our modules are compiled at each start.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **settings},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    return Server(process, port, log, started)
