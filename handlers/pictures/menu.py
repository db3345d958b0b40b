"""The menu of the help: a card for each topic, with every word that members can say on a chip of its own."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import GREEN, INK, LEAF, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import MenuLine, MenuSpec

WIDTH, EDGE, GAP, PAD = 400, 16, 8, 12
HEAD, FOOT = 76, 40
TOP = EDGE + HEAD + 12
TOPIC = 58
"""The width of a topic's name."""
CHIP, SIZE, INSIDE, BETWEEN = 30, 16, 9, 7
"""A chip's height, the size of its letters, and the space beside them and between chips."""
LEFT, RIGHT = EDGE + PAD + TOPIC + PAD, WIDTH - EDGE - PAD

Chip = tuple[str, float]
"""Its word and its width."""


def draw_menu(spec: MenuSpec) -> Image.Image:
    """Draw the topics in their order, one below the other."""
    # Measuring needs a canvas; how high the picture becomes is known afterwards.
    cards = [(line, _rows(Canvas(1, 1), line.words)) for line in spec.lines]
    heights = [2 * PAD + len(rows) * (CHIP + BETWEEN) - BETWEEN for _, rows in cards]
    canvas = Canvas(WIDTH, TOP + sum(heights) + len(heights) * GAP + FOOT + EDGE - GAP)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD, 18, GREEN, LEAF)
    canvas.write(WIDTH / 2, EDGE + HEAD / 2, spec.title, 22, WHITE, align="middle", bold=True, most=WIDTH - 80)
    y = float(TOP)
    for (line, rows), height in zip(cards, heights, strict=True):
        _card(canvas, y, height, line, rows)
        y += height + GAP
    canvas.write(WIDTH / 2, y + FOOT / 2, spec.foot, 14, SOFT, align="middle", most=WIDTH - 2 * EDGE)
    return canvas.image


def _rows(canvas: Canvas, words: tuple[str, ...]) -> list[list[Chip]]:
    """Return the chips by the rows that they fill; there is one row at least."""
    rows: list[list[Chip]] = [[]]
    for word in words:
        width = canvas.text_width(word, SIZE, most=RIGHT - LEFT - 2 * INSIDE) + 2 * INSIDE
        taken = sum(one + BETWEEN for _, one in rows[-1])
        if rows[-1] and taken + width > RIGHT - LEFT:
            rows.append([])
        rows[-1].append((word, width))
    return rows


def _card(canvas: Canvas, y: float, height: float, line: MenuLine, rows: list[list[Chip]]) -> None:
    canvas.box(EDGE, y, WIDTH - 2 * EDGE, height, 16, PAPER)
    middle = y + PAD + CHIP / 2
    canvas.box(EDGE + PAD, y + PAD, TOPIC, CHIP, 10, GREEN)
    canvas.write(EDGE + PAD + TOPIC / 2, middle, line.topic, SIZE, WHITE, align="middle", bold=True, most=TOPIC - 6)
    for place, row in enumerate(rows):
        x, top = float(LEFT), y + PAD + place * (CHIP + BETWEEN)
        for word, width in row:
            canvas.box(x, top, width, CHIP, 10, MINT)
            # One point more, so that what just fits is not cut.
            canvas.write(x + INSIDE, top + CHIP / 2, word, SIZE, INK, most=width - 2 * INSIDE + 1)
            x += width + BETWEEN
