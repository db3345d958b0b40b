"""Every regular expression of the code, with the methods by which it is used, and the texts that hurt it most."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.modules import FLOORS, modules, tree

_parser: Any = importlib.import_module("re._parser")

METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")
UNKNOWN = ("match", "fullmatch", "search")
"""Tried where nothing tells how a pattern is used."""
SIZE = 64 * 1024
"""Bytes of a hostile text in UTF-8: as much as a callback may have."""
COMMON = (
    *" \t\n\u2005",
    *"09@＠<>([]{}aZ_中，、:：.-\\#",
    "<![CDATA[",
    "]]>",
    "1:",
    "a ",
    "@a",
    "1月",
    "中 ",
    " \n",
    "[[",
)
LETTERS = "a0 中\n\t@-]"
"""What stands for a class of characters, where it takes one of them."""
MISMATCH = "\0"
"""Ends a text in a way that hardly any pattern takes."""
Locals = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Use:
    """One pattern with one method, and where that is."""

    where: str
    pattern: re.Pattern[Any]
    method: str

    def run(self, text: str) -> None:
        """Let the pattern work through a text to its end."""
        given: Any = text.encode() if isinstance(self.pattern.pattern, bytes) else text
        work = getattr(self.pattern, self.method)
        if self.method in ("sub", "subn"):
            work(given[:0], given)
        elif self.method == "finditer":
            for _ in work(given):
                pass
        else:
            work(given)


def collect(known: Locals) -> list[Use]:
    """Return every use of a pattern in the code.

    `known` gives, by module, values for the names inside functions of which patterns are made. Raises NameError for
    a pattern made of others.
    """
    loaded = {
        name: vars(importlib.import_module(name))
        for name, path in modules(*FLOORS).items()
        if path.name not in ("__main__.py", "env.py") and "versions" not in path.parts
    }
    uses: dict[tuple[str | bytes, int, str], Use] = {}
    reached: set[int] = set()

    def add(where: str, pattern: re.Pattern[Any], method: str) -> None:
        reached.add(id(pattern))
        uses.setdefault((pattern.pattern, pattern.flags, method), Use(where, pattern, method))

    for name, path in modules(*FLOORS).items():
        for more in known.get(name, [{}]) if name in loaded else ():
            for line, pattern, method in _uses(tree(path), {**loaded[name], **more}):
                add(f"{name}:{line}", pattern, method)
    for name, values in loaded.items():
        for value in values.values():
            if isinstance(value, re.Pattern) and id(value) not in reached:
                for method in UNKNOWN:
                    add(name, value, method)
    return list(uses.values())


def _uses(module: ast.Module, names: Mapping[str, Any]) -> Iterator[tuple[int, re.Pattern[Any], str]]:
    """Yield `re.method(pattern, …)`, `PATTERN.method(…)`, and what is compiled into an attribute or on the spot."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    methods: defaultdict[str, set[str]] = defaultdict(set)
    for call in calls:
        assert isinstance(call.func, ast.Attribute)
        holder = call.func.value
        if isinstance(holder, ast.Attribute) and call.func.attr in METHODS:
            methods[holder.attr].add(call.func.attr)
        elif isinstance(holder, ast.Name) and isinstance(names.get(holder.id), re.Pattern):
            yield call.lineno, names[holder.id], call.func.attr
        elif isinstance(holder, ast.Name) and holder.id == "re" and call.func.attr in METHODS:
            yield call.lineno, _compiled(call, names), call.func.attr
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Attribute):
            value = node.value
            if isinstance(value, ast.Call) and ast.unparse(value.func) == "re.compile":
                for method in methods[target.attr] or UNKNOWN:
                    yield node.lineno, _compiled(value, names), method


def _compiled(call: ast.Call, names: Mapping[str, Any]) -> re.Pattern[Any]:
    """Return the pattern of a `re.` call."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    flags = call.args[1:2] if ast.unparse(call.func) == "re.compile" else named
    pattern, *others = (
        eval(compile(ast.Expression(part), "a pattern", "eval"), dict(names))  # noqa: S307 - our own code
        for part in (call.args[0], *flags)
    )
    return re.compile(pattern, *others)


def hostile(pattern: re.Pattern[Any], size: int = SIZE) -> Iterator[str]:
    """Yield texts of `size` bytes that may be slow to backtrack over: repetitions, behind what may stand before."""
    raw = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    own = list(_repeated(_parser.parse(raw, pattern.flags), ""))
    pairs = [*(("", piece) for _, piece in own), *own, *(("", piece) for piece in COMMON)]
    for before, piece in dict.fromkeys(pairs):
        times = (size - len(before.encode()) - len(MISMATCH)) // len(piece.encode())
        yield before + piece * times
        yield before + piece * times + MISMATCH


def _repeated(parts: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before a place in the pattern, and what may be repeated there."""
    for end in range(1, len(parts) + 1):
        if run := _example(parts[:end]):
            yield before, run
    for operator, argument in parts:
        kind = str(operator)
        for inner in _inside(kind, argument):
            yield from _repeated(inner, before)
            if "REPEAT" in kind and len(inner) == 1:
                yield from ((before, letter) for letter in LETTERS if _takes(inner[0], letter))
        before += _example([(operator, argument)])


def _inside(kind: str, argument: Any) -> list[Any]:
    """Return the patterns inside a part of one."""
    match kind:
        case "SUBPATTERN":
            return [argument[3]]
        case "BRANCH":
            return list(argument[1])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [argument[2]]
        case "ASSERT" | "ASSERT_NOT":
            return [argument[1]]
        case "ATOMIC_GROUP":
            return [argument]
        case "GROUPREF_EXISTS":
            return [part for part in argument[1:] if part]
    return []


def _example(parts: Any) -> str:
    """Return a short text that these parts take."""
    text = ""
    for operator, argument in parts:
        kind = str(operator)
        if kind == "LITERAL":
            text += chr(argument)
        elif kind in ("IN", "ANY", "NOT_LITERAL"):
            own = "".join(chr(code if kind == "LITERAL" else code[0]) for kind, code in _codes(argument))
            text += next((letter for letter in LETTERS + own if _takes((operator, argument), letter)), "")
        elif inside := _inside(kind, argument):
            times = max(argument[0], 1) if "REPEAT" in kind else 0 if "ASSERT" in kind else 1
            text += _example(inside[0]) * times
    return text


def _codes(items: Any) -> Iterator[tuple[str, Any]]:
    for operator, argument in items if isinstance(items, list) else ():
        if str(operator) in ("LITERAL", "RANGE"):
            yield str(operator), argument


def _takes(part: tuple[Any, Any], letter: str) -> bool:
    """Return whether a single character of a pattern takes a letter, told by a pattern of just that character."""
    operator, argument = part
    kind = str(operator)
    if kind == "ANY":
        return letter != "\n"
    if kind == "IN":
        return any(_takes(item, letter) for item in argument[str(argument[0][0]) == "NEGATE" :]) != (
            str(argument[0][0]) == "NEGATE"
        )
    if kind == "RANGE":
        return bool(argument[0] <= ord(letter) <= argument[1])
    if kind == "CATEGORY":
        name = str(argument)
        escape = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[name.rpartition("_")[2]]
        return bool(re.match(escape, letter)) != ("NOT" in name)
    return bool(ord(letter) == argument) == (kind == "LITERAL")
