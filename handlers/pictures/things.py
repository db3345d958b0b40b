"""The things of scenes, each out of a few shapes, standing on a point with a height."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import AMBER, BLUE, CORAL, CREAM, GREEN, LEAF, RED, WHITE
from handlers.pictures.scene_specs import SceneThing

BROWN, DARK, SKIN, GREY = "#8a5f3c", "#3b3f4a", "#f2c9a0", "#8b959c"
BRIGHT = (RED, BLUE, AMBER, GREEN, "#a169c9")
Draw = Callable[[Canvas, float, float, float, int], None]


def _bright(colour: int) -> str:
    return BRIGHT[colour % len(BRIGHT)]


def _arc(x: float, y: float, radius: float, start: float, end: float, steps: int = 18) -> list[tuple[float, float]]:
    """Return points on a circle between two angles, in parts of a turn clockwise from the right."""
    turns = (start + (end - start) * step / steps for step in range(steps + 1))
    return [(x + radius * cos(2 * pi * turn), y + radius * sin(2 * pi * turn)) for turn in turns]


def _at(x: float, y: float, size: float, *points: tuple[float, float]) -> list[tuple[float, float]]:
    """Return points that are told in parts of a thing's height, from the point on which it stands."""
    return [(x + dx * size, y + dy * size) for dx, dy in points]


