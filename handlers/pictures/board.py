"""A ranking: medals for the first three, a bar for what each one has, and the one who asked in green."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import EMPTY, FAINT, GREEN, INK, LEAF, LINE, MEDALS, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import BoardLine, BoardSpec

WIDTH, EDGE, PAD = 400, 16, 12
HEAD, ROW, DOTS = 76, 52, 24
TOP = EDGE + HEAD + 12
NAME, END = EDGE + 68, WIDTH - EDGE - 24


def draw_board(sheet: BoardSpec) -> Image.Image:
    """The lines in order, with dots where places are left out."""
    gaps = [number for number, line in enumerate(sheet.lines) if number and _follows_gap(sheet, number)]
    body = 2 * PAD + len(sheet.lines) * ROW + len(gaps) * DOTS
    paper = Canvas(WIDTH, TOP + body + EDGE)
    paper.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    paper.write(WIDTH / 2, EDGE + HEAD / 2, sheet.title, 24, WHITE, align="middle", bold=True, most=WIDTH - 80)
    paper.box(EDGE, TOP, WIDTH - 2 * EDGE, body, 18, PAPER)
    best = max((line.value for line in sheet.lines), default=1)
    y = float(TOP + PAD)
    for number, line in enumerate(sheet.lines):
        if number in gaps:
            for dot in (-8, 0, 8):
                paper.disc(EDGE + 36 + dot, y + DOTS / 2, 2, FAINT)
            y += DOTS
        _line(paper, y, line, sheet.unit, line.value / max(best, 1))
        y += ROW
    return paper.image


def _follows_gap(sheet: BoardSpec, number: int) -> bool:
    return sheet.lines[number].place > sheet.lines[number - 1].place + 1


def _line(paper: Canvas, y: float, line: BoardLine, unit: str, share: float) -> None:
    middle = y + ROW / 2
    if line.mine:
        paper.box(EDGE + 8, y + 2, WIDTH - 2 * EDGE - 16, ROW - 4, 12, MINT)
    if line.place <= len(MEDALS):
        _medal(paper, EDGE + 36, middle, line.place)
    else:
        paper.write(EDGE + 36, middle, str(line.place), 16 if line.place < 1000 else 12, SOFT, align="middle")
    after = paper.write(END, middle - 5, unit, 12, SOFT, align="right")
    value = paper.write(END - after - 4, middle - 6, str(line.value), 20, _colour(line), align="right", bold=True)
    paper.write(NAME, middle - 6, line.name, 16, INK, bold=line.mine, most=END - after - value - NAME - 20)
    long = END - NAME
    paper.box(NAME, middle + 13, long, 4, 2, LINE if line.mine else EMPTY)
    paper.box(NAME, middle + 13, max(long * share, 4), 4, 2, _colour(line) if line.place <= 3 or line.mine else LEAF)


def _colour(line: BoardLine) -> str:
    return GREEN if line.mine else MEDALS[line.place - 1][1] if line.place <= len(MEDALS) else INK


def _medal(paper: Canvas, x: float, y: float, place: int) -> None:
    face, rim = MEDALS[place - 1]
    paper.disc(x, y, 16, rim)
    paper.disc(x, y, 13.5, face)
    paper.write(x, y, str(place), 16, WHITE, align="middle", bold=True)
