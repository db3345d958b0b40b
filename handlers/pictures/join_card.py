"""A card for somebody who has just joined: their name, and the how many-th member they are."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import AMBER, GREEN, INK, LEAF, MINT, PAPER, SOFT, WHITE
from handlers.pictures.specs import JoinCardSpec

WIDTH, HEIGHT, EDGE = 440, 280, 16
HEAD = 78
INNER = WIDTH - 2 * EDGE


def draw_join_card(spec: JoinCardSpec) -> Image.Image:
    """Draw the group's name above, the newcomer's and their number below."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(EDGE, EDGE, INNER, HEIGHT - 2 * EDGE, 18, PAPER)
    canvas.shade(EDGE, EDGE, INNER, HEAD + 18, 18, GREEN, LEAF)
    canvas.box(EDGE, EDGE + HEAD, INNER, 18, 0, PAPER)
    canvas.write(EDGE + 24, EDGE + 30, "欢迎加入", 13, MINT)
    canvas.write(EDGE + 24, EDGE + 56, spec.group, 20, WHITE, bold=True, most=INNER - 48)
    canvas.write(EDGE + 24, EDGE + HEAD + 54, spec.name, 30, INK, bold=True, most=INNER - 48)
    canvas.star(EDGE + 32, EDGE + HEAD + 106, 9, AMBER)
    canvas.write(EDGE + 50, EDGE + HEAD + 106, f"第 {spec.number} 位成员", 17, INK)
    canvas.write(EDGE + 24, EDGE + HEAD + 144, f"{spec.day} 入群", 13, SOFT)
    return canvas.image
