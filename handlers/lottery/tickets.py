"""Tickets for draws, in a unit of their own in the ledger."""

from __future__ import annotations

from handlers.kit import MemberContext
from storage.points import ledger
from storage.points.ledger import Account

TICKET_UNIT = "ticket"
"""The ledger's unit for tickets."""


def grant_tickets(ctx: MemberContext, target: Account, amount: int, key: str, cause: str) -> None:
    """Give tickets to an account, once per key."""
    source = ledger.issuer(ctx.group.id)
    ledger.transfer(ctx.db, source, target, amount, key=key, reason="抽奖券", cause=cause, at=ctx.now, unit=TICKET_UNIT)
