"""Reading plans told in the chat: a name, when, and what is said."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple, NoReturn

from handlers.dates.spoken import FURTHEST, read_deadline
from handlers.dates.spoken import LONGEST as LONGEST_TIME
from handlers.dates.spoken_clock import PART
from handlers.dates.spoken_days import read_spoken_day
from handlers.dates.spoken_moments import NO_HOUR
from handlers.dates.spoken_spans import read_span
from handlers.kit import MemberContext, Refusal
from handlers.kit.words import half_width, truncate
from sop.plans.fields import LONGEST_NAME
from sop.when.durations import whole_minute
from sop.when.oddities import ODD, ONE_DAY, is_of_a_date, tell_known, tell_list, tell_odd
from sop.when.parser import attempt
from sop.when.told import read_told
from sop.when.told_clocks import FIGURES, find_times

ADD_USAGE = "SOP 新增 每周三 20:00 今晚课程开始啦"
CHANGE_USAGE = "SOP 修改 {name} 每周五 21:00，或 SOP 修改 {name} 词 大家早"
HOW = "请这样写：{usage}"
NO_WORDS = "到时候说什么呢？" + HOW
BEFORE = "「{words}」不是一个准的时间，消息到点就发，请只写几点几分，例如 明天 20:00"
NOON = "12:00"
"""Any time at all."""
SHORT = 10
WORDS = "词"
"""Before new words that come without a new time."""
BEHIND_MARK = ("", " ", "\n", ":", "：")
_DEADLINE = re.compile("前(?!天)|内|截|最[晚迟]|为止")
_CUT = re.compile(r"[\s,，。]|\Z")
_PART = re.compile(rf"的?(?:{PART.pattern})\Z")
_GOES_ON = re.compile(r"、\s*\Z")


class Told(NamedTuple):
    """A plan as it was told; a part that was not told is empty."""

    name: str
    when: str
    say: str


def read_new(ctx: MemberContext) -> Told:
    """Read `[name] WHEN words` from the arguments, with a name made of the words; raises Refusal that tells how.

    WHEN is as in the file, with hours as people say them, or a single time: 明天 20:00, which becomes its date. A name
    has nothing of a date or a time in it, for whoever wrote those meant them.
    """
    name, _, behind = ctx.args.partition(" ")
    is_name = not is_of_a_date(name, ctx.group.calendar.occasions)
    told, reason = _read_regular(ctx, "", ctx.args)
    if told is None:
        told, _ = _read_regular(ctx, name, behind)
        if told and not is_name:
            raise Refusal(tell_odd(name))
    told = told or _read_once(ctx, "", ctx.args) or (_read_once(ctx, name, behind) if is_name else None)
    if told is None:
        hour = _ask_hour(ctx, ctx.args) or (is_name and _ask_hour(ctx, behind))
        raise Refusal(hour or reason or HOW.format(usage=ADD_USAGE))
    say = told.say or _refuse(NO_WORDS.format(usage=ADD_USAGE))
    return Told((told.name or _first(say))[:LONGEST_NAME], told.when, say)


def read_change(ctx: MemberContext, words: str, name: str) -> Told:
    """Read `WHEN`, `WHEN words` or `词 words`, told of the plan with this name; raises Refusal that tells how."""
    usage = CHANGE_USAGE.format(name=name)
    behind = words.removeprefix(WORDS)
    if words.startswith(WORDS) and behind[:1] in BEHIND_MARK:
        return Told(name, "", behind[1:].strip() or _refuse(NO_WORDS.format(usage=usage)))
    told, reason = _read_regular(ctx, name, words)
    told = told or _read_once(ctx, name, words)
    return told or _refuse(_ask_hour(ctx, words) or reason or HOW.format(usage=usage))


def _read_regular(ctx: MemberContext, name: str, words: str) -> tuple[Told | None, str]:
    """Return what words say that begin with times of the file's grammar; else why they do not, as far as is known."""
    try:
        told = read_told(words, ctx.group.calendar.occasions)
    except ValueError as error:
        return None, tell_known(_before_hour(words)) or str(error)
    return (Told(name, *told), "") if told else (None, tell_known(words.partition(" ")[0][:LONGEST_TIME]))


def _before_hour(words: str) -> str:
    """Return what stands before the first time of day; empty where there is none."""
    try:
        times = find_times(half_width(words.partition("\n")[0]))
    except ValueError:
        return ""
    return words[: times.start] if times else ""


def _read_once(ctx: MemberContext, name: str, words: str) -> Told | None:
    """Return what words say that begin with a single moment; raises Refusal where that is not clear or too far."""
    if not _names_a_day(words, ctx.local_now):
        return None
    if several := tell_list(words):
        raise Refusal(several)
    moment, say = read_deadline(words, ctx.local_now, None)
    if moment is None:
        return None
    if moment > ctx.now + FURTHEST:
        raise Refusal(HOW.format(usage=ADD_USAGE))
    when = words[: words.rfind(say)] if say else words
    if _DEADLINE.search(when):
        raise Refusal(BEFORE.format(words=when.strip()))
    if _GOES_ON.search(when) and (_names_a_day(say, ctx.local_now) or FIGURES.match(half_width(say))):
        raise Refusal(ODD.format(words=truncate(f"{when}{say}", 20), how=ONE_DAY))
    return Told(name, f"{ctx.local(whole_minute(moment)):%Y-%m-%d %H:%M}", say)


def _names_a_day(words: str, now: datetime) -> bool:
    """Return whether words begin with one day or a span; a weekday or a time alone may be meant for every one."""
    head = half_width(words[:LONGEST_TIME])
    try:
        day = read_spoken_day(head, 0, now.date())
        span = read_span(head, 0, now)
    except (ValueError, OverflowError):
        return True
    return (day is not None and not day.weekly) or (span is not None and span.marked)


def _ask_hour(ctx: MemberContext, words: str) -> str:
    """Return the question for the hour where words begin with days but name no hour; empty for all others."""
    line = words.partition("\n")[0][:LONGEST_TIME]
    for place in (match.start() for match in _CUT.finditer(line)):
        days = _PART.sub("", half_width(line[:place]).strip())
        if days and attempt(f"{days} {NOON}", ctx.group.calendar.occasions) and not _before_hour(words):
            return NO_HOUR.format(words=line[:place].strip())
    return ""


def _refuse(text: str) -> NoReturn:
    raise Refusal(text)


def _first(say: str) -> str:
    return " ".join(say.split())[:SHORT]
