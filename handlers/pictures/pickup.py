"""A pick-up code as text and as a QR code that a scanner at the counter reads."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import BACKDROP, GREEN, INK, LEAF, LINE, MINT, PAPER, SOFT, WHITE
from handlers.pictures.qr_code import draw_qr_code
from handlers.pictures.specs import PickupSpec

WIDTH, HEIGHT, EDGE = 360, 508, 16
HEAD, TEAR = 92, 412
SIDE = 212


def draw_pickup(spec: PickupSpec) -> Image.Image:
    """Draw the code, its item, its owner and its last day on a ticket with a stub."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, 18, PAPER)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD + 18, 18, GREEN, LEAF)
    canvas.box(EDGE, EDGE + HEAD, WIDTH - 2 * EDGE, 18, 0, PAPER)
    canvas.write(WIDTH / 2, EDGE + 30, "取货码", 13, MINT, align="middle")
    canvas.write(WIDTH / 2, EDGE + 60, spec.item, 20, WHITE, align="middle", bold=True, most=WIDTH - 2 * EDGE - 40)
    canvas.paste((WIDTH - SIDE) / 2, EDGE + HEAD + 20, draw_qr_code(spec.code, SIDE))
    canvas.write(WIDTH / 2, TEAR - 38, " ".join(spec.code), 28, INK, align="middle", bold=True)
    for x in range(EDGE + 24, WIDTH - EDGE - 24, 10):
        canvas.box(x, TEAR - 0.5, 5, 1, 0, LINE)
    for x in (EDGE, WIDTH - EDGE):
        canvas.disc(x, TEAR, 10, BACKDROP)
    for place, (name, value) in enumerate((("领取人", spec.name), ("有效到", spec.until))):
        y = TEAR + 28 + place * 28
        canvas.write(EDGE + 28, y, name, 13, SOFT)
        canvas.write(WIDTH - EDGE - 28, y, value, 15, INK, align="right", most=200)
    return canvas.image
