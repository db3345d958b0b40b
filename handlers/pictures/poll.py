"""The result of a poll: the question, a bar for each option with the best in green, and how many took part."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas, wrap_text
from handlers.pictures.palette import AMBER, GREEN, INK, LEAF, LINE, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import PollLine, PollSpec

WIDTH, EDGE, PAD = 400, 16, 20
LEFT, RIGHT = EDGE + PAD, WIDTH - EDGE - PAD
LONG = RIGHT - LEFT
INDENT = LEFT + 34
QUESTION, ROW_OF_QUESTION = 21, 30
OPTION, ROW_OF_NAMES = 16, 22
NAMES = 168
"""The width of an option's name; a longer one takes several rows."""
ROW, FOOT = 40, 48


def draw_poll(spec: PollSpec) -> Image.Image:
    """Draw the options in their order, one below the other."""
    question = wrap_text(spec.question, QUESTION, LONG)
    head = 58 + len(question) * ROW_OF_QUESTION
    top = EDGE + head + 12
    options = [wrap_text(line.option, OPTION, NAMES) for line in spec.lines]
    body = PAD + sum(ROW + len(names) * ROW_OF_NAMES for names in options) + FOOT
    canvas = Canvas(WIDTH, top + body + EDGE)
    canvas.shade(EDGE, EDGE, WIDTH - 2 * EDGE, head, 18, GREEN, LEAF)
    canvas.write(LEFT, EDGE + 28, spec.title, 12, MINT, most=LONG)
    for place, words in enumerate(question):
        canvas.write(LEFT, EDGE + 60 + place * ROW_OF_QUESTION, words, QUESTION, WHITE, bold=True)
    canvas.box(EDGE, top, WIDTH - 2 * EDGE, body, 18, PAPER)
    y = float(top + PAD)
    for line, names in zip(spec.lines, options, strict=True):
        _option(canvas, y, line, names)
        y += ROW + len(names) * ROW_OF_NAMES
    canvas.write(WIDTH / 2, top + body - FOOT / 2 - 2, spec.foot, 13, SOFT, align="middle", most=LONG)
    return canvas.image


def _option(canvas: Canvas, y: float, line: PollLine, names: list[str]) -> None:
    middle = y + 18
    canvas.disc(LEFT + 12, middle, 12, GREEN if line.won else LINE)
    canvas.write(LEFT + 12, middle, str(line.number), 13, WHITE if line.won else SOFT, align="middle", bold=True)
    part = canvas.write(RIGHT, middle, f"{line.share}%", 12, SOFT, align="right")
    votes = f"{line.votes} 票"
    canvas.write(RIGHT - part - 8, middle, votes, 16, GREEN if line.won else INK, align="right", bold=True)
    width = 0.0
    for place, words in enumerate(names):
        width = canvas.write(INDENT, middle + place * ROW_OF_NAMES, words, OPTION, INK, bold=line.won)
    below = middle + (len(names) - 1) * ROW_OF_NAMES
    if line.won:
        canvas.star(INDENT + width + 14, below, 8, AMBER)
    canvas.box(LEFT, below + 20, LONG, 8, 4, LINE)
    if line.votes:
        canvas.box(LEFT, below + 20, max(LONG * line.share / 100, 8), 8, 4, GREEN if line.won else LEAF)
