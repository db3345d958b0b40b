"""A timetable, week by week: a column for each weekday, a card for each day."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import AMBER, EMPTY, FAINT, GREEN, INK, LEAF, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import TimetableDay, TimetableSpec

WIDTH, EDGE, GAP = 980, 16, 6
HEAD, WEEKDAYS = 64, 34
FIELD = (WIDTH - 2 * EDGE - 6 * GAP) / 7
DAY, ROW, PAD = 26, 18, 10
MOST = 12
"""Entries of one day; the others are counted."""


def draw_timetable(spec: TimetableSpec) -> Image.Image:
    """Draw all days, from the first one's weekday on."""
    cells: list[TimetableDay | None] = [None] * spec.first + list(spec.days)
    weeks = [cells[place : place + 7] for place in range(0, len(cells), 7)]
    heights = [PAD + DAY + max(1, *(_rows(day) for day in week)) * ROW + PAD for week in weeks]
    canvas = Canvas(WIDTH, EDGE + HEAD + WEEKDAYS + sum(heights) + len(heights) * GAP + EDGE)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(WIDTH / 2, EDGE + HEAD / 2, spec.title, 22, WHITE, align="middle", bold=True, most=WIDTH - 80)
    for column, name in enumerate("一二三四五六日"):
        colour = AMBER if column > 4 else SOFT
        canvas.write(_left(column) + FIELD / 2, EDGE + HEAD + WEEKDAYS / 2, name, 14, colour, align="middle")
    y = float(EDGE + HEAD + WEEKDAYS)
    for week, height in zip(weeks, heights, strict=True):
        for column, day in enumerate(week):
            if day:
                _card(canvas, _left(column), y, height, day)
        y += height + GAP
    return canvas.image


def _rows(day: TimetableDay | None) -> int:
    return min(len(day.entries), MOST) + (len(day.entries) > MOST) if day else 0


def _left(column: int) -> float:
    return EDGE + column * (FIELD + GAP)


def _card(canvas: Canvas, x: float, y: float, height: float, day: TimetableDay) -> None:
    canvas.box(x, y, FIELD, height, 12, PAPER if day.entries else EMPTY)
    canvas.write(x + 10, y + PAD + 8, day.day, 13, AMBER if day.off else INK, bold=True)
    if day.entries:
        canvas.box(x + FIELD - 34, y + PAD - 1, 24, 18, 9, MINT)
        canvas.write(x + FIELD - 22, y + PAD + 8, str(len(day.entries)), 11, GREEN, align="middle")
    for place, entry in enumerate(day.entries[:MOST]):
        canvas.write(x + 10, y + PAD + DAY + ROW * (place + 0.5), entry, 12, INK, most=FIELD - 20)
    if len(day.entries) > MOST:
        rest = f"…还有 {len(day.entries) - MOST} 条"
        canvas.write(x + 10, y + PAD + DAY + ROW * (MOST + 0.5), rest, 12, FAINT)
