"""Red packets in tests: members with points, grabs, and whether the books agree."""

from __future__ import annotations

from handlers.points.reconciliation import reconcile
from storage.db import Db
from storage.members import roster
from storage.points import ledger
from tests.chat import START, Chat


async def give_points(chat: Chat, **points: int) -> None:
    """Give members points to begin with."""

    def book(db: Db) -> None:
        for who, amount in points.items():
            member = roster.get_or_create(db, chat.group, who, who, START)
            ledger.earn(db, member, amount, key=f"start:{chat.group}:{who}", reason="开始", cause="test", at=START)

    await chat.bot.database.write(book)


async def balances(chat: Chat, *people: str) -> list[int]:
    """Return what members have."""

    def read(db: Db) -> list[int]:
        members = [roster.get_or_create(db, chat.group, who, who, START) for who in people]
        return [ledger.balance(db, member) for member in members]

    return await chat.bot.database.write(read)


async def assert_books(chat: Chat) -> None:
    """Assert that everything that depends on the ledger agrees with it."""
    found = await chat.bot.database.read(lambda db: reconcile(db, chat.group))
    assert found.faults == []
