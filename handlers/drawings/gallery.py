"""Which function draws which kind of sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from handlers.drawings.bill import draw_bill
from handlers.drawings.board import draw_board
from handlers.drawings.calendar import draw_calendar
from handlers.drawings.pickup import draw_pickup
from handlers.drawings.poll import draw_poll
from handlers.drawings.shop import draw_shop
from handlers.drawings.timetable import draw_timetable
from handlers.sheets import Sheet

DRAWERS: Mapping[str, Callable[[Any], Image.Image]] = {
    "bill": draw_bill,
    "board": draw_board,
    "calendar": draw_calendar,
    "pickup": draw_pickup,
    "poll": draw_poll,
    "shop": draw_shop,
    "timetable": draw_timetable,
}
"""By the sheet's `kind`."""


def draw(sheet: Sheet) -> Image.Image:
    """The picture of a sheet of any kind."""
    return DRAWERS[sheet.kind](sheet)
