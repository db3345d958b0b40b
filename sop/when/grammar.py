"""The grammar of days: what an owner may write in front of the time."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from handlers.dates import china
from handlers.dates.numerals import NUMBER, number
from handlers.dates.typed import FULL_DATE
from sop.when.china import Holidays, Named, Postponed, Restdays, Workdays
from sop.when.days import DAILY, Days, EveryDays, EveryWeeks, Quarterly, Weekly
from sop.when.readers import MD, READERS, SHIFTED, ever, read_occasion, real_date, weekdays_in
from sop.when.spans import Between, EachYear, Except

_PLAIN: dict[str, Days] = {
    **dict.fromkeys(("每天", "每日"), DAILY),
    **dict.fromkeys(("工作日", "每个工作日"), Workdays()),
    **dict.fromkeys(("休息日", "每个休息日"), Restdays()),
    **dict.fromkeys(("节假日", "每个节假日", "法定节假日"), Holidays()),
    **dict.fromkeys(("周末", "每周末", "每个周末"), Weekly((5, 6))),
    **dict.fromkeys(("每季度第一天", "每个季度第一天"), Quarterly(last=False)),
    **dict.fromkeys(("每季度最后一天", "每个季度最后一天"), Quarterly(last=True)),
    "每个节气": Named(china.SOLAR_TERMS),
}
_START = re.compile(f"[,、]?从{FULL_DATE}(?:起|开始)[,、]?")
_POSTPONED = re.compile(
    "(.{1,60}?)[,、]?(?:如?遇|逢)(?:到|上)?(?:法定)?(?:节假日|节日|假期|放假|休息日|周末)(?:就|则)?(?:顺延|推迟|往后推).*"
)
UNKNOWN = "不知道「{name}」是哪一天；自己的日子要先写进 calendar，例如 {{日子: {{{name}: 2026-12-05}}}}"
_LONGEST_STEP = {"天": 366, "周": 52}


def read_days(words: str, occasions: Collection[str] = ()) -> Days:
    """Return which days are meant, spaces and parentheses aside; raises ValueError with the reason where none are.

    `occasions` are the names of the group's own days.
    """
    plain = re.sub("[ ()]+", "", words)
    if postponed := _POSTPONED.fullmatch(plain):
        return Postponed(read_days(postponed[1], occasions))
    main, marker, excepted = plain.partition("除了")
    days = _days(main.rstrip(",、"), occasions)
    if not marker:
        return days
    result = Except(days, _excepted(excepted.strip(",、"), occasions))
    if not ever(result):
        raise ValueError(f"除了「{excepted}」就一天也不剩了")
    return result


def _days(plain: str, occasions: Collection[str], start: date | None = None) -> Days:
    """`start` is the first date of the span in which the days lie."""
    if not plain:
        raise ValueError("缺少日子，例如 每天")
    if days := _PLAIN.get(plain):
        return days
    for reader in (_between, _each_year, read_occasion):
        if days := reader(plain, occasions):
            return days
    rest, given = _without_start(plain)
    if days := _every_few(rest, given or start):
        return days
    if given:
        raise ValueError(
            "只有 每3天、每2周周三 这样的要写从哪天起，别的请写一段日子，例如 2026-12-01 至 2026-12-31 每天"
        )
    for own in READERS:
        if days := own(plain):
            return days
    if unknown := SHIFTED.fullmatch(plain):
        raise ValueError(UNKNOWN.format(name=unknown[1]))
    raise ValueError(f"「{plain}」不是能用的日子")


def _excepted(plain: str, occasions: Collection[str]) -> tuple[Days, ...]:
    """Return the sets of days in 节假日, 周日 or 周六、日、节假日, read from left to right, as few as possible."""
    pieces, sets = re.split("[、,和]", plain), []
    while pieces:
        for length in range(len(pieces), 0, -1):
            if days := _attempt("、".join(pieces[:length]), occasions):
                sets.append(days)
                pieces = pieces[length:]
                break
        else:
            raise ValueError(f"「除了」后面的「{'、'.join(pieces)}」不是能用的日子，例如 周日 或 节假日")
    return tuple(sets)


def _attempt(plain: str, occasions: Collection[str]) -> Days | None:
    for words in (plain, "每" + plain):
        try:
            return _days(words, occasions)
        except ValueError:
            continue
    return None


def _between(plain: str, occasions: Collection[str]) -> Days | None:
    match = re.fullmatch(f"从?{FULL_DATE}[至到~]{FULL_DATE}(.*)", plain)
    if not match:
        return None
    begin, end = real_date(match[1], match[2], match[3], plain), real_date(match[4], match[5], match[6], plain)
    if end < begin:
        raise ValueError(f"{begin} 在 {end} 后面，请把前后换过来")
    return _inner(Between(begin, end, _days(match[7] or "每天", occasions, begin)), plain)


def _each_year(plain: str, occasions: Collection[str]) -> Days | None:
    match = re.fullmatch(f"{MD}[至到~](?:([0-9]{{1,2}})月)?([0-9]{{1,2}})[日号](.*)", plain)
    if not match:
        return None
    begin, end = (int(match[1]), int(match[2])), (int(match[3] or match[1]), int(match[4]))
    for month, day in (begin, end):
        real_date(2000, month, day, f"{month}月{day}日")
    return _inner(EachYear(begin, end, _days(match[5] or "每天", occasions)), plain)


def _inner(days: Days, plain: str) -> Days:
    if not ever(days):
        raise ValueError(f"「{plain}」这段日子里一天也没有")
    return days


def _every_few(plain: str, start: date | None) -> Days | None:
    """Return the days of 每3天, 隔天, 每2周周三 or 隔周周三 with the date from which it counts."""
    match = re.fullmatch(f"(?:每(?:隔)?({NUMBER})个?|隔)(天|日|周|星期)(.*)", plain)
    if not match:
        return None
    unit = "天" if match[2] in "天日" else "周"
    step = number(match[1]) if match[1] else 2
    if plain.startswith("每隔"):
        raise ValueError("「每隔」有两种意思，请写 每3天 这样，数字是从一次到下一次的天数")
    if step is None or not 2 <= step <= _LONGEST_STEP[unit] or (unit == "天" and match[3]):
        raise ValueError(f"「{plain}」读不懂，可以写 每2天 到 每366天，或 每2周周三 到 每52周周三")
    weekdays = weekdays_in(match[3].removeprefix("的")) if unit == "周" else ()
    if start is None:
        shown = f"每{step}{unit}{match[3]}"
        raise ValueError(f"「{plain}」要写从哪天算起，例如 {shown}（从 2026-11-23 起）")
    return EveryWeeks(step, weekdays, start) if unit == "周" else EveryDays(step, start)


def _without_start(plain: str) -> tuple[str, date | None]:
    """Return the words without 从 2026-11-23 起, and that date."""
    match = _START.search(plain)
    if not match:
        return plain, None
    return plain[: match.start()] + plain[match.end() :], real_date(match[1], match[2], match[3], match[0])
