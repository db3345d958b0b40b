"""Whatever is said to a command, the bot does not crash, and answers within 50 ms of processor time.

The long form, with 5,000 texts for each command, is `python -m benchmarks.hostile_words`.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from unicodedata import name

from tests.support.hostile_group import GAMES, answers, commands_of, open_hostile, say_all, sentences
from tests.support.hostile_words import KINDS, as_heard, corpus

EACH = 3 * len(KINDS)
"""Texts of all kinds, other ones for each command."""


async def test_no_command_crashes_or_dawdles(sqlite_url: str, tmp_path: Path) -> None:
    chat = await open_hostile(tmp_path, sqlite_url)
    texts = [
        sentence
        for number, command in enumerate(commands_of(chat))
        for sentence in sentences(command, corpus(EACH, number), Random(number))
    ]
    faults, _ = await say_all(chat, texts)
    await chat.bot.close()
    assert len(texts) > 100 * EACH
    assert faults == []


async def test_no_game_crashes_or_dawdles_over_an_answer(database_url: str, tmp_path: Path) -> None:
    chat = await open_hostile(tmp_path, database_url)
    for number, game in enumerate(GAMES, 1000):
        assert await chat.say("小红", game)
        faults, _ = await say_all(chat, answers(corpus(4 * len(KINDS), number), Random(number)))
        assert faults == []
        await chat.say("群主", "结束游戏")
    await chat.bot.close()


async def test_names_without_end_do_not_take_long(sqlite_url: str, tmp_path: Path) -> None:
    chat = await open_hostile(tmp_path, sqlite_url)
    faults, _ = await say_all(chat, ["@小红" * 7000, "＠小红 " * 7000 + "积分", "积分 " + "@小明" * 7000])
    assert faults == []
    assert "群主：" in await chat.say("群主", "@小红 " * 30 + "积分", addressed=True)
    await chat.bot.close()


def test_the_words_are_as_hostile_as_they_should_be() -> None:
    words = list(corpus(len(KINDS) * 40))
    assert words == list(corpus(len(KINDS) * 40))
    assert max(len(as_heard(text).encode()) for text in words) > 64_000
    for sign in (
        "\ud83d",
        "\0",
        "\u202e",
        "DROP TABLE",
        "!!python",
        "{name}",
        "9**9",
        "@所有人",
        "👨‍👩‍👧‍👦",
        "(" * 1000,
    ):
        assert any(sign in text for text in words), sign
    assert {"ARABIC-INDIC DIGIT", "CIRCLED DIGIT", "ROMAN NUMERAL"} <= {
        name(letter, "").rpartition(" ")[0] for text in words for letter in text
    }
