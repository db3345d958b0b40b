"""The layout keeps itself: who may import whom, where tests stand, and no list that could be forgotten."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from config.settings import HOME
from handlers.features import SUBJECTS
from sop.features import FEATURES
from storage.schema import METADATA
from tests.support.modules import FLOORS, assigned, imports, modules, tree

LONGEST = 250
"""Lines of a file that need no reason. Migrations are frozen, however long."""
REASON = "This file is long because "
CODE = modules(*FLOORS)
IMPORTS = {name: set(imports(path, CODE)) - {name} for name, path in CODE.items()}
FEATURE_MODULES = sorted(name for name, path in CODE.items() if "feature" in assigned(path))
SUBJECT_NAMES = sorted(
    path.parent.name for name, path in CODE.items() if path.name == "__init__.py" and "FEATURES" in assigned(path)
)


def test_no_module_imports_itself_by_a_detour() -> None:
    try:
        TopologicalSorter(IMPORTS).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' <- '.join(error.args[1])}")


def test_every_subject_is_joined() -> None:
    assert sorted(subject.__name__.rpartition(".")[2] for subject in SUBJECTS) == SUBJECT_NAMES


def test_every_feature_is_joined_once() -> None:
    assert len(FEATURES) == len(set(FEATURES)) == len(FEATURE_MODULES)
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


@pytest.mark.parametrize("feature_module", FEATURE_MODULES)
def test_a_feature_is_imported_where_features_are_joined_and_nowhere_else(feature_module: str) -> None:
    package = feature_module.rpartition(".")[0]
    joined_in = package if package.startswith("handlers.") else "sop.features"
    importers = {name for name, imported in IMPORTS.items() if feature_module in imported}
    assert importers == {joined_in}


@pytest.mark.parametrize("subject", SUBJECT_NAMES)
def test_every_subject_has_its_folder_of_tests(subject: str) -> None:
    assert list((HOME / "tests" / subject).glob("test_*.py"))


def test_tests_share_only_what_lies_in_support() -> None:
    tests = modules("tests")
    known = {**tests, **modules("benchmarks")}
    for name, path in tests.items():
        for imported in imports(path, known):
            assert not imported.startswith("benchmarks"), f"{name} imports {imported}"
            assert not imported.rpartition(".")[2].startswith("test_"), f"{name} imports {imported}"


def test_every_table_is_in_the_schema() -> None:
    declared = {
        node.value.value
        for path in modules("storage").values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == "__tablename__"
    }
    assert declared == set(METADATA.tables)


def test_a_long_file_says_why_it_is_long() -> None:
    for name, path in CODE.items():
        if path.read_text().count("\n") > LONGEST and not name.startswith("storage.migrations.versions"):
            assert REASON in (ast.get_docstring(tree(path)) or ""), name
