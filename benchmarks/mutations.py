"""Small changes to code, one at a time: a comparison, a sum, a number, a condition, a statement left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

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
    lines: range
    """Of the statement in which it is, or of its head where others stand below it."""
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

    for node, statement in _code(ast.parse(source)):
        for operator in _operators(node):
            begin = place(operator.left.end_lineno, operator.left.end_col_offset)
            at = raw.find(operator.old.encode(), begin, place(operator.right.lineno, operator.right.col_offset))
            if at >= 0:
                end = at + len(operator.old.encode())
                lines = _lines(statement, operator.right)
                yield Mutant(path, operator.left.end_lineno or 1, lines, at, end, operator.old, operator.new)
        for part, after in _replacements(node):
            begin, end = place(part.lineno, part.col_offset), place(part.end_lineno, part.end_col_offset)
            lines = _lines(statement, part)
            yield Mutant(path, part.lineno, lines, begin, end, raw[begin:end].decode(), after)


def _lines(statement: ast.stmt | None, part: ast.expr | ast.stmt) -> range:
    return range((statement or part).lineno, (part.end_lineno or part.lineno) + 1)


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


def _code(tree: ast.AST, statement: ast.stmt | None = None) -> Iterator[tuple[ast.AST, ast.stmt | None]]:
    """Yield the nodes in which behaviour is, each with its statement: no limits of data and caches, no logging."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
            continue
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Field", "Feature", "ConfigDict")
        ):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "dataclass", "lru_cache")):
            continue
        # Lists of other lengths never get to a `zip`, and nobody reads the address of an error's page.
        if isinstance(node, ast.keyword) and node.arg in ("strict", "include_url"):
            continue
        # A handler that only reads says the same from the connection that writes, only in its turn.
        if isinstance(node, ast.keyword) and node.arg == "read_only":
            continue
        # How many are worked on in one go is about speed: what comes of it is the same.
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BATCH_SIZE":
            continue
        inner = node if isinstance(node, ast.stmt) else statement
        yield node, inner
        yield from _code(node, inner)
