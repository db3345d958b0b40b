"""A life that began with the code of 5288ed1 goes on with today's as it would have gone on with that one.

The database and the dump hold three groups in the middle of everything; made_with_5288ed1.py.txt tells how they were
made. Today's code opens copies of them and lives on for three days (days.py, acts.py). What it answers, says and
stores is compared with what the code of 5288ed1 did (expected.json, written by record.py), but for what was changed on
purpose since (changed.json).
"""

from __future__ import annotations

import pytest

from tests.upgrade.days import Record
from tests.upgrade.stored import OLD, lived_on

ACTS = [tuple(act[:4]) for act in OLD["answers"]]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Return the three days with today's code, on each kind of database."""
    engine: str = request.param
    url = request.getfixturevalue("migrated_postgres") if engine == "postgres" else ""
    return lived_on(engine, tmp_path_factory.mktemp("life"), url)


@pytest.mark.parametrize("number", range(len(ACTS)), ids=[" ".join(act) for act in ACTS])
def test_an_act_is_answered_as_before(lived: Record, number: int) -> None:
    assert lived.answers[number] == OLD["answers"][number]


@pytest.mark.parametrize("origin", OLD["messages"])
def test_what_was_under_way_says_the_same_at_the_same_moment(lived: Record, origin: str) -> None:
    assert lived.messages.get(origin, []) == OLD["messages"][origin]


def test_nothing_else_is_said(lived: Record) -> None:
    assert set(lived.messages) == {origin for origin, messages in OLD["messages"].items() if messages}


@pytest.mark.parametrize("table", OLD["tables"])
def test_a_table_changes_as_before(lived: Record, table: str) -> None:
    old, new = OLD["tables"][table], lived.tables[table]
    assert new["columns"] == old["columns"]
    assert new["new"] == old["new"]
    assert new["gone"] == old["gone"]
