"""The code of an event, to be put up at the door: large to read, and to scan."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import BLUE, ICE, INK, PAPER, SOFT, WHITE
from handlers.pictures.qr_code import draw_qr_code
from handlers.pictures.specs import EventCodeSpec

WIDTH, HEIGHT, EDGE = 420, 560, 16
HEAD = 104
SIDE = 236


def draw_event_code(spec: EventCodeSpec) -> Image.Image:
    """Draw the title and time of an event, its code as a QR code and in words."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, 18, PAPER)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD + 18, 18, BLUE, "#5fb0f0")
    canvas.box(EDGE, EDGE + HEAD, WIDTH - 2 * EDGE, 18, 0, PAPER)
    canvas.write(WIDTH / 2, EDGE + 42, spec.title, 22, WHITE, align="middle", bold=True, most=WIDTH - 2 * EDGE - 40)
    canvas.write(WIDTH / 2, EDGE + 76, spec.time, 14, ICE, align="middle", most=WIDTH - 2 * EDGE - 40)
    canvas.paste((WIDTH - SIDE) / 2, EDGE + HEAD + 24, draw_qr_code(spec.words, SIDE))
    top = EDGE + HEAD + SIDE + 58
    canvas.write(WIDTH / 2, top, "到了请在群里发", 14, SOFT, align="middle")
    canvas.write(WIDTH / 2, top + 50, spec.words, 34, INK, align="middle", bold=True)
    return canvas.image
