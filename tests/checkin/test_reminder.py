"""签到提醒: only those who usually check in, and have not done so today."""

from __future__ import annotations

from time import process_time

from handlers.kit import Mention
from handlers.text.mentions import MOST_BYTES, batches
from storage.checkin import checkins
from storage.db import Db
from storage.members.roster import Member
from tests.chat import START, Chat
from tests.conftest import OpenChat

EVENING = """\
badges: {badges: []}
sop: [{name: 提醒, when: 每天 21:00, do: 签到提醒, with: {days: 2, words: 记得签到！}}]
"""


def mentioned(chat: Chat) -> list[list[str]]:
    """Return whom each broadcast so far mentions."""
    return [[part.name for part in reply if isinstance(part, Mention)] for _, reply in chat.platform.got]


async def test_only_who_checked_in_lately_and_not_today_is_reminded(open_group: OpenChat) -> None:
    chat = await open_group(EVENING)
    for who in ("老王", "小明", "小红", "小李"):
        await chat.say(who, "签到")
    await chat.say("小刚", "大家好")
    await chat.forward(days=3)
    for who in ("小明", "小红", "小李"):
        await chat.say(who, "签到")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    await chat.leave("小李")
    del chat.platform.got[:]
    await chat.forward(hours=14)
    assert mentioned(chat) == [["小红"]]


async def test_nothing_is_said_where_nobody_is_meant(open_group: OpenChat) -> None:
    chat = await open_group(EVENING)
    await chat.say("小明", "签到")
    assert await chat.forward(hours=14) == []


async def test_the_reminder_says_what_the_owner_wrote(open_group: OpenChat) -> None:
    chat = await open_group(EVENING)
    await chat.say("小明", "签到")
    assert await chat.forward(hours=37) == ["@小明 记得签到！"]


async def test_many_are_reminded_in_lots_in_order_and_once(open_group: OpenChat) -> None:
    chat = await open_group(EVENING)
    await chat.bot.database.write(lambda db: crowd(db, 45))
    await chat.forward(hours=37)
    assert [len(lot) for lot in mentioned(chat)] == [20, 20, 5]
    assert [name for lot in mentioned(chat) for name in lot] == [f"成员{number}" for number in range(45)]


async def test_ten_thousand_are_asked_about_quickly(open_group: OpenChat) -> None:
    chat = await open_group()
    await chat.bot.database.write(lambda db: crowd(db, 10_000))

    def ask(db: Db) -> tuple[int, float]:
        began = process_time()
        found = checkins.list_missing(db, "demo", START.date(), START.date() + checkins.ONE_DAY)
        return len(found), process_time() - began

    looks = [await chat.bot.database.write(ask) for _ in range(3)]
    assert {count for count, _ in looks} == {10_000}
    assert min(seconds for _, seconds in looks) < 0.2, "some five times what was measured"


def test_no_message_is_longer_than_the_platform_takes() -> None:
    people = [Member(number, "demo", f"u{number}" * 12, "名" * 40) for number in range(100)]
    found = list(batches(people, 20, MOST_BYTES))
    assert [one for lot in found for one in lot] == people
    assert max(sum(len((one.user_id + one.name).encode()) + 4 for one in lot) for lot in found) <= MOST_BYTES
    assert len(list(batches(people[:1], 20, 1))) == 1, "somebody with a very long name is reminded all the same"


def crowd(db: Db, size: int) -> None:
    """So many members who checked in on the first day."""
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)"
    db.execute(
        f"""INSERT INTO member (group_id, user_id, name, joined_at)
        {numbers} SELECT 'demo', 'u' || n, '成员' || n, 0 FROM numbers ORDER BY n""",
        last=size - 1,
    )
    db.execute(
        """INSERT INTO checkin (member_id, day, at, streak, bonuses, kind)
        SELECT id, :day, 0, 1, 0, 'checked' FROM member""",
        day=START.date().isoformat(),
    )
