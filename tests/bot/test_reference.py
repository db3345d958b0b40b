"""The pages that are made: in step with the code, complete, and every example in them works."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.reference.group_file import Reference
from bot.reference.pages import PAGES
from bot.reference.schema import Node, Schema
from config.group import load_group
from config.loader import tree
from config.settings import HOME
from handlers.kit import Router
from sop.features import FEATURES
from sop.group_file import group_file_model
from sop.when.parser import parse
from sop.when.relative import parse_relative

GROUP_FILE = HOME / "docs" / "group-file.md"
COMMANDS = HOME / "docs" / "commands.md"
OCCASIONS = {"读书会", "店庆"}


def blocks(page: Path) -> list[str]:
    """Return the blocks of YAML in a page."""
    return re.findall("```yaml\n(.*?)```", page.read_text(), re.DOTALL)


SMALLEST = blocks(GROUP_FILE)[0]
EXAMPLES = [
    pytest.param(example, id=f"{page.stem}-{number}")
    for page in (GROUP_FILE, COMMANDS)
    for number, example in enumerate(blocks(page))
]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a folder with the pictures and files that the examples name."""
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(HOME / "config" / "content" / "morning.png", folder)
    (folder / "第一课.pdf").write_bytes(b"%PDF-1.7")
    (folder / "题库.csv").write_text("科目,难度,题目,正确答案,错误答案\n本店,1,几点开门,八点,九点\n")
    return folder


def written(example: str, folder: Path) -> Path:
    """Write the example as a group's file: what is no whole file follows the smallest one."""
    path = folder / "group.yaml"
    path.write_text(example if "\ngroup:" in f"\n{example}" else SMALLEST + example)
    return path


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_what_the_features_say(name: str) -> None:
    assert (HOME / "docs" / name).read_text() == PAGES[name](), "run: make docs"


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_loaded(example: str, tmp_path: Path, content: Path) -> None:
    load_group(written(example, tmp_path), group_file_model(), ["bot", "hook", "office", "sandbox"], content)


def test_every_key_has_an_example(tmp_path: Path) -> None:
    schema = Schema(group_file_model().model_json_schema())
    shown: set[tuple[str, str]] = set()
    for page in (GROUP_FILE, COMMANDS):
        for example in blocks(page):
            shown.update(keys_of(schema, schema.root, tree(written(example, tmp_path)), ""))
    wanted = set(all_keys(schema, schema.root, "", set()))
    assert len(wanted) > 200
    assert wanted - shown == set(), "give its Field examples, or show it in bot/reference/templates/group-file.md"


def test_every_section_has_a_chapter() -> None:
    headings = re.findall("^## .*`(.+)`$", GROUP_FILE.read_text(), re.MULTILINE)
    sections = [feature.name for feature in FEATURES if feature.rules.model_fields]
    assert set(sections) | {"sop", "presets", "campaigns", "journeys", "waves", "calendar"} <= set(headings)
    assert len(headings) == len(set(headings))


def test_what_an_owner_wants_leads_to_keys_that_exist() -> None:
    reference = Reference(Schema(group_file_model().model_json_schema()))
    wanted = re.findall(r"^\| [^|`]+ \| .*$", GROUP_FILE.read_text().partition("\n## 群和人\n")[0], re.MULTILINE)
    paths = re.findall(r"\[`([a-z_.]+)`\]\(#", "\n".join(wanted))
    assert len(paths) > 35
    for path in paths:
        assert reference.key(path)
    with pytest.raises(KeyError):
        reference.key("checkin.pionts")


def test_every_time_can_be_read() -> None:
    chapter = GROUP_FILE.read_text().partition("`when`\n")[2].partition("\n```")[0]
    times = re.findall("`([^`]*[0-9]{2}:[0-9]{2}[^`]*|cron [^`]+)`", chapter)
    assert len(times) > 35
    for words in times:
        assert parse_relative(words) or parse(words, OCCASIONS)


