"""抢答: staff or the timetable ask something, or the bank does; the first right answer wins."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import ClassVar

from pydantic import Field, field_validator

from handlers.games import service
from handlers.games.banks import load_questions
from handlers.games.guessing import load_sounds, tell_near
from handlers.games.quiz_choices import LETTERS, choice_in
from handlers.games.rules import GameState
from handlers.kit import (
    Capability,
    Context,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Outlook,
    Query,
    Refusal,
    Reply,
    Role,
    Section,
    reply,
)
from handlers.kit.audience import Otherwise
from handlers.kit.declarations import Prepared, Round
from handlers.kit.rounds import close_round
from handlers.kit.words import half_width, truncate
from handlers.text.answers import guesses_in, is_right, says_something

TITLE, FROM_BANK = "抢答", "抢答一局"
OPENED = "🔔 抢答：{question}\n第一个答对的赢，{seconds} 秒。{way}"
ONE_TRY = "每人只能答一次，发字母就行。"
FOUND = "🎉 {name} 抢到了，答案是「{answer}」！"
ENDED = "🔔 抢答结束，答案是「{answer}」。"
HOW = "先写题，空一格再写答案，例如：抢答 我们店几点开门？ 九点/9点"
IN_PRIVATE = "答案写在群里大家都看见啦，私聊我发「抢答 题目 答案」，我把题发到群里～"
NOT_HERE = "我在这里不能自己说话，发不了抢答题。"
ASKED = "好，题发到群里了，{seconds} 秒，答案是「{answer}」。"
MISSED = "没答对，这题每人只能答一次，等下一题吧～"
TRIED = "这题你已经答过了，每人只能答一次～"
YOUR_OWN = "{name}，题是你出的，留给大家抢～"
NO_SUBJECT = "没有「{subject}」这一科的题，有这些：{subjects}"
TOO_LONG = "题最多 {question} 个字，答案最多 {answer} 个字。"
IS_COMMAND = "「{answer}」是群伴的命令，打出来就不是抢答了，换个说法吧～"
NO_ANSWER = "答案里要有字或数字，打出来才算"
LONGEST, LONGEST_ANSWER = 120, 20
POINTS = 3
BETWEEN = "/"


class Rules(Section):
    """抢答"""

    seconds: int = Field(60, ge=10, le=3600, description="一题多少秒")


class Params(Section):
    """抢答：到时间在群里出一道题"""

    question: str = Field(min_length=2, max_length=LONGEST, description="题目", examples=["我们店几点开门？"])
    answer: str = Field(
        min_length=1, max_length=60, description="答案；几种说法都算对就用 / 隔开", examples=["九点/9点"]
    )

    @field_validator("answer")
    @classmethod
    def _can_be_said(cls, answer: str) -> str:
        read = _read_answers(answer)
        if not read:
            raise ValueError(NO_ANSWER)
        if any(len(each) > LONGEST_ANSWER for each in read):
            raise ValueError(TOO_LONG.format(question=LONGEST, answer=LONGEST_ANSWER))
        return answer


class Asked(GameState):
    """What was asked; with options, their letters count as answers, too, and everybody has one try."""

    has_one_winner: ClassVar[bool] = True
    question: str
    answers: list[str]
    options: list[str] = Field(default_factory=list)
    tried: list[int] = Field(default_factory=list)
    found_by: str = ""

    def merge(self, gone: int, stays: int) -> None:
        """Let two members who are one person have one try together."""
        super().merge(gone, stays)
        self.tried = [stays if member_id == gone else member_id for member_id in self.tried]


feature = Feature("game_first", Rules, title=TITLE, topic="游戏")
feature.requires(Capability.PUSHES, "员工出不了题，发「来一局 抢答」玩题库里的。")


@feature.command(FROM_BANK, help="出一道题库里的题，第一个答对的赢")
def ask_from_bank(_: Message, __: MemberContext) -> Query:
    return Query(lambda _: service.load_and_start(load, start))


@feature.command(
    TITLE,
    help="出一道题，第一个答对的赢（私聊我写题）",
    usage="我们店几点开门？ 九点",
    role=Role.STAFF,
    members_say=FROM_BANK,
)
def ask(message: Message, ctx: MemberContext) -> Query:
    if not ctx.args:
        raise Refusal(HOW)
    if message.chat is not None:
        raise Refusal(IN_PRIVATE)
    if Capability.PUSHES not in ctx.capabilities:
        raise Refusal(NOT_HERE)
    question, _, answers = " ".join(ctx.args.split()).rpartition(" ")
    read = _read_answers(answers)
    if not question or not read:
        raise Refusal(HOW)
    if len(question) > LONGEST or any(len(answer) > LONGEST_ANSWER for answer in read):
        raise Refusal(TOO_LONG.format(question=LONGEST, answer=LONGEST_ANSWER))
    _require_no_command(ctx, read)
    asked = Asked(question=question, answers=read)
    return Query(lambda _: service.load_and_start(load_sounds, partial(_ask_group, asked)))


def _ask_group(asked: Asked, ctx: Context) -> str:
    """Ask in the group, and tell who wrote the question."""
    assert isinstance(ctx, MemberContext), "somebody has typed it"
    ctx.record(ctx.typed)
    ctx.post(f"first:{ctx.key}", reply(_open(ctx, asked, posted=True)))
    return ASKED.format(seconds=ctx.rules(Rules).seconds, answer=asked.answers[0])


def _require_no_command(ctx: Context | Outlook, answers: list[str]) -> None:
    """Raise Refusal where an answer is a command, which would be carried out instead."""
    for answer in answers:
        if ctx.registry.find_command(answer):
            raise Refusal(IS_COMMAND.format(answer=answer))


def _foresee(params: Params, outlook: Outlook) -> None:
    _require_no_command(outlook, _read_answers(params.answer))


@feature.action(TITLE, Params, read_only=True, foresee=_foresee)
def ask_by_plan(params: Params, ctx: Context) -> Prepared:
    """Ask by the timetable; raises Refusal where a game is open, and the moment is recorded as failed."""
    asked = Asked(question=params.question, answers=_read_answers(params.answer))
    return service.load_and_start(load_sounds, lambda ctx: _open(ctx, asked))


def start(ctx: Context, subject: str = "") -> str:
    """Ask something of the bank, about a subject or any, with its options; raises Refusal."""
    fitting = [question for question in load_questions() if subject in ("", question.subject)]
    if not fitting:
        subjects = "、".join(dict.fromkeys(question.subject for question in load_questions()))
        raise Refusal(NO_SUBJECT.format(subject=truncate(subject, 8), subjects=subjects))
    chosen = service.choose_fresh(ctx, feature.name, fitting, lambda question: question.q)
    options = ctx.random.sample(chosen.options, len(chosen.options))
    shown = "　".join(f"{letter}. {option}" for letter, option in zip(LETTERS, options, strict=False))
    question = f"{chosen.q}\n{shown}\n{ONE_TRY}"
    return _open(ctx, Asked(question=question, answers=[chosen.options[0]], options=options))


def _open(ctx: Context, state: Asked, *, posted: bool = False) -> str:
    seconds = ctx.rules(Rules).seconds
    lasts = timedelta(seconds=seconds)
    example = LETTERS[0] if state.options else "答案"
    _, way = service.begin(ctx, feature.name, state, lasts, example=example, warning=None, posted=posted)
    return OPENED.format(question=state.question, seconds=seconds, way=way)


def load() -> None:
    """Load the bank, and what near misses are told by."""
    load_questions()
    load_sounds()


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Say what was right, and pay."""
    state: Asked = round_.state
    told = FOUND if state.found_by else ENDED
    told = told.format(name=state.found_by, answer=state.answers[0])
    return service.settle(ctx, feature.name, TITLE, round_, told)


