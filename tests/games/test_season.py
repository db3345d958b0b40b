"""赛季: a season's table is kept as it was when it ended."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.games.seasons import last_season, season_of
from tests.conftest import OpenChat

OWN = """\
badges: {badges: []}
levels: {ladder: []}
speaking: {points: 0}
game_riddles: {own: [{riddle: 什么包最香, answer: 面包, hints: [能吃]}]}
"""


async def test_what_was_won_stays_in_its_season(open_group: OpenChat) -> None:
    chat = await open_group(OWN)
    for winner in ("小红", "小红", "小刚"):
        await chat.say("小明", "猜谜")
        await chat.say("小明", "今天天气不错")
        await chat.say(winner, "面包")
    assert await chat.say("小明", "游戏榜 上季") == "上季还没有人玩过游戏，发「游戏」开一局吧～"
    before = await chat.say("小明", "游戏榜 本季")
    await chat.forward(days=39)  # over New Year
    assert "本季还没有人玩过" in await chat.say("小明", "游戏榜 本季")
    kept = await chat.say("小明", "游戏榜 上季")
    assert kept.splitlines()[1:] == before.splitlines()[1:]
    await chat.leave("小红")
    assert await chat.say("小明", "游戏榜 上季") == kept, "who leaves later stays in the table"
    await chat.forward(days=90)
    assert "上季还没有人玩过" in await chat.say("小明", "游戏榜 上季")


@pytest.mark.parametrize(
    ("day", "season", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2025, 10, 1)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2025, 10, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 1, 1)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 7, 1)),
    ],
)
def test_seasons_are_quarters(day: date, season: date, last: date) -> None:
    assert (season_of(day), last_season(day)) == (season, last)
