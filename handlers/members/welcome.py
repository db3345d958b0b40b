"""Greets who joins, helps them introduce themselves, and brings people with a common interest together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from config.group import Group
from handlers.kit import (
    Capability,
    Context,
    Feature,
    Joined,
    Left,
    MemberContext,
    Message,
    Occasion,
    Reply,
    Section,
    TimerPayload,
    follow_up,
    reply,
    set_timer,
)
from handlers.kit.words import ENDINGS
from handlers.mall.next_reward import describe_next_reward
from handlers.members.interests import match_words
from handlers.members.introduction_fields import TEMPLATE, Introduction, Reading, may_introduce
from handlers.members.like_minded import interests_of, mention_alike
from handlers.points import payments
from handlers.text.people import mention
from handlers.text.template import fill, placeholders
from storage import state
from storage.members import introductions, roster

WELCOME = "欢迎 {name} 加入{group}！按下面的格式介绍一下自己吧～"
EARNS = "介绍完有 {points} 积分～"
THANKS = "认识你很高兴，{name}！{paid}"
PAID = "送你 {points} 积分，现有 {balance} 分。"
REASON = "{name} 介绍了自己"
UPDATED = "新的介绍已经记下啦。"
RULE = "自我介绍：{points} 分，每人一次"
ASK = "{name}，你是想自我介绍吗？发「是」我就记下：{fields}。"
FIELDS = {"name": "名字{}", "age": "年龄{}", "likes": "喜欢{}", "skills": "擅长{}", "hopes": "期望{}"}
YES = ("是", "是的", "是呀", "是啊", "对", "对的", "嗯", "「是」")
PATIENCE = timedelta(minutes=30)
"""How long a question waits for its answer."""
SYNONYMS = ("跑步 慢跑 夜跑 晨跑", "爬山 登山 徒步", "做饭 烹饪 下厨 做菜", "读书 看书 阅读", "唱歌 k歌", "摄影 拍照")


class Rules(Section):
    """迎新"""

    text: Annotated[str, placeholders("name", "group", "points")] = Field(
        WELCOME, max_length=500, description="欢迎词，{name} 处会 @ 新人"
    )
    template: str = Field(TEMPLATE, max_length=500, description="自我介绍的格式")
    gather: int = Field(60, ge=0, le=600, description="几秒内进群的新人一起欢迎")
    points: int = Field(20, ge=0, le=10_000, description="自我介绍得几分，每人一次")
    friends: int = Field(3, ge=0, le=10, description="最多 @ 几位有共同爱好的成员")
    synonyms: list[str] = Field(list(SYNONYMS), description="同一件事的不同说法，用空格隔开")

    def list_synonyms(self) -> dict[str, str]:
        """Return the word under which each of several words for the same thing is compared."""
        return {word: group.split()[0] for group in self.synonyms for word in group.split()}


class Waiting(BaseModel):
    """Newcomers who have not been greeted yet, by user id."""

    users: list[str] = []


class Question(BaseModel):
    """What somebody may have meant as their introduction."""

    introduction: Introduction
    until: datetime


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
INTRODUCED = Occasion("新人介绍", "一位成员第一次自我介绍")
feature.occasion(INTRODUCED)
feature.ledger_kind("introduction", "自我介绍")
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
    members = (roster.get_by_user(ctx.db, ctx.group.id, user) for user in waiting.users)
    newcomers = [mention(member) for member in members if member]
    if not newcomers or Capability.PUSHES not in ctx.capabilities:
        return None
    rules = ctx.rules(Rules)
    before, _, after = rules.text.partition("{name}")
    earns = EARNS.format(points=rules.points) if rules.points and rules.text == WELCOME else ""
    values = {"group": ctx.group.name, "points": rules.points, "name": "大家"}
    return reply(fill(before, values), *newcomers, fill(after, values) + earns + "\n" + rules.template)


def _read(text: str) -> Reading | None:
    # Loaded when somebody may introduce themselves: its patterns take 0.1 s of a start and 5 MB (measured).
    from handlers.members.introduction import read_introduction

    return read_introduction(text)


@feature.listen
def hear_introduction(message: Message, ctx: MemberContext) -> Reply | None:
    reading = _read(message.text) if may_introduce(message.text) else None
    if reading is None:
        return _hear_answer(message, ctx)
    if reading.sure:
        _take_question(ctx)
        return _record(reading.introduction, message, ctx)
    if introductions.exists(ctx.db, ctx.member):
        return None
    until = ctx.now + PATIENCE
    questions = state.load(ctx.db, ctx.group.id, QUESTIONS, Questions)
    questions.asked[ctx.member.user_id] = Question(introduction=reading.introduction, until=until)
    state.save(ctx.db, ctx.group.id, QUESTIONS, questions)
    set_timer(ctx, feature.name, Forgetting(kind="forget"), until)
    fields = "，".join(
        words.format(value) for field, words in FIELDS.items() if (value := getattr(reading.introduction, field))
    )
    return reply(ASK.format(name=ctx.member.name, fields=fields))


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


def _pay(ctx: MemberContext, points: int) -> str:
    if not points:
        return UPDATED
    key = f"introduction:{ctx.member.id}"
    paid = payments.pay_reward(ctx, ctx.member, points, key=key, reason="自我介绍", owe=True)
    if paid is None:
        return UPDATED
    next_reward = describe_next_reward(ctx, ctx.member, paid.balance) if paid.points else ""
    return paid.text(PAID) + next_reward


def _hear_answer(message: Message, ctx: MemberContext) -> Reply | None:
    """Record what a member was asked about, where they say yes in time."""
    if message.text.strip(ENDINGS + " ") not in YES:
        return None
    question = _take_question(ctx)
    return _record(question.introduction, message, ctx) if question and question.until > ctx.now else None


def _take_question(ctx: MemberContext) -> Question | None:
    """Return and forget what the member was asked."""
    questions = state.load(ctx.db, ctx.group.id, QUESTIONS, Questions)
    question = questions.asked.pop(ctx.member.user_id, None)
    if question:
        state.save(ctx.db, ctx.group.id, QUESTIONS, questions)
    return question


def _record(introduction: Introduction, message: Message, ctx: MemberContext) -> Reply:
    rules = ctx.rules(Rules)
    is_first = not introductions.exists(ctx.db, ctx.member)
    introductions.save(
        ctx.db,
        ctx.member,
        introduction.name,
        introduction.age,
        introduction.likes,
        introduction.skills,
        introduction.hopes,
        ctx.now,
    )
    synonyms = rules.list_synonyms()
    introductions.set_interests(ctx.db, ctx.member, match_words(interests_of(introduction), synonyms))
    name = introduction.name or ctx.member.name
    if introduction.name and not message.name:
        roster.rename(ctx.db, ctx.member, introduction.name)
    if is_first:
        follow_up(ctx, INTRODUCED, REASON.format(name=name), key=f"introduction:{ctx.member.id}")
    return reply(THANKS.format(name=name, paid=_pay(ctx, rules.points)), *mention_alike(ctx, rules.friends, synonyms))
