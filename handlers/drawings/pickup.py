"""A pick-up code as words and as a QR code that a scanner at the counter reads."""

from __future__ import annotations

from io import BytesIO

import segno
from PIL import Image

from handlers.drawings.paper import ACCENT, FAINT, SCALE, Paper
from handlers.sheets import PickupSheet

WIDTH, HEIGHT = 320, 400
SIDE = 200


def draw_pickup(sheet: PickupSheet) -> Image.Image:
    """The code, what for, whose, and until when."""
    paper = Paper(WIDTH, HEIGHT)
    paper.write(WIDTH / 2, 24, sheet.item, 18, anchor="ma")
    paper.paste((WIDTH - SIDE) / 2, 64, _squares(sheet.code))
    paper.write(WIDTH / 2, 280, sheet.code, 32, ACCENT, anchor="ma")
    paper.write(WIDTH / 2, 336, f"{sheet.name}，有效到 {sheet.until}", 14, FAINT, anchor="ma")
    return paper.image


def _squares(words: str) -> Image.Image:
    buffer = BytesIO()
    segno.make(words, error="m", micro=False).save(buffer, kind="png", scale=8, border=2)
    return Image.open(buffer).convert("RGB").resize((SIDE * SCALE, SIDE * SCALE), Image.Resampling.NEAREST)
