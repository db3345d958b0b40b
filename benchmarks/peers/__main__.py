"""`make peers`: real clients of the long connection against our fake, through the scenes of tests/fixtures/aibot_ws.

Installs npm `@wecom/aibot-node-sdk` and PyPI `wecom-aibot-sdk` into a scratch folder; needs npm and a network. Tells
for each scene whether the client did what was recorded, and what its frames have that the recorded ones do not. Ends
with 1 where a scene went otherwise, and nobody knows why.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.peers.peer import Peer
from benchmarks.peers.scenes import EXPLAINED, SCENES, refused
from tests.support.fake_aibot import SECRET
from tests.support.frame_shapes import shapes

HERE = Path(__file__).parent
RECORDED = HERE.parent.parent / "tests" / "fixtures" / "aibot_ws"
PACKAGES = {"node-sdk": "@wecom/aibot-node-sdk", "py-community": "wecom-aibot-sdk"}


def recorded(client: str, scene: str) -> dict[str, set[str]]:
    """Return what the recorded frames of each command have in them; nothing where the scene was not recorded."""
    path = RECORDED / f"{client}.{scene}.json"
    log = json.loads(path.read_text("utf-8"))["log"] if path.exists() else []
    return shapes([entry["frame"] for entry in log if entry.get("dir") == "c->s"])


def install(folder: Path) -> dict[str, list[str]]:
    """Install the packages; return how each client is started."""
    own = folder / "python"
    for command in (
        ["npm", "init", "-y"],
        ["npm", "install", "--silent", PACKAGES["node-sdk"]],
        [sys.executable, "-m", "venv", str(own)],
        [str(own / "bin" / "pip"), "install", "-q", PACKAGES["py-community"]],
    ):
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    for name in ("client.cjs", "client.py"):
        (folder / name).write_text((HERE / name).read_text("utf-8"), "utf-8")
    return {"node-sdk": ["node", "client.cjs"], "py-community": [str(own / "bin" / "python"), "client.py"]}


async def play(client: str, command: Sequence[str], folder: Path, name: str) -> bool:
    """Play one scene and tell about it; return whether it went as recorded."""
    async with Peer(command, folder) as peer:
        if name == "freq":
            peer.platform.faults.switches["frequent"] = 1000
        await peer.begin("wrong-secret" if name == "badsecret" else SECRET)
        if name in ("badsecret", "freq"):
            wrong = await refused(peer)
        else:
            wrong = await SCENES[name](peer) if await peer.up() else ["does not connect"]
        sent = shapes([frame for _, way, frame in peer.platform.log if way == "c->s"])
        violations = [words for words in peer.platform.violations if words != "a push without chat_type"]
    unexplained = [check for check in wrong if (client, name, check) not in EXPLAINED]
    say(f"{'BAD' if unexplained else 'ok '} {client:13} {name:10} {'; '.join([*unexplained, *violations])}".rstrip())
    for check in wrong:
        if (client, name, check) in EXPLAINED:
            say(f"      not {check}: {EXPLAINED[client, name, check]}")
    known = recorded(client, name)
    for command_name, fields in sorted(sent.items()):
        fresh = fields - known.get(command_name, fields)
        if fresh:
            say(f"      {command_name} also has {', '.join(sorted(fresh))}")
    return not unexplained


def say(line: str) -> None:
    print(line, flush=True)


async def run(folder: Path, commands: Mapping[str, Sequence[str]], only: str) -> bool:
    """Play all scenes with all clients; return whether all went as recorded."""
    good = True
    for client, command in commands.items():
        for name in (*SCENES, "badsecret", "freq"):
            if only in ("", name):
                good &= await play(client, command, folder, name)
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scene", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        commands = install(folder)
        sys.exit(0 if asyncio.run(run(folder, commands, given.scene)) else 1)


if __name__ == "__main__":
    main()
