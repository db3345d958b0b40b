"""A certificate: who completed which course of which group, and when."""

from __future__ import annotations

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import AMBER, GREEN, INK, MINT, PAPER, SOFT
from handlers.pictures.specs import CertificateSpec

WIDTH, HEIGHT, EDGE, FRAME = 560, 396, 16, 10
MIDDLE = WIDTH // 2
INNER = WIDTH - 2 * (EDGE + FRAME)
MOST = INNER - 60


def draw_certificate(spec: CertificateSpec) -> Image.Image:
    """Draw a framed sheet with the name in its middle, and a seal below."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, 16, GREEN)
    canvas.box(EDGE + 4, EDGE + 4, WIDTH - 2 * EDGE - 8, HEIGHT - 2 * EDGE - 8, 13, MINT)
    canvas.box(EDGE + FRAME, EDGE + FRAME, INNER, HEIGHT - 2 * (EDGE + FRAME), 10, PAPER)
    canvas.write(MIDDLE, 70, "结 业 证 书", 28, GREEN, bold=True, align="middle")
    canvas.write(MIDDLE, 132, spec.name, 30, INK, bold=True, align="middle", most=MOST)
    canvas.box(MIDDLE - 130, 156, 260, 2, 1, MINT)
    canvas.write(MIDDLE, 190, f"坚持到课 {spec.lessons} 节，上完了", 16, SOFT, align="middle")
    canvas.write(MIDDLE, 226, f"「{spec.course}」", 22, INK, bold=True, align="middle", most=MOST)
    canvas.disc(MIDDLE, 290, 26, GREEN)
    canvas.star(MIDDLE, 290, 15, AMBER)
    canvas.write(MIDDLE, 342, f"{spec.group} · {spec.day}", 14, SOFT, align="middle", most=MOST)
    return canvas.image
