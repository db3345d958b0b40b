"""Groups that play at random, at once and over restarts: nothing is mixed up, nothing open is lost, budgets are exact.

The long form, a month of 200 groups with 100 restarts, is `python -m benchmarks.random_play`.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.random_play import play


async def test_random_play_keeps_rounds_budgets_and_books(database_url: str, tmp_path: Path) -> None:
    game, _ = await play(tmp_path / "config", database_url, groups=5, batches=200, restarts=6, seed=20261127)
    count = "SELECT (SELECT COUNT(*) FROM game_score), (SELECT COUNT(*) FROM red_packet_share WHERE at IS NOT NULL)"
    scores, grabs = await game.chat.bot.database.read(lambda db: db.fetch_one(count)) or (0, 0)
    assert await game.finish() == []
    assert scores >= 10
    assert grabs >= 10
