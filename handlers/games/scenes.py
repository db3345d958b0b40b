"""Composes scenes that want a caption: a place, somebody, and something that does not quite belong there; pure."""

from __future__ import annotations

from random import Random
from typing import Literal, get_args

from handlers.pictures.scene_specs import ScenePart, SceneSpec, SceneThing

TITLE = "看图说话"
Weather = Literal["clear", "clouds", "rain", "snow"]
Place = Literal["meadow", "beach", "snow", "street"]
BEHIND: dict[Place, tuple[SceneThing, ...]] = {
    "meadow": ("tree", "house", "fence", "tree"),
    "beach": ("boat", "boat", "tree"),
    "snow": ("tree", "house", "tent"),
    "street": ("house", "lamp", "tree", "house"),
}
SOMEBODY: tuple[SceneThing, ...] = ("person", "cat", "bird", "snowman")
ODD: tuple[SceneThing, ...] = (
    "fish",
    "ladder",
    "balloon",
    "kite",
    "bag",
    "bench",
    "umbrella",
    "flower",
    "boat",
    "snowman",
)
SIZES: dict[SceneThing, int] = {
    "person": 34,
    "cat": 20,
    "bird": 14,
    "snowman": 32,
    "fish": 16,
    "ladder": 44,
    "balloon": 32,
    "kite": 24,
    "bag": 15,
    "bench": 15,
    "umbrella": 30,
    "flower": 18,
    "boat": 24,
    "tree": 40,
    "house": 42,
    "lamp": 48,
    "fence": 14,
    "tent": 26,
}
NAMES: dict[SceneThing, str] = {
    "person": "一个人",
    "cat": "一只猫",
    "bird": "一只鸟",
    "snowman": "一个雪人",
    "fish": "一条鱼",
    "ladder": "一架梯子",
    "balloon": "一个气球",
    "kite": "一只风筝",
    "bag": "一个箱子",
    "bench": "一张长椅",
    "umbrella": "一把伞",
    "flower": "一朵花",
    "boat": "一条船",
    "tree": "一棵树",
    "house": "一座房子",
    "lamp": "一盏路灯",
    "fence": "一排篱笆",
    "tent": "一顶帐篷",
}
TIMES = {"day": "白天", "dusk": "傍晚", "night": "夜里"}
PLACES = {"meadow": "草地上", "beach": "海边", "snow": "雪地里", "street": "街上"}
SKIES = {"clear": "", "clouds": "，多云", "rain": "，下着雨", "snow": "，下着雪"}
DESCRIBED = "{time}的{place}{sky}：{things}"
IN_THE_AIR = ("balloon", "kite", "bird")


def compose(random: Random) -> SceneSpec:
    """Return a scene; hardly any comes twice."""
    place = random.choice(get_args(Place))
    behind = [
        _place(random, thing, x, _foot(random, place, thing))
        for thing, x in zip(random.sample(BEHIND[place], 2), random.sample((14, 32, 68, 86), 2), strict=True)
    ]
    people = random.sample(SOMEBODY, 2)
    spots = random.sample((18, 36, 54, 74), 4)
    front = [_place(random, thing, x, random.randint(84, 93)) for thing, x in zip(people, spots[:2], strict=True)]
    for thing, x in zip(random.sample([thing for thing in ODD if thing not in people], 2), spots[2:], strict=True):
        y = random.randint(38, 55) if thing in IN_THE_AIR else random.randint(84, 94)
        front.append(_place(random, thing, x, y))
    weather = random.choice(get_args(Weather) if place == "snow" else get_args(Weather)[:3])
    return SceneSpec(
        title=TITLE,
        time=random.choice(("day", "day", "dusk", "night")),
        place=place,
        weather=weather,
        parts=tuple(sorted((*behind, *front), key=lambda part: part.y)),
    )


def _foot(random: Random, place: Place, thing: SceneThing) -> int:
    """Return where something behind stands: boats on the sea, all else on the ground."""
    if place == "beach":
        return 74 if thing == "boat" else 83
    return random.randint(64, 68)


def _place(random: Random, thing: SceneThing, x: int, y: int) -> ScenePart:
    size = SIZES[thing] * random.randint(88, 112) // 100
    return ScenePart(thing=thing, x=x + random.randint(-4, 4), y=y, size=size, colour=random.randrange(5))


def describe(scene: SceneSpec) -> str:
    """Return what is to be seen, for those who see no picture."""
    things = "、".join(dict.fromkeys(NAMES[part.thing] for part in reversed(scene.parts)))
    return DESCRIBED.format(time=TIMES[scene.time], place=PLACES[scene.place], sky=SKIES[scene.weather], things=things)
