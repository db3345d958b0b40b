"""The segments of members by way of paper: sets of dates and lists of orders, as one would count them by hand.

Nothing here is shared with the rules that are tested but the names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from itertools import pairwise
from statistics import median

from handlers.segments.thresholds import Thresholds

ZONE = timezone(timedelta(hours=8))
FIRST = datetime(2025, 6, 2, tzinfo=ZONE)
LENGTH = 540
"""Days of a history."""
ONE_DAY = timedelta(days=1)
TODAY = (FIRST + timedelta(days=LENGTH - 1)).date()
KEPT_DAYS, KEPT_WEEKS, YEAR = 62, 62, 365


@dataclass
class Life:
    """What one member did, kept the obvious way."""

    joined: date
    has_left: bool
    seen: set[date] = field(default_factory=set)
    spoke: set[date] = field(default_factory=set)
    checked: set[date] = field(default_factory=set)
    orders: list[tuple[date, int]] = field(default_factory=list)
    deeds: list[tuple[date, str]] = field(default_factory=list)
    elsewhere: list[tuple[date, str]] = field(default_factory=list)
    invited: int = 0
    has_introduced: bool = False


def on_paper(life: Life, rules: Thresholds, everybody: list[int], spent: list[int]) -> frozenset[str]:
    """Return the segments of a member.

    `everybody` are the amounts of all the group's orders of the month, `spent` what each current buyer paid, ever.
    """
    last = max(life.seen) if life.seen else None
    kept = {day for day in life.seen if last and (last - day).days < KEPT_DAYS}
    month = {TODAY - timedelta(days=number) for number in range(rules.month)}
    year = {TODAY - timedelta(days=number) for number in range(YEAR)}
    bought = sorted({day for day, _ in life.orders if day in year})
    deeds = len([day for day, _ in life.deeds if day in month])
    quiet = (TODAY - max([life.joined, *life.seen, *bought])).days
    names = {
        *_by_orders(life, rules, everybody, month),
        _stage(life, rules, kept, bought, deeds, quiet, month),
        *_tier(life, rules, bought, deeds, month),
        _relation(life, rules, deeds, month),
        *_fans(life, rules, bought, month),
        *_worth(life, rules, bought, month, spent),
        *_style(life, bought, everybody, month),
    }
    if quiet >= rules.silent:
        names.add("流失客户" if quiet >= rules.lost else "睡眠客户" if quiet >= rules.asleep else "沉默客户")
    return frozenset(names)


def _by_orders(life: Life, rules: Thresholds, everybody: list[int], month: set[date]) -> set[str]:
    names = set() if not life.orders else {"一次性买家"} if len(life.orders) == 1 else {"回头客"}
    mine = [(day, fen) for day, fen in life.orders if day in month]
    if not mine:
        return names
    is_recent = (TODAY - max(day for day, _ in mine)).days <= rules.recent
    is_often = len(mine) >= rules.often
    # Cross-multiplied, because a mean with a fraction may round to the wrong side.
    is_much = sum(fen for _, fen in mine) * len(everybody) >= sum(everybody) * len(mine)
    table = {
        (True, True, True): "最好",
        (True, False, True): "重点突破",
        (False, False, True): "重点突破",
        (True, True, False): "重点维护",
        (False, True, False): "重点维护",
        (False, False, False): "一般",
        (False, True, True): "重点唤回",
        (True, False, False): "新近",
    }
    return {*names, table[is_recent, is_often, is_much]}


def _stage(
    life: Life, rules: Thresholds, kept: set[date], bought: list[date], deeds: int, quiet: int, month: set[date]
) -> str:
    since_order = (TODAY - bought[-1]).days if bought else 10_000

    def has_gone(days: int, times: int) -> bool:
        return quiet >= days and quiet >= times * _gap(sorted(kept)) and since_order >= times * _gap(bought)

    if has_gone(rules.lost, rules.lost_times):
        return "流失期"
    if has_gone(rules.silent, rules.silent_times):
        return "沉默期"
    if not ((life.spoke | life.checked) & kept or life.has_introduced or life.orders or deeds):
        return "获取期"
    return "成熟期" if len(bought) >= 2 or len(life.seen & month) >= rules.regular else "激活期"


def _gap(days: list[date]) -> float:
    """Return the median of the days between; 0 for fewer than three."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    return median(gaps) if len(gaps) > 1 else 0