def _person(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    leg = 0.3 * size
    canvas.box(x - 0.11 * size, y - leg, 0.09 * size, leg, 0.03 * size, DARK)
    canvas.box(x + 0.02 * size, y - leg, 0.09 * size, leg, 0.03 * size, DARK)
    canvas.box(x - 0.24 * size, y - 0.66 * size, 0.08 * size, 0.3 * size, 0.04 * size, SKIN)
    canvas.box(x + 0.16 * size, y - 0.66 * size, 0.08 * size, 0.3 * size, 0.04 * size, SKIN)
    canvas.box(x - 0.17 * size, y - 0.7 * size, 0.34 * size, 0.44 * size, 0.09 * size, _bright(colour))
    canvas.disc(x, y - 0.84 * size, 0.15 * size, SKIN)
    canvas.shape(_arc(x, y - 0.87 * size, 0.155 * size, 0.5, 1.0), DARK)
    for dx in (-0.06, 0.06):
        canvas.disc(x + dx * size, y - 0.82 * size, 0.02 * size, DARK)


def _umbrella(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.02 * size, y - 0.75 * size, 0.04 * size, 0.75 * size, 0.02 * size, BROWN)
    canvas.shape(_arc(x, y - 0.55 * size, 0.45 * size, 0.5, 1.0), _bright(colour))
    canvas.shape(_arc(x, y - 0.55 * size, 0.15 * size, 0.5, 1.0), WHITE)


def _tree(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.06 * size, y - 0.45 * size, 0.12 * size, 0.45 * size, 0.03 * size, BROWN)
    leaves = (LEAF, "#3f9d5a", AMBER, CORAL)[colour % 4]
    for dx, dy, radius in ((-0.16, -0.55, 0.2), (0.16, -0.55, 0.2), (0.0, -0.75, 0.24)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, leaves)


def _house(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    wide = 0.8 * size
    canvas.box(x - wide / 2, y - 0.58 * size, wide, 0.58 * size, 2, CREAM)
    canvas.shape(_at(x, y, size, (-0.5, -0.56), (0, -1), (0.5, -0.56)), _bright(colour))
    canvas.box(x - 0.1 * size, y - 0.32 * size, 0.2 * size, 0.32 * size, 2, BROWN)
    for dx in (-0.29, 0.15):
        canvas.box(x + dx * size, y - 0.46 * size, 0.14 * size, 0.14 * size, 2, AMBER)


def _boat(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.02 * size, y - size, 0.04 * size, 0.8 * size, 0, BROWN)
    canvas.shape(
        _at(x, y, size, (0.05, -0.98), (0.55, -0.3), (0.05, -0.3)),
        WHITE,
    )
    canvas.shape(_at(x, y, size, (-0.05, -0.9), (-0.4, -0.3), (-0.05, -0.3)), CREAM)
    canvas.shape(
        _at(x, y, size, (-0.6, -0.24), (0.65, -0.24), (0.42, 0), (-0.4, 0)),
        _bright(colour),
    )


def _balloon(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.01 * size, y - 0.5 * size, 0.02 * size, 0.5 * size, 0, DARK)
    canvas.disc(x, y - 0.74 * size, 0.26 * size, _bright(colour))
    canvas.shape(_at(x, y, size, (-0.05, -0.44), (0.05, -0.44), (0, -0.52)), _bright(colour))
    canvas.disc(x - 0.09 * size, y - 0.83 * size, 0.06 * size, WHITE)


def _kite(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.shape(
        _at(x, y, size, (0, -1), (0.3, -0.62), (0, -0.2), (-0.3, -0.62)),
        _bright(colour),
    )
    canvas.shape(_at(x, y, size, (0, -1), (0.3, -0.62), (0, -0.62)), _bright(colour + 2))
    for step in range(3):
        canvas.disc(
            x + (0.06 if step % 2 else -0.04) * size,
            y - 0.13 * size + step * 0.1 * size,
            0.04 * size,
            _bright(colour + 1),
        )


def _cat(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    fur = (AMBER, DARK, WHITE, GREY)[colour % 4]
    canvas.box(x - 0.3 * size, y - 0.5 * size, 0.6 * size, 0.5 * size, 0.22 * size, fur)
    canvas.box(x + 0.26 * size, y - 0.62 * size, 0.1 * size, 0.55 * size, 0.05 * size, fur)
    canvas.disc(x - 0.14 * size, y - 0.66 * size, 0.27 * size, fur)
    for dx in (-0.34, -0.06):
        canvas.shape(
            _at(x, y, size, (dx, -0.8), (dx + 0.1, -1), (dx + 0.2, -0.82)),
            fur,
        )
    for dx in (-0.23, -0.05):
        canvas.disc(x + dx * size, y - 0.68 * size, 0.04 * size, WHITE if fur == DARK else DARK)


def _bird(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    body = _bright(colour)
    canvas.disc(x, y - 0.45 * size, 0.32 * size, body)
    canvas.shape(_at(x, y, size, (-0.2, -0.5), (-0.75, -0.75), (-0.3, -0.25)), body)
    canvas.shape(
        _at(x, y, size, (0.28, -0.55), (0.56, -0.45), (0.28, -0.38)),
        AMBER if body != AMBER else RED,
    )
    canvas.disc(x + 0.12 * size, y - 0.55 * size, 0.06 * size, WHITE)
    canvas.disc(x + 0.14 * size, y - 0.55 * size, 0.03 * size, DARK)


def _fish(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    body = _bright(colour)
    canvas.box(x - 0.5 * size, y - 0.75 * size, 0.9 * size, 0.6 * size, 0.3 * size, body)
    canvas.shape(_at(x, y, size, (0.3, -0.45), (0.7, -0.8), (0.7, -0.1)), body)
    canvas.disc(x - 0.28 * size, y - 0.52 * size, 0.08 * size, WHITE)
    canvas.disc(x - 0.3 * size, y - 0.52 * size, 0.04 * size, DARK)


def _bench(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    for dx in (-0.55, 0.45):
        canvas.box(x + dx * size, y - 0.5 * size, 0.1 * size, 0.5 * size, 1, DARK)
    canvas.box(x - 0.7 * size, y - 0.55 * size, 1.4 * size, 0.13 * size, 2, BROWN)
    canvas.box(x - 0.7 * size, y - size, 1.4 * size, 0.13 * size, 2, BROWN)
    canvas.box(x - 0.7 * size, y - 0.8 * size, 1.4 * size, 0.13 * size, 2, BROWN)


def _lamp(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.025 * size, y - 0.85 * size, 0.05 * size, 0.85 * size, 1, DARK)
    canvas.box(x - 0.1 * size, y - 0.05 * size, 0.2 * size, 0.05 * size, 1, DARK)
    canvas.disc(x, y - 0.88 * size, 0.11 * size, AMBER)
    canvas.disc(x, y - 0.88 * size, 0.07 * size, CREAM)


def _flower(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.04 * size, y - 0.6 * size, 0.08 * size, 0.6 * size, 0, GREEN)
    for px, py in _arc(x, y - 0.7 * size, 0.2 * size, 0, 1, 5)[:-1]:
        canvas.disc(px, py, 0.16 * size, _bright(colour))
    canvas.disc(x, y - 0.7 * size, 0.13 * size, CREAM)


def _snowman(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    for dy, radius in ((-0.27, 0.3), (-0.67, 0.22)):
        canvas.disc(x, y + dy * size, (radius + 0.015) * size, "#cfdbe6")
        canvas.disc(x, y + dy * size, radius * size, WHITE)
    canvas.box(x - 0.2 * size, y - 0.55 * size, 0.4 * size, 0.09 * size, 0.04 * size, _bright(colour))
    canvas.box(x - 0.16 * size, y - size, 0.32 * size, 0.17 * size, 2, DARK)
    canvas.box(x - 0.24 * size, y - 0.85 * size, 0.48 * size, 0.04 * size, 2, DARK)
    for dx in (-0.08, 0.06):
        canvas.disc(x + dx * size, y - 0.71 * size, 0.025 * size, DARK)
    canvas.shape(_at(x, y, size, (0, -0.67), (0.17, -0.63), (0, -0.62)), AMBER)


def _bag(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.box(x - 0.28 * size, y - size, 0.56 * size, 0.5 * size, 0.2 * size, DARK)
    canvas.box(x - 0.2 * size, y - 0.92 * size, 0.4 * size, 0.4 * size, 0.14 * size, GREY)
    canvas.box(x - 0.5 * size, y - 0.72 * size, size, 0.72 * size, 0.1 * size, _bright(colour))
    canvas.box(x - 0.5 * size, y - 0.45 * size, size, 0.1 * size, 0, CREAM)


def _ladder(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    for dx in (-0.15, 0.1):
        canvas.box(x + dx * size, y - size, 0.05 * size, size, 1, BROWN)
    for step in range(5):
        canvas.box(x - 0.13 * size, y - (0.12 + step * 0.19) * size, 0.26 * size, 0.045 * size, 1, BROWN)


def _tent(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    canvas.shape(_at(x, y, size, (0, -1), (0.85, 0), (-0.85, 0)), _bright(colour))
    canvas.shape(_at(x, y, size, (0, -0.72), (0.3, 0), (-0.3, 0)), DARK)


def _fence(canvas: Canvas, x: float, y: float, size: float, colour: int) -> None:
    for post in range(5):
        left = x + (post - 2.5) * 0.5 * size
        canvas.box(left, y - size, 0.18 * size, size, 2, CREAM)
    for dy in (-0.78, -0.36):
        canvas.box(x - 1.35 * size, y + dy * size, 2.5 * size, 0.14 * size, 1, CREAM)


THINGS: Mapping[SceneThing, Draw] = {
    "person": _person,
    "umbrella": _umbrella,
    "tree": _tree,
    "house": _house,
    "boat": _boat,
    "balloon": _balloon,
    "kite": _kite,
    "cat": _cat,
    "bird": _bird,
    "fish": _fish,
    "bench": _bench,
    "lamp": _lamp,
    "flower": _flower,
    "snowman": _snowman,
    "bag": _bag,
    "ladder": _ladder,
    "tent": _tent,
    "fence": _fence,
}
