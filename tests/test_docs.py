"""The documents say what is so: what they name exists, what they show works, and no command is left out."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from bot.app import group_file_model
from bot.cli.commands import group_schema
from config.channels import load_channels
from config.group import load_group
from config.settings import HOME, Settings
from handlers.kit import Router
from sop.features import FEATURES
from sop.when.parser import parse

READMES = {"README.md": "## Commands", "README.zh-CN.md": "## 命令"}
"""Each with the heading over its tables of commands."""

CODE = ("bot", "sop", "handlers", "storage", "config")
MARKDOWN = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])

NOT_IMPORTED = {
    "aiosqlite": "SQLAlchemy's driver, named in the URL: sqlite+aiosqlite",
    "asyncpg": "SQLAlchemy's driver, named in the URL: postgresql+asyncpg",
    "tzdata": "data for zoneinfo where the machine has none",
}
IMPORTED_AS = {
    "chinesecalendar": "chinese_calendar",
    "noto-cjk-sans-otc": "noto_cjk_sans_otc",
    "pillow": "PIL",
    "prometheus-client": "prometheus_client",
    "pydantic-settings": "pydantic_settings",
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
    return re.findall(rf"```{language}\n(.*?)```", (HOME / page).read_text(), re.DOTALL)


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
def test_every_command_is_in_the_readme(readme: str) -> None:
    section = (HOME / readme).read_text().partition(f"\n{READMES[readme]}\n")[2].partition("\n## ")[0]
    rows = table_rows(section)
    typed = [words for row in rows for cell in row for words in re.findall("`([^`]+)`", cell)]
    shown = {" ".join(words.split()[:length]) for words in typed for length in (1, 2)}
    known = {word for feature in FEATURES for command in feature.commands for word in command.words}
    assert known - shown == set()


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_knows_every_setting_and_every_section(readme: str) -> None:
    text = (HOME / readme).read_text()
    for name in Settings.model_fields:
        assert f"`QUNBAN_{name.upper()}`" in text
    for feature in FEATURES:
        assert not feature.rules.model_fields or f"\n{feature.name}:\n" in text, feature.name


@pytest.mark.parametrize("readme", READMES)
def test_the_files_shown_in_the_readme_are_right(readme: str, tmp_path: Path) -> None:
    channels, first, app, second = examples(readme, "yaml")
    (tmp_path / "channels.yaml").write_text(channels + app)
    secrets = dict.fromkeys(re.findall(r"\$\{(\w+)\}", channels + app), "a" * 43)
    known = load_channels(tmp_path / "channels.yaml", secrets)
    for group in (first, second):
        (tmp_path / "group.yaml").write_text(group)
        load_group(tmp_path / "group.yaml", group_file_model(), [*known, "sandbox"], HOME / "config" / "content")


@pytest.mark.parametrize("readme", READMES)
def test_every_time_in_the_readme_can_be_read(readme: str) -> None:
    section = (HOME / readme).read_text().partition("每周一至周五 08:00")[2].partition("](docs/decisions/0011")[0]
    times = re.findall("`([^`]*[0-9]{2}:[0-9]{2}[^`]*|cron [^`]+)`", section)
    assert len(times) > 20
    for words in times:
        assert parse(words, {"读书会", "店庆"})


def test_the_feature_shown_to_contributors_works(tmp_path: Path) -> None:
    path = tmp_path / "lots.py"
    path.write_text(examples("CONTRIBUTING.md", "python")[0])
    spec = spec_from_file_location("lots", path)
    assert spec
    assert spec.loader
    lots = module_from_spec(spec)
    spec.loader.exec_module(lots)
    assert Router((*FEATURES, lots.feature)).find("抽签")


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(HOME)))
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match("[a-z]+:", target):
            assert (page.parent / target.partition("#")[0]).exists(), target


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
