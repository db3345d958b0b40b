"""A fortnight of a community on the demo group's file: everything in it happens, once, and the books stay in order."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.month import live


async def test_a_community_lives_by_its_file_alone(migrated_file: Path, tmp_path: Path) -> None:
    shutil.copy(migrated_file, tmp_path / "month.db")
    outcome = await live(tmp_path, f"sqlite:///{tmp_path / 'month.db'}", members=12, days=9, seed=3)
    assert outcome.missed == []
    assert outcome.wrong == []
    assert outcome.unused == []
    assert outcome.outcomes.keys() == {"done"}
    assert outcome.spoken > 60