def test_every_command_is_on_its_page_and_is_heard() -> None:
    router = Router(FEATURES)
    rows = [
        line.split(" | ")
        for line in COMMANDS.read_text().splitlines()
        if line.startswith("| `") and line.count(" | ") == 3
    ]
    heard = set()
    for typed, others, _, role in rows:
        for words in re.findall("`([^`]+)`", f"{typed} {others}"):
            found = router.find(words)
            if found:
                heard.add((words if words in found[0].words else found[0].word, role.rstrip(" |")))
    commands = [command for feature in FEATURES for command in feature.commands]
    assert {(word, command.role.title) for command in commands for word in command.words} - heard == set()


def test_every_action_has_a_chapter() -> None:
    actions = [action.name for feature in FEATURES for action in feature.actions]
    headings = re.findall("^### `do: (.+)`$", COMMANDS.read_text(), re.MULTILINE)
    assert sorted(actions) == sorted(headings)


def test_a_row_says_what_may_be_written_and_what_holds_otherwise() -> None:
    rows = GROUP_FILE.read_text().splitlines()
    assert "| `points` | 每次签到得几分 | 整数，0 到 10000 | `10` |" in rows
    assert "| `at` | 几点祝贺 | 几点几分，如 `09:00` | `09:00` |" in rows
    assert "| `who` | 谁可以发起：员工（和管理员、群主），或者成员也可以 | `员工`、`成员` | `员工` |" in rows
    assert (
        "| `group` | 群在平台上的会话 ID；机器人在群里被 @ 时会告诉你 | 一段文字，最多 64 个字 | **必须写** |" in rows
    )
    assert "| `value` | 一分值几元，报表用它算成本，最多两位小数 | 数字，可以有小数，如 `0.01` | `1` |" in rows


def all_keys(schema: Schema, node: Node, path: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Yield every key that a file may have, under its definition or its place; not the plans of presets."""
    flat = schema.resolve(node)
    if "definition" in flat:
        path = flat["definition"]
        if path in seen:
            return
        seen.add(path)
    for key, field in flat.get("properties", {}).items():
        if field and not (path.startswith("presets.") and "description" in field):
            yield path, key
        yield from all_keys(schema, field, f"{path}.{key}".lstrip("."), seen)
    for inner in inner_nodes(flat):
        yield from all_keys(schema, inner, path, seen)
    for rule in flat.get("allOf", ()):
        yield from all_keys(schema, rule["then"]["properties"]["with"], action_path(rule), seen)


def keys_of(schema: Schema, node: Node, data: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the keys that an example has, under the same names."""
    flat = schema.resolve(node)
    path = flat.get("definition", path)
    if isinstance(data, Mapping):
        for key, value in data.items():
            field = flat.get("properties", {}).get(key)
            if field is not None:
                yield path, str(key)
                yield from keys_of(schema, field, value, f"{path}.{key}".lstrip("."))
        for rule in flat.get("allOf", ()):
            if rule["if"]["properties"]["do"]["const"] == data.get("do"):
                parameters = rule["then"]["properties"]["with"]
                yield from keys_of(schema, parameters, data.get("with", {}), action_path(rule))
    parts = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
    for inner in flat.get("anyOf", ()):
        yield from keys_of(schema, inner, data, path)
    yield from keys_of_kinds(schema, flat, data)
    for inner in (flat.get(name) for name in ("items", "additionalProperties")):
        if isinstance(inner, Mapping):
            for part in parts:
                yield from keys_of(schema, inner, part, path)


def keys_of_kinds(schema: Schema, flat: Node, data: Any) -> Iterator[tuple[str, str]]:
    """Yield the keys of the entries of a list that are of several kinds."""
    kinds = schema.kinds(flat)
    for part in data if kinds and isinstance(data, list) else ():
        yield from keys_of(schema, kinds[part["kind"]], part, "")


def inner_nodes(flat: Node) -> Iterator[Node]:
    """Yield what a list's entries, a mapping's values and the alternatives are."""
    yield from flat.get("anyOf", ())
    yield from (flat[name] for name in ("items", "additionalProperties") if isinstance(flat.get(name), Mapping))


def action_path(rule: Node) -> str:
    """Return the name for the parameters of an action."""
    return f"do: {rule['if']['properties']['do']['const']}"
