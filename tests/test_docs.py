"""The documents say what is so: what they name exists, what they show works, and no setting is left out."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import get_args

import pytest

from bot.cli.commands import app, group_schema
from config.channels import ChannelSettings, load_channels
from config.group import load_group
from config.settings import HOME, Settings
from handlers.kit import Router
from handlers.polls.votes import read_vote
from sop.features import FEATURES
from sop.group_file import group_file_model

READMES = ("README.md", "README.zh-CN.md")
SETTINGS = ("docs/settings.md", "docs/settings.zh-CN.md")
TRANSLATED = (READMES, SETTINGS, ("docs/promises.md", "docs/promises.zh-CN.md"))
MOST_LINES = 180

CODE = ("bot", "sop", "handlers", "storage", "config")
MARKDOWN = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])

NOT_IMPORTED = {
    "aiosqlite": "SQLAlchemy's driver for migrations, named in the address: sqlite+aiosqlite",
    "jionlp": "its dictionaries of idioms and their sounds, read out of the package",
    "tzdata": "data for zoneinfo where the machine has none",
}
IMPORTED_AS = {
    "ahocorasick-rs": "ahocorasick_rs",
    "chinesecalendar": "chinese_calendar",
    "noto-cjk-sans-otc": "noto_cjk_sans_otc",
    "pillow": "PIL",
    "prometheus-client": "prometheus_client",
    "pydantic-settings": "pydantic_settings",
    "python-dotenv": "dotenv",
}


def table_rows(text: str) -> list[list[str]]:
    """The cells of all Markdown tables."""
    lines = (line.strip() for line in text.splitlines())
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of the test functions in a file."""
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds) and node.name.startswith("test_"))


def examples(page: str, language: str) -> list[str]:
    """The blocks of code in a page."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", (HOME / page).read_text(), re.DOTALL | re.MULTILINE)


def loaded(channels: str, folder: Path) -> Mapping[str, ChannelSettings]:
    """Return the channels of a file, with something in place of its secrets."""
    (folder / "channels.yaml").write_text(channels)
    secrets = dict.fromkeys(re.findall(r"\$\{(\w+)\}", channels), "a" * 43)
    return load_channels(folder / "channels.yaml", secrets)


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return what GitHub lets a link into a page name: its headings in small letters, without punctuation."""
    text = re.sub("```.*?```", "", page.read_text(), flags=re.DOTALL)
    headings = re.findall("^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings)


def features() -> list[list[str]]:
    """The rows of the feature register, without its head."""
    return [
        row for row in table_rows((HOME / "docs" / "features.md").read_text()) if re.fullmatch("[A-Z][0-9]+", row[0])
    ]


def test_every_registered_feature_names_a_test_that_exists() -> None:
    for row, _, _, tests in features():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        assert named, f"{row} names no test"
        for file, name in named:
            assert name in names_in(HOME / file), f"{row}: {file}::{name}"


def test_every_feature_is_registered_once_and_in_order() -> None:
    ids = [row[0] for row in features()]
    assert ids == sorted(set(ids), key=lambda row: (row[0], int(row[1:])))


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_is_short(readme: str) -> None:
    assert len((HOME / readme).read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("readme", READMES)
def test_the_files_shown_in_the_readme_are_right(readme: str, tmp_path: Path) -> None:
    channels, smallest, own = map(dedent, examples(readme, "yaml"))
    known = loaded(channels, tmp_path)
    for group in (smallest, own):
        (tmp_path / "group.yaml").write_text(group)
        load_group(tmp_path / "group.yaml", group_file_model(), known, HOME / "config" / "content")


@pytest.mark.parametrize("readme", READMES)
def test_the_commands_in_the_readme_are_commands(readme: str) -> None:
    typed = [row[0].strip("`") for row in table_rows((HOME / readme).read_text()) if row[0].startswith("`")]
    router = Router(FEATURES)
    assert len(typed) == 10
    assert [words for words in typed if not router.find(words) and not read_vote(words)] == []


@pytest.mark.parametrize(("english", "chinese"), TRANSLATED)
def test_both_languages_show_the_same(english: str, chinese: str) -> None:
    def shape(page: str) -> list[object]:
        text = (HOME / page).read_text()
        keys = [re.sub("#.*", "", block).split() for block in examples(page, "(?:yaml|sh)")]
        columns = [row[0] for row in table_rows(text) if row[0].startswith("`QUNBAN_") or row[0].startswith("`run")]
        return [re.findall("^#+(?= )", text, re.MULTILINE), keys, columns, len(table_rows(text))]

    assert shape(english) == shape(chinese)


@pytest.mark.parametrize("page", SETTINGS)
def test_every_setting_and_every_channel_is_explained(page: str, tmp_path: Path) -> None:
    text = (HOME / page).read_text()
    for name in Settings.model_fields:
        assert f"`QUNBAN_{name.upper()}`" in text
    channels = examples(page, "yaml")[0]
    kinds = {type(settings) for settings in loaded(channels, tmp_path).values()}
    assert kinds == set(get_args(get_args(ChannelSettings)[0]))
    assert {key for kind in kinds for key in kind.model_fields} <= set(re.findall(r"^ +(\w+):", channels, re.MULTILINE))


@pytest.mark.parametrize("page", SETTINGS)
def test_every_word_of_the_command_line_is_explained(page: str) -> None:
    words = {str(command.name or command.callback.__name__) for command in app.registered_commands if command.callback}
    explained = {row[0].strip("`").split()[0] for row in table_rows((HOME / page).read_text()) if row[0]}
    assert words - explained == set()


def test_the_feature_shown_to_contributors_works(tmp_path: Path) -> None:
    """Apply the whole change to a copy of the project, and run its tests there."""
    project = tmp_path / "project"
    shutil.copytree(HOME, project, ignore=shutil.ignore_patterns(".*", "data", "upgrade", "docs"))
    page = (HOME / "CONTRIBUTING.md").read_text()
    files = re.findall(r"^\*\*`([^`]+)`\*\*[^\n]*\n\n```python\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    assert len(files) == 6
    for name, code in files:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(code)
    (project / "tests" / "lots" / "__init__.py").touch()
    features = project / "handlers" / "features.py"
    features.write_text(features.read_text().replace("    lottery,", "    lots,\n    lottery,"))
    tests = ["tests/lots", "tests/test_layout.py"]
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=project,
        env={**os.environ, "QUNBAN_TEST_POSTGRES": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(HOME)))
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match("[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def test_the_shipped_schema_is_what_the_features_say() -> None:
    shipped = (HOME / "config" / "group.schema.json").read_text()
    assert shipped == group_schema(), "run: make schema"


def test_the_lock_names_no_address() -> None:
    assert "://" not in (HOME / "requirements.lock").read_text()


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]
    wanted = {name[0].lower() for name in (re.match(r"[\w.-]+", line) for line in project["dependencies"]) if name}
    imported: set[str] = set()
    for path in (path for folder in CODE for path in (HOME / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module)
    used = {name for name in wanted if any(_is_of(module, IMPORTED_AS.get(name, name)) for module in imported)}
    assert wanted - used == set(NOT_IMPORTED), "take it out of pyproject.toml, or write down what it is for"


def _is_of(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
