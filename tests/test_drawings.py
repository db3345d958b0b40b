"""Pictures are drawn beside the bot: real PNGs, by a process that lives and dies as it should."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from io import BytesIO
from typing import get_args

import pytest
from PIL import Image

from bot.rendering import DrawingProcess, Studio
from config.settings import HOME
from handlers.kit import Drawing, Picture, Text, reply
from handlers.pictures.canvas import wrapped
from handlers.pictures.fonts import letters, width
from handlers.pictures.registry import DRAWERS
from handlers.pictures.specs import (
    BillLine,
    BillSheet,
    BoardLine,
    BoardSheet,
    CalendarDay,
    CalendarSheet,
    PickupSheet,
    PollLine,
    PollSheet,
    Sheet,
    ShopLine,
    ShopSheet,
    TimetableDay,
    TimetableSheet,
)
from storage.database import Database

PICKUP = PickupSheet(code="8F3K-27", item="鲜榨果汁一杯", name="小明👨‍👩‍👧", until="2026-12-23")
WEEK = ("checked", "checked", "made up", "frozen", "missed", "checked", "")
CALENDAR = CalendarSheet(
    month="2026-08",
    name="小明👨‍👩‍👧",
    streak=12,
    days=tuple(
        CalendarDay(mark=WEEK[number % 7], bonus=number == 5, special=number == 7, today=number == 20, label="立秋")  # type: ignore[arg-type]
        for number in range(31)
    ),
)
FACES = "😀🌸🎉🐼🍎🚀⭐🌈🍀🎁🐱🦊🌻🍉🏀🎸"
BOARD = BoardSheet(
    title="🔥 连签榜",
    unit="天",
    lines=tuple(
        BoardLine(place=place, name=f"{FACES[place % 16 :]}第{place}名的名字", value=1000 - place, mine=place == 999)
        for place in (*range(1, 21), 999)
    ),
)
SHOP = ShopSheet(
    title="健康生活群 · 积分能换什么",
    lines=tuple(
        ShopLine(
            number=number,
            name=f"第{number}样",
            price=f"{number}0 分",
            note="剩 3 件，每人限 1",
            picture=str(HOME / "config/content/morning.png") if number < 3 else "gone.png" if number == 3 else "",
        )
        for number in range(1, 30)
    ),
    foot="发「兑换 1」换 1 号。",
)
BILL = BillSheet(
    title="2026 年 11 月",
    name="小明👨‍👩‍👧",
    earned=tuple(BillLine(name=f"来源{number}", points=500 - number * 40) for number in range(12)),
    spent=(),
    balance=1234,
    rank=3,
    outlook="再攒 66 分就能换「帆布购物袋」",
)
TIMETABLE = TimetableSheet(
    title="健康生活群 · 接下来 14 天",
    first=3,
    days=tuple(
        TimetableDay(
            day=f"11-{number + 10}",
            off=number in (2, 3, 9, 10),
            entries=tuple(f"{hour + 8:02}:30 名字很长很长的早安" for hour in range(number % 5 * 4)),
        )
        for number in range(14)
    ),
)
POLL = PollSheet(
    title="3 号投票 · 11-23 20:00 结束 · 匿名",
    question="这个周末大家想一起去哪里玩？👨‍👩‍👧 带不带孩子都可以，早上八点出发，晚上一定回来！好不好呢？",
    lines=tuple(
        PollLine(
            number=number,
            option=f"{FACES[number]}第{number}个选项可以很长很长很长啊",
            votes=votes,
            share=votes,
            won=votes == 50,
        )
        for number, votes in enumerate((50, 50, 33, 21, 8, 5, 3, 1, 0, 0), 1)
    ),
    foot="100/128 人参加（78%）",
)
SHEETS = (PICKUP, CALENDAR, BOARD, SHOP, BILL, TIMETABLE, POLL)
LARGEST = 200_000
"""Bytes of a file."""


async def drawn(*sheets: Sheet) -> list[Image.Image]:
    process = DrawingProcess()
    try:
        return [Image.open(BytesIO(await process.draw(sheet))) for sheet in sheets]
    finally:
        await process.close()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind)
async def test_every_kind_of_sheet_becomes_a_picture(sheet: Sheet) -> None:
    [picture] = await drawn(sheet)
    assert picture.format == "PNG"
    assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 10


@pytest.mark.parametrize(
    "words", ["周末去哪？", POLL.question, "w" * 60, "去？" * 30, "\u200b", "一 " * 30, "👨‍👩‍👧" * 20]
)
def test_long_words_are_wrapped_and_nothing_is_lost(words: str) -> None:
    lines = wrapped(words, 20, 300)
    assert "".join("".join(lines).split()) == "".join("".join(run.text for run in letters(words)).split())
    for line in lines:
        assert line
        assert line[0] not in "？，！" or len(lines) == 1
        assert sum(width(run, 40) for run in letters(line)) <= 640


def test_every_kind_has_its_drawer_and_its_example() -> None:
    union = get_args(get_args(Sheet)[0])
    assert {one.kind for one in SHEETS} == set(DRAWERS)
    assert {type(one) for one in SHEETS} == set(union)


async def test_pictures_are_small() -> None:
    """How soon they are there, `python -m benchmarks pictures` measures."""
    process = DrawingProcess()
    for sheet in SHEETS:
        assert len(await process.draw(sheet)) < LARGEST, sheet.kind
    await process.close()


def test_the_drawing_process_knows_no_database() -> None:
    code = "import sys, handlers.pictures.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME)  # noqa: S603
    assert not {"sqlmodel", "sqlalchemy", "aiohttp", "cnlunar"} & set(done.stdout.split())


async def test_a_process_that_was_killed_is_started_anew() -> None:
    process = DrawingProcess()
    first = await process.draw(PICKUP)
    running = process._process
    assert running
    running.kill()
    await running.wait()
    assert await process.draw(PICKUP) == first
    await process.close()


async def test_the_process_ends_with_its_input() -> None:
    process = DrawingProcess()
    await process.draw(PICKUP)
    running = process._process
    assert running
    process._let_go()
    assert await asyncio.wait_for(running.wait(), 5) == 0
    assert await process.draw(PICKUP)
    await process.close()


class Clumsy:
    """Never brings anything to paper."""

    async def draw(self, sheet: Sheet) -> bytes:  # noqa: ARG002
        raise OSError("no paper")

    async def close(self) -> None:
        pass


async def test_what_cannot_be_drawn_is_said(database: Database) -> None:
    said = reply("好", Drawing(sheet=PICKUP, alt="取货码 8F3K-27"))
    assert await Studio(database, Clumsy()).develop(said) == reply("好", Text(text="[取货码 8F3K-27]"))


async def test_the_rest_of_a_reply_stays_as_it_is(database: Database) -> None:
    studio = Studio(database, DrawingProcess())
    words, picture = await studio.develop(reply("好", Drawing(sheet=PICKUP, alt="取货码")))
    assert words == Text(text="好")
    assert isinstance(picture, Picture)
    await studio.close()
