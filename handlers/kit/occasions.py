"""Occasions: what one feature notices, and others follow up without knowing it."""

from __future__ import annotations

from handlers.kit.context import Context
from handlers.kit.declarations import Happened, Occasion


def is_followed(ctx: Context, occasion: Occasion) -> bool:
    """Return whether anything follows from an occasion in this group: for what takes a question to notice."""
    return any(follower.wants(ctx.group, occasion.name) for follower in ctx.registry.followers)


def follow_up(ctx: Context, occasion: Occasion, reason: str, *, key: str) -> None:
    """Let others follow an occasion up: `reason` says what happened, `key` says it once and for all time."""
    for follower in ctx.registry.followers:
        if follower.wants(ctx.group, occasion.name):
            follower.run(Happened(occasion.name, reason, key), ctx)
