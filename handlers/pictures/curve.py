"""What is known of one member, with a curve of the last weeks."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas, wrap_text
from handlers.pictures.palette import EMPTY, FAINT, GREEN, INK, LEAF, PAPER, SOFT, WHITE
from handlers.pictures.report_specs import CurveSpec

WIDTH, EDGE, PAD, HEAD, CHART, LINE_HEIGHT, HEADING = 420, 16, 18, 64, 140, 21, 62
INNER = WIDTH - 2 * EDGE - 2 * PAD


def draw_curve(spec: CurveSpec) -> Image.Image:
    """Draw the title, the curve as one column for each week unless there is none, and the lines."""
    wrapped = [wrap_text(line.words, 14, INNER - HEADING) for line in spec.lines]
    body = sum(len(rows) * LINE_HEIGHT + 9 for rows in wrapped) + 24
    chart = CHART + 12 if any(spec.values) else 0
    canvas = Canvas(WIDTH, 2 * EDGE + HEAD + 12 + chart + body)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(WIDTH / 2, EDGE + HEAD / 2, spec.title, 24, WHITE, align="middle", bold=True, most=INNER)
    if chart:
        _chart(canvas, EDGE + HEAD + 12, spec)
    y = float(EDGE + HEAD + 12 + chart)
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, body, 18, PAPER)
    y += 16
    for line, rows in zip(spec.lines, wrapped, strict=True):
        canvas.write(EDGE + PAD, y + LINE_HEIGHT / 2, line.head, 14, GREEN, bold=True, most=HEADING - 6)
        for words in rows:
            canvas.write(EDGE + PAD + HEADING, y + LINE_HEIGHT / 2, words, 14, INK)
            y += LINE_HEIGHT
        y += 9
    return canvas.image


def _chart(canvas: Canvas, y: float, spec: CurveSpec) -> None:
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, CHART, 18, PAPER)
    canvas.write(EDGE + PAD, y + 20, spec.chart, 12, SOFT)
    step, low, room = INNER / len(spec.values), y + CHART - 28, CHART - 72
    for number, (value, label) in enumerate(zip(spec.values, spec.labels, strict=True)):
        x = EDGE + PAD + step * (number + 0.5)
        canvas.box(x - 9, low - room, 18, room, 6, EMPTY)
        height = room * min(value, spec.top) / spec.top
        if value:
            canvas.box(x - 9, low - height, 18, height, 6, GREEN)
            canvas.write(x, low - height - 8, str(value), 10, SOFT, align="middle")
        canvas.write(x, low + 13, label, 9, FAINT, align="middle")
