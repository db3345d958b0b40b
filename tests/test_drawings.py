"""Pictures are drawn beside the bot: real PNGs, by a process that lives and dies as it should."""

from __future__ import annotations

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.studio import DrawingProcess, Studio
from handlers.kit import Drawing, Picture, Text, reply
from handlers.sheets import PickupSheet, Sheet
from storage.database import Database

PICKUP = PickupSheet(code="8F3K-27", item="鲜榨果汁一杯", name="小明👨‍👩‍👧", until="2026-12-23")


async def drawn(*sheets: Sheet) -> list[Image.Image]:
    process = DrawingProcess()
    try:
        return [Image.open(BytesIO(await process.draw(sheet))) for sheet in sheets]
    finally:
        await process.close()


@pytest.mark.parametrize("sheet", [PICKUP], ids=lambda sheet: sheet.kind)
async def test_every_kind_of_sheet_becomes_a_picture(sheet: Sheet) -> None:
    [picture] = await drawn(sheet)
    assert picture.format == "PNG"
    assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 10


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
