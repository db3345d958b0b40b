"""赛季: three months of the year each; when one is over its table is kept as it was, whoever leaves later."""

from __future__ import annotations

from handlers.games.seasons import last_season
from handlers.kit import Context, Feature
from storage import games

feature = Feature("game_season", title="游戏赛季", topic="游戏")

NIGHT = "cron 10 0 1 1,4,7,10 *"
"""The first night of each quarter."""
KEPT = 100
"""Places of a season."""


@feature.scheduled("freeze", lambda _: NIGHT)
def freeze(ctx: Context) -> None:
    """Keep the table of the season that ended last night."""
    first = last_season(ctx.today)
    best = games.list_best(ctx.db, ctx.group.id, first, KEPT, ctx.today)
    games.freeze(ctx.db, ctx.group.id, first, best)
