"""赛季: three months of the year each; when one is over its table is kept as it was, whoever leaves later."""

from __future__ import annotations

from handlers.games.seasons import last_season, season_of
from handlers.kit import Context, Feature
from storage import games

feature = Feature("game_season", title="游戏赛季", topic="游戏")

NIGHT = "每月1日 00:10"
KEPT = 100
"""Places of a season."""


@feature.scheduled("freeze", lambda _: NIGHT)
def freeze(ctx: Context) -> None:
    """Keep the table of the season that ended last night."""
    if season_of(ctx.today) != ctx.today:
        return
    first = last_season(ctx.today)
    best = games.list_best(ctx.db, ctx.group.id, first, KEPT, ctx.today)
    games.freeze(ctx.db, ctx.group.id, first, best)
