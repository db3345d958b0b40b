"""Numbers in rows and columns, the larger the darker: cohorts by week, hours by weekday."""

from __future__ import annotations

from PIL import Image, ImageColor

from handlers.pictures.canvas import Canvas, wrap_text
from handlers.pictures.palette import EMPTY, GREEN, INK, MINT, PAPER, SOFT, WHITE
from handlers.pictures.report_specs import HeatmapSpec

EDGE, PAD, HEAD, LABEL, ROW, FOOT = 16, 16, 64, 92, 34, 20
NARROW, WIDE = 17, 42
"""The width of a cell without and with its number."""
DARK = 55
"""Percent of the darkest, from which on the writing is white."""


def draw_heatmap(spec: HeatmapSpec) -> Image.Image:
    """Draw a row for each label; cells without a number stay white."""
    cell = WIDE if spec.unit else NARROW
    width = 2 * EDGE + 2 * PAD + LABEL + cell * len(spec.columns)
    foot = wrap_text(spec.foot, 13, width - 2 * EDGE - 2 * PAD) if spec.foot else []
    body = 2 * PAD + 20 + ROW * len(spec.rows)
    canvas = Canvas(width, 2 * EDGE + HEAD + 12 + body + (len(foot) * FOOT + 12 if foot else 0))
    canvas.shade(EDGE, EDGE, width - 2 * EDGE, HEAD, 18, GREEN, GREEN)
    dates = canvas.write(width - EDGE - PAD, EDGE + HEAD / 2, spec.dates, 13, MINT, align="right", most=190)
    canvas.write(EDGE + PAD, EDGE + HEAD / 2, spec.title, 22, WHITE, bold=True, most=width - 2 * EDGE - 3 * PAD - dates)
    top = EDGE + HEAD + 12
    canvas.box(EDGE, top, width - 2 * EDGE, body, 18, PAPER)
    left, y = EDGE + PAD + LABEL, top + PAD
    for number, name in enumerate(spec.columns):
        if name:
            canvas.write(left + cell * (number + 0.5), y + 8, name, 11, SOFT, align="middle")
    y += 20
    for row in spec.rows:
        canvas.write(EDGE + PAD, y + ROW / 2, row.label, 13, INK)
        canvas.write(left - 8, y + ROW / 2, row.note, 11, SOFT, align="right")
        for number, value in enumerate(row.cells):
            if value is not None:
                _cell(canvas, left + cell * number, y, cell, value, spec)
        y += ROW
    y = top + body + 12
    for words in foot:
        canvas.write(EDGE + PAD, y + FOOT / 2, words, 13, SOFT)
        y += FOOT
    return canvas.image


def _cell(canvas: Canvas, x: float, y: float, width: float, value: int, spec: HeatmapSpec) -> None:
    share = min(value * 100 // max(spec.top, 1), 100)
    gap = 2 if spec.unit else 1
    canvas.box(x + gap, y + gap, width - 2 * gap, ROW - 2 * gap, 4, _mix(EMPTY if not value else MINT, GREEN, share))
    if spec.unit:
        colour = WHITE if share >= DARK else INK
        canvas.write(x + width / 2, y + ROW / 2, f"{value}{spec.unit}", 11, colour, align="middle", most=width - 4)


def _mix(light: str, dark: str, percent: int) -> str:
    parts = zip(ImageColor.getrgb(light)[:3], ImageColor.getrgb(dark)[:3], strict=True)
    return "#" + "".join(f"{round(low + (high - low) * percent / 100):02x}" for low, high in parts)
