"""The shop as a picture: a card for each thing with its picture or number, its price and what else there is to know."""

from __future__ import annotations

from PIL import Image, ImageOps

from handlers.pictures.canvas import SCALE, Canvas
from handlers.pictures.palette import AMBER, GREEN, INK, LEAF, MINT, PAPER, SAND, SOFT, WHITE
from handlers.pictures.specs import ShopLine, ShopSpec

WIDTH, EDGE, GAP, PAD = 400, 16, 10, 14
HEAD, CARD, FOOT = 76, 92, 44
SIDE = CARD - 2 * PAD
TOP = EDGE + HEAD + 12
MOST = 12
"""Cards on one picture; a longer shop ends with a note."""


def draw_shop(spec: ShopSpec) -> Image.Image:
    """Draw the first items of the shop, one below the other."""
    lines = spec.lines[:MOST]
    more = len(spec.lines) - len(lines)
    canvas = Canvas(WIDTH, TOP + len(lines) * (CARD + GAP) + FOOT + EDGE)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(WIDTH / 2, EDGE + HEAD / 2, spec.title, 22, WHITE, align="middle", bold=True, most=WIDTH - 80)
    for place, line in enumerate(lines):
        _card(canvas, TOP + place * (CARD + GAP), line)
    foot = f"还有 {more} 样，{spec.foot}" if more else spec.foot
    middle = TOP + len(lines) * (CARD + GAP) + FOOT / 2
    canvas.write(WIDTH / 2, middle, foot, 13, SOFT, align="middle", most=WIDTH - 2 * EDGE)
    return canvas.image


def _card(canvas: Canvas, y: float, line: ShopLine) -> None:
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, CARD, 16, PAPER)
    left, right = EDGE + PAD + SIDE + PAD, WIDTH - EDGE - PAD - 4
    picture = _picture(line.picture) if line.picture else None
    if picture:
        canvas.paste_rounded(EDGE + PAD, y + PAD, picture, 12)
    else:
        canvas.box(EDGE + PAD, y + PAD, SIDE, SIDE, 12, MINT)
        canvas.write(EDGE + PAD + SIDE / 2, y + CARD / 2, str(line.number), 26, GREEN, align="middle", bold=True)
    name = f"{line.number}. {line.name}" if picture else line.name
    canvas.write(left, y + 26, name, 17, INK, bold=True, most=right - left)
    canvas.write(left, y + 50, line.price, 15, AMBER, bold=True, most=right - left)
    if line.note:
        width = canvas.text_width(line.note, 11, most=right - left - 16)
        canvas.box(left, y + 64, width + 16, 19, 9.5, SAND)
        canvas.write(left + 8, y + 73.5, line.note, 11, SOFT, most=right - left - 16)


def _picture(path: str) -> Image.Image | None:
    """Return the item's picture cut to a square; None where the file is gone or broken."""
    try:
        with Image.open(path) as picture:
            size = (round(SIDE * SCALE), round(SIDE * SCALE))
            return ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGB"), size)
    except (OSError, Image.DecompressionBombError):
        return None
