"""`python -m benchmarks.mutants [NUMBER [SEED [FOLDER ...]]]`: small changes to the code; does a test notice them?

The changes are drawn from the code for money, streaks, audiences and time, or from the folders that are named. One
place is changed at a time in a copy of the project: a comparison, a sum, a number, a condition, a statement left out.
The quick tests run once to see which of them runs which lines (benchmarks/covering.py); then each change meets those
that run its lines, the quickest of its own subject first. What runs before any test, a constant say, meets those that
run its file or one that imports it. What none of them notices is printed with its place. Meant to be run by hand.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from coverage import CoverageData

from benchmarks.gates import Gate
from benchmarks.mutations import Mutant, mutants_of
from tests.support.server import ROOT

CODE = ("handlers", "sop")
"""The same as in benchmarks/covering.py, which a pytest process imports alone."""
MATTERS = (
    *(f"handlers/{subject}" for subject in ("points", "mall", "purchases", "redpackets", "lottery")),
    "handlers/checkin",
    *("handlers/segments", "sop/plans", "sop/campaigns", "sop/journeys", "sop/waves"),
    *("handlers/dates", "sop/when"),
)
"""The code for money, streaks, audiences and time: nowhere else is a mistake so dear and so hard to see."""
LEFT_OUT = ("handlers/pictures", "handlers/kit/__init__.py")
"""What a picture looks like is looked at by eye."""
SLOW = (
    "tests/bot/test_crash.py",
    "tests/bot/test_timezones.py",
    "tests/bot/test_demo.py",
    "tests/bot/channels/sandbox",
    "tests/test_docs.py",
    "tests/test_layout.py",
    "tests/test_patterns.py",
    "tests/storage/test_upgrade_kills.py",
)
NUMBER, SEED = 300, 20261127
PATIENCE, TIMES_SLOWER = 120.0, 3
"""A run counts as noticed after so many seconds and so many times what its tests took before: an endless loop is."""
MOST_FAILING = 20
FIRST = 40
"""So many tests meet a change first: starting them costs little, and they notice most changes."""
WORKERS = 2


def choose(number: int, seed: int, folders: Sequence[str]) -> list[Mutant]:
    """Return so many changes to the files of some folders, chosen by chance among all."""
    every = [
        mutant
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
        for path in [str(file.relative_to(ROOT))]
        if not path.startswith(LEFT_OUT)
        for mutant in mutants_of(path, file.read_text("utf-8"))
    ]
    return Random(seed).sample(every, min(number, len(every)))


@dataclass(frozen=True)
class Covering:
    """Which tests run which lines, and how long each of them takes."""

    lines: CoverageData
    place: Path
    """Where the project stood when they ran."""
    seconds: dict[str, float]
    """Of the tests that a change may meet."""

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests that a change may meet, the quickest of its own subject first."""
        own = tuple(_own_tests(self.place, mutant.path))
        found = self._running(mutant.path, mutant.lines) or {
            test for path in (mutant.path, *self._importers(mutant.path)) for test in self._running(path)
        }
        # What is cached runs in the first of the tests that use it only; the others may run no line of the file.
        if "cache" in (self.place / mutant.path).read_text("utf-8"):
            found |= {test for test in self.seconds if test.startswith(own)}
        return sorted(found, key=lambda test: (not test.startswith(own), self.took([test])))

    def _running(self, path: str, lines: range | None = None) -> set[str]:
        """Return the tests that run some lines of a file, or any."""
        by_line = self.lines.contexts_by_lineno(str(self.place / path))
        ran = {test for line in (by_line if lines is None else lines) for test in by_line.get(line, ())}
        return ran & self.seconds.keys()

    def _importers(self, path: str) -> Iterator[str]:
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for folder in CODE:
            for file in sorted((self.place / folder).rglob("*.py")):
                if f"from {module} import" in file.read_text("utf-8"):
                    yield str(file.relative_to(self.place))

    def took(self, tests: Sequence[str]) -> float:
        """Return how many seconds some tests took together."""
        return sum(self.seconds.get(test, 0.0) for test in tests)


