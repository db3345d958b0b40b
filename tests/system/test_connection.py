"""连接: those in charge see how the long connection stands, and what was not heard."""

from __future__ import annotations

from datetime import timedelta

from storage.db import Db
from storage.messages import lines
from storage.messages.lines import GAPS, Gap, LineRecord
from tests.chat import Chat


async def test_a_group_without_a_long_connection_has_nothing_to_tell(chat: Chat) -> None:
    assert await chat.say("群主", "连接", private=True) == "这个群的机器人没有用长连接，没有断线这回事。"


async def test_how_it_stands_and_the_latest_gaps_are_told(chat: Chat) -> None:
    now = chat.now

    def write(record: LineRecord) -> None:
        record.since, record.refused, record.heard_at = now, "连接断了，自动重连", now
        for number in range(GAPS + 5):
            start = now - timedelta(hours=number)
            record.gaps.insert(0, Gap(start=start, end=start + timedelta(seconds=30)))

    def change(db: Db) -> None:
        lines.change(db, "chat", write)

    await chat.bot.database.write(change)
    told = (await chat.say("群主", "连接", private=True)).splitlines()
    assert told[0].startswith("「chat」断着，")
    assert told[0].endswith("起：连接断了，自动重连")
    assert told[1].startswith("最后一次听到 ")
    assert told[2] == "这些时候的话没听到，要紧的请再说一次："
    assert len(told) == 3 + 5
    kept = await chat.bot.database.read(lambda db: lines.load(db, "chat"))
    assert len(kept.gaps) == GAPS
    assert kept.gaps[-1].start == now
