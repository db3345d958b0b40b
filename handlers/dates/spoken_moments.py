"""Which moment a spoken day and a spoken time of day mean, said at some time: one, or asked back; pure.

The rules are those in `handlers.dates.spoken`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from handlers.dates.spoken_clock import DAY, HALF_DAY, Part, SpokenClock, default_of, seconds_of
from handlers.dates.spoken_days import SpokenDay
from handlers.kit.refusal import Refusal

TWO = "「{words}」有两种意思，请写清楚：「{first}」还是「{second}」？"
NO_HOUR = "「{words}」是几点？请写上钟点，例如「今天 20:00」「明天下午三点」。"


def resolve(
    words: str, day: SpokenDay | None, clock: SpokenClock | None, now: datetime, at: str | None, *, within: bool
) -> datetime:
    """Return the moment in UTC that a day, a time or both mean; it may have passed.

    `now` is aware and local, `at` (HH:MM) the time of a day without one, None where it has to be said. `words` are what
    was said, for the question.
    `within` is a day with 内, which ends at its midnight. Raises Refusal with the readings where there are several.
    """
    part = clock.part if clock else day.part if day else None
    if clock is not None and clock.options:
        return _at_a_time(words, day, clock, now)
    return _vague(words, day, part, now, DAY if within else None, at)


def _at_a_time(words: str, day: SpokenDay | None, clock: SpokenClock, now: datetime) -> datetime:
    today = now.date()
    if day is not None and day.date != today:
        return _on_another_day(words, day, clock, now)
    moments = [_moment(today, seconds, now) for seconds in clock.options]
    coming = [moment for moment in moments if moment > now]
    if len(moments) == 2:
        if len(coming) == 1 or (day is not None and not coming and not day.weekly):
            return (coming or moments)[-1]
        ahead = 0 if coming else 7 if day else 1
        raise _two(words, *(moment + timedelta(days=ahead) for moment in moments), now=now)
    seconds = clock.options[0]
    if day is None:
        return _next(words, clock, now)
    if clock.part in (Part.EVENING, Part.NIGHT) and seconds >= DAY:
        early = _moment(today, seconds - DAY, now)
        if early > now:
            raise _two(words, early, moments[0], now=now)
    if day.weekly and not coming:
        return _moment(today + timedelta(days=7), seconds, now)
    return moments[0]


def _on_another_day(words: str, day: SpokenDay, clock: SpokenClock, now: datetime) -> datetime:
    moments = [_moment(day.date, seconds, now) for seconds in clock.options]
    if clock.part is Part.NIGHT and clock.options[0] >= DAY:
        moments.insert(0, _moment(day.date, clock.options[0] - DAY, now))
    if len(moments) == 2:
        raise _two(words, *moments, now=now)
    return moments[0]


def _next(words: str, clock: SpokenClock, now: datetime) -> datetime:
    """Return the next moment with a time of day; midnight is the end of today."""
    seconds = clock.options[0] % DAY
    today, tomorrow = (_moment(now.date() + timedelta(days=ahead), seconds, now) for ahead in (0, 1))
    if today > now:
        return today
    evening = _moment(now.date(), seconds % HALF_DAY + HALF_DAY * (1 + (seconds >= HALF_DAY)), now)
    if clock.twelve and evening > now:
        raise _two(words, evening, tomorrow, now=now)
    if clock.twelve:
        raise _two(words, tomorrow, tomorrow + timedelta(hours=12), now=now)
    return tomorrow


def _vague(
    words: str, day: SpokenDay | None, part: Part | None, now: datetime, end: int | None, at: str | None
) -> datetime:
    """Return the moment of a day or a part of one, whose hour was not said; `end` is the time of a day with 内."""
    if at is None:
        raise Refusal(NO_HOUR.format(words=words))
    seconds = end if end is not None else default_of(part, at) if part else seconds_of(at)
    if seconds is None:
        raise Refusal(NO_HOUR.format(words=words))
    today = now.date()
    moment = _moment(day.date if day else today, seconds, now)
    if moment > now or (day is not None and day.date != today):
        return moment
    if day is not None and day.weekly:
        return _moment(today + timedelta(days=7), seconds, now)
    if part is None or part is Part.EVENING:
        raise Refusal(NO_HOUR.format(words=words))
    return moment if day else _moment(today + timedelta(days=1), seconds, now)


def _moment(day: date, seconds: int, now: datetime) -> datetime:
    """Return the moment so long after a date's midnight by the wall clock, in UTC."""
    # Added before the change to UTC, the hours are those of the wall clock.
    return (datetime.combine(day, time(), now.tzinfo) + timedelta(seconds=seconds)).astimezone(UTC)


def _two(words: str, first: datetime, second: datetime, *, now: datetime) -> Refusal:
    shown = (f"{moment.astimezone(now.tzinfo):%m-%d %H:%M}" for moment in sorted((first, second)))
    return Refusal(TWO.format(words=words, first=next(shown), second=next(shown)))