def _tier(life: Life, rules: Thresholds, bought: list[date], deeds: int, month: set[date]) -> set[str]:
    engaged = bool(deeds or month & set(bought) or month & (life.spoke | life.checked))
    last = max(life.seen) if life.seen else life.joined
    days = {day for day in life.seen if (last - day).days < KEPT_DAYS}
    monday = last - timedelta(days=last.weekday())
    weeks = {day - timedelta(days=day.weekday()) for day in life.seen}
    weeks = {week for week in weeks if (monday - week).days // 7 < KEPT_WEEKS}
    looked = [day for day, kind in life.elsewhere if day in month and kind != "share"]
    if not (life.orders or deeds or looked or len(days) > 1 or len(weeks) > 1):
        if (TODAY - max(life.joined, last)).days >= rules.settling:
            return {"一次性会员"}
        if not engaged:
            return set()
    if not engaged:
        return {"沉默会员"}
    is_loyal = len(life.seen & month) >= rules.regular and (len(bought) >= 2 or deeds >= rules.deeds)
    return {"忠诚会员" if is_loyal else "一般会员"}


def _relation(life: Life, rules: Thresholds, deeds: int, month: set[date]) -> str:
    ties = [
        bool(life.spoke & month),
        len(life.seen & month) >= rules.regular,
        life.has_introduced,
        bool(life.orders or deeds),
        life.invited > 0 or any(kind == "share" and day in month for day, kind in life.elsewhere),
    ]
    return {0: "陌生关系", 1: "弱关系", 2: "中关系", 3: "强关系", 4: "铁杆粉丝", 5: "铁杆粉丝"}[ties.count(True)]


def _times(life: Life, month: set[date], *kinds: str) -> int:
    return len([kind for day, kind in (*life.elsewhere, *life.deeds) if day in month and kind in kinds])


def _fans(life: Life, rules: Thresholds, bought: list[date], month: set[date]) -> set[str]:
    """Return the step of the path, the kind of fan and whether a member is a seed user."""
    orders, shared = len(life.orders), _times(life, month, "share")
    names = {"潜在客户" if orders == 0 else "客户" if orders == 1 else "会员"}
    if orders > 1 and life.invited >= rules.partner:
        names = {"合伙人"}
    if life.invited + shared >= rules.seed:
        names.add("种子用户")
    if life.invited or shared:
        if len([day for day in life.seen if day in month]) < rules.regular:
            return {*names, "普通粉"}
        return {*names, "骨灰级" if len(bought) >= 2 else "高级粉"}
    return {*names, "体验客户"} if orders else names


def _worth(life: Life, rules: Thresholds, bought: list[date], month: set[date], spent: list[int]) -> set[str]:
    """Return the grade, and what was spent against the mean of all buyers."""
    came = len([day for day in life.seen if day in month])
    spread = life.invited + _times(life, month, "share")
    points = min(len(bought), 2)
    points += 2 if came >= rules.regular else 1 if came else 0
    points += 2 if spread >= rules.seed else 1 if spread else 0
    names = {{0: "丁级", 1: "丙级", 2: "丙级", 3: "乙级", 4: "乙级", 5: "甲级", 6: "甲级"}[points]}
    if not life.orders:
        return names
    mine = Fraction(sum(fen for _, fen in life.orders))
    mean = Fraction(sum(spent), len(spent))
    if mine >= mean * rules.valuable:
        return {*names, "高价值"}
    return {*names, "中价值" if mine >= mean / rules.valuable else "低价值"}


def _style(life: Life, bought: list[date], everybody: list[int], month: set[date]) -> set[str]:
    """Return where a member was met most, and how they buy or look around."""
    read, visited = _times(life, month, "read"), _times(life, month, "visit")
    searched = _times(life, month, "search", "cart")
    places = {"线下渠道": _times(life, month, "picked", "event"), "官网渠道": visited + searched, "媒体渠道": read}
    names = set()
    if any(places.values()):
        names.add(max(places, key=places.__getitem__))  # the first of the best
    elif life.seen & month:
        names.add("群里渠道")
    mine = [fen for day, fen in life.orders if day in month]
    if len(mine) >= 2 and all(fen >= Fraction(sum(everybody), len(everybody)) for fen in mine):
        return {*names, "赠品型下单"}
    if mine and len(bought) >= 3:
        return {*names, "习惯性下单"}
    if searched > visited:
        return {*names, "目的明确"}
    if visited and visited >= read:
        return {*names, "主动查阅"}
    return {*names, "被动浏览"} if read else names