@feature.opens_rounds(Asked, at_end=tell_end, start=start, prepare=load, about=start)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    state: Asked = round_.state
    forms = guesses_in(message.text)
    chosen = (choice_in(half_width(form).upper(), state.options) for form in forms)
    place = next((place for place in chosen if place is not None), None)
    given = forms[0] if place is None else state.options[place]
    right = is_right([given] if state.options else forms, state.answers)
    if not right and (not state.options or given not in state.options):
        near = None if state.options else tell_near(forms, state.answers)
        return near or (Otherwise(service.WRONG) if message.addressed else None)
    if round_.opened_by == ctx.member.id and not state.options:
        return YOUR_OWN.format(name=ctx.member.name)
    if ctx.member.id in state.tried:
        return Otherwise(TRIED) if message.addressed else ()
    if not right:
        state.tried.append(ctx.member.id)
        service.add_score(ctx, round_, 0)
        return Otherwise(MISSED) if message.addressed else ()
    state.found_by = ctx.member.name
    service.add_score(ctx, round_, POINTS)
    close_round(ctx, feature.name, round_.number, "done")
    return tell_end(round_, ctx)


def _read_answers(text: str) -> list[str]:
    answers = (" ".join(part.split()) for part in text.replace("／", BETWEEN).split(BETWEEN))
    return list(dict.fromkeys(answer for answer in answers if says_something(answer)))
