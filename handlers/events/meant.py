"""Which event is meant by what somebody types: by its number, its title, or as the only one there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from handlers.dates.hours import format_time
from handlers.events.rules import MOST_OPEN
from handlers.events.sign_up_lines import read_sign_up
from handlers.events.sign_up_words import begins_with_people, read_fewer
from handlers.kit import Context, Refusal
from handlers.kit.words import half_width, truncate
from handlers.text.examples import fill_example
from handlers.text.names import find_titled
from handlers.text.numbers import read_number
from storage.events import events, sign_up_lists
from storage.events.events import Event, State
from storage.teams import challenges
from storage.teams.challenges import State as ChallengeState

UNKNOWN = "没有 {number} 号活动，发「活动」看有哪些。"
NONE_OPEN = "现在没有活动，有了会在群里说～"
LISTS_OPEN = "要报接龙的名，发「接龙」。"
TEAMS_OPEN = "小组打卡正在报名，发「参加小组」。"
OVER = "{number} 号活动「{title}」已经结束了。"
CANCELLED = "{number} 号活动「{title}」取消了。"
WHICH = "有 {count} 个活动，你说的是哪个？\n{lines}"
WHICH_LINE = "{number} 号 {title}（{time}）：发「{example}」"
ONLY_ONE = "没有叫「{shown}」的活动，现在只有 {number} 号「{title}」，要的是它就发「{example}」。{note}"
NOTE_BEHIND = "有话要留就写在编号后面。"
NOT_A_NUMBER = "「{shown}」不是活动的编号，请这样写：{example}"
_NUMBERED = re.compile(r"^(#?[0-9]{1,6}号?)\s?[,，:：](?![0-9])\s?")
"""1，两大一小: a number, and what is said of it."""
WEEKLY = re.compile(r"每周\s?")


def means_any(words: str) -> bool:
    """Tell that whatever is said is meant for the only event there is."""
    return True


def means_nobody_else(words: str) -> bool:
    """Tell whether words that name no event leave no doubt about which one: there are none, or they name somebody."""
    return not words or words.startswith(("@", "＠"))


def resolve(
    ctx: Context,
    words: str,
    example: str,
    means_only: Callable[[str], bool] = means_nobody_else,
    *,
    over_for: timedelta = timedelta(0),
) -> tuple[Event, str]:
    """Return the open event that the words begin with, or the only one there is, and the rest of the words.

    An event is named by its number, its title or a part of it. `example` has the place of an event's number;
    `means_only` tells of words that name none whether they can be meant for the only one; where there are several, the
    examples keep them. One that ended no longer ago than `over_for` is meant where it is named, or where none is open.
    Raises Refusal.
    """
    first, _, rest = _NUMBERED.sub(r"\1 ", words).partition(" ")
    number = read_number(first.strip("#").removesuffix("号"))
    if number is not None:
        event = get_by_number(ctx, number)
        if event.state is not State.OVER or event.terms.ends_at <= ctx.now - over_for:
            require_open(event)
        return event, rest.strip()
    lately = list_lately_over(ctx, over_for)
    ahead = events.list_open(ctx.db, ctx.group.id) or lately
    if not ahead:
        raise Refusal(NONE_OPEN + (_describe_others(ctx) if means_only is means_sign_up else ""))
    titled = find_titled(words, ahead, _title_of) or find_titled(words, lately, _title_of)
    if titled:
        return titled
    if len(ahead) > 1:
        lines = [
            WHICH_LINE.format(
                number=event.number,
                title=truncate(event.terms.title, 20),
                time=format_time(ctx, event.terms.starts_at),
                example=fill_example(example, event.number, words if means_only(words) else ""),
            )
            for event in ahead
        ]
        raise Refusal(WHICH.format(count=len(ahead), lines="\n".join(lines)))
    event = ahead[0]
    if not means_only(words):
        shown, named = truncate(words), fill_example(example, event.number)
        note = NOTE_BEHIND if means_only is not means_nobody_else else ""
        only = ONLY_ONE.format(shown=shown, number=event.number, title=event.terms.title, example=named, note=note)
        raise Refusal(only)
    return event, words


def list_lately_over(ctx: Context, over_for: timedelta) -> list[Event]:
    """Return the events that ended no longer ago than this, the latest first."""
    begun = events.list_begun(ctx.db, ctx.group.id, ctx.now, MOST_OPEN) if over_for else []
    return [event for event in begun if event.state is State.OVER and event.terms.ends_at > ctx.now - over_for]


def _title_of(event: Event) -> str:
    return event.terms.title


def _describe_others(ctx: Context) -> str:
    """Return what else there is that somebody can sign up for, and by which word; empty for nothing."""
    lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    is_gathering = challenge is not None and challenge.state is ChallengeState.GATHERING
    return (LISTS_OPEN if lists else "") + (TEAMS_OPEN if is_gathering else "")


def get_by_number(ctx: Context, number: int) -> Event:
    """Return the group's event of this number; raises Refusal."""
    event = events.get_by_number(ctx.db, ctx.group.id, number)
    if event is None:
        raise Refusal(UNKNOWN.format(number=number))
    return event


def require_open(event: Event) -> None:
    """Raise Refusal where an event is over or cancelled."""
    if event.state is not State.OPEN:
        text = CANCELLED if event.state is State.CANCELLED else OVER
        raise Refusal(text.format(number=event.number, title=event.terms.title))


def means_sign_up(words: str) -> bool:
    """Tell whether words that name no event are about coming: +1, 每周, 替小黑, 不去了. 爬山 may be another event."""
    line = read_sign_up(words)
    about = line.name or line.cancelled or line.unclear or not line.note or begins_with_people(half_width(words))
    return bool(about) or bool(WEEKLY.match(words)) or means_nobody_else(words)


def means_not_coming(words: str) -> bool:
    """Tell whether words that name no event say that somebody does not come, or how many fewer do."""
    return means_nobody_else(words) or read_sign_up(words).cancelled or read_fewer(half_width(words)) > 0
