"""The JSON Schema of a group's file in an owner's words: what may be written, and what holds without it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
"""A part of the schema: what may stand at one place of the file."""

SHORT = 24
"""Characters of a default that still fits into a table."""
SHOWN = 3
"""Examples named in a table."""
SCALARS = {"number": "数字", "boolean": "`true` 或 `false`"}
ALTERNATIVES: Mapping[tuple[str, ...], str] = {
    ("一段文字", "数字"): "数字，可以有小数",
    ("一段文字", "清单"): "一段文字，或几段的清单",
    ("几个键，见下面", "清单，每项的键见下面"): "几个键，见下面；或几项的清单",
}
CHAPTERS = {"Whom": "条件，见[给谁](#给谁-whom)"}
"""Definitions that have a chapter of their own, and how a table refers to it."""


class Schema:
    """The schema of the whole file, with its definitions at hand."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._definitions: Node = root["$defs"]

    def resolve(self, node: Node) -> dict[str, Any]:
        """Return the node with its reference followed and without the alternative `null`."""
        flat = dict(node)
        if "$ref" in flat:
            name = flat.pop("$ref").rpartition("/")[2]
            flat = {**self._definitions[name], "definition": name, **flat}
        branches = [branch for branch in flat.get("anyOf", ()) if branch.get("type") != "null"]
        if len(branches) == 1:
            del flat["anyOf"]
            return self.resolve({**branches[0], **flat})
        return flat

    def at(self, path: str) -> dict[str, Any]:
        """Return the node at a dotted path of keys, through lists; raises KeyError where the file has no such key."""
        node = self.resolve(self.root)
        for key in filter(None, path.split(".")):
            node = self.resolve(self.entry(node)["properties"][key])
        return node

    def entry(self, node: Node) -> dict[str, Any]:
        """Return the mapping that a node is, or that each entry of its list or each of its named values is."""
        flat = self.resolve(node)
        for branch in flat.get("anyOf", ()):
            if "properties" in self.entry(branch):
                return self.entry(branch)
        if "properties" in flat:
            return flat
        inner = flat.get("items") or flat.get("additionalProperties")
        return self.entry(inner) if isinstance(inner, Mapping) else {}

    def kinds(self, node: Node) -> dict[str, dict[str, Any]]:
        """Return the mappings that each item of a list may be, by their `kind`; empty where there is just one."""
        inner = self.resolve(self.resolve(node).get("items", {}))
        mapping = inner.get("discriminator", {}).get("mapping", {})
        return {kind: self.resolve({"$ref": reference}) for kind, reference in mapping.items()}

    def actions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what `do` may name, each with the node of its `with`."""
        for rule in self.entry(self.at("sop"))["allOf"]:
            yield rule["if"]["properties"]["do"]["const"], self.resolve(rule["then"]["properties"]["with"])

    def allowed(self, node: Node) -> str:
        """Return what may be written, in words: 整数，1 到 1000."""
        flat = self.resolve(node)
        if flat.get("definition") in CHAPTERS:
            return CHAPTERS[flat["definition"]]
        if "anyOf" in flat:
            kinds = tuple(dict.fromkeys(self.allowed(branch) for branch in flat["anyOf"]))
            if kinds[1:] == (f"清单：{kinds[0]}",):
                return f"{kinds[0]}，一个或几个"
            return ALTERNATIVES.get(kinds, "，或".join(kinds)) + _such_as(flat)
        words = [flat["const"]] if "const" in flat else flat.get("enum", ())
        if words:
            return "、".join(f"`{word}`" for word in words if word != "")
        match flat.get("type"):
            case "integer":
                return "整数" + _range(flat)
            case "array":
                return self._list(flat)
            case "object":
                return self._mapping(flat)
            case "string" | ["string", "object"]:
                return _text(flat)
        return SCALARS.get(str(flat.get("type")), "一段文字")

    def example(self, node: Node, path: str) -> Any:
        """Return what an owner may write here; raises LookupError where the field needs `examples`."""
        flat = self.resolve(node)
        if flat.get("examples"):
            return self._in_order(flat, flat["examples"][0])
        if "properties" in flat:
            return {key: self.example(value, f"{path}.{key}") for key, value in flat["properties"].items()}
        if flat.get("type") == "boolean":
            return not flat["default"]
        if flat.get("default"):
            return flat["default"]
        if "enum" in flat:
            return next(word for word in flat["enum"] if word != flat.get("default"))
        raise LookupError(f"{path}: give its Field examples=[...]")

    def _in_order(self, flat: Node, value: Any) -> Any:
        """Return an example with its keys in the order of the table; pydantic sorts them by name."""
        if isinstance(value, list):
            kinds = self.kinds(flat)
            return [
                self._in_order(kinds.get(str(part.get("kind")), flat) if isinstance(part, Mapping) else flat, part)
                for part in value
            ]
        if isinstance(value, Mapping) and isinstance(flat.get("additionalProperties"), Mapping):
            named = self.resolve(flat["additionalProperties"])
            return {name: self._in_order(named, part) for name, part in value.items()}
        keys = self.entry(flat).get("properties", {})
        if not isinstance(value, Mapping) or not keys:
            return value
        return {key: self._in_order(self.resolve(keys[key]), value[key]) for key in keys if key in value}

    def _list(self, flat: Node) -> str:
        most = f"，最多 {flat['maxItems']} 项" if "maxItems" in flat else ""
        inner = self.resolve(flat["items"])
        if inner.get("definition") in CHAPTERS:
            return f"清单{most}，每项是{CHAPTERS[inner['definition']]}"
        if "properties" in inner:
            return f"清单{most}，每项的键见下面"
        if "oneOf" in inner:
            return f"清单{most}，每项是下面几种里的一种"
        return f"清单{most}" + ("" if inner["type"] == "string" and "enum" not in inner else f"：{self.allowed(inner)}")

    def _mapping(self, flat: Node) -> str:
        if "properties" in flat:
            return "几个键，见下面"
        values = flat.get("additionalProperties")
        if not isinstance(values, Mapping):
            return "几个键"
        names = self.resolve(flat.get("propertyNames", {})).get("enum")
        keys = "、".join(f"`{name}`" for name in names) if names else "…"
        return f"若干个「{keys}: 值」，值是{self.allowed(values)}"


def default(flat: Node, required: bool) -> str:
    """Return what holds where the key is left out, in a table's words."""
    if required:
        return "**必须写**"
    given = flat.get("default")
    if given is None or given == "" or given == [] or given == {}:
        return "—"
    if isinstance(given, bool):
        return f"`{str(given).lower()}`"
    if not is_short(given):
        return "见下面"
    return "、".join(f"`{word}`" for word in (given if isinstance(given, list) else [given]))


def is_short(given: object) -> bool:
    """Tell whether a default fits into a table."""
    if isinstance(given, list):
        return all(isinstance(word, str) for word in given) and len("、".join(given)) <= SHORT
    return len(str(given)) <= SHORT and "\n" not in str(given)


def _range(flat: Node) -> str:
    least, most = flat.get("minimum"), flat.get("maximum")
    if least is None:
        return ""
    return f"，至少 {least}" if most is None else f"，{least} 到 {most}"


def _text(flat: Node) -> str:
    if flat.get("format") == "date":
        return "日期，如 `2026-12-20`"
    if ":[0-5][0-9]" in flat.get("pattern", ""):
        return "几点几分，如 `09:00`"
    most = f"，最多 {flat['maxLength']} 个字" if "maxLength" in flat else ""
    return f"一段文字{most}{_such_as(flat)}"


def _such_as(flat: Node) -> str:
    words = [str(word) for word in flat.get("examples", ()) if isinstance(word, str | int | float)][:SHOWN]
    return "，如 " + "、".join(f"`{word}`" for word in words) if words else ""
