"""A member's month: a field for each day, with its mark."""

from __future__ import annotations

from calendar import monthrange

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import (
    AMBER,
    BLUE,
    EMPTY,
    FAINT,
    GREEN,
    ICE,
    INK,
    LEAF,
    MINT,
    PAPER,
    RED,
    SAND,
    SOFT,
    WHITE,
)
from handlers.pictures.specs import CalendarDay, CalendarSpec

WIDTH, EDGE, PAD = 400, 16, 16
FIELD, GAP = 44, 4
HEAD, WEEKDAYS, LEGEND = 104, 32, 46
TOP = EDGE + HEAD + 12
STYLES = {
    "": (PAPER, INK, SOFT),
    "checked": (GREEN, WHITE, WHITE),
    "made up": (MINT, GREEN, GREEN),
    "frozen": (ICE, BLUE, BLUE),
    "missed": (EMPTY, FAINT, FAINT),
}
"""The colours of each mark: of the field, the number and the label."""
WORDS = {"checked": "签到", "made up": "补签", "frozen": "保护", "missed": "漏签"}


def draw_calendar(spec: CalendarSpec) -> Image.Image:
    """Draw the month under the member's name and figures, and below it what the colours mean."""
    year, month = map(int, spec.month.split("-"))
    first, _ = monthrange(year, month)
    rows = -(-(first + len(spec.days)) // 7)
    body = PAD + WEEKDAYS + rows * (FIELD + GAP) + LEGEND
    canvas = Canvas(WIDTH, TOP + body + EDGE)
    _head(canvas, spec, year, month)
    canvas.box(EDGE, TOP, WIDTH - 2 * EDGE, body, 18, PAPER)
    for column, name in enumerate("一二三四五六日"):
        colour = AMBER if column > 4 else SOFT
        canvas.write(_left(column) + FIELD / 2, TOP + PAD + 10, name, 12, colour, align="middle")
    for number, day in enumerate(spec.days, 1):
        row, column = divmod(first + number - 1, 7)
        _field(canvas, _left(column), TOP + PAD + WEEKDAYS + row * (FIELD + GAP), number, day)
    _legend(canvas, TOP + body - LEGEND / 2, spec)
    return canvas.image


def _left(column: int) -> float:
    return (WIDTH - 7 * FIELD - 6 * GAP) / 2 + column * (FIELD + GAP)


def _head(canvas: Canvas, spec: CalendarSpec, year: int, month: int) -> None:
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    middle = EDGE + HEAD / 2
    canvas.write(EDGE + 20, middle - 18, f"{year} 年 {month} 月", 24, WHITE, bold=True)
    canvas.write(EDGE + 20, middle + 20, spec.name, 15, WHITE, most=170)
    counted = sum(day.mark in ("checked", "made up") for day in spec.days)
    for place, (value, words) in enumerate(((spec.streak, "连续天数"), (counted, "当月签到"))):
        x = WIDTH - EDGE - 116 + place * 72
        canvas.write(x, middle - 12, str(value), 28, WHITE, align="middle", bold=True)
        canvas.write(x, middle + 22, words, 11, MINT, align="middle")


def _field(canvas: Canvas, x: float, y: float, number: int, day: CalendarDay) -> None:
    back, ink, soft = STYLES[day.mark]
    if day.special and day.mark in ("", "missed"):
        back = SAND
    if day.today:
        canvas.ring(x, y, FIELD, FIELD, 12, 2, INK if day.mark == "checked" else GREEN, back)
    else:
        canvas.box(x, y, FIELD, FIELD, 12, back)
    canvas.write(x + FIELD / 2, y + (18 if day.label else 22), str(number), 17, ink, align="middle", bold=True)
    if day.label:
        colour = RED if back == SAND else soft
        canvas.write(x + FIELD / 2, y + 34, day.label, 10, colour, align="middle", most=FIELD - 4)
    if day.special:
        canvas.disc(x + 5, y + 5, 6, PAPER)
        canvas.disc(x + 5, y + 5, 4.5, RED)
    if day.bonus:
        canvas.disc(x + FIELD - 6, y + 6, 8, PAPER)
        canvas.star(x + FIELD - 6, y + 6, 7, AMBER)


def _legend(canvas: Canvas, y: float, spec: CalendarSpec) -> None:
    shown = [(STYLES[mark], words) for mark, words in WORDS.items() if any(day.mark == mark for day in spec.days)]
    x = _left(0) + 2.0
    for (back, ink, _), words in shown:
        canvas.ring(x, y - 6, 12, 12, 4, 1, ink if back != GREEN else back, back)
        x += 18 + canvas.write(x + 18, y, words, 11, SOFT) + 14
    if any(day.special for day in spec.days):
        canvas.disc(x + 6, y, 4.5, RED)
        x += 18 + canvas.write(x + 18, y, "特别日", 11, SOFT) + 14
    if any(day.bonus for day in spec.days):
        canvas.star(x + 6, y, 7, AMBER)
        canvas.write(x + 18, y, "满周期", 11, SOFT)