async def cover(place: Path, folder: Path) -> Covering:
    """Let the quick tests run in a copy of the project and return which lines each of them ran.

    A few that fail as it is, on a busy machine say, are told and left out: they would notice everything.
    """
    # pytest loads no plugin that is named in a file of arguments.
    environment = {"QUNBAN_COVERING": str(folder), "PYTEST_PLUGINS": "benchmarks.covering"}
    await _fails(place, ["-n", str(WORKERS), "--maxfail", str(MOST_FAILING + 1), *_quick()], None, environment)
    failing = {test for file in folder.glob("failed.*") for test in json.loads(file.read_text())}
    print(*(f"left out, it fails as it is: {test}" for test in sorted(failing)), sep="\n", flush=True)
    if len(failing) > MOST_FAILING:
        raise SystemExit("the tests are not green as they are")
    lines = CoverageData(no_disk=True)
    for file in folder.glob("lines.*"):
        part = CoverageData(str(file))
        part.read()
        lines.update(part)
    if not lines.measured_contexts():
        raise SystemExit("which tests run which lines is not known: no change would meet any")
    seconds: dict[str, float] = {}
    for file in folder.glob("seconds.*"):
        seconds |= json.loads(file.read_text())
    return Covering(lines, place, {test: took for test, took in seconds.items() if test not in failing})


async def notice(place: Path, mutant: Mutant, covering: Covering) -> bool:
    """Return whether a test notices a change in a copy of the project; the copy is as before afterwards."""
    file = place / mutant.path
    source = file.read_bytes()
    file.write_bytes(source[: mutant.start] + mutant.after.encode() + source[mutant.end :])
    try:
        tests = covering.tests(mutant)
        for part in (tests[:FIRST], tests[FIRST:]):
            if part and await _fails(place, ["-x", *part], PATIENCE + TIMES_SLOWER * covering.took(part)):
                return True
        return False
    finally:
        file.write_bytes(source)


def _quick() -> list[str]:
    return [f"--ignore={path}" for path in SLOW]


def _own_tests(place: Path, path: str) -> list[str]:
    """Return the folder of tests that goes with a file, the nearest there is."""
    parts = Path(path).parts[1:-1] if path.startswith("handlers") else Path(path).parts[:-1]
    while parts:
        folder = Path("tests", *parts)
        if (place / folder).is_dir():
            return [str(folder)]
        parts = parts[:-1]
    return []


async def _fails(
    place: Path, arguments: Sequence[str], patience: float | None, environment: dict[str, str] | None = None
) -> bool:
    """Return whether a run of the tests fails, or does not end within so many seconds; a file lists the arguments."""
    listed = place.parent / "tests.txt"
    listed.write_text("\n".join(arguments))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"),
        f"@{listed}",
        cwd=place,
        env={**os.environ, "QUNBAN_TEST_POSTGRES": "", "PYTHONDONTWRITEBYTECODE": "", **(environment or {})},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(patience):
            return await process.wait() != 0
    except TimeoutError:
        process.kill()
        await process.wait()
        return True


async def measure(number: int = NUMBER, seed: int = SEED, folders: Sequence[str] = MATTERS) -> list[Gate]:
    """Make so many changes and return the share that is noticed."""
    queue = choose(number, seed, folders)
    total, unseen = len(queue), 0
    ignored = shutil.ignore_patterns(".git", ".venv", "data", ".mypy_cache", ".ruff_cache", ".hypothesis")

    async def work(place: Path, covering: Covering) -> None:
        nonlocal unseen
        while queue:
            mutant = queue.pop()
            seen = await notice(place, mutant, covering)
            unseen += not seen
            print("seen:" if seen else "unseen:", mutant, flush=True)

    with TemporaryDirectory() as folder:
        places = [Path(folder, str(worker), "project") for worker in range(WORKERS)]
        for place in places:
            await asyncio.to_thread(shutil.copytree, ROOT, place, ignore=ignored)
        seen = Path(folder, "covering")
        seen.mkdir()
        covering = await cover(places[0], seen)
        await asyncio.gather(*(work(place, covering) for place in places))
    return [Gate("mutants_noticed", 1 - unseen / total, 0.9, at_least=True)]


if __name__ == "__main__":
    wanted = [NUMBER, SEED]
    wanted[: len(sys.argv[1:3])] = map(int, sys.argv[1:3])
    print(*asyncio.run(measure(wanted[0], wanted[1], sys.argv[3:] or MATTERS)), sep="\n")
