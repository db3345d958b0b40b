"""The result of a red packet: its words on red, and below who got what, with a crown for the best luck."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas, wrap_text
from handlers.pictures.palette import AMBER, CORAL, CREAM, INK, LINE, PAPER, RED, SOFT, WHITE
from handlers.pictures.specs import RedPacketLine, RedPacketSpec

WIDTH, EDGE, PAD = 400, 16, 20
LEFT, RIGHT = EDGE + PAD, WIDTH - EDGE - PAD
LONG = RIGHT - LEFT
WORDS, ROW_OF_WORDS = 20, 28
ROW, FOOT = 46, 44


def draw_red_packet(spec: RedPacketSpec) -> Image.Image:
    """Draw the shares in their order, one below the other."""
    words = wrap_text(spec.words, WORDS, LONG)
    head = 58 + len(words) * ROW_OF_WORDS
    top = EDGE + head + 12
    body = PAD / 2 + len(spec.lines) * ROW + FOOT
    canvas = Canvas(WIDTH, top + body + EDGE)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, head, 18, RED, CORAL)
    canvas.write(LEFT, EDGE + 28, spec.title, 12, CREAM, most=LONG)
    for place, line in enumerate(words):
        canvas.write(LEFT, EDGE + 60 + place * ROW_OF_WORDS, line, WORDS, WHITE, bold=True)
    canvas.box(EDGE, top, WIDTH - 2 * EDGE, body, 18, PAPER)
    y = top + PAD / 2
    for share in spec.lines:
        _share(canvas, y, share)
        y += ROW
    canvas.write(WIDTH / 2, top + body - FOOT / 2, spec.foot, 13, SOFT, align="middle", most=LONG)
    return canvas.image


def _share(canvas: Canvas, y: float, line: RedPacketLine) -> None:
    middle = y + ROW / 2
    unit = canvas.write(RIGHT, middle, "分", 12, SOFT, align="right")
    points = canvas.write(
        RIGHT - unit - 4, middle, str(line.points), 20, RED if line.best else INK, align="right", bold=True
    )
    room = LONG - unit - points - 24
    name = canvas.write(LEFT, middle - 9, line.name, 16, INK, bold=line.best, most=room - 20 * line.best)
    if line.best:
        canvas.star(LEFT + name + 12, middle - 9, 8, AMBER)
    canvas.write(LEFT, middle + 11, f"手气最佳 · {line.took}" if line.best else line.took, 11, SOFT)
    canvas.box(LEFT, y + ROW - 1, LONG, 1, 0, LINE)
