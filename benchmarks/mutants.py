"""`python -m benchmarks.mutants [NUMBER] [SEED]`: small changes to the code, and whether a test notices each of them.

One place is changed at a time in a copy of the project: a comparison, a sum, a number, a condition, an argument, a
statement left out. First the tests of its own subject run, then, where they let it pass, all that are quick. What none
of them notices is printed with its place. Meant to be run by hand: 300 changes take two cores some half an hour.
"""

from __future__ import annotations

import ast
import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.gates import Gate
from tests.support.server import ROOT

CODE = ("handlers", "sop")
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
PATIENCE = 900.0
"""Seconds after which a run counts as noticed: an endless loop is."""
WORKERS = 2

COMPARISONS = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
SUMS = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


@dataclass(frozen=True)
class Mutant:
    """One change: what stands between two places of a file becomes something else."""

    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before!r} -> {self.after!r}"


def mutants_of(path: str, source: str) -> Iterator[Mutant]:
    """Yield every change that is made to a file, one at a time."""
    raw = source.encode()
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def place(line: int | None, column: int | None) -> int:
        return starts[(line or 1) - 1] + (column or 0)

    for node in _code(ast.parse(source)):
        for operator in _operators(node):
            begin = place(operator.left.end_lineno, operator.left.end_col_offset)
            at = raw.find(operator.old.encode(), begin, place(operator.right.lineno, operator.right.col_offset))
            if at >= 0:
                end = at + len(operator.old.encode())
                yield Mutant(path, operator.left.end_lineno or 1, at, end, operator.old, operator.new)
        for part, after in _replacements(node):
            begin, end = place(part.lineno, part.col_offset), place(part.end_lineno, part.end_col_offset)
            yield Mutant(path, part.lineno, begin, end, raw[begin:end].decode(), after)


class _Operator(NamedTuple):
    """An operator, which stands between two operands, and what it becomes."""

    left: ast.expr
    right: ast.expr
    old: str
    new: str


def _operators(node: ast.AST) -> Iterator[_Operator]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            yield _Operator(left, right, *COMPARISONS[type(op)])
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SUMS:
            yield _Operator(left, right, *SUMS[type(op)])
        case ast.BoolOp(op=ast.And(), values=[first, second, *_]):
            yield _Operator(first, second, "and", "or")
        case ast.BoolOp(op=ast.Or(), values=[first, second, *_]):
            yield _Operator(first, second, "or", "and")


def _replacements(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, ast.unparse(operand)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, f"not ({ast.unparse(test)})"
        case ast.Call(func=ast.Name(id=name) as function) if name in CALLS:
            yield function, CALLS[name]
        case ast.Expr(value=ast.Call()):
            yield node, "pass"


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes in which behaviour is: no annotations, no fields' limits and texts, no logging."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Field", "Feature"):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
            continue
        yield node
        yield from _code(node)


def choose(number: int, seed: int) -> list[Mutant]:
    """Return so many changes, chosen by chance among all."""
    every = [
        mutant
        for folder in CODE
        for file in sorted((ROOT / folder).rglob("*.py"))
        for path in [str(file.relative_to(ROOT))]
        if not path.startswith(LEFT_OUT)
        for mutant in mutants_of(path, file.read_text("utf-8"))
    ]
    return Random(seed).sample(every, min(number, len(every)))


async def notice(place: Path, mutant: Mutant) -> bool:
    """Return whether a test notices a change in a copy of the project; the copy is as before afterwards."""
    file = place / mutant.path
    source = file.read_bytes()
    file.write_bytes(source[: mutant.start] + mutant.after.encode() + source[mutant.end :])
    try:
        own = _own_tests(place, mutant.path)
        everything = [f"--ignore={path}" for path in SLOW]
        return (bool(own) and await _fails(place, own)) or await _fails(place, everything)
    finally:
        file.write_bytes(source)


def _own_tests(place: Path, path: str) -> list[str]:
    """Return the folder of tests that goes with a file, the nearest there is."""
    parts = Path(path).parts[1:-1] if path.startswith("handlers") else Path(path).parts[:-1]
    while parts:
        folder = Path("tests", *parts)
        if (place / folder).is_dir():
            return [str(folder)]
        parts = parts[:-1]
    return []


async def _fails(place: Path, arguments: list[str]) -> bool:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"),
        *("-p", "no:xdist", *arguments),
        cwd=place,
        env={**os.environ, "QUNBAN_TEST_POSTGRES": "", "PYTHONDONTWRITEBYTECODE": ""},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            return await process.wait() != 0
    except TimeoutError:
        process.kill()
        await process.wait()
        return True


async def measure(number: int = NUMBER, seed: int = SEED) -> list[Gate]:
    """Make so many changes and return the share that is noticed."""
    queue = choose(number, seed)
    total, unseen = len(queue), 0
    ignored = shutil.ignore_patterns(".git", ".venv", "data", ".mypy_cache", ".ruff_cache", ".hypothesis")

    async def work(place: Path) -> None:
        nonlocal unseen
        while queue:
            mutant = queue.pop()
            if not await notice(place, mutant):
                unseen += 1
                print(f"unseen: {mutant}", flush=True)

    with TemporaryDirectory() as folder:
        places = [Path(folder, str(worker), "project") for worker in range(WORKERS)]
        for place in places:
            await asyncio.to_thread(shutil.copytree, ROOT, place, ignore=ignored)
        await asyncio.gather(*map(work, places))
    return [Gate("mutants_noticed", 1 - unseen / total, 0.9, at_least=True)]


if __name__ == "__main__":
    print(*asyncio.run(measure(*map(int, sys.argv[1:]))), sep="\n")
