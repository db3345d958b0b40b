"""Words what pydantic found wrong in a file: where it stands, what was read, and what may be written there."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from config.problems import Problem
from config.validation import FINDING


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


def describe(path: Path, data: CommentedMap, detail: ErrorDetails, model: type[BaseModel], private: bool) -> Problem:
    """Return a finding with its place, what was read (of a private file nothing), and what to write."""
    loc = tuple(step for step in detail["loc"] if step != "[key]")  # what is wrong with a key is said of the key
    line, column = line_of(data, loc)
    key = str(loc[-1]) if loc else ""
    kind = detail["type"]
    if kind == "extra_forbidden":
        keys = _allowed(model, loc[:-1])
        near, allowed = difflib.get_close_matches(key, keys, 1, 0.5), "、".join(keys)
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
    schema = _schema(model)
    node: Any = schema
    for step in loc:
        node = _follow(schema, _inside(node, step))
    return list(node.get("properties", {}))


@lru_cache(maxsize=8)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the model's JSON Schema, which takes some 50 ms to make."""
    return model.model_json_schema()


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
