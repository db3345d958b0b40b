"""What the tests of polls share."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.kit import Card
from storage.db import Db, Row
from tests.chat import START, Chat

QUIET = "badges: {badges: []}\nspeaking: {points: 0}\n"
OPEN_POLL = "发起投票 周末去哪？ 爬山 看电影 火锅"
DAY = timedelta(days=1)
LOCAL = START.astimezone(ZoneInfo("Asia/Shanghai"))


async def open_card(chat: Chat, who: str, text: str) -> Card:
    """Return the card that answers a text; asserts that it is one."""
    answer = await chat.answer(who, text)
    assert answer
    assert isinstance(answer[0], Card)
    return answer[0]


def vote_rows(db: Db) -> list[Row]:
    return db.fetch_all("SELECT poll_id, member_id, choices FROM poll_vote ORDER BY poll_id, member_id")


HOSTILE_WORDS = [
    *("{name}", "{0.__class__}", "%s", "<@all>", "@all", "';DROP TABLE poll", "[a](b)", "\\", "👨‍👩‍👧"),
    *("\u202eevil", "a\x00b"),
]
