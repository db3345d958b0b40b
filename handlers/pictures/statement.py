"""A member's month or year in points: what came from where, what it went into, and what is next."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import AMBER, EMPTY, FAINT, GREEN, INK, LEAF, LINE, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import StatementLine, StatementSpec

WIDTH, EDGE, PAD = 400, 16, 20
HEAD, TITLE, ROW, FOOT = 148, 40, 38, 56
TOP = EDGE + HEAD + 12
MOST = 8
"""Lines of a part; the smaller ones become one."""
NOTHING = "还没有"


def draw_statement(spec: StatementSpec) -> Image.Image:
    """Draw the figures, both parts with bars, and the outlook below them."""
    parts = [("得到", _merge_small(spec.earned), GREEN), ("花掉", _merge_small(spec.spent), AMBER)]
    body = sum(TITLE + max(1, len(lines)) * ROW for _, lines, _ in parts) + PAD
    foot = FOOT if spec.outlook else 0
    canvas = Canvas(WIDTH, TOP + body + foot + EDGE)
    _head(canvas, spec)
    canvas.box(EDGE, TOP, WIDTH - 2 * EDGE, body, 18, PAPER)
    y = float(TOP)
    for title, lines, colour in parts:
        y = _part(canvas, y, title, lines, colour)
    if spec.outlook:
        middle = TOP + body + foot / 2 + 4
        canvas.write(WIDTH / 2, middle, spec.outlook, 13, SOFT, align="middle", most=WIDTH - 2 * EDGE)
    return canvas.image


def _merge_small(lines: tuple[StatementLine, ...]) -> tuple[StatementLine, ...]:
    if len(lines) <= MOST:
        return lines
    rest = sum(line.points for line in lines[MOST - 1 :])
    return (*lines[: MOST - 1], StatementLine(name="其他", points=rest))


def _head(canvas: Canvas, spec: StatementSpec) -> None:
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(EDGE + PAD, EDGE + 32, spec.title, 22, WHITE, bold=True, most=220)
    canvas.write(WIDTH - EDGE - PAD, EDGE + 32, spec.name, 15, WHITE, align="right", most=120)
    earned, spent = (sum(line.points for line in lines) for lines in (spec.earned, spec.spent))
    figures = [(f"+{earned}", "得到"), (f"-{spent}", "花掉"), (str(spec.balance), "现有"), (f"{spec.rank}", "名次")]
    column = (WIDTH - 2 * EDGE) / len(figures)
    for place, (value, words) in enumerate(figures):
        x = EDGE + column * (place + 0.5)
        size = 24 if len(value) < 7 else 17
        canvas.write(x, EDGE + 88, value, size, WHITE, align="middle", bold=True, most=column - 8)
        canvas.write(x, EDGE + 120, words, 12, MINT, align="middle")


def _part(canvas: Canvas, y: float, title: str, lines: tuple[StatementLine, ...], colour: str) -> float:
    left, right = EDGE + PAD, WIDTH - EDGE - PAD
    canvas.write(left, y + TITLE / 2 + 6, title, 14, SOFT, bold=True)
    y += TITLE
    if not lines:
        canvas.write(left, y + ROW / 2 - 4, NOTHING, 14, FAINT)
        return y + ROW
    most = max(line.points for line in lines)
    for line in lines:
        value = canvas.write(right, y + 12, str(line.points), 16, colour, align="right", bold=True)
        canvas.write(left, y + 12, line.name, 15, INK, most=right - left - value - 16)
        canvas.box(left, y + 26, right - left, 4, 2, EMPTY if line.points else LINE)
        canvas.box(left, y + 26, max((right - left) * line.points / most, 4), 4, 2, colour)
        y += ROW
    return y
