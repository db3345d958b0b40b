"""Lanes of the outbox: several windows at once, and what a run that died left on its way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.database import Database
from storage.db import Db, to_millis
from storage.messages import lanes, outbox, undelivered
from storage.messages.outbox import Kind

NOW = datetime(2026, 11, 21, 1, 10, tzinfo=UTC)
PACES = ((3, timedelta(minutes=1)), (5, timedelta(hours=1)))


def reserve(db: Db, after: float, lane: str = "bot/chat") -> bool:
    return lanes.reserve_send(db, lane, NOW + timedelta(seconds=after), PACES)


async def test_the_fullest_window_holds_a_lane(database: Database) -> None:
    def send(db: Db) -> list[bool]:
        return [reserve(db, after) for after in (0, 1, 2, 3, 59, 60, 61, 62, 3599, 3600, 3601)]

    expected = [True, True, True, False, False, True, True, False, False, True, True]
    assert await database.write(send) == expected
    assert await database.write(lambda db: reserve(db, 0, "bot/other"))


def post(db: Db, key: str, kind: Kind, *, due: datetime | None = None) -> None:
    outbox.post(
        db,
        key=key,
        lane=f"lane/{key}",
        channel="bot",
        target="chat",
        group_id="demo",
        kind=kind,
        reply=key,
        at=NOW,
        due=due,
        expires=NOW + timedelta(minutes=2),
    )


async def test_what_was_on_its_way_counts_as_sent_when_the_bot_is_back(database: Database) -> None:
    def claim(db: Db) -> None:
        post(db, "a", Kind.BROADCAST)
        (message,) = outbox.list_ready(db, NOW)
        assert outbox.claim(db, message, NOW, PACES)
        outbox.recover(db, NOW + timedelta(seconds=30))

    await database.write(claim)
    assert await database.read(lambda db: db.fetch_value("SELECT at FROM send")) == to_millis(NOW) + 30_000


async def test_an_answer_that_leaves_once_is_listed_when_it_may_not_have_arrived(database: Database) -> None:
    def die(db: Db) -> list[str]:
        for key, kind in (("once", Kind.ANSWER_ONCE), ("again", Kind.ANSWER), ("push", Kind.BROADCAST)):
            post(db, key, kind)
        for message in outbox.list_ready(db, NOW):
            assert outbox.claim(db, message, NOW)
        assert outbox.recover(db, NOW) == 2
        return [failed.reply for failed in undelivered.list_failed(db, "demo", 10)]

    assert await database.write(die) == ["once", "push"]
    ready = await database.read(lambda db: outbox.list_ready(db, NOW))
    assert [message.key for message in ready] == ["again"]


async def test_an_answer_takes_the_place_of_what_waits_for_it(database: Database) -> None:
    later = NOW + timedelta(seconds=30)

    def replace(db: Db) -> tuple[bool, bool, bool, list[str]]:
        for key in ("kept", "dropped"):
            post(db, key, Kind.ANSWER_ONCE, due=later)
        assert outbox.list_ready(db, NOW) == []
        kept = outbox.replace_waiting(db, "kept", "answer", NOW, later)
        dropped = outbox.replace_waiting(db, "dropped", None, NOW, later)
        ready = outbox.list_ready(db, NOW)
        assert outbox.claim(db, ready[0], NOW)
        return kept, dropped, outbox.replace_waiting(db, "kept", "late", NOW, later), [one.reply for one in ready]

    assert await database.write(replace) == (True, True, False, ["answer"])
