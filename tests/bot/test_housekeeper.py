"""By night what nobody asks for is forgotten, in small units, and nothing that guards an effect."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.housekeeper import Housekeeper
from config.settings import Settings
from handlers.kit.reply import Picture, dump, reply
from storage import albums, retention
from storage.database import Database
from storage.db import Db, to_millis
from storage.members import facts, roster
from storage.messages import files, inbox, outbox, transcript
from storage.messages.outbox import Kind, State
from storage.reports import days as day_sums
from storage.reports import hours
from tests.chat import START, Chat
from tests.conftest import OpenChat

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def housekeeper(database: Database, at: datetime = NOW, **settings: int) -> Housekeeper:
    return Housekeeper(database, Settings.model_validate(settings), FixedClock(at), list, pause=0)


async def clean(database: Database, since: datetime = START, **settings: int) -> dict[str, int]:
    counts = await housekeeper(database, NOW, **settings).clean(NOW, since)
    return {table: count for table, count in counts.items() if count}


async def column(database: Database, sql: str) -> list[object]:
    return [row[0] for row in await database.read(lambda db: db.fetch_all(sql))]


def post(db: Db, key: str, at: datetime, state: str, *, kind: Kind = Kind.BROADCAST, picture: str = "") -> None:
    parts = reply(Picture(digest=picture)) if picture else reply("早")
    outbox.post(db, key=key, lane="c/g", channel="c", target="g", group_id="g", kind=kind, reply=dump(parts), at=at)
    db.execute("UPDATE outbox SET state = :state WHERE key = :key", state=state, key=key)


async def test_events_are_forgotten_after_their_days(database: Database) -> None:
    def fill(db: Db) -> None:
        for channel in ("a", "b"):
            for days in (400, 61, 59, 0):
                inbox.record(db, channel, f"{days} days", ago(days), "[]")

    await database.write(fill)
    assert await clean(database) == {"inbox": 4}
    kept = ["0 days", "0 days", "59 days", "59 days"]
    assert await column(database, "SELECT key FROM inbox ORDER BY key") == kept
    assert await clean(database, keep_inbox=30) == {"inbox": 2}


async def test_more_events_than_fit_in_a_window_are_all_found(database: Database) -> None:
    await database.write(
        lambda db: db.execute(
            """WITH RECURSIVE event(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM event WHERE number < 10999)
            INSERT INTO inbox (channel, key, received_at)
            SELECT 'c', CAST(number * 7919 % 11000 AS TEXT),
                CAST(CASE number % 4 WHEN 0 THEN :young ELSE :old END AS BIGINT)
            FROM event""",
            young=f"{to_millis(ago(7))}",
            old=f"{to_millis(ago(70))}",
        )
    )
    assert await clean(database) == {"inbox": 8250}
    assert await column(database, "SELECT COUNT(*) FROM inbox") == [2750]


@pytest.mark.parametrize(
    ("state", "kind", "days"),
    [
        ("sent", Kind.BROADCAST, 30),
        ("sent", Kind.ANSWER, 30),
        ("expired", Kind.ANSWER, 30),
        ("refused", Kind.ANSWER, 30),
        ("doubtful", Kind.BROADCAST, 180),
        ("refused", Kind.BROADCAST, 180),
        ("expired", Kind.BROADCAST, 180),
        ("ignored", Kind.BROADCAST, 180),
        ("new", Kind.BROADCAST, 180),
        ("new", Kind.ANSWER, 180),
        ("claimed", Kind.BROADCAST, 10_000),
    ],
)
async def test_a_message_is_kept_as_long_as_somebody_may_ask(
    database: Database, state: str, kind: Kind, days: int
) -> None:
    def fill(db: Db) -> None:
        post(db, "old", ago(days + 1), state, kind=kind)
        post(db, "young", ago(days - 1), state, kind=kind)
        post(db, "last", NOW, "new")

    await database.write(fill)
    await clean(database)
    expected = ["young", "last"] if days < 10_000 else ["old", "young", "last"]
    assert await column(database, "SELECT key FROM outbox ORDER BY id") == expected


async def test_numbers_are_never_given_again(database: Database) -> None:
    await database.write(lambda db: post(db, "old", ago(400), "sent"))
    await clean(database)
    await database.write(lambda db: post(db, "new", NOW, "new"))
    assert await column(database, "SELECT id FROM outbox ORDER BY id") == [1, 2]


async def test_a_message_that_an_admin_sends_again_meanwhile_stays(database: Database) -> None:
    sent = next(kind for kind in retention.KINDS if kind.name == "sent")
    await database.write(lambda db: post(db, "old", ago(40), "sent"))
    await database.write(lambda db: post(db, "last", NOW, "new"))
    found = await database.read(lambda db: retention.find(db, sent, NOW, 30 * DAY, None))
    assert len(found.rows) == 1
    await database.write(lambda db: db.execute("UPDATE outbox SET state = 'claimed' WHERE key = 'old'"))
    assert await database.write(lambda db: retention.delete(db, sent, found.rows)) == 0


@pytest.mark.parametrize("state", [State.NEW, State.CLAIMED, State.DOUBTFUL, State.REFUSED, State.EXPIRED])
async def test_a_picture_stays_while_a_message_may_still_leave_with_it(database: Database, state: State) -> None:
    digest = await database.write(lambda db: files.save(db, b"png", ago(40)))
    await database.write(lambda db: post(db, "k", ago(40), state, picture=digest))
    await database.write(lambda db: files.save(db, b"unused", ago(40)))
    assert await clean(database) == {"picture": 1}
    assert await database.read(lambda db: files.load(db, digest)) == b"png"


async def test_pictures_go_a_week_after_their_last_use(database: Database) -> None:
    def fill(db: Db) -> None:
        for days in (8, 6):
            files.save(db, b"%d" % days, ago(days))
        files.save(db, b"again", ago(30))
        files.save(db, b"again", ago(2))
        digest = files.save(db, b"of a task", ago(30))
        db.execute(
            """INSERT INTO task (group_id, kind, title, text, link, picture, points, proof, checked, giver, at)
            VALUES ('g', 'k', 't', 't', '', :digest, 0, '', 0, '', 0)""",
            digest=digest,
        )

    await database.write(fill)
    assert await clean(database) == {"picture": 1}
    assert {bytes(data) for data in await column(database, "SELECT data FROM picture")} == {  # type: ignore[call-overload]
        b"6",
        b"again",
        b"of a task",
    }


async def test_pictures_from_before_their_age_was_known_stay_a_week(database: Database) -> None:
    await database.write(lambda db: files.save(db, b"old", datetime(1970, 1, 1, tzinfo=UTC)))
    assert await clean(database, since=ago(6)) == {}
    assert await clean(database, since=ago(8)) == {"picture": 1}


async def test_allowances_talk_and_requests_go_too(database: Database) -> None:
    def fill(db: Db) -> None:
        member = roster.get_or_create(db, "g", "u", "小明", ago(100))
        for days in (62, 58):
            db.execute("INSERT INTO cap VALUES (?, 'speaking', ?, 1, 0)", member.id, ago(days).date().isoformat())
        for days in (181, 179):
            albums.add(db, "event:1", member, f"{days}", ago(days))
        for days in (31, 29):
            transcript.add(db, "g", "u", "[]", ago(days))
        for days in (181, 179):
            db.execute(
                """INSERT INTO proposal
                    (group_id, feature, proposer, about, payload, words, second, at, expires, outcome, decider)
                VALUES ('g', 'f', 'u', '', '{}', 'w', 0, 0, ?, 'done', '')""",
                to_millis(ago(days)),
            )
        for days in (61, 59):
            db.execute("INSERT INTO stranger VALUES ('c', ?, '2026-01-01', ?)", f"{days}", to_millis(ago(days)))

    await database.write(fill)
    assert await clean(database) == {"cap": 1, "album_photo": 1, "transcript": 1, "proposal": 1, "stranger": 1}


async def test_what_an_event_did_is_never_done_again(open_group: OpenChat) -> None:
    chat = await open_group()
    await chat.say("小明", "签到", key="m1")
    for days in (29, 31, 70, 400):
        chat.bot.clock.set_to(START + timedelta(days=days))
        await housekeeper(chat.bot.database, chat.now).clean(chat.now, START)
        await repeat(chat, "m1", "签到")
        assert await column(chat.bot.database, "SELECT SUM(amount) FROM entry WHERE kind = 'checkin'") == [10]
    assert await column(chat.bot.database, "SELECT COUNT(*) FROM inbox") == [0]


async def repeat(chat: Chat, key: str, words: str) -> str:
    """Let the platform deliver the first message once more, with its own old time."""
    return await chat.say("小明", words, key=key, at=START)


@pytest.mark.parametrize(
    ("last", "cleaned"),
    [
        (datetime(2026, 11, 27, 19, 41, tzinfo=UTC), True),
        (datetime(2026, 11, 28, 3, 41, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 3, 41, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 3, 41, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 3, 41, tzinfo=UTC), False),
        (None, False),
    ],
    ids=["yesterday", "today", "after a holiday", "the clock jumped ahead", "it was set back", "the first night"],
)
async def test_a_night_comes_once_and_a_jump_of_the_clock_empties_nothing(
    database: Database, last: datetime | None, cleaned: bool
) -> None:
    await database.write(lambda db: inbox.record(db, "c", "k", ago(100), None))
    keeper = housekeeper(database)
    if last:
        await housekeeper(database, last).look()
    await keeper.look()
    assert await column(database, "SELECT COUNT(*) FROM inbox") == [0 if cleaned else 1]
    await database.write(lambda db: inbox.record(db, "c", "l", ago(100), None))
    await keeper.look()
    assert await column(database, "SELECT COUNT(*) FROM inbox") == [1 if cleaned else 2]


async def test_the_night_is_that_of_the_groups(chat: Chat) -> None:
    keeper = Housekeeper(chat.bot.database, Settings(), FixedClock(NOW), chat.bot.groups.all)
    assert keeper.latest_night(NOW).astimezone(UTC) == datetime(2026, 11, 28, 19, 40, tzinfo=UTC)


async def test_a_file_gives_its_space_back_in_short_units(sqlite_url: str) -> None:
    pictures = Database(sqlite_url)
    assert pictures.writer
    serving = asyncio.create_task(pictures.writer.run())
    await pictures.write(lambda db: [files.save(db, b"%090000d" % number, ago(9)) for number in range(200)])
    keeper = housekeeper(pictures, backups=1)
    assert (await keeper.clean(NOW, ago(300)))["picture"] == 200
    assert keeper.longest < 0.05
    pictures.writer.stop()
    await serving
    await pictures.close()
    path = pictures.path
    assert path
    [kept] = (path.parent / "backup").iterdir()
    assert kept.name == "test-2026-11-28.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert path.stat().st_size < 2_000_000 < 18_000_000 < kept.stat().st_size


async def test_what_days_are_summed_from_is_forgotten_and_the_sums_stay(database: Database) -> None:
    def fill(db: Db) -> None:
        member = roster.get_or_create(db, "g", "u", "", NOW)
        for days in (900, 403, 360, 0):
            at = ago(days)
            hours.count_message(db, member, at, is_talk=True)
            facts.add(db, [facts.Fact(member, at.date(), facts.Kind.VISIT, 1, 0)])
            day_sums.save(db, "g", [day_sums.DaySum(at.date(), *[1] * 10)], 1)

    await database.write(fill)
    assert await clean(database) == {"talk_sum": 3, "hour_sum": 2, "fact": 2}
    assert await column(database, "SELECT COUNT(*) FROM day_sum") == [4]
    spans = await column(database, "SELECT span FROM talk_sum ORDER BY span")
    assert hours.month_of(ago(360)) in spans
    assert hours.week_of(ago(0)) in spans
    assert hours.month_of(ago(403)) not in spans
