"""Answers newcomers who greet everybody or say one thing of themselves, so that they learn what is still missing."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from pydantic import BaseModel

from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Reply,
    Role,
    TimerPayload,
    reply,
    set_timer,
)
from handlers.kit.words import ENDINGS, undress
from handlers.members.comments import may_be_repeated
from handlers.members.introducing import record_introduction
from handlers.members.introduction_fields import Introduction, may_introduce
from handlers.members.welcome_rules import Rules
from storage import state
from storage.members import introductions, newcomers

feature = Feature("half_introductions", title="迎新")

FIRST_DAYS = timedelta(days=7)
"""So long after joining somebody is asked."""
KEPT = timedelta(days=1)
"""So long the half that was said waits for the other one."""
LONGEST = 200
BEGINNINGS = ("好", "报到", "报道", "新人", "新来", "新成员", "初来", "刚进群", "期望", "期待")
EXAMPLE = "我叫{name}，我喜欢爬山"
SOMEBODY = "小明"
ASK_ALL = "欢迎你！介绍一下自己吧：叫什么、喜欢什么，例如「{example}」{points}～"
ASK_THINGS = "你好，{name}！再说说你喜欢什么、擅长什么，大家就认识你啦，例如「{example}」{points}～"
ASK_NAME = "欢迎你！再说一下怎么称呼你，例如「我叫{name}」，这份介绍就齐啦{points}～"
POINTS = "，送 {points} 积分"
HOW_TO = "照着这样发就行，改的话再发一次："
ASKS_HOW = (
    "自我介绍",
    "怎么自我介绍",
    "怎么介绍自己",
    "如何自我介绍",
    "改介绍",
    "改自我介绍",
    "修改自我介绍",
    "我想改一下介绍",
)
_LINE_OF_FORM = re.compile(
    r"\s{0,4}(?:我?叫|姓名|名字|昵称|年龄|我?的?(?:喜欢|爱好|兴趣|擅长|特长|技能|期望|期待|目标))\s{0,2}[:：]"
)
"""A line that nobody says to others: 我喜欢：爬山."""


class Half(BaseModel):
    """What a newcomer said of themselves so far, and when they were asked for the rest."""

    introduction: Introduction
    said_at: datetime
    asked_on: date
    """In the group's zone."""


class Halves(BaseModel):
    """What newcomers said so far, by user id."""

    said: dict[str, Half] = {}


class Forgetting(TimerPayload):
    """The timer that forgets halves to which nothing was added."""

    @property
    def key(self) -> str:
        return "forget"


@feature.listen
def ask_for_rest(message: Message, ctx: MemberContext) -> Reply | None:
    """Return what is still missing, once a day, or thanks for an introduction that is whole now."""
    words = undress(message.text.strip()).strip(ENDINGS + " ")
    if message.addressed and words in ASKS_HOW:
        return reply(f"{HOW_TO}\n{ctx.rules(Rules).template}")
    introduction = _read(message.text)
    if introduction and _LINE_OF_FORM.match(message.text) and introductions.exists(ctx.db, ctx.member):
        return _add(message, ctx, introduction)
    if introduction is None or not _may_be_asked(ctx) or (not introduction.count() and _will_be_welcomed(ctx)):
        return None
    halves = state.load(ctx.db, ctx.group.id, feature.name, Halves)
    known = halves.said.get(ctx.member.user_id)
    if known and known.said_at + KEPT > ctx.now:
        introduction = _join(known.introduction, introduction)
    if introduction.count() >= 2:
        halves.said.pop(ctx.member.user_id, None)
        _save(ctx, halves)
        return record_introduction(ctx, introduction, may_rename=not message.name, said=message.text)
    halves.said[ctx.member.user_id] = Half(introduction=introduction, said_at=ctx.now, asked_on=ctx.today)
    _save(ctx, halves)
    return None if known and known.asked_on == ctx.today else reply(_ask(ctx, introduction))


def _add(message: Message, ctx: MemberContext, said: Introduction) -> Reply | None:
    """Take one more line of the form that somebody has filled in before; None where it says nothing new."""
    kept = introductions.get(ctx.db, ctx.member)
    if kept is None or not said.count():
        return None
    before = Introduction(kept.name, kept.age, kept.likes, kept.skills, kept.hopes)
    whole = _join(before, said)
    if whole == before:
        return None
    return record_introduction(ctx, whole, may_rename=not message.name, said=message.text)


@feature.on_timer(Forgetting)
def forget_halves(forgetting: Forgetting, ctx: Context) -> None:
    _save(ctx, state.load(ctx.db, ctx.group.id, feature.name, Halves))


def _read(text: str) -> Introduction | None:
    if len(text) > LONGEST or not (may_introduce(text) or any(word in text for word in BEGINNINGS)):
        return None
    # Loaded when somebody may introduce themselves: its patterns take 0.1 s of a start and 5 MB (measured).
    from handlers.members.introduction import read_half

    return read_half(text)


def _may_be_asked(ctx: MemberContext) -> bool:
    """Tell whether somebody is known to have joined in the last days and has not introduced themselves."""
    return (
        ctx.role < Role.STAFF
        and newcomers.has_arrived(ctx.db, ctx.member, ctx.now - FIRST_DAYS)
        and not introductions.exists(ctx.db, ctx.member)
    )


def _will_be_welcomed(ctx: MemberContext) -> bool:
    """Tell whether the welcome, which says the same, is still to come."""
    since = ctx.now - timedelta(seconds=ctx.rules(Rules).gather)
    return Capability.PUSHES in ctx.capabilities and newcomers.has_arrived(ctx.db, ctx.member, since)


def _join(before: Introduction, now: Introduction) -> Introduction:
    """Return what was said now, and what was said before where nothing was said now."""
    names = [field.name for field in fields(Introduction)]
    return replace(now, **{name: getattr(now, name) or getattr(before, name) for name in names})


def _ask(ctx: MemberContext, introduction: Introduction) -> str:
    points = POINTS.format(points=most) if (most := ctx.rules(Rules).points) else ""
    own_name = introduction.name if may_be_repeated(ctx.group, introduction.name) else ""
    words = ASK_THINGS if own_name else ASK_NAME if introduction.count() else ASK_ALL
    name = own_name or SOMEBODY
    return words.format(name=name, example=EXAMPLE.format(name=name), points=points)


def _save(ctx: Context, halves: Halves) -> None:
    """Save what was said in the last day, and see to it that it is forgotten afterwards."""
    said = {user: half for user, half in halves.said.items() if half.said_at + KEPT > ctx.now}
    state.save(ctx.db, ctx.group.id, feature.name, Halves(said=said))
    if said:
        set_timer(ctx, feature.name, Forgetting(), min(half.said_at for half in said.values()) + KEPT)
