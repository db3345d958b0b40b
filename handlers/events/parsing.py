"""Reading an event as staff write it: 周六 14:00 亲子烘焙 地点 店里 名额 12 费用 30元 积分 20 每周; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.dates.spoken import FURTHEST, read_deadline
from handlers.dates.spoken_clock import read_clock
from handlers.dates.spoken_days import read_spoken_day
from handlers.events.rules import (
    LONGEST,
    LONGEST_DETAILS,
    LONGEST_FEE,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_POINTS,
    MOST_SEATS,
    Rules,
)
from handlers.kit import Refusal
from handlers.kit.words import half_width, normalize, truncate
from storage.events.events import Terms

USAGE = "开活动 周六 14:00 亲子烘焙 地点 店里 名额 12 费用 30元 积分 20（详细介绍写在下一行）"
CHANGE_USAGE = "改活动 3 时间 周日 15:00，或者 改活动 3 地点 公园 名额 20"
NO_TIME = "什么时候开始？请这样写：{usage}"
EVERY_WEEK = "每周都办的话，写第一次的时间，后面加上「每周」，下一次就自己开：开活动 周六 14:00 亲子烘焙 每周"
NO_TITLE = "活动叫什么？请这样写：{usage}"
PAST = "开始的时间已经过了，请写以后的时间，最多一年。"
TOO_LONG = "「{label}」太长了，最多 {most} 个字。"
NOT_A_NUMBER = "「{label}」要写 0 到 {most} 的整数，这里写的是「{shown}」。"
NO_LENGTH = "「时长」请写成 2小时、90分钟 或 1天，最多 14 天。"
NOTHING = "要改什么？请这样写：{usage}"
EMPTY = "「{label}」后面要写内容，例如：{usage}"

_LABELS = {
    "时间": "time",
    "标题": "title",
    "名称": "title",
    "名字": "title",
    "主题": "title",
    "内容": "content",
    "地点": "place",
    "地址": "place",
    "名额": "seats",
    "人数": "seats",
    "费用": "fee",
    "收费": "fee",
    "每人": "fee",
    "人均": "fee",
    "积分": "points",
    "时长": "length",
    "介绍": "details",
}
_PLACES, _NUMBERS, _SEATS = "地点|地址", "费用|收费|每人|人均|积分|名额|人数", "限"
_BECOMES = "(?:改|换|变更?|调整?|移|提前|推迟)(?:到|成|为|在)"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s,;，；]))(?:({'|'.join(_LABELS)})(?:[:\s]|{_BECOMES})\s?"
    rf"|({_PLACES})(?=\S)|({_NUMBERS}|{_SEATS})\s?(?=[0-9]))"
)
"""A label with a space, a colon or 改到 behind it; also 地点店里, and numbers as 名额12, 限20人, 费用30元."""
_CHANGED = re.compile(rf"^(?:时间)?{_BECOMES}\s?")
_PLACE_BEHIND = re.compile(r"\s在(?!一起)(\S{1,20})$")
"""The place that a title ends with: 亲子烘焙 在店里."""
_PER_HEAD = ("每人", "人均")
_COUNT = re.compile("([0-9]{1,6})\\s?(?:个人|[个位人名分])?(?:以?内|左右)?")
_WEEKLY = re.compile(r"(?:^|(?<=\s))(每周一次|每周|不再每周|只此一次)(?=\s|$)")
_LENGTH = re.compile(r"([0-9]{1,3}(?:\.[0-9])?)\s?(个?小时|分钟|天)")
_UNITS = {"小时": 3600, "个小时": 3600, "分钟": 60, "天": 86_400}
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:：]([0-9]{2})|[点时](半)?)")
_SPAN = re.compile(r"(?<=[0-9点时半])(\s?[-~—–到至]\s?[0-9]{1,2}(?:[:：][0-9]{2}|[点时]半?))")
"""The end of a span of time, behind its start."""
_SEPARATORS = " ,;，；"


def read_terms(words: str, now: datetime, rules: Rules) -> Terms:
    """Return the event in what follows 开活动; raises Refusal. `now` is aware, in the group's zone."""
    fields = _read_fields(words)
    head, until = _split_until(fields.pop("head"))
    starts_at, title = read_deadline(head, now, None)
    if "time" in fields:
        title = title if starts_at is None else fields.get("title", title)
        starts_at, until = _read_time(fields["time"], now)
    if "content" in fields:
        fields.setdefault("details" if title or "title" in fields else "title", fields.pop("content"))
    place = _PLACE_BEHIND.search(title)
    if place and "place" not in fields and place.start():
        title, fields["place"] = title[: place.start()], place[1]
    if starts_at is None:
        raise Refusal((EVERY_WEEK if head.startswith("每") else NO_TIME).format(usage=USAGE))
    length = _length_until(starts_at, until, now) or timedelta(hours=rules.hours)
    terms = Terms(title="", starts_at=starts_at, ends_at=starts_at + length, points=rules.points)
    return _apply(terms, {"title": title, **fields}, now, USAGE)


