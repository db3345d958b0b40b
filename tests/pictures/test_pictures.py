"""Pictures are drawn beside the bot: real PNGs, by a process that lives and dies as it should."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import get_args

import pytest
from PIL import Image

from bot.clock import FixedClock
from bot.rendering import PictureRenderer, RenderProcess
from config.settings import HOME
from handlers.kit import Drawing, Picture, Text, reply
from handlers.pictures.canvas import wrap_text
from handlers.pictures.curve import draw_curve
from handlers.pictures.fonts import run_width, shape_text
from handlers.pictures.registry import DRAWERS
from handlers.pictures.report import draw_report
from handlers.pictures.specs import (
    PictureSpec,
)
from storage.database import Database
from tests.chat import START
from tests.support.picture_specs import CURVE, PICKUP, POLL, REPORT, SPECS

LARGEST = 200_000
"""Bytes of a file."""


async def drawn(*specs: PictureSpec) -> list[Image.Image]:
    process = RenderProcess()
    try:
        return [Image.open(BytesIO(await process.draw(spec))) for spec in specs]
    finally:
        await process.close()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.kind)
async def test_every_kind_of_picture_is_drawn(spec: PictureSpec) -> None:
    [picture] = await drawn(spec)
    assert picture.format == "PNG"
    assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 10


@pytest.mark.parametrize(
    "words", ["周末去哪？", POLL.question, "w" * 60, "去？" * 30, "\u200b", "一 " * 30, "👨‍👩‍👧" * 20]
)
def test_long_words_are_wrapped_and_nothing_is_lost(words: str) -> None:
    lines = wrap_text(words, 20, 300)
    assert "".join("".join(lines).split()) == "".join("".join(run.text for run in shape_text(words)).split())
    for line in lines:
        assert line
        assert line[0] not in "？，！" or len(lines) == 1
        assert sum(run_width(run, 40) for run in shape_text(line)) <= 640


@pytest.mark.parametrize("before", range(8, 24))
def test_no_line_ends_with_an_opening_bracket(before: int) -> None:
    words = f"{'去' * before}（53句）去哪{'里' * 20}"
    lines = wrap_text(words, 20, 300)
    assert "".join(lines) == words
    assert not any(line.endswith("（") for line in lines)


@pytest.mark.parametrize("number", ["16", "100%", "12:30", "2027-01-18"])
@pytest.mark.parametrize("before", range(4, 24))
def test_numbers_stay_whole(before: int, number: str) -> None:
    lines = wrap_text(f"{'去' * before}{number}人{'里' * 20}", 20, 300)
    assert any(number in line for line in lines)


def test_nothing_but_brackets_is_wrapped_all_the_same() -> None:
    assert "".join(wrap_text("（「" * 40, 20, 300)) == "（「" * 40


def test_bars_of_nothing_are_not_drawn() -> None:
    bars = tuple(replace(bar, value=0) for bar in REPORT.bars)
    assert draw_report(replace(REPORT, bars=bars)).height == draw_report(replace(REPORT, bars=())).height
    curve = draw_curve(replace(CURVE, values=(0,) * len(CURVE.values)))
    assert curve.height < draw_curve(CURVE).height


def test_every_kind_has_its_drawer_and_its_example() -> None:
    union = get_args(get_args(PictureSpec)[0])
    assert {spec.kind for spec in SPECS} == set(DRAWERS)
    assert {type(spec) for spec in SPECS} == set(union)


async def test_pictures_are_small() -> None:
    """How soon they are there, `python -m benchmarks pictures` measures."""
    process = RenderProcess()
    for spec in SPECS:
        assert len(await process.draw(spec)) < LARGEST, spec.kind
    await process.close()


def test_the_drawing_process_knows_no_database() -> None:
    code = "import sys, handlers.pictures.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME)  # noqa: S603
    assert not {"sqlmodel", "sqlalchemy", "aiohttp", "cnlunar"} & set(done.stdout.split())


async def test_a_process_that_was_killed_is_started_anew() -> None:
    process = RenderProcess()
    first = await process.draw(PICKUP)
    running = process._process
    assert running
    running.kill()
    await running.wait()
    assert await process.draw(PICKUP) == first
    await process.close()


async def test_the_process_ends_with_its_input() -> None:
    process = RenderProcess()
    await process.draw(PICKUP)
    running = process._process
    assert running
    process._let_go()
    assert await asyncio.wait_for(running.wait(), 5) == 0
    assert await process.draw(PICKUP)
    await process.close()


class Clumsy:
    """Never brings anything to paper."""

    async def draw(self, spec: PictureSpec) -> bytes:  # noqa: ARG002
        raise OSError("no paper")

    async def close(self) -> None:
        pass


async def test_what_cannot_be_drawn_is_said(database: Database) -> None:
    answer = reply("好", Drawing(sheet=PICKUP, alt="取货码 8F3K-27"))
    assert await PictureRenderer(database, Clumsy(), FixedClock(START)).render(answer) == reply(
        "好", Text(text="[取货码 8F3K-27]")
    )


async def test_the_rest_of_a_reply_stays_as_it_is(database: Database) -> None:
    studio = PictureRenderer(database, RenderProcess(), FixedClock(START))
    words, picture = await studio.render(reply("好", Drawing(sheet=PICKUP, alt="取货码")))
    assert words == Text(text="好")
    assert isinstance(picture, Picture)
    await studio.close()
