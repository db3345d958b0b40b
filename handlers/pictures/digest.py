"""The digest of a topic: its subject, the best that was said, and how many took part."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas, wrap_text
from handlers.pictures.palette import AMBER, GREEN, INK, LEAF, LINE, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import DigestSpec

WIDTH, EDGE, PAD = 420, 16, 22
LEFT, RIGHT = EDGE + PAD, WIDTH - EDGE - PAD
SUBJECT, SUBJECT_ROW = 21, 30
WORDS, WORDS_ROW = 16, 25
NAME_ROW, GAP = 30, 18
FOOT = 50
MOST_ROWS = 6
"""Rows of one quotation."""


def draw_digest(spec: DigestSpec) -> Image.Image:
    """Draw the quotations in their order, one below the other, each with a bar at its left."""
    subject = wrap_text(spec.subject, SUBJECT, RIGHT - LEFT)
    head = 60 + len(subject) * SUBJECT_ROW
    quotes = [(quote.name, _rows(quote.words)) for quote in spec.quotes]
    body = PAD + sum(len(rows) * WORDS_ROW + NAME_ROW + GAP for _, rows in quotes) + FOOT
    top = EDGE + head + 12
    canvas = Canvas(WIDTH, top + body + EDGE)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, head, 18, GREEN, LEAF)
    canvas.write(LEFT, EDGE + 28, spec.title, 12, MINT, most=RIGHT - LEFT)
    for place, words in enumerate(subject):
        canvas.write(LEFT, EDGE + 60 + place * SUBJECT_ROW, words, SUBJECT, WHITE, bold=True)
    canvas.box(EDGE, top, WIDTH - 2 * EDGE, body, 18, PAPER)
    y = float(top + PAD)
    for name, rows in quotes:
        canvas.box(LEFT, y, 4, len(rows) * WORDS_ROW + NAME_ROW, 2, AMBER)
        for place, words in enumerate(rows):
            canvas.write(LEFT + 18, y + WORDS_ROW / 2 + place * WORDS_ROW, words, WORDS, INK)
        y += len(rows) * WORDS_ROW
        canvas.write(RIGHT, y + NAME_ROW / 2, f"— {name}", 14, SOFT, align="right", most=RIGHT - LEFT - 18)
        y += NAME_ROW + GAP
    canvas.box(LEFT, y - 2, RIGHT - LEFT, 1, 0, LINE)
    canvas.write(WIDTH / 2, top + body - FOOT / 2, spec.foot, 13, SOFT, align="middle", most=RIGHT - LEFT)
    return canvas.image


def _rows(words: str) -> list[str]:
    rows = wrap_text(words, WORDS, RIGHT - LEFT - 18)
    return rows if len(rows) <= MOST_ROWS else [*rows[: MOST_ROWS - 1], rows[MOST_ROWS - 1][:-1] + "…"]
