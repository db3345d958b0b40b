"""docs/group-file.md: every key of a group's file, from its schema; the chapters' introductions are in templates/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.reference.blocks import block
from bot.reference.markdown import rendered, slug, table
from bot.reference.schema import CHAPTERS, Node, Schema, default, is_short
from config.group import GroupHead
from handlers.kit import FeatureRegistry
from handlers.segments.ready import READY, define
from handlers.segments.thresholds import Thresholds
from sop.features import FEATURES
from sop.group_file import group_file_model

HEAD = "群和人"
COLUMNS = ("键", "意思", "可以写什么", "不写就是")
TIMETABLE = (
    "sop",
    "timetable",
    "reminding",
    "segments",
    "tags",
    "calendar",
    "presets",
    "campaigns",
    "journeys",
    "waves",
)
"""The chapters that somebody wrote an introduction to."""
OWN_WORDS = "换成自己的话～"
EACH = "写几条都行，每一条："


def page() -> str:
    """Return the page in Markdown."""
    return rendered("group-file.md", reference=Reference(Schema(group_file_model().model_json_schema())))


def key_table(schema: Schema, node: Node) -> str:
    """Return the table of a mapping's keys."""
    rows = []
    for key, field in node["properties"].items():
        flat = schema.resolve(field)
        otherwise = default(flat, key in node.get("required", ()))
        rows.append((f"`{key}`", flat["description"], schema.allowed(flat), otherwise))
    return table(COLUMNS, rows)


class Reference:
    """Answers what the template asks for."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._explained = {*CHAPTERS}
        """Definitions that no longer need a table."""

    @property
    def sections(self) -> list[str]:
        """Return the features' sections in the order of the help, without those of the timetable."""
        apart = {*GroupHead.model_fields, *TIMETABLE}
        return [key for key in self.schema.root["properties"] if key not in apart]

    @property
    def head(self) -> str:
        """Return the table of the keys that say which group this is and who is who."""
        own = [key for key in GroupHead.model_fields if key not in TIMETABLE]
        return "\n\n".join(self._tables(self.schema.root, "", own))

    @property
    def ready_segments(self) -> str:
        """Return the table of the ready segments, as they are with the usual numbers."""
        usual = Thresholds()
        rows = [(heading, f"`{name}`", define(name, usual)) for heading, names in READY.items() for name in names]
        return table(("看什么", "分群", "怎么算"), rows)

    @property
    def occasions(self) -> str:
        """Return the table of what packets may follow."""
        occasions = FeatureRegistry(FEATURES).occasions.values()
        return table(("什么事", "什么时候算"), [(f"`{occasion.name}`", occasion.when) for occasion in occasions])

    def key(self, path: str) -> str:
        """Return a link to the chapter that explains a key; raises KeyError where the file has no such key."""
        self.schema.at(path)
        first = path.partition(".")[0]
        heading = HEAD if first in GroupHead.model_fields and first not in TIMETABLE else self.heading(first)
        return f"[`{path}`](#{slug(heading)})"

    def elsewhere(self, key: str) -> str:
        """Return a link to a chapter from another page."""
        return f"[`{key}`](group-file.md#{self.anchor(key)})"

    def heading(self, key: str) -> str:
        """Return a chapter's heading: the first words of what the schema says of the key, and the key."""
        return f"{_title(self.schema.at(key)['description'])} `{key}`"

    def anchor(self, key: str) -> str:
        """Return the anchor of a chapter."""
        return slug(self.heading(key))

    def section(self, key: str) -> str:
        """Return a feature's chapter: its tables, and one example with all of its keys."""
        node = self.schema.at(key)
        entry = self.schema.entry(node)
        parts = [f"## {self.heading(key)}"]
        if more := node["description"].removeprefix(_title(node["description"])):
            parts.append(f"{more[1:]}。")
        if node.get("type") == "array":
            parts.append(EACH)
        parts += [*self._tables(entry, key), block({key: self.schema.example(node, key)}), *self._defaults(entry, key)]
        return "\n\n".join(parts)

    def tables(self, path: str) -> str:
        """Return the tables of a key and of what stands in it."""
        node = self.schema.entry(self.schema.at(path)) if path else self.schema.root
        return "\n\n".join(self._tables(node, path))

    @property
    def conditions(self) -> str:
        """Return the table of all that may stand in `whom`."""
        return "\n\n".join(self._tables(self.schema.entry(self.schema.at("sop.whom")), "whom"))

    @property
    def actions(self) -> list[str]:
        """Return what `do` may name."""
        return [name for name, _ in self.schema.actions()]

    def action_anchor(self, name: str) -> str:
        """Return the anchor of an action on the page of commands."""
        return slug(f"do: {name}")

    @property
    def presets(self) -> Mapping[str, Node]:
        """Return the ready-made plans by name, as the schema describes them."""
        return {str(name): node for name, node in self.schema.at("presets")["properties"].items()}

    def preset(self, name: str) -> str:
        """Return what may be changed in a ready-made plan, and an example that changes it."""
        keys: Mapping[str, Node] = self.presets[name]["properties"]
        rows = [(f"`{key}`", _given(node)) for key, node in keys.items()]
        settings = {key: self.schema.example(node, key) for key, node in keys.items() if "description" not in node}
        first, *_, last = (key for key, node in keys.items() if "description" in node)
        example = {"presets": {name: {**settings, first: {"say": OWN_WORDS}, last: "不要"}}}
        return f"{table(('键', '不写就是'), rows)}\n\n{block(example)}"

    def _tables(self, node: Node, path: str, only: list[str] | None = None) -> list[str]:
        """Return the table of a mapping's keys, and one for each mapping in it that has none yet."""
        fields = {key: field for key, field in node["properties"].items() if not only or key in only}
        parts = [key_table(self.schema, {**node, "properties": fields})]
        for key, field in fields.items():
            inner = self.schema.entry(field)
            if "definition" in inner and inner["definition"] not in self._explained:
                self._explained.add(inner["definition"])
                place = f"{path}.{key}".lstrip(".")
                many = "的每一项" if self.schema.resolve(field).get("type") == "array" else "里"
                parts += [f"`{place}` {many}：", *self._tables(inner, place)]
            for kind, entry in self.schema.kinds(field).items():
                place = f"{path}.{key}".lstrip(".")
                parts += [f"`{place}` 里 `kind: {kind}` 的：", *self._tables(entry, place)]
        return parts

    def _defaults(self, node: Node, path: str) -> list[str]:
        """Return the defaults that are too long for a table and differ from the example."""
        parts = []
        for key, field in node["properties"].items():
            flat = self.schema.resolve(field)
            given = flat.get("default")
            if given and not is_short(given) and flat.get("examples"):
                parts += [f"不写 `{key}` 就是：", block({path: {key: self._bare(flat, given)}})]
        return parts

    def _bare(self, flat: Node, given: Any) -> Any:
        """Return a default without what holds for each of its entries anyway."""
        usual = {key: field.get("default") for key, field in self.schema.entry(flat).get("properties", {}).items()}
        if not isinstance(given, list) or not usual:
            return given
        return [{key: value for key, value in entry.items() if value != usual[key]} for entry in given]


def _given(node: Node) -> str:
    """Return what holds for a key of a preset that the owner leaves out."""
    if "examples" in node:
        return f"**必须写**，如 `{node['examples'][0]}`"
    return f"`{node['default']}`" if "default" in node else str(node["description"])


def _title(description: str) -> str:
    return description.partition("：")[0].partition("，")[0]
