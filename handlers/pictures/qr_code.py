"""A QR code as an image."""

from __future__ import annotations

from io import BytesIO

import segno
from PIL import Image

from handlers.pictures.canvas import SCALE


def draw_qr_code(words: str, side: int) -> Image.Image:
    """Return a square with a side of so many points that a scanner reads the words from."""
    buffer = BytesIO()
    segno.make(words, error="m", micro=False).save(buffer, kind="png", scale=8, border=1)
    return Image.open(buffer).convert("RGB").resize((side * SCALE, side * SCALE), Image.Resampling.NEAREST)
