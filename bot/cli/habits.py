"""Members of different habits, and what they do day by day: for trying out reports; pure.

The same seed makes the same lives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

CHECK_IN = "签到"
WORDS = (
    "早上好，今天又是新的一天",
    "昨天的汤真好喝，谢谢分享",
    "有人周末一起爬山吗",
    "这个菜谱我试过，少放点盐就好",
    "孩子终于睡了，来聊两句",
    "今天走了一万步，腿都酸了",
    "请问店里周日开门吗",
    "哈哈，说得太对了",
)
SURNAMES, NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜", "明红刚丽强珍伟芳军静磊娜勇敏杰霞"


@dataclass(frozen=True, slots=True)
class Habit:
    """How often members of a kind come."""

    name: str
    share: int
    """Of a hundred members."""
    weekdays: frozenset[int]
    """Monday is 0."""
    chance: float
    """That they come on one of these days."""
    checks_in: float
    """The chance that they check in then."""
    words: tuple[int, int]
    """How much they say, at least and at most."""
    hours: tuple[int, int]
    """When they come, from and to before."""
    stays: tuple[int, int] | None = None
    """After so many days, at least and at most, they come no more."""
    leaves: bool = False
    """And then they leave the group, too."""


ALL = frozenset(range(7))
HABITS = (
    Habit("early", 25, ALL, 0.9, 0.95, (0, 3), (6, 9)),
    Habit("chatty", 15, frozenset(range(5)), 0.8, 0.5, (2, 9), (11, 22)),
    Habit("weekly", 20, frozenset({2, 5}), 0.7, 0.4, (1, 4), (19, 22)),
    Habit("lurker", 20, ALL, 0.06, 0.3, (0, 1), (8, 23)),
    Habit("sleeper", 10, ALL, 0.7, 0.8, (0, 3), (7, 21), stays=(10, 30)),
    Habit("leaver", 10, ALL, 0.5, 0.5, (0, 2), (7, 21), stays=(5, 20), leaves=True),
)


INTRODUCES = 0.55
"""The chance that somebody who joins introduces themselves."""
LIKES = ("爬山", "跑步", "做饭", "养花", "看书", "唱歌", "摄影", "羽毛球", "烘焙", "钓鱼", "画画", "瑜伽")
ANSWERS = 0.4
"""The chance that somebody who is called back comes."""
TAKES = 0.7
"""And that they then take what they are offered."""


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """What somebody does at a moment."""

    at: datetime
    who: str
    kind: Literal["join", "say", "leave"]
    words: str = ""
    """What they say, or who invited them."""


def live(first: date, days: int, members: int, zone: ZoneInfo, seed: int = 1) -> list[Act]:
    """Return what so many members do in so many local days, in order: half of them join on the first day."""
    random = Random(seed)  # noqa: S311 - lives, not secrets
    names = list(dict.fromkeys(_name(number) for number in range(members)))
    kinds = random.choices(HABITS, [habit.share for habit in HABITS], k=members)
    acts: list[Act] = []
    for number, (who, habit) in enumerate(zip(names, kinds, strict=True)):
        joins = 0 if number < members // 2 else random.randrange(days)
        inviter = random.choice(names[: members // 2]) if joins and random.random() < 0.4 else ""
        acts += _life(random, who, habit, first, days, zone, joins, inviter)
    return sorted(acts, key=lambda act: act.at)


def answer(random: Random, who: str, at: datetime, offer: str) -> Iterator[Act]:
    """Yield what somebody does who is called back at a moment; `offer` is how they take what they are offered."""
    if random.random() < ANSWERS:
        at += timedelta(hours=random.uniform(1, 30))
        yield Act(at, who, "say", random.choice(WORDS))
        if random.random() < TAKES:
            yield Act(at + timedelta(minutes=2), who, "say", offer)


def _life(
    random: Random, who: str, habit: Habit, first: date, days: int, zone: ZoneInfo, joins: int, inviter: str
) -> Iterator[Act]:
    # Who is there from the first day was brought together by the owner; the others come in the daytime.
    joined = _moment(random, first + timedelta(days=joins), zone, (8, 21))
    if not joins:
        joined = joined.replace(hour=8, minute=0, second=random.randrange(50))
    yield Act(joined, who, "join", inviter)
    if random.random() < INTRODUCES:
        liked = random.sample(LIKES, 2)
        said = joined + timedelta(minutes=random.uniform(1, 90))
        yield Act(said, who, "say", f"我叫{who}，我喜欢{liked[0]}、{liked[1]}")
    ends = joins + random.randint(*habit.stays) if habit.stays else days
    for number in range(joins, min(ends, days)):
        day = first + timedelta(days=number)
        if day.weekday() in habit.weekdays and random.random() < habit.chance:
            at = max(_moment(random, day, zone, habit.hours), joined + timedelta(minutes=2))
            if random.random() < habit.checks_in:
                yield Act(at, who, "say", CHECK_IN)
            for _ in range(random.randint(*habit.words)):
                at += timedelta(seconds=random.randint(40, 900))
                yield Act(at, who, "say", random.choice(WORDS))
    if habit.leaves and ends < days:
        yield Act(_moment(random, first + timedelta(days=ends), zone, (23, 24)), who, "leave")


def _moment(random: Random, day: date, zone: ZoneInfo, hours: tuple[int, int]) -> datetime:
    seconds = random.randrange(hours[0] * 3600, hours[1] * 3600)
    return datetime.combine(day, time(), zone) + timedelta(seconds=seconds)


def _name(number: int) -> str:
    given, surname = divmod(number, len(SURNAMES))
    name = f"{SURNAMES[surname]}{NAMES[(number + given) % len(NAMES)]}"
    return name if number < len(SURNAMES) * len(NAMES) else f"{name}{number}"
