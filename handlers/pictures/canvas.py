"""The canvas of all pictures: smooth shapes, and text set in the middle of its line.

All lengths are points from the top left corner; a point is two pixels, as on today's screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, cos, pi, sin
from typing import Literal

from PIL import Image, ImageColor, ImageDraw

from handlers.pictures import fonts
from handlers.pictures.fonts import EMOJI, Run
from handlers.pictures.palette import BACKDROP, INK

SCALE = 2
OVERSAMPLING = 4
"""How many times larger edges are drawn before they are scaled down."""
MIDDLE_LINE = 0.37
"""The middle of Chinese characters and of digits above their baseline, in parts of the size."""
BOLD_STROKE = 0.028
"""The width that bold strokes gain on each side, in parts of the size: the font has but one weight."""

NO_LINE_START = "，。、；：？！…）」』》,.;:?!)"
"""Punctuation that no line begins with."""
NO_LINE_END = "（「『《([“"
"""Punctuation that no line ends with."""
IN_NUMBERS = "0123456789.:-%"
"""What stays together: 16 人, 36%, 12:30, 11-28."""

Align = Literal["left", "middle", "right"]


class Canvas:
    """A picture in the making."""

    def __init__(self, width: float, height: float, colour: str = BACKDROP) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), colour)
        self._pen = ImageDraw.Draw(self.image)

    def write(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str = INK,
        *,
        align: Align = "left",
        bold: bool = False,
        most: float = 0,
    ) -> float:
        """Draw one line with its middle at `y`, cut with … where it is wider than `most`; return its width."""
        pixels = round(size * SCALE)
        runs = fit_text(words, pixels, most * SCALE) if most else fonts.merge_runs(fonts.shape_text(words))
        width = sum(fonts.run_width(run, pixels) for run in runs)
        place = x * SCALE - {"left": 0, "middle": width / 2, "right": width}[align]
        for run in runs:
            self._set(place, y * SCALE, run, pixels, colour, pixels * BOLD_STROKE if bold else 0)
            place += fonts.run_width(run, pixels)
        return width / SCALE

    def text_width(self, words: str, size: float, *, most: float) -> float:
        """Return the width that `write` would give these words."""
        pixels = round(size * SCALE)
        return sum(fonts.run_width(run, pixels) for run in fit_text(words, pixels, most * SCALE)) / SCALE

    def _set(self, x: float, y: float, run: Run, pixels: int, colour: str, stroke: float) -> None:
        if run.font == EMOJI:
            picture = fonts.emoji_picture(run.text, pixels)
            self.image.paste(picture, (round(x), round(y - picture.height / 2)), picture)
            return
        font = fonts.load_font(run.font, pixels)
        self._pen.text((x, y + pixels * MIDDLE_LINE), run.text, colour, font, "ls", stroke_width=stroke)

    def box(self, x: float, y: float, width: float, height: float, radius: float, colour: str) -> None:
        """Draw a filled box with round corners."""
        mask = _rounded_mask(round(width * SCALE), round(height * SCALE), round(radius * SCALE))
        self.image.paste(ImageColor.getrgb(colour), _to_pixels(x, y), mask)

    def ring(
        self, x: float, y: float, width: float, height: float, radius: float, thick: float, colour: str, inside: str
    ) -> None:
        """Draw a box with round corners and a rim."""
        self.box(x, y, width, height, radius, colour)
        self.box(x + thick, y + thick, width - 2 * thick, height - 2 * thick, radius - thick, inside)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a filled circle around a point."""
        self.box(x - radius, y - radius, 2 * radius, 2 * radius, radius, colour)

    def shade(self, x: float, y: float, width: float, height: float, radius: float, left: str, right: str) -> None:
        """Draw a box with round corners whose colour changes from left to right."""
        size = round(width * SCALE), round(height * SCALE)
        ramp = Image.linear_gradient("L").rotate(90).resize(size)
        colours = Image.composite(Image.new("RGB", size, right), Image.new("RGB", size, left), ramp)
        self.image.paste(colours, _to_pixels(x, y), _rounded_mask(*size, round(radius * SCALE)))

    def star(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a star with five points around a point."""
        mask = _star_mask(round(radius * SCALE))
        self.image.paste(ImageColor.getrgb(colour), _to_pixels(x - radius, y - radius), mask)

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """Draw a filled shape with straight edges through these points."""
        left, top = min(x for x, _ in points), min(y for _, y in points)
        width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
        large = SCALE * OVERSAMPLING
        mask = Image.new("L", (ceil(width * large) + 1, ceil(height * large) + 1), 0)
        ImageDraw.Draw(mask).polygon([((x - left) * large, (y - top) * large) for x, y in points], fill=255)
        size = max(1, mask.width // OVERSAMPLING), max(1, mask.height // OVERSAMPLING)
        self.image.paste(ImageColor.getrgb(colour), _to_pixels(left, top), mask.resize(size, Image.Resampling.BOX))

    def paste_rounded(self, x: float, y: float, picture: Image.Image, radius: float) -> None:
        """Paste a picture with round corners."""
        self.image.paste(picture, _to_pixels(x, y), _rounded_mask(*picture.size, round(radius * SCALE)))

    def paste(self, x: float, y: float, picture: Image.Image) -> None:
        """Paste a picture as it is, pixel by pixel."""
        self.image.paste(picture, _to_pixels(x, y))


def fit_text(words: str, pixels: int, most: float) -> list[Run]:
    """Return the text in at most `most` pixels, cut between graphemes."""
    glyphs = fonts.shape_text(words)
    runs = fonts.merge_runs(glyphs)
    while len(glyphs) > 1 and sum(fonts.run_width(run, pixels) for run in runs) > most:
        # A letter of Latin script is about a third as wide as this; so few steps come near and none goes too far.
        over = sum(fonts.run_width(run, pixels) for run in runs) - most
        glyphs = glyphs[: -max(1, int(over / (pixels * 1.2)))]
        runs = fonts.merge_runs([*glyphs, Run("…", fonts.CJK)])
    return runs


def wrap_text(words: str, size: float, most: float) -> list[str]:
    """Return lines of about the same length, at most `most` wide; punctuation at the end of a line may stand out."""
    pixels = round(size * SCALE)
    glyphs = [(run.text, fonts.run_width(run, pixels)) for run in fonts.shape_text(words)]
    total = sum(width for _, width in glyphs)
    room = min(most * SCALE, total / ceil(total / (most * SCALE)) + pixels)
    lines, length = [""], 0.0
    for place, (grapheme, width) in enumerate(glyphs):
        if lines[-1] and length + width > room and grapheme not in NO_LINE_START:
            joined = IN_NUMBERS if grapheme in IN_NUMBERS else ""
            kept = lines[-1].rstrip(joined).rstrip(NO_LINE_END) or lines[-1]
            begun = lines[-1][len(kept) :]
            lines[-1] = kept
            lines.append(begun)
            length = sum(width for _, width in glyphs[place - len(begun) : place])
        lines[-1] += grapheme
        length += width
    return [line.strip() for line in lines]


def _to_pixels(x: float, y: float) -> tuple[int, int]:
    return round(x * SCALE), round(y * SCALE)


@lru_cache(maxsize=256)
def _rounded_mask(width: int, height: int, radius: int) -> Image.Image:
    """Return a mask; only its corners are drawn large, because nothing else has edges to smooth."""
    mask = Image.new("L", (width, height), 255)
    radius = min(radius, width // 2, height // 2)
    if radius:
        large = 2 * radius * OVERSAMPLING
        disc = Image.new("L", (large, large))
        ImageDraw.Draw(disc).ellipse((0, 0, large - 1, large - 1), 255)
        disc = disc.resize((2 * radius, 2 * radius), Image.Resampling.BOX)
        for left, x in ((0, 0), (radius, width - radius)):
            for top, y in ((0, 0), (radius, height - radius)):
                mask.paste(disc.crop((left, top, left + radius, top + radius)), (x, y))
    return mask


@lru_cache(maxsize=16)
def _star_mask(radius: int) -> Image.Image:
    large = radius * OVERSAMPLING
    points = [
        (large + length * sin(pi * step / 5), large - length * cos(pi * step / 5))
        for step in range(10)
        for length in [large if step % 2 == 0 else large * 0.45]
    ]
    mask = Image.new("L", (2 * large, 2 * large))
    ImageDraw.Draw(mask).polygon(points, 255)
    return mask.resize((2 * radius, 2 * radius), Image.Resampling.BOX)
