"""What members did elsewhere, as files and signed requests tell it: reading, visits, searches, carts and shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from handlers.kit import Context, Refusal
from handlers.kit.words import truncate
from handlers.reports.rules import TITLES
from storage.members.facts import OUTSIDE, Fact, Kind
from storage.members.roster import Member

KINDS = {TITLES[kind]: kind for kind in OUTSIDE} | {kind.value: kind for kind in OUTSIDE}
"""What the kinds may be called: 登录 or visit."""
UNKNOWN = "「{word}」不是能记的种类，可以写：{kinds}。"
COUNT = "次数要写 1 到 {most} 的数，这里是「{shown}」。"
SECONDS = "时长要写秒数，0 到 {most}，这里是「{shown}」。"
FUTURE = "{day} 还没有到呢。"
TOO_OLD = "{day} 太早了，只记最近 {days} 天的。"
MOST = 100_000
MOST_SECONDS = 86_400
OLDEST = 400
"""Days."""


def read_fact(
    ctx: Context, member: Member, kind: str, day: date, count: str, seconds: str, *, hour: int | None
) -> Fact:
    """Return what a member did on a local day, in an hour of it where that is told; raises Refusal.

    An empty count is 1, empty seconds are 0.
    """
    known = KINDS.get(kind.strip().lower())
    if known is None:
        names = "、".join(TITLES[outside] for outside in OUTSIDE)
        raise Refusal(UNKNOWN.format(word=truncate(kind, 20), kinds=names))
    if day > ctx.today:
        raise Refusal(FUTURE.format(day=day))
    if ctx.today - day > timedelta(days=OLDEST):
        raise Refusal(TOO_OLD.format(day=day, days=OLDEST))
    return Fact(
        member,
        day,
        known,
        _read_number(count, 1, 1, MOST, COUNT),
        _read_number(seconds, 0, 0, MOST_SECONDS, SECONDS),
        0 if hour is None else 1 << hour,
    )


def _read_number(words: str, usual: int, least: int, most: int, refusal: str) -> int:
    words = words.strip()
    if not words:
        return usual
    if not (words.isascii() and words.isdigit() and len(words) < 7 and least <= int(words) <= most):
        raise Refusal(refusal.format(most=most, shown=truncate(words, 20)))
    return int(words)


def add_up(facts: Iterable[Fact]) -> list[Fact]:
    """Return one fact for each member, day and kind."""
    sums: dict[tuple[int, date, Kind], Fact] = {}
    for fact in facts:
        key = (fact.member.id, fact.day, fact.kind)
        known = sums.get(key)
        count, seconds, hours = (known.count, known.seconds, known.hours) if known else (0, 0, 0)
        sums[key] = Fact(
            fact.member, fact.day, fact.kind, count + fact.count, seconds + fact.seconds, hours | fact.hours
        )
    return list(sums.values())
