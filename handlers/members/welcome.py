"""Greets who joins, helps them introduce themselves, and brings people with a common interest together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel

from config.group import Group
from handlers.kit import (
    Capability,
    Context,
    Drawing,
    Feature,
    Joined,
    Left,
    MemberContext,
    Mention,
    Message,
    Reply,
    TimerPayload,
    reply,
    set_timer,
)
from handlers.kit.words import ENDINGS
from handlers.members.comments import may_be_repeated
from handlers.members.introducing import INTRODUCED, record_introduction
from handlers.members.introduction_fields import LONGEST, Introduction, Reading, may_introduce
from handlers.members.welcome_rules import WELCOME, Rules
from handlers.pictures.specs import JoinCardSpec
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention
from handlers.text.template import fill
from storage import state
from storage.members import introductions, roster
from storage.members.roster import Member

EARNS = "介绍完有 {points} 积分～"
RULE = "自我介绍：{points} 分，每人一次"
ASK = "{name}，你是想自我介绍吗？发「是」我就记下：{fields}。"
FIELDS = {"name": "名字{}", "age": "年龄{}", "likes": "喜欢{}", "skills": "擅长{}", "hopes": "期望{}"}
YES = ("是", "是的", "是呀", "是啊", "对", "对的", "嗯", "「是」")
HOUSE_RULES = "\n群里的约定发「群规」看～"
CALL = "来欢迎一下新朋友～"
CARD = "入群卡：{name}，第 {number} 位成员"
MOST_CARDS = 3
PATIENCE = timedelta(minutes=30)
"""How long a question waits for its answer."""


class Waiting(BaseModel):
    """Newcomers who have not been greeted yet, by user id."""

    users: list[str] = []


class Question(BaseModel):
    """What somebody may have meant as their introduction."""

    introduction: Introduction
    until: datetime
    said: str = ""
    """The message in which they said it."""


class Questions(BaseModel):
    """Questions that wait for an answer, by user id."""

    asked: dict[str, Question] = {}


class Forgetting(TimerPayload):
    """The timer that forgets questions nobody answered."""

    kind: Literal["forget"]
    """Without a default, so that a stored greeting, which is empty, is none of these."""

    @property
    def key(self) -> str:
        return "forget"


class Greeting(TimerPayload):
    """The timer that greets all who joined meanwhile."""

    only_speaks = True

    @property
    def key(self) -> str:
        return "greet"


feature = Feature("welcome", Rules, title="迎新")
QUESTIONS = "welcome_questions"
"""Under which the questions are kept."""
feature.occasion(INTRODUCED)
feature.ledger_kind("introduction", "自我介绍", person=1)
feature.requires(Capability.SEES_JOINS, "新人要自己发自我介绍，或由管理员 @ 新人。")
feature.requires(Capability.PUSHES, "请给群配一个推送通道（push），不然欢迎词发不出去。")


@feature.on(Joined)
def queue_greeting(event: Joined, ctx: MemberContext) -> None:
    waiting = state.load(ctx.db, ctx.group.id, feature.name, Waiting)
    users = [*(user for user in waiting.users if user != event.user), event.user]
    state.save(ctx.db, ctx.group.id, feature.name, Waiting(users=users))
    due = ctx.now + timedelta(seconds=ctx.rules(Rules).gather)
    set_timer(ctx, feature.name, Greeting(), due)


@feature.on(Left)
def forget_leaver(event: Left, ctx: MemberContext) -> None:
    waiting = state.load(ctx.db, ctx.group.id, feature.name, Waiting)
    if event.user in waiting.users:
        waiting.users.remove(event.user)
        state.save(ctx.db, ctx.group.id, feature.name, waiting)


@feature.on_timer(Greeting)
def greet(greeting: Greeting, ctx: Context) -> Reply | None:
    waiting = state.load(ctx.db, ctx.group.id, feature.name, Waiting)
    state.save(ctx.db, ctx.group.id, feature.name, Waiting())
    members = [roster.get_by_user(ctx.db, ctx.group.id, user) for user in waiting.users]
    arrived = [member for member in members if member]
    newcomers = [mention(member) for member in arrived]
    if not newcomers or Capability.PUSHES not in ctx.capabilities:
        return None
    rules = ctx.rules(Rules)
    before, _, after = rules.text.partition("{name}")
    earns = EARNS.format(points=rules.points) if rules.points and rules.text == WELCOME else ""
    values = {"group": ctx.group.name, "points": rules.points, "name": "大家"}
    house_rules = HOUSE_RULES if rules.house_rules else ""
    words = fill(after, values) + earns + "\n" + rules.template + house_rules
    return reply(fill(before, values), *newcomers, words, *_call_core(ctx, newcomers), *_cards(ctx, arrived))


def _call_core(ctx: Context, newcomers: list[Mention]) -> list[str | Mention]:
    """Return a mention of the core members, so that newcomers are not welcomed by a bot alone."""
    arrived = {newcomer.user for newcomer in newcomers}
    members = [roster.get_by_user(ctx.db, ctx.group.id, user) for user in ctx.rules(Rules).core if user not in arrived]
    called = may_be_mentioned(ctx, [member for member in members if member])
    return ["\n", *map(mention, called), CALL] if called else []


def _cards(ctx: Context, newcomers: list[Member]) -> list[Drawing]:
    """Return a card for each newcomer, where they are few."""
    if not ctx.rules(Rules).card or Capability.PICTURES not in ctx.capabilities or len(newcomers) > MOST_CARDS:
        return []
    sheets = (
        JoinCardSpec(
            group=ctx.group.name, name=member.name, number=roster.number_of(ctx.db, member), day=f"{ctx.today}"
        )
        for member in newcomers
    )
    return [Drawing(sheet=sheet, alt=CARD.format(name=sheet.name, number=sheet.number)) for sheet in sheets]


def _read(text: str) -> Reading | None:
    # Loaded when somebody may introduce themselves: its patterns take 0.1 s of a start and 5 MB (measured).
    from handlers.members.introduction import read_introduction

    return read_introduction(text)


@feature.claim
def claims_introduction(text: str) -> bool:
    return may_introduce(text) and _read(text) is not None


@feature.listen
def hear_introduction(message: Message, ctx: MemberContext) -> Reply | None:
    reading = _read(message.text) if may_introduce(message.text) else None
    if reading is None:
        return _hear_answer(message, ctx)
    if reading.sure:
        _take_question(ctx)
        return record_introduction(ctx, reading.introduction, may_rename=not message.name, said=message.text)
    fields = {field: getattr(reading.introduction, field) for field in FIELDS}
    if introductions.exists(ctx.db, ctx.member) or not may_be_repeated(ctx.group, *fields.values()):
        return None
    until = ctx.now + PATIENCE
    questions = state.load(ctx.db, ctx.group.id, QUESTIONS, Questions)
    questions.asked[ctx.member.user_id] = Question(
        introduction=reading.introduction, until=until, said=message.text[:LONGEST]
    )
    state.save(ctx.db, ctx.group.id, QUESTIONS, questions)
    set_timer(ctx, feature.name, Forgetting(kind="forget"), until)
    shown = "，".join(FIELDS[field].format(value) for field, value in fields.items() if value)
    return reply(ASK.format(name=ctx.member.name, fields=shown))


@feature.on_timer(Forgetting)
def forget_questions(forgetting: Forgetting, ctx: Context) -> None:
    questions = state.load(ctx.db, ctx.group.id, QUESTIONS, Questions)
    asked = {user: question for user, question in questions.asked.items() if question.until > ctx.now}
    state.save(ctx.db, ctx.group.id, QUESTIONS, Questions(asked=asked))
    if asked:
        set_timer(ctx, feature.name, Forgetting(kind="forget"), min(question.until for question in asked.values()))


@feature.earning_rule
def rule(group: Group) -> str | None:
    points = group.rules(Rules).points
    return RULE.format(points=points) if points else None


def _hear_answer(message: Message, ctx: MemberContext) -> Reply | None:
    """Record what a member was asked about, where they say yes in time."""
    if message.text.strip(ENDINGS + " ") not in YES:
        return None
    question = _take_question(ctx)
    if question is None or question.until <= ctx.now:
        return None
    return record_introduction(ctx, question.introduction, may_rename=not message.name, said=question.said)


def _take_question(ctx: MemberContext) -> Question | None:
    """Return and forget what the member was asked."""
    questions = state.load(ctx.db, ctx.group.id, QUESTIONS, Questions)
    question = questions.asked.pop(ctx.member.user_id, None)
    if question:
        state.save(ctx.db, ctx.group.id, QUESTIONS, questions)
    return question
