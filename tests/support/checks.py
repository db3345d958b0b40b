"""What a storm may not have lost, and what it may not have done twice: the database against what was asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.wecom.api import Json
from bot.channels.wecom.robot import text as text_message
from handlers.kit.reply import load
from storage.db import to_millis
from tests.support.community import CHATS
from tests.support.fake_wecom import FakeWecom
from tests.support.ledger_checks import faults, number, reading

ALLOWED = {"sent": (1,), "doubtful": (0, 1), "new": (0,)}
"""How often a broadcast in each state may have arrived. In the end there are no others."""
TICK = timedelta(seconds=5)
"""How long before the end a plan must have been due, to be sure that it was looked at."""


def wrong_check_ins(path: Path, asked: Collection[int]) -> Iterator[str]:
    """Yield every check-in that was asked for is booked once and counted once, and no other."""
    with reading(path) as connection:
        booked = Counter(row[0] for row in connection.execute("SELECT cause FROM entry"))
    expected = {f"office:{one}" for one in asked}
    yield from (f"{cause} was booked {times} times" for cause, times in booked.items() if times > 1)
    yield from (f"{cause} was never booked" for cause in expected - booked.keys())
    yield from (f"{cause} was booked and never asked for" for cause in booked.keys() - expected)
    miscounted = number(path, "SELECT COUNT(*) FROM activity WHERE messages <> 0")
    if miscounted:
        yield f"{miscounted} members' check-ins were counted as talk"
    yield from faults(path)


def wrong_broadcasts(path: Path, wecom: FakeWecom, newcomers: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong: broadcasts not once in the outbox or not arrived as stated, newcomers not greeted once."""
    with reading(path) as connection:
        letters = list(connection.execute("SELECT state, reply FROM outbox"))
    arrived = Counter(_known_by(body) for _, body in wecom.sent)
    posted: Counter[tuple[str, ...]] = Counter()
    for state, stored in letters:
        known = _known_by(text_message(load(stored)))
        posted[known] += 1
        if arrived[known] not in ALLOWED.get(state, ()):
            yield f"{_shown(known)} is {state} and arrived {arrived[known]} times"
    yield from (f"{_shown(known)} arrived and was never posted" for known in arrived.keys() - posted.keys())
    yield from (f"{_shown(known)} was posted {times} times" for known, times in posted.items() if times > 1)
    greeted = Counter(user for _, *users in posted for user in users)
    yield from (f"{user} was greeted {greeted[user]} times" for user in newcomers if greeted[user] != 1)
    if wecom.violations:
        yield f"{wecom.violations} requests went beyond a robot's pace"


def wrong_plans(path: Path, planned: Iterable[datetime], until: datetime) -> Iterator[str]:
    """Yield every planned moment that has passed was carried out, or given up on record, in every customer group."""
    with reading(path) as connection:
        done = set(connection.execute("SELECT group_id, moment FROM run"))
    for at in planned:
        if at < until - TICK:
            yield from (
                f"{chat} has no trace of its plan for {at:%H:%M}" for chat in CHATS if (chat, to_millis(at)) not in done
            )


def _known_by(message: Json) -> tuple[str, ...]:
    """Return what makes a broadcast of a storm the only one of its kind: its words and whom it mentions."""
    return (message["text"]["content"], *message["text"].get("mentioned_list", ()))


def _shown(known: tuple[str, ...]) -> str:
    words, *users = known
    return f"the greeting of {'、'.join(users)}" if users else f"the message {words!r}"
