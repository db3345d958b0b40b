"""The content of scenes as plain data, drawn like all other pictures: see specs.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SceneThing = Literal[
    "person",
    "umbrella",
    "tree",
    "house",
    "boat",
    "balloon",
    "kite",
    "cat",
    "bird",
    "fish",
    "bench",
    "lamp",
    "flower",
    "snowman",
    "bag",
    "ladder",
    "tent",
    "fence",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePart:
    """One thing of a scene, standing on a point."""

    thing: SceneThing
    x: int
    """Of its middle, in percent of the width."""
    y: int
    """Of its foot, in percent of the height."""
    size: int
    """Its height in percent of the scene's."""
    colour: int = 0
    """Which of the colours that it may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSpec:
    """A scene to make up words for."""

    kind: Literal["scene"] = "scene"
    title: str
    time: Literal["day", "dusk", "night"]
    place: Literal["meadow", "beach", "snow", "street"]
    weather: Literal["clear", "clouds", "rain", "snow"]
    parts: tuple[ScenePart, ...]
    """The farthest first."""