def read_changes(terms: Terms, words: str, now: datetime) -> Terms:
    """Return the terms with what 改活动 says; raises Refusal."""
    fields = _read_fields(words)
    head = _CHANGED.sub("", fields.pop("head"))
    if "content" in fields:
        fields.setdefault("details", fields.pop("content"))
    # 下午三点 is another hour of the same day.
    day = terms.starts_at.astimezone(now.tzinfo).date()
    if head:
        head = _on_day(head, day)
        moment, rest = read_deadline(_split_until(head)[0], now, None)
        if moment is None or rest:
            raise Refusal(NOTHING.format(usage=CHANGE_USAGE))
        fields.setdefault("time", head)
    if not fields:
        raise Refusal(NOTHING.format(usage=CHANGE_USAGE))
    if "time" in fields:
        starts_at, until = _read_time(_on_day(fields["time"], day), now)
        length = _length_until(starts_at, until, now) or terms.ends_at - terms.starts_at
        terms = replace(terms, starts_at=starts_at, ends_at=starts_at + length)
    return _apply(terms, {"title": terms.title, **fields}, now, CHANGE_USAGE)


def _read_fields(words: str) -> dict[str, str]:
    """Return what stands behind each label, and before all of them under `head`; the lines below are the details."""
    line, _, below = normalize(words).partition("\n")
    line = half_width(line)
    fields: dict[str, str] = {}
    weekly = _WEEKLY.search(line)
    if weekly:
        fields["weekly"] = weekly[1]
        line = f"{line[: weekly.start()]} {line[weekly.end() :]}"
    marks = list(_LABEL.finditer(line))
    fields["head"] = line[: marks[0].start() if marks else len(line)].strip(_SEPARATORS)
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    for mark, end in zip(marks, ends, strict=False):  # without marks there is an end all the same
        value = line[mark.end() : end].strip(_SEPARATORS)
        label = mark[1] or mark[2] or mark[3]
        if not value:
            raise Refusal(EMPTY.format(label=label, usage=USAGE))
        name = _LABELS.get(label, "seats")
        if name == "fee":
            value = (label if label in _PER_HEAD else "") + (f"{value}元" if value.isdecimal() else value)
        fields[name] = value
    if below.strip():
        fields["details"] = below.strip()
    return fields


def _apply(terms: Terms, fields: dict[str, str], now: datetime, usage: str) -> Terms:
    title = " ".join(fields["title"].split())
    if not title:
        raise Refusal(NO_TITLE.format(usage=usage))
    if not now < terms.starts_at <= now + FURTHEST:
        raise Refusal(PAST)
    length = _read_length(fields["length"]) if "length" in fields else terms.ends_at - terms.starts_at
    return Terms(
        title=_fitting("标题", title, LONGEST_TITLE),
        starts_at=terms.starts_at,
        ends_at=terms.starts_at + length,
        place=_fitting("地点", fields.get("place", terms.place), LONGEST_PLACE),
        fee=_fitting("费用", fields.get("fee", terms.fee), LONGEST_FEE),
        details=_fitting("介绍", fields.get("details", terms.details), LONGEST_DETAILS),
        seats=_read_number("名额", fields["seats"], MOST_SEATS) if "seats" in fields else terms.seats,
        points=_read_number("积分", fields["points"], MOST_POINTS) if "points" in fields else terms.points,
        weekly=fields["weekly"].startswith("每周") if "weekly" in fields else terms.weekly,
        poster=terms.poster,
    )


def _on_day(words: str, day: date) -> str:
    """Return a time with a date before it, where it names none."""
    try:
        clock = None if read_spoken_day(words, 0, day) else read_clock(words, 0, None)
    except (ValueError, OverflowError):
        clock = None
    return f"{day.isoformat()} {words}" if clock else words


def _read_time(words: str, now: datetime) -> tuple[datetime, str]:
    """Return the start, and the words of the end where they say one."""
    words, until = _split_until(words)
    moment, rest = read_deadline(words, now, None)
    if moment is None or rest:
        raise Refusal(NO_TIME.format(usage=CHANGE_USAGE))
    return moment, until


def _split_until(words: str) -> tuple[str, str]:
    """Return the words without the end of a span, 14:00-16:30 or 下午2点到4点半, and that end; empty where none is."""
    match = _SPAN.search(words)
    return (words[: match.start(1)] + words[match.end() :], match[1]) if match else (words, "")


def _length_until(starts_at: datetime, until: str, now: datetime) -> timedelta:
    """Return how long it is from a start to the next such time of the day: 4点 after 下午2点 is 16:00; 0 for no end."""
    match = _CLOCK.match(until.lstrip("-~—–到至 "))
    if not match:
        return timedelta()
    start = starts_at.astimezone(now.tzinfo)
    minute = 30 if match[3] else int(match[2] or 0)
    end = start.replace(hour=int(match[1]) % 24, minute=minute % 60)
    if start.hour >= 12 and end <= start < end + timedelta(hours=12) and ":" not in until:
        end += timedelta(hours=12)
    return (end if end > start else end + timedelta(days=1)) - start


def _read_number(label: str, words: str, most: int) -> int:
    digits = _COUNT.fullmatch(words)
    number = int(digits[1]) if digits else 0 if words in ("不限", "无", "没有") else -1
    if not 0 <= number <= most:
        raise Refusal(NOT_A_NUMBER.format(label=label, most=most, shown=truncate(words)))
    return number


def _read_length(words: str) -> timedelta:
    match = _LENGTH.fullmatch(words)
    length = timedelta(seconds=float(match[1]) * _UNITS[match[2]]) if match else timedelta()
    if not timedelta() < length <= LONGEST:
        raise Refusal(NO_LENGTH)
    return length


def _fitting(label: str, words: str, most: int) -> str:
    if len(words) > most:
        raise Refusal(TOO_LONG.format(label=label, most=most))
    return words
