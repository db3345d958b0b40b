"""A group's day, week or month on one page: its figures, a bar for each day, what to do, and whom to thank."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from handlers.pictures.canvas import Canvas, wrap_text
from handlers.pictures.palette import CREAM, FAINT, GREEN, INK, LEAF, LINE, MINT, PAPER, RED, SAND, SOFT, WHITE
from handlers.pictures.report_specs import ReportBar, ReportLine, ReportSpec, ReportTile

WIDTH, EDGE, PAD, GAP = 420, 16, 18, 12
HEAD, TILE, BARS, REMARK, LINE_HEIGHT = 92, 84, 150, 22, 21
ACROSS = 3
"""Tiles beside each other."""
INNER = WIDTH - 2 * EDGE - 2 * PAD
TREND = {"good": (GREEN, MINT), "bad": (RED, CREAM), "even": (SOFT, LINE)}
HEADING = 62
"""The width of a line's heading."""


def draw_report(spec: ReportSpec) -> Image.Image:
    """Draw the parts from top to bottom; what is empty takes no room, nor do bars of nothing."""
    remarks = [wrap_text(remark, 14, INNER - 20) for remark in spec.remarks]
    lines = [wrap_text(line.words, 14, INNER - HEADING) for line in spec.lines]
    rows = -(-len(spec.tiles) // ACROSS)
    heights = [
        HEAD,
        rows * (TILE + 8) - 8,
        BARS if any(bar.value for bar in spec.bars) else 0,
        sum(len(remark) * REMARK + 8 for remark in remarks) + 24 if remarks else 0,
        sum(len(line) * LINE_HEIGHT + 10 for line in lines) + 22 if lines else 0,
    ]
    shown = [height for height in heights if height]
    canvas = Canvas(WIDTH, 2 * EDGE + sum(shown) + GAP * (len(shown) - 1))
    y = float(EDGE)
    parts: list[Callable[[float], None]] = [
        lambda y: _head(canvas, y, spec),
        lambda y: _tiles(canvas, y, spec.tiles),
        lambda y: _bars(canvas, y, spec.chart, spec.bars),
        lambda y: _remarks(canvas, y, remarks),
        lambda y: _lines(canvas, y, spec.lines, lines),
    ]
    for height, part in zip(heights, parts, strict=True):
        if height:
            part(y)
            y += height + GAP
    return canvas.image


def _head(canvas: Canvas, y: float, spec: ReportSpec) -> None:
    canvas.shade(EDGE, y, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(EDGE + PAD, y + 36, spec.title, 26, WHITE, bold=True, most=INNER - 150)
    canvas.write(WIDTH - EDGE - PAD, y + 36, spec.dates, 15, WHITE, align="right", most=170)
    canvas.write(EDGE + PAD, y + 68, spec.group, 14, MINT, most=INNER)


def _tiles(canvas: Canvas, y: float, tiles: tuple[ReportTile, ...]) -> None:
    width = (WIDTH - 2 * EDGE - 8 * (ACROSS - 1)) / ACROSS
    for number, tile in enumerate(tiles):
        left = EDGE + (number % ACROSS) * (width + 8)
        top = y + number // ACROSS * (TILE + 8)
        canvas.box(left, top, width, TILE, 14, PAPER)
        canvas.write(left + 12, top + 20, tile.label, 12, SOFT, most=width - 20)
        canvas.write(
            left + 12, top + 45, tile.value, 22 if len(tile.value) < 8 else 15, INK, bold=True, most=width - 18
        )
        if tile.change:
            colour, ground = TREND[tile.trend]
            length = canvas.text_width(tile.change, 11, most=width - 34)
            canvas.box(left + 10, top + 61, length + 12, 16, 8, ground)
            canvas.write(left + 16, top + 69, tile.change, 11, colour, most=width - 34)


def _bars(canvas: Canvas, y: float, title: str, bars: tuple[ReportBar, ...]) -> None:
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, BARS, 14, PAPER)
    canvas.write(EDGE + PAD, y + 20, title, 12, SOFT)
    most = max(*(bar.value for bar in bars), 1)
    step = INNER / len(bars)
    low, room = y + BARS - 30, BARS - 30 - 56
    for number, bar in enumerate(bars):
        x, height = EDGE + PAD + step * number, max(room * bar.value / most, 2)
        thick = min(step * 0.62, 30)
        colour = FAINT if not bar.value else LEAF if bar.off else GREEN
        canvas.box(x + (step - thick) / 2, low - height, thick, height, min(4, thick / 2), colour)
        if len(bars) <= 10:
            canvas.write(x + step / 2, low - height - 9, str(bar.value), 11, INK, align="middle")
        if bar.label:
            canvas.write(x + step / 2, low + 14, bar.label, 10, FAINT if bar.off else SOFT, align="middle")


def _remarks(canvas: Canvas, y: float, remarks: list[list[str]]) -> None:
    height = sum(len(remark) * REMARK + 8 for remark in remarks) + 24
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, height, 14, SAND)
    y += 16
    for remark in remarks:
        canvas.disc(EDGE + PAD + 4, y + REMARK / 2, 3, RED)
        for words in remark:
            canvas.write(EDGE + PAD + 18, y + REMARK / 2, words, 14, INK)
            y += REMARK
        y += 8


def _lines(canvas: Canvas, y: float, lines: tuple[ReportLine, ...], wrapped: list[list[str]]) -> None:
    height = sum(len(words) * LINE_HEIGHT + 10 for words in wrapped) + 22
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, height, 14, PAPER)
    y += 16
    for line, rows in zip(lines, wrapped, strict=True):
        canvas.write(EDGE + PAD, y + LINE_HEIGHT / 2, line.head, 14, GREEN, bold=True, most=HEADING - 8)
        for words in rows:
            canvas.write(EDGE + PAD + HEADING, y + LINE_HEIGHT / 2, words, 14, INK)
            y += LINE_HEIGHT
        y += 10
