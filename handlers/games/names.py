"""What the games are called."""

from __future__ import annotations

from handlers.games.rules import PREFIX, GameState
from handlers.kit import Capability, Context, Outlook
from handlers.kit.declarations import RoundKind


def names_of_games(ctx: Context | Outlook) -> dict[str, str]:
    """Return the features of all games by what they are called and by what else begins them: 猜数字, 掷骰子."""
    names = [name for name in ctx.registry.round_kinds if name.startswith(PREFIX)]
    return {word: name for name in names for word in (ctx.registry.titles[name], *ctx.registry.words[name])}


def playable_games(ctx: Context) -> dict[str, RoundKind]:
    """Return the games that can be played here by what they are called."""
    has_pushes = Capability.PUSHES in ctx.capabilities
    return {name: kind for name, kind in games_by_title(ctx).items() if has_pushes or not _needs_pushes(kind)}


def _needs_pushes(kind: RoundKind) -> bool:
    return issubclass(kind.state, GameState) and kind.state.needs_pushes


def games_by_title(ctx: Context | Outlook) -> dict[str, RoundKind]:
    """Return all games by what they are called."""
    kinds = ctx.registry.round_kinds.items()
    return {ctx.registry.titles[name]: kind for name, kind in kinds if name.startswith(PREFIX)}
