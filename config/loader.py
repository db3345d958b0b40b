"""Reads a YAML file strictly: every scalar is text, and every mistake has a line.

YAML's own guesses are switched off, because `10:30` must never become a number nor `on` a truth value;
the schema decides what a text means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.nodes import ScalarNode

from config.odd_words import odd_words
from config.problems import ConfigError, Problem
from config.slips import slip_in
from config.syntax import CHECK, Place, explain, twice
from config.system_words import system_reason
from config.wording import describe, line_of

Model = TypeVar("Model", bound=BaseModel)

MAX_BYTES = 1 << 20
MAX_DEPTH = 20
MOST_PROBLEMS = 20
"""Of one file: wording each takes time, and nobody mends more at once."""


class TextConstructor(RoundTripConstructor):
    """Builds mappings and lists that remember their lines, with plain text in their leaves."""


def _text(_: RoundTripConstructor, node: ScalarNode) -> str:
    return str(node.value)


for _kind in ("int", "float", "bool", "timestamp"):
    TextConstructor.add_constructor(f"tag:yaml.org,2002:{_kind}", _text)


def read(path: Path, model: type[Model]) -> Model:
    """Return the file as `model`, or ConfigError with file, line, column, what was read and what is allowed."""
    return check(path, tree(path), model)


def tree(path: Path, text: bytes | None = None, private: bool = False) -> CommentedMap:
    """Return the file, or this text of it, as nested mappings that know their line numbers; raises ConfigError.

    Of a private file nothing that was read is shown.
    """
    try:
        raw = path.read_bytes() if text is None else text
    except OSError as error:
        raise ConfigError(Problem(path, 1, 1, "读不到这个文件", system_reason(error))) from None
    if len(raw) > MAX_BYTES:
        raise ConfigError(Problem(path, 1, 1, f"文件有 {len(raw)} 字节，最多 {MAX_BYTES}", "请拆成几个文件"))
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError(Problem(path, line, 1, "不是 UTF-8 编码", "请用 UTF-8 保存文件")) from None
    words = re.sub("\r\n?", "\n", words)
    _refuse_odd_letters(path, words)
    try:
        _refuse_cleverness(path, words, private)
        yaml = YAML(typ="rt", pure=True)
        yaml.Constructor = TextConstructor
        data = yaml.load(words)
    except DuplicateKeyError as error:
        raise ConfigError(_problem(path, twice(words, error), private)) from None
    except MarkedYAMLError as error:
        raise ConfigError(_problem(path, explain(words, error), private)) from None
    except (YAMLError, ValueError, RecursionError):
        raise ConfigError(Problem(path, 1, 1, "YAML 读不懂这个文件", CHECK)) from None
    if not isinstance(data, CommentedMap):
        raise ConfigError(_no_entries(path, words, private))
    odd = [_problem(path, place, private) for place in odd_words(data)]
    if odd:
        raise ConfigError(*odd[:MOST_PROBLEMS])
    return data


def check(
    path: Path,
    data: CommentedMap,
    model: type[Model],
    private: bool = False,
    context: Mapping[str, object] | None = None,
) -> Model:
    """Validate what `tree` read; raises ConfigError with one Problem per finding.

    Of a private file nothing that was read is shown, wherever it stands. `context` is what validators may ask for.
    """
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        details = sorted(_telling(error.errors()), key=lambda detail: line_of(data, detail["loc"]))
        problems = dict.fromkeys(describe(path, data, detail, model, private) for detail in details[:MOST_PROBLEMS])
        more = len(details) - MOST_PROBLEMS
        if more > 0:
            line, column = line_of(data, details[MOST_PROBLEMS]["loc"])
            problems[Problem(path, line, column, f"从这里起还有 {more} 处", "请先改好上面的")] = None
        raise ConfigError(*problems) from None


def _telling(details: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Return the findings without those that only follow from others: a list is not empty if what is in it is wrong."""
    inside = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]


def _no_entries(path: Path, words: str, private: bool) -> Problem:
    """Return what is wrong with a file that is no mapping: nothing in it, a list, or its first colon."""
    lines = [number for number, line in enumerate(words.split("\n")) if line.strip() and line.lstrip()[0] != "#"]
    number = lines[0] if lines else 0
    slip = slip_in(words.split("\n")[number])
    if slip:
        return _problem(path, Place(number, *slip), private)
    return Problem(path, number + 1, 1, "文件应当是「键: 值」的形式", "请照着 demo.yaml 写" if not private else "")


_ODD_LETTER = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow anywhere: YAML 1.2, 5.1."""


def _refuse_odd_letters(path: Path, text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        odd = _ODD_LETTER.search(line)
        if odd:
            message = f"这里有一个看不见的控制字符（U+{ord(odd[0]):04X}）"
            raise ConfigError(Problem(path, number, odd.start() + 1, message, "请把这一行删掉，重新手打一遍"))
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            raise ConfigError(Problem(path, number, indent.index("\t") + 1, "缩进里有制表符", "请改用空格"))


def _refuse_cleverness(path: Path, text: str, private: bool) -> None:
    """Refuse aliases, anchors and tags: they can hide a bomb or a surprise, and nobody needs them in a group's file."""
    depth = 0
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ConfigError(_at(path, event.start_mark, f"嵌套超过 {MAX_DEPTH} 层"))
        named = isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor)
        tagged = isinstance(event, NodeEvent) and getattr(event, "tag", None)
        if named or tagged:
            mark = event.start_mark
            slip = slip_in(text.split("\n")[mark.line]) if mark else None
            if mark and slip:
                raise ConfigError(_problem(path, Place(mark.line, *slip), private))
            kind = "引用（& 和 *）" if named else "标签（!）"
            raise ConfigError(_at(path, mark, f"不支持 YAML 的{kind}", "请把内容写全；是文字的话，请加上引号"))
        if isinstance(event, ScalarEvent) and event.value == "<<" and event.style is None:
            raise ConfigError(_at(path, event.start_mark, "不支持 YAML 的合并（<<）", "请把内容写全"))


def _at(path: Path, mark: StringMark | None, message: str, fix: str = "") -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(path, line, column, message, fix)


def _problem(path: Path, place: Place, private: bool) -> Problem:
    shown = f"：{place.example}" if place.example and not private else ""
    return Problem(path, place.line + 1, place.column + 1, place.message, place.fix + shown)
