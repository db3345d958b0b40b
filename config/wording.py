"""Words what pydantic found wrong in a file: where it stands, what was read, and what may be written there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
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
            line, column = node.lc.key(step) if step in node.lc.data else (line, column)  # a merged key has no place
            node = node[step]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line, column = node.lc.item(step)
            node = node[step]
    return line + 1, column + 1


def describe(path: Path, data: CommentedMap, detail: ErrorDetails, model: type[BaseModel], private: bool) -> Problem:
    """Return a finding with its place, what was read (of a private file nothing), and what to write."""
    loc = tuple(step for step in detail["loc"] if step != "[key]")  # what is wrong with a key is said of the key
    line, column = line_of(data, loc)
    key = _called(loc)
    kind = detail["type"]
    if kind == "extra_forbidden":
        keys = _allowed(model, loc[:-1])
        usual = _USUAL.get(key.casefold())
        near = [usual] if usual in keys else difflib.get_close_matches(key, keys, 1, 0.5)
        allowed = "、".join(keys)
        fix = f"是不是「{near[0]}」？" if near else (f"可用的有：{allowed}" if allowed else "请删去这一行")
        shown = "" if private and not near else f"「{key}」"
        return Problem(path, line, column, f"不认识的键{shown}", fix)
    if kind == FINDING:
        message = str(detail["ctx"]["error"]) + _other(data, loc, detail["ctx"])
        return Problem(path, line, column, message, str(detail["ctx"]["fix"]))
    if kind == "invalid_key":
        return Problem(path, line, column, "这里的键不是文字", "大括号只写一层，例如 with: {键: 值}；键是数字就加引号")
    if kind == "missing":
        return Problem(path, line, column, f"缺少「{key}」", "请补上这一项")
    if private:
        # Names that an owner gives may be a key that slipped out of its place; those of the schema are none.
        shown = f"「{key}」" if key in _allowed(model, loc[:-1]) else ""
        return Problem(path, line, column, shown + (reason(detail) or "写得不对"))
    read = detail.get("input")
    if kind in _LISTS | {"string_type"} and isinstance(read, CommentedMap):
        if all(value is None for value in read.values()):
            text = "{" + "、".join(map(str, read)) + "}"
            return Problem(path, line, column, f"「{key}」的文字用大括号开头要加引号", f'请写成 {key}: "{text}"')
        if kind in _LISTS:
            line, column = line_of(data, (*loc, next(iter(read))))
            return Problem(
                path, line, column, f"「{key}」下面的每一项前面要写「- 」", f"请写成 - {next(iter(read))}: …"
            )
    if read is None and kind in _MAPPINGS:
        return Problem(path, line, column, f"「{key}」下面是空的", "属于它的行要往里缩进两格；不用它就删去这一行")
    shown = f"「{key}」写的是 {str(read)[:60]!r}，" if isinstance(read, str) else f"「{key}」"
    return Problem(path, line, column, shown + (reason(detail) or "写得不对"))


_LISTS = {"list_type", "tuple_type", "frozen_set_type"}
_MAPPINGS = {"model_type", "model_attributes_type", "dict_type"}
_USUAL = {
    **dict.fromkeys(("名字", "名称", "标题", "title"), "name"),
    **dict.fromkeys(("时间", "什么时候", "time", "at", "schedule"), "when"),
    **dict.fromkeys(("内容", "文字", "消息", "说", "text", "content", "message", "msg"), "say"),
    **dict.fromkeys(("动作", "做", "action"), "do"),
    **dict.fromkeys(("参数", "params", "args"), "with"),
    **dict.fromkeys(("对象", "给谁", "who", "to"), "whom"),
    **dict.fromkeys(("图片", "图", "image", "img", "pic"), "picture"),
    **dict.fromkeys(("文件", "附件", "attachment"), "file"),
    **dict.fromkeys(("链接", "网址", "url"), "link"),
    **dict.fromkeys(("群主",), "owner"),
    **dict.fromkeys(("管理员", "admin"), "admins"),
    **dict.fromkeys(("员工", "店员"), "staff"),
    **dict.fromkeys(("签到", "打卡"), "checkin"),
    **dict.fromkeys(("商城", "shop", "store"), "mall"),
    **dict.fromkeys(("抽奖",), "lottery"),
    **dict.fromkeys(("迎新", "欢迎"), "welcome"),
    **dict.fromkeys(("定时", "计划", "plans", "schedules"), "sop"),
    **dict.fromkeys(("时区", "tz"), "timezone"),
    **dict.fromkeys(("日历",), "calendar"),
    **dict.fromkeys(("积分", "分数", "score"), "points"),
    **dict.fromkeys(("选项", "choices"), "options"),
}
"""What people call keys that have another name; only those are meant that may stand at the place."""


def _called(loc: Sequence[int | str]) -> str:
    """Return what a place is called: its key, or which entry of which list."""
    if not loc or isinstance(loc[-1], str):
        return str(loc[-1]) if loc else ""
    keys = [step for step in loc if isinstance(step, str)]
    return (f"{keys[-1]} " if keys else "") + f"第 {loc[-1] + 1} 项"


def _other(data: CommentedMap, loc: Sequence[int | str], context: Mapping[str, Any]) -> str:
    """Return where the other one stands that a finding speaks of; empty where it speaks of none."""
    if "other" not in context:
        return ""
    place = (*loc[: len(loc) - context["up"]], *context["other"]) if "up" in context else context["other"]
    return f"（第 {line_of(data, place)[0]} 行）"


_NUMBERS = ("int_parsing", "float_parsing")
_TOO_SHORT = ("too_short", "string_too_short")
EMPTY = "不能为空"
ONE_WORD = "中间不能有空格"
MARK_BEHIND = "后面多了一个「{mark}」，请只写 {number}"
_REASONS = {
    "value_error": "{error}",
    "int_parsing": "这里要写整数，用阿拉伯数字，例如 100",
    "int_type": "这里要写整数，用阿拉伯数字，例如 100",
    "int_from_float": "这里要写整数，用阿拉伯数字，例如 100",
    "bool_parsing": "这里要写 true 或 false",
    "bool_type": "这里要写 true 或 false",
    "float_parsing": "这里要写数字，例如 39.9",
    "float_type": "这里要写数字，例如 39.9",
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
    "too_short": "至少写 {min_length} 个",
    "string_too_short": "至少写 {min_length} 个字",
    "union_tag_invalid": "只能是 {expected_tags}",
    "union_tag_not_found": "缺少「kind」，请写明是哪一种",
}


def reason(detail: ErrorDetails) -> str:
    """Return pydantic's finding in Chinese, empty where we have no words for it.

    Only our own texts are format strings; what was read is only put in.
    """
    given = detail["input"]
    if detail["type"] in _NUMBERS and isinstance(given, str) and re.fullmatch(r"-?[0-9.]+\s*[,，;；。]", given):
        return MARK_BEHIND.format(mark=given[-1], number=given[:-1].strip())
    is_empty = detail["type"] in _TOO_SHORT and detail.get("ctx", {}).get("min_length") == 1
    text = EMPTY if is_empty else _REASONS.get(detail["type"])
    if detail.get("ctx", {}).get("pattern") == r"^\S+$":
        text = ONE_WORD
    context = {name: str(value).replace(" or ", " 或 ") for name, value in detail.get("ctx", {}).items()}
    return text.format(**context) if text else ""


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
