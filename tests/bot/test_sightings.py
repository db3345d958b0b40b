"""What came lately: no more of what was said than its first words, no more of them than can be looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.sightings import LETTERS, MOST, NO_WORDS, Sightings, first_said
from handlers.kit import Joined, Message, Pressed
from tests.chat import Chat

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def said(text: str, chat: str | None = "wr1", key: str = "1") -> Message:
    return Message(channel="bot", key=key, chat=chat, user="小明", at=NOW, text=text, addressed=True)


def test_only_the_first_words_of_what_was_said_are_kept() -> None:
    sightings = Sightings()
    sightings.saw(said("秘密" * 50), "silent", NOW)
    sightings.saw(said(""), "silent", NOW)
    sightings.saw(replace(said(""), pictures=("d",)), "silent", NOW)
    sightings.saw(Pressed(channel="bot", key="2", chat="wr1", user="小明", at=NOW, card="c", button="b" * 99), "x", NOW)
    sightings.saw(Joined(channel="bot", key="3", chat="wr1", user="小红", at=NOW), "answered", NOW)
    whats = [one.what for one in sightings.after(0)]
    assert whats == ["秘密" * (LETTERS // 2) + "…", NO_WORDS, "[图片]", "按了 " + "b" * LETTERS + "…", "进群"]
    assert [one.verdict for one in sightings.after(0)] == ["没有要说的", "没有要说的", "没有要说的", "x", "已回答"]


def test_the_latest_are_kept_and_each_is_told_once() -> None:
    sightings = Sightings()
    for number in range(MOST + 7):
        sightings.note("bot", str(number), "好", NOW)
    assert [sightings.after(0)[0].what, sightings.after(0)[-1].what] == ["7", str(MOST + 6)]
    assert [one.what for one in sightings.after(MOST + 5)] == [str(MOST + 5), str(MOST + 6)]
    assert sightings.after(MOST + 7) == []


def test_what_anybody_can_cause_pushes_nothing_of_the_members_out() -> None:
    sightings = Sightings()
    sightings.saw(said("签到"), "answered", NOW)
    for _ in range(MOST + 1):
        sightings.note("app", "回调", "拒绝", NOW)
    kept = sightings.after(0)
    assert kept[0].what == "签到"
    assert len(kept) == MOST + 1


def test_the_first_group_is_neither_private_nor_of_another_channel() -> None:
    sightings = Sightings()
    sightings.note("bot", "长连接", "连上了", NOW)
    sightings.saw(said("在吗", None), "stranger", NOW)
    sightings.saw(Joined(channel="bot", key="3", chat="wr0", user="小红", at=NOW), "stranger", NOW)
    assert first_said(sightings.after(0), "bot") is None
    sightings.saw(said("你好"), "stranger", NOW)
    first = first_said(sightings.after(0), "bot")
    assert first
    assert (first.chat, first.who) == ("wr1", "小明")
    assert first_said(sightings.after(0), "other") is None
    private = first_said(sightings.after(0), "bot", privately=True)
    assert private
    assert private.what == "在吗"


async def test_every_message_is_seen_with_what_became_of_it(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小明", "今天天气不错")
    assert [(one.who, one.what, one.verdict) for one in chat.bot.sightings.after(0)] == [
        ("小明", "签到", "已回答"),
        ("小明", "今天天气不错", "没有要说的"),
    ]
