"""The paper all pictures are drawn on: its colours, its font, and words set so that any nickname survives."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import noto_cjk_sans_otc
from PIL import Image, ImageDraw, ImageFont

SIMPLIFIED = 2
"""The face with the shapes of mainland China in the font's collection."""
SCALE = 2
"""Pictures are drawn for screens with two pixels to the point."""
PAPER, INK, FAINT, ACCENT = "#ffffff", "#1f2329", "#8f959e", "#07c160"


@lru_cache(maxsize=16)
def font(points: int) -> ImageFont.FreeTypeFont:
    """Noto Sans CJK SC in a size."""
    path = Path(noto_cjk_sans_otc.__file__).parent / "NotoSansCJK-Regular.ttc"
    return ImageFont.truetype(path, points * SCALE, index=SIMPLIFIED)


class Paper:
    """A white sheet with its origin top left; all lengths are points."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), PAPER)
        self._pen = ImageDraw.Draw(self.image)

    def write(self, x: float, y: float, words: str, points: int, colour: str = INK, anchor: str = "la") -> None:
        """Words with their top left corner, or another anchor of Pillow's, at a place."""
        self._pen.text((x * SCALE, y * SCALE), words, colour, font(points), anchor)

    def paste(self, x: float, y: float, picture: Image.Image) -> None:
        """A picture as it is, pixel by pixel."""
        self.image.paste(picture, (round(x * SCALE), round(y * SCALE)))
