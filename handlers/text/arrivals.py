"""How somebody came to the group, in words."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.kit.words import truncate
from storage.members.arrivals import Way

SCENES = {"invited": "被邀请", "link": "点链接", "code": "扫码"}
SOURCE = "{scene}（{source}）"
OTHER = "渠道"
LONGEST = 20
"""Characters of an owner's words for a way in."""


def describe_way(way: Way) -> str:
    """Return how somebody came, such as 扫码（门店海报）; empty where it is not known."""
    scene = SCENES.get(way.scene, "")
    source = truncate(way.source, LONGEST)
    return SOURCE.format(scene=scene or OTHER, source=source) if source else scene


def describe_ways(counts: Iterable[tuple[Way, int]]) -> str:
    """Return how many came by which way, most first, such as 扫码 5（门店海报 4）、点链接 2; empty for none known."""
    scenes: dict[str, int] = {}
    sources: dict[str, list[str]] = {}
    for way, count in counts:
        scene = SCENES.get(way.scene, OTHER if way.source else "")
        if not scene:
            continue
        scenes[scene] = scenes.get(scene, 0) + count
        if way.source:
            sources.setdefault(scene, []).append(f"{truncate(way.source, LONGEST)} {count}")
    most_first = sorted(scenes, key=lambda scene: -scenes[scene])
    return "、".join(
        f"{scene} {scenes[scene]}" + (f"（{'、'.join(sources[scene])}）" if scene in sources else "")
        for scene in most_first
    )
