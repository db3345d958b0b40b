"""Reads a YAML file strictly: every scalar is text, and every mistake has a line.

YAML's own guesses are switched off, because `10:30` must never become a number nor `on` a truth value;
the schema decides what a text means.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    NodeEvent,
)
from ruamel.yaml.nodes import ScalarNode

from config.problems import ConfigError, Problem
from config.validation import FINDING

Model = TypeVar("Model", bound=BaseModel)

MAX_BYTES = 1 << 20
MAX_DEPTH = 20


class TextConstructor(RoundTripConstructor):
    """Builds mappings and lists that remember their lines, with plain text in their leaves."""


def _text(_: RoundTripConstructor, node: ScalarNode) -> str:
    return str(node.value)


for _kind in ("int", "float", "bool", "timestamp"):
    TextConstructor.add_constructor(f"tag:yaml.org,2002:{_kind}", _text)


def read(path: Path, model: type[Model]) -> Model:
    """Return the file as `model`, or ConfigError with file, line, column, what was read and what is allowed."""
    return check(path, tree(path), model)


def tree(path: Path) -> CommentedMap:
    """Return the file as nested mappings that know their line numbers; raises ConfigError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(Problem(path, 1, 1, "读不到这个文件", str(error.strerror))) from None
    if len(raw) > MAX_BYTES:
        raise ConfigError(Problem(path, 1, 1, f"文件有 {len(raw)} 字节，最多 {MAX_BYTES}", "请拆成几个文件"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError(Problem(path, line, 1, "不是 UTF-8 编码", "请用 UTF-8 保存文件")) from None
    _refuse_tabs(path, text)
    try:
        _refuse_cleverness(path, text)
        yaml = YAML(typ="rt", pure=True)
        yaml.Constructor = TextConstructor
        data = yaml.load(text)
    except DuplicateKeyError as error:
        raise ConfigError(_marked(path, error, "同一个键写了两次", "请删去其中一个")) from None
    except MarkedYAMLError as error:
        raise ConfigError(
            _marked(path, error, f"YAML 读不懂：{error.problem}", "请检查缩进、冒号后的空格和引号是否成对")
        ) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise ConfigError(Problem(path, 1, 1, f"YAML 读不懂：{str(error).splitlines()[0]}")) from None
    if not isinstance(data, CommentedMap):
        raise ConfigError(Problem(path, 1, 1, "文件应当是「键: 值」的形式"))
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
        problems = dict.fromkeys(_problem(path, data, detail, model, private) for detail in error.errors())
        raise ConfigError(*problems) from None


def line_of(data: CommentedMap | CommentedSeq, loc: Sequence[int | str]) -> tuple[int, int]:
    """Return line and column, from 1, of the deepest part of `loc` that exists in `data`."""
    node: object = data
    line, column = data.lc.line, data.lc.col
    for step in loc:
        if isinstance(node, CommentedMap) and step in node:
            line, column = node.lc.key(step)
            node = node[step]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line, column = node.lc.item(step)
            node = node[step]
    return line + 1, column + 1


def _refuse_tabs(path: Path, text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            raise ConfigError(Problem(path, number, indent.index("\t") + 1, "缩进里有制表符", "请改用空格"))


def _refuse_cleverness(path: Path, text: str) -> None:
    """Refuse aliases, anchors and tags: they can hide a bomb or a surprise, and nobody needs them in a group's file."""
    depth = 0
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ConfigError(_at(path, event.start_mark, f"嵌套超过 {MAX_DEPTH} 层"))
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise ConfigError(
                _at(path, event.start_mark, "不支持 YAML 的引用（& 和 *）", "请把内容写全，或给文字加上引号")
            )
        if isinstance(event, NodeEvent) and getattr(event, "tag", None):
            raise ConfigError(_at(path, event.start_mark, "不支持 YAML 的标签（!）", "请给文字加上引号"))


def _at(path: Path, mark: StringMark | None, message: str, fix: str = "") -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(path, line, column, message, fix)


def _marked(path: Path, error: MarkedYAMLError, message: str, fix: str) -> Problem:
    return _at(path, error.problem_mark or error.context_mark, message, fix)


def _problem(path: Path, data: CommentedMap, detail: ErrorDetails, model: type[BaseModel], private: bool) -> Problem:
    loc = tuple(step for step in detail["loc"] if step != "[key]")  # what is wrong with a key is said of the key
    line, column = line_of(data, loc)
    key = str(loc[-1]) if loc else ""
    kind = detail["type"]
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, _allowed(model, loc[:-1]), 1, 0.5)
        allowed = "、".join(_allowed(model, loc[:-1]))
        fix = f"是不是「{near[0]}」？" if near else (f"可用的有：{allowed}" if allowed else "请删去这一行")
        shown = "" if private and not near else f"「{key}」"
        return Problem(path, line, column, f"不认识的键{shown}", fix)
    if kind == FINDING:
        return Problem(path, line, column, str(detail["ctx"]["error"]), str(detail["ctx"]["fix"]))
    if kind == "missing":
        return Problem(path, line, column, f"缺少「{key}」", "请补上这一项")
    if private:
        # Names that an owner gives may be a key that slipped out of its place; those of the schema are none.
        shown = f"「{key}」" if key in _allowed(model, loc[:-1]) else ""
        return Problem(path, line, column, shown + (_reason(detail) or "写得不对"))
    read = detail.get("input")
    shown = f"「{key}」写的是 {str(read)[:60]!r}，" if isinstance(read, str) else f"「{key}」"
    return Problem(path, line, column, shown + (_reason(detail) or detail["msg"]))


_REASONS = {
    "value_error": "{error}",
    "int_parsing": "这里要写整数",
    "int_type": "这里要写整数",
    "int_from_float": "这里要写整数",
    "bool_parsing": "这里要写 true 或 false",
    "bool_type": "这里要写 true 或 false",
    "float_parsing": "这里要写数字",
    "float_type": "这里要写数字",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "greater_than": "要大于 {gt}",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "string_type": "这里要写一段文字",
    "string_pattern_mismatch": "只能用小写字母、数字、- 和 _，以字母开头",
    "list_type": "这里要写一个列表，每行以「- 」开头",
    "tuple_type": "这里要写一个列表，每行以「- 」开头",
    "frozen_set_type": "这里要写一个列表，每行以「- 」开头",
    "model_type": "这里要写「键: 值」",
    "model_attributes_type": "这里要写「键: 值」",
    "dict_type": "这里要写「键: 值」",
    "too_long": "太多了，最多 {max_length} 个",
    "string_too_long": "太长了，最多 {max_length} 个字",
    "too_short": "不能为空",
    "string_too_short": "不能为空",
    "union_tag_invalid": "只能是 {expected_tags}",
    "union_tag_not_found": "缺少「kind」，请写明是哪一种",
}


def _reason(detail: ErrorDetails) -> str:
    """Return pydantic's finding in Chinese, empty where we have no words for it.

    Only our own texts are format strings; what was read is only put in.
    """
    reason = _REASONS.get(detail["type"])
    context = {name: str(value).replace(" or ", " 或 ") for name, value in detail.get("ctx", {}).items()}
    return reason.format(**context) if reason else ""


def _allowed(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """Return the keys that may stand at `loc`, as the model's JSON Schema tells them."""
    schema = model.model_json_schema()
    node: Any = schema
    for step in loc:
        node = _follow(schema, _inside(node, step))
    return list(node.get("properties", {}))


def _inside(node: Any, step: int | str) -> Any:
    """Return the schema one step further in."""
    if "discriminator" in node:
        return {"$ref": node["discriminator"]["mapping"].get(step, "")}
    if isinstance(step, int):
        return node.get("items", {})
    free = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return node.get("properties", {}).get(step) or free or {}


def _follow(schema: Any, node: Any) -> Any:
    node = next((choice for choice in node.get("anyOf", ()) if "$ref" in choice), node)
    return schema["$defs"].get(node["$ref"].rsplit("/", 1)[-1], {}) if "$ref" in node else node
