"""A ranking: medals for the first three, a bar for what each one has, and whoever asked in green."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import EMPTY, FAINT, GREEN, INK, LEAF, LINE, MEDALS, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import BoardLine, BoardSpec

WIDTH, EDGE, PAD = 400, 16, 12
HEAD, ROW, DOTS = 76, 52, 24
TOP = EDGE + HEAD + 12
NAME, END = EDGE + 68, WIDTH - EDGE - 24


def draw_board(spec: BoardSpec) -> Image.Image:
    """Draw the lines in order, with dots where places are left out."""
    gaps = [number for number, line in enumerate(spec.lines) if number and _follows_gap(spec, number)]
    body = 2 * PAD + len(spec.lines) * ROW + len(gaps) * DOTS
    canvas = Canvas(WIDTH, TOP + body + EDGE)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(WIDTH / 2, EDGE + HEAD / 2, spec.title, 24, WHITE, align="middle", bold=True, most=WIDTH - 80)
    canvas.box(EDGE, TOP, WIDTH - 2 * EDGE, body, 18, PAPER)
    best = max((line.value for line in spec.lines), default=1)
    y = float(TOP + PAD)
    for number, line in enumerate(spec.lines):
        if number in gaps:
            for dot in (-8, 0, 8):
                canvas.disc(EDGE + 36 + dot, y + DOTS / 2, 2, FAINT)
            y += DOTS
        _line(canvas, y, line, spec.unit, line.value / max(best, 1))
        y += ROW
    return canvas.image


def _follows_gap(spec: BoardSpec, number: int) -> bool:
    return spec.lines[number].place > spec.lines[number - 1].place + 1


def _line(canvas: Canvas, y: float, line: BoardLine, unit: str, share: float) -> None:
    middle = y + ROW / 2
    if line.mine:
        canvas.box(EDGE + 8, y + 2, WIDTH - 2 * EDGE - 16, ROW - 4, 12, MINT)
    if line.place <= len(MEDALS):
        _medal(canvas, EDGE + 36, middle, line.place)
    else:
        canvas.write(EDGE + 36, middle, str(line.place), 16 if line.place < 1000 else 12, SOFT, align="middle")
    after = canvas.write(END, middle - 5, unit, 12, SOFT, align="right")
    value = canvas.write(END - after - 4, middle - 6, str(line.value), 20, _colour(line), align="right", bold=True)
    canvas.write(NAME, middle - 6, line.name, 16, INK, bold=line.mine, most=END - after - value - NAME - 20)
    width = END - NAME
    canvas.box(NAME, middle + 13, width, 4, 2, LINE if line.mine else EMPTY)
    canvas.box(NAME, middle + 13, max(width * share, 4), 4, 2, _colour(line) if line.place <= 3 or line.mine else LEAF)


def _colour(line: BoardLine) -> str:
    return GREEN if line.mine else MEDALS[line.place - 1][1] if line.place <= len(MEDALS) else INK


def _medal(canvas: Canvas, x: float, y: float, place: int) -> None:
    face, rim = MEDALS[place - 1]
    canvas.disc(x, y, 16, rim)
    canvas.disc(x, y, 13.5, face)
    canvas.write(x, y, str(place), 16, WHITE, align="middle", bold=True)
