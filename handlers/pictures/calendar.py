"""A member's month: a field for each day, with what became of it."""

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
"""Of each mark: the field, the number, the words below it."""
WORDS = {"checked": "签到", "made up": "补签", "frozen": "保护", "missed": "漏签"}


def draw_calendar(sheet: CalendarSpec) -> Image.Image:
    """The month with the member's name and the figures above, and what the colours mean below."""
    year, month = map(int, sheet.month.split("-"))
    first, _ = monthrange(year, month)
    rows = -(-(first + len(sheet.days)) // 7)
    body = PAD + WEEKDAYS + rows * (FIELD + GAP) + LEGEND
    paper = Canvas(WIDTH, TOP + body + EDGE)
    _head(paper, sheet, year, month)
    paper.box(EDGE, TOP, WIDTH - 2 * EDGE, body, 18, PAPER)
    for column, name in enumerate("一二三四五六日"):
        colour = AMBER if column > 4 else SOFT
        paper.write(_left(column) + FIELD / 2, TOP + PAD + 10, name, 12, colour, align="middle")
    for number, day in enumerate(sheet.days, 1):
        row, column = divmod(first + number - 1, 7)
        _field(paper, _left(column), TOP + PAD + WEEKDAYS + row * (FIELD + GAP), number, day)
    _legend(paper, TOP + body - LEGEND / 2, sheet)
    return paper.image


def _left(column: int) -> float:
    return (WIDTH - 7 * FIELD - 6 * GAP) / 2 + column * (FIELD + GAP)


def _head(paper: Canvas, sheet: CalendarSpec, year: int, month: int) -> None:
    paper.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    middle = EDGE + HEAD / 2
    paper.write(EDGE + 20, middle - 18, f"{year} 年 {month} 月", 24, WHITE, bold=True)
    paper.write(EDGE + 20, middle + 20, sheet.name, 15, WHITE, most=170)
    counted = sum(day.mark in ("checked", "made up") for day in sheet.days)
    for place, (value, words) in enumerate(((sheet.streak, "连续天数"), (counted, "当月签到"))):
        x = WIDTH - EDGE - 116 + place * 72
        paper.write(x, middle - 12, str(value), 28, WHITE, align="middle", bold=True)
        paper.write(x, middle + 22, words, 11, MINT, align="middle")


def _field(paper: Canvas, x: float, y: float, number: int, day: CalendarDay) -> None:
    back, ink, soft = STYLES[day.mark]
    if day.special and day.mark in ("", "missed"):
        back = SAND
    if day.today:
        paper.ring(x, y, FIELD, FIELD, 12, 2, INK if day.mark == "checked" else GREEN, back)
    else:
        paper.box(x, y, FIELD, FIELD, 12, back)
    paper.write(x + FIELD / 2, y + (18 if day.label else 22), str(number), 17, ink, align="middle", bold=True)
    if day.label:
        colour = RED if back == SAND else soft
        paper.write(x + FIELD / 2, y + 34, day.label, 10, colour, align="middle", most=FIELD - 4)
    if day.special:
        paper.disc(x + 5, y + 5, 6, PAPER)
        paper.disc(x + 5, y + 5, 4.5, RED)
    if day.bonus:
        paper.disc(x + FIELD - 6, y + 6, 8, PAPER)
        paper.star(x + FIELD - 6, y + 6, 7, AMBER)


def _legend(paper: Canvas, y: float, sheet: CalendarSpec) -> None:
    shown = [(STYLES[mark], words) for mark, words in WORDS.items() if any(day.mark == mark for day in sheet.days)]
    x = _left(0) + 2.0
    for (back, ink, _), words in shown:
        paper.ring(x, y - 6, 12, 12, 4, 1, ink if back != GREEN else back, back)
        x += 18 + paper.write(x + 18, y, words, 11, SOFT) + 14
    if any(day.special for day in sheet.days):
        paper.disc(x + 6, y, 4.5, RED)
        x += 18 + paper.write(x + 18, y, "特别日", 11, SOFT) + 14
    if any(day.bonus for day in sheet.days):
        paper.star(x + 6, y, 7, AMBER)
        paper.write(x + 18, y, "满周期", 11, SOFT)
