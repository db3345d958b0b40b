"""A scene out of simple shapes: a sky, a ground, and a few things on it."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from PIL import Image

from handlers.pictures.canvas import Canvas
from handlers.pictures.palette import AMBER, BACKDROP, CREAM, INK, RED, WHITE
from handlers.pictures.scene_specs import ScenePart, SceneSpec
from handlers.pictures.things import THINGS

WIDTH, EDGE, HEAD = 400, 16, 40
LONG, HIGH = WIDTH - 2 * EDGE, 260
HORIZON = 0.62
"""Where the ground begins, in parts of the height."""
SKIES = {"day": ("#9bd3f5", "#dff2fd"), "dusk": ("#f6a27a", "#fbe0b5"), "night": ("#1f2f56", "#3d5387")}
GROUNDS = {
    "meadow": {"day": "#8fd07f", "dusk": "#86a862", "night": "#2e5a4a"},
    "beach": {"day": "#f3dca4", "dusk": "#e2b77f", "night": "#6f6a63"},
    "snow": {"day": "#f4f8fb", "dusk": "#f1e2da", "night": "#a9b8d0"},
    "street": {"day": "#c5ccd1", "dusk": "#b39c90", "night": "#4b5262"},
}
SEAS = {"day": "#4fa8d8", "dusk": "#b6727c", "night": "#24406e"}
BANDS = 40
SEED = 7
"""Drops, flakes and stars fall alike in every picture."""


def draw_scene(spec: SceneSpec) -> Image.Image:
    """Draw the sky and the ground, then the parts in their order."""
    canvas = Canvas(WIDTH, HEAD + HIGH + EDGE)
    canvas.write(EDGE, HEAD / 2 + 2, spec.title, 15, INK, bold=True, most=LONG)
    _sky(canvas, spec)
    _ground(canvas, spec)
    for part in spec.parts:
        _part(canvas, part)
    _weather(canvas, spec)
    for x in (0, WIDTH - EDGE):
        canvas.box(x, HEAD, EDGE, HIGH, 0, BACKDROP)  # what stands at the edge does not stand out
    return canvas.image


def _part(canvas: Canvas, part: ScenePart) -> None:
    draw = THINGS[part.thing]
    draw(canvas, EDGE + LONG * part.x / 100, HEAD + HIGH * part.y / 100, HIGH * part.size / 100, part.colour)


def _sky(canvas: Canvas, spec: SceneSpec) -> None:
    top, bottom = SKIES[spec.time]
    for band in range(BANDS):
        y = HEAD + HIGH * HORIZON * band / BANDS
        canvas.box(EDGE, y, LONG, HIGH * HORIZON / BANDS + 1, 0, _between(top, bottom, band / BANDS))
    sun = EDGE + LONG * 0.8, HEAD + HIGH * (0.17 if spec.time == "day" else 0.42 if spec.time == "dusk" else 0.18)
    if spec.time == "night":
        _stars(canvas)
        _moon(canvas, *sun, 22)
    elif spec.weather == "clear" or spec.time == "dusk":
        canvas.disc(*sun, 24, AMBER if spec.time == "day" else RED)
    if spec.weather != "clear":
        colour = WHITE if spec.time == "day" else _between(top, WHITE, 0.45)
        for x, y, size in ((0.2, 0.16, 1.0), (0.5, 0.1, 0.8), (0.74, 0.2, 1.1)):
            _cloud(canvas, EDGE + LONG * x, HEAD + HIGH * y, 22 * size, colour)


def _ground(canvas: Canvas, spec: SceneSpec) -> None:
    colour, y = GROUNDS[spec.place][spec.time], HEAD + HIGH * HORIZON
    if spec.place == "beach":
        canvas.box(EDGE, y, LONG, HIGH * 0.2, 0, SEAS[spec.time])
        for wave in range(5):
            canvas.box(EDGE + 14 + wave * 74, y + 14 + wave % 2 * 14, 34, 2, 1, _between(SEAS[spec.time], WHITE, 0.5))
        y += HIGH * 0.18
    elif spec.place != "street":
        for x, wide, high in ((0.0, 0.7, 0.13), (0.45, 0.55, 0.18)):
            _hill(canvas, EDGE + LONG * x, y, LONG * wide, HIGH * high, _between(colour, SKIES[spec.time][0], 0.35))
    canvas.box(EDGE, y, LONG, HEAD + HIGH - y, 0, colour)
    if spec.place == "street":
        for dash in range(6):
            canvas.box(EDGE + 18 + dash * 62, HEAD + HIGH * 0.9, 34, 5, 2, _between(colour, WHITE, 0.6))


def _hill(canvas: Canvas, x: float, y: float, wide: float, high: float, colour: str) -> None:
    steps = 24
    top = [(x + wide * step / steps, y - high * sin(pi * step / steps)) for step in range(steps + 1)]
    canvas.shape([*top, (x + wide, y + 2), (x, y + 2)], colour)


def _cloud(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    for dx, dy, part in ((-1.1, 0.25, 0.6), (-0.4, -0.1, 0.85), (0.45, 0.0, 0.75), (1.1, 0.3, 0.55)):
        canvas.disc(x + dx * size, y + dy * size, size * part, colour)
    canvas.box(x - 1.5 * size, y + 0.3 * size, 3 * size, 0.55 * size, 0.27 * size, colour)


def _moon(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Draw a crescent: half a turn outside, and back along a flatter line inside."""
    steps, lean = 24, 0.55
    turns = [pi * (step / steps - 0.5) + lean for step in range(steps + 1)]
    outside = [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]
    inside = [
        (
            x + radius * (sin(turn - lean) * -sin(lean) + 0.45 * cos(turn - lean) * cos(lean)),
            y + radius * (sin(turn - lean) * cos(lean) + 0.45 * cos(turn - lean) * sin(lean)),
        )
        for turn in reversed(turns)
    ]
    canvas.shape([*outside, *inside], CREAM)


def _stars(canvas: Canvas) -> None:
    random = Random(SEED)  # noqa: S311 - the same stars every night
    for _ in range(26):
        canvas.disc(EDGE + 8 + random.random() * (LONG - 16), HEAD + 8 + random.random() * HIGH * 0.5, 1.2, CREAM)


def _weather(canvas: Canvas, spec: SceneSpec) -> None:
    random = Random(SEED)  # noqa: S311 - the same drops in every rain
    for _ in range({"rain": 70, "snow": 60}.get(spec.weather, 0)):
        x, y = EDGE + 6 + random.random() * (LONG - 12), HEAD + 6 + random.random() * (HIGH - 22)
        if spec.weather == "rain":
            canvas.shape([(x, y), (x + 1.4, y), (x - 2.6, y + 11), (x - 4, y + 11)], "#d5e9f7")
        else:
            canvas.disc(x, y, 2.2, WHITE)


def _between(one: str, other: str, part: float) -> str:
    """Return a colour so far on the way from one to another, each as #rrggbb."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (last - first) * part):02x}" for first, last in pairs)
