"""The points of a member as the bot tells them, and the check that the ledger agrees with its entries."""

from __future__ import annotations

from storage.points import reconciliation
from tests.chat import Chat


async def points_of(chat: Chat, who: str) -> int:
    reply = await chat.say(who, "明细")
    return int(reply.rsplit("现有 ", 1)[1].split(" ")[0]) if "现有" in reply else 0


async def assert_consistent(chat: Chat) -> None:
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT COALESCE(SUM(balance), 0) FROM account")) == (
        0,
    )


def without_weekly_report(said: list[str]) -> list[str]:
    """Return what was said without the weekly line on what admins gave by hand."""
    return [text for text in said if "上周手工" not in text]
