"""Members are in the ready segments that a second, slower way puts them into: see tests/support/segment_lives.py."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings

from handlers.segments.thresholds import Thresholds
from storage.db import SqliteDb
from tests.support import segment_lives
from tests.support.segment_lives import LIVES, DrawnLife


@settings(max_examples=500, deadline=None)
@given(drawn=LIVES, rules=segment_lives.thresholds())
def test_segments_are_what_plain_python_says(migrated_file: Path, drawn: list[DrawnLife], rules: Thresholds) -> None:
    with closing(sqlite3.connect(migrated_file)) as file, closing(sqlite3.connect(":memory:")) as connection:
        file.backup(connection)
        segment_lives.check(SqliteDb(connection), drawn, rules)
