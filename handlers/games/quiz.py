"""互动问答: some questions with options; who answers right scores, the first one more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from handlers.games import service, teams
from handlers.games.banks import Question, load_questions
from handlers.games.quiz_bank import ANY, Rules, Wish, choose_from, list_questions, list_subjects, read_wish
from handlers.games.quiz_choices import LETTERS, choice_in
from handlers.games.quiz_state import Asked, Open
from handlers.games.quiz_teams import end_teams
from handlers.kit import (
    Button,
    Capability,
    Card,
    Context,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Pressed,
    Query,
    Reply,
    TimerPayload,
    reply,
)
from handlers.kit.audience import Otherwise
from handlers.kit.declarations import Round
from handlers.kit.private_answers import TAKEN
from handlers.kit.rounds import close_round, find_round, get_round, save_round
from handlers.kit.timers import set_timer
from handlers.kit.words import half_width, normalize, undress
from handlers.text.answers import guesses_in
from handlers.text.card_names import card_name, read_card_name
from storage.members import roster

TITLE = "互动问答"
OPENED = "❓ 互动问答开始，一共 {count} 题，每题 {seconds} 秒，发选项的字母或数字就行，每题以第一次答的为准。{way}"
TITLE_OF_QUESTION = "第 {place} 题（{subject}）"
ASKED = "{title}：{q}\n{options}"
RIGHT = "答案是 {letter}. {option}。{who}"
NOBODY, THOSE = "这题没有人答对。", "答对的：{names}（第一个 {first} 得 2 分）"
STREAK = "\n🔥 {name} 连对 {count} 题，多得 {bonus} 分"
ENDED = "❓ 互动问答结束。"
IN_TEAMS = "\n分红蓝两队，第一次答题就自动入队。"
TEAM_SCORES = "\n🔴 红队 {first} : {second} 蓝队 🔵"
ANSWERED = "已经答过了，以第一次的 {letter} 为准～"
WHICH = "选哪个？发 A 到 {last} 里的一个字母就行。"
CARD_KIND = "quiz"
FIRST, OTHERS = 2, 1
"""Points of the first right answer, and of the others."""
IN_A_ROW, BONUS = 3, 1
"""So many right answers in a row, again and again, bring so many points more."""
NAMES, LONGEST_TYPED = 8, 24
"""Names that are told, and characters of what may be the game's name with a subject."""


class NextQuestion(TimerPayload):
    """The timer that ends a question."""

    quiz: int
    """The round's number."""
    place: int

    @property
    def key(self) -> str:
        return f"question:{self.quiz}:{self.place}"

    @property
    def breaks_silence(self) -> bool:
        return True


feature = Feature("game_quiz", Rules, title=TITLE, topic="游戏")
feature.requires(Capability.PUSHES, service.UNPLAYABLE)


@feature.command(TITLE, "答题", help="几道选择题，看谁懂得多；可以写科目、难度、几题、组队", usage="健康 难 3题")
def begin(_: Message, ctx: MemberContext) -> Query:
    return Query(lambda _: service.load_and_start(load_questions, partial(start_about, words=ctx.args)))


@feature.listen
def hear(message: Message, ctx: MemberContext) -> Query | None:
    """Take 互动问答历史 for the command, where there is such a subject."""
    text = undress(normalize(message.text)) if len(message.text) <= LONGEST_TYPED else ""
    if not text.startswith(TITLE):
        return None
    begin_it = partial(start_about if message.addressed else _start_known, words=text.removeprefix(TITLE).strip())
    return Query(lambda _: service.load_and_start(load_questions, begin_it))


def _start_known(ctx: Context, words: str) -> HandlerResult:
    """Open a round about a subject; None where there is none such, which is talk."""
    return start(ctx, words) if words in list_subjects(list_questions(ctx)) else None


def start_about(ctx: Context, words: str) -> Reply:
    """Open a round as some words say: about a subject, of a level, with so many questions, in two teams; or refuse."""
    wish = read_wish(words)
    return start(ctx, wish.subject, wish)


def start(ctx: Context, subject: str = "", wish: Wish = ANY) -> Reply:
    """Open a round with questions of a subject, or of any, for each by themselves or in two teams; raises Refusal."""
    rules = ctx.rules(Rules)
    fitting = choose_from(list_questions(ctx), wish._replace(subject=subject))
    chosen = ctx.random.sample(fitting, min(wish.most or rules.count, len(fitting)))
    ordered = sorted(chosen, key=lambda question: question.level)
    state = Asked(questions=[_shuffle(ctx, question) for question in ordered], teams={} if wish.in_teams else None)
    lasts = timedelta(seconds=rules.seconds) * (len(chosen) + 1)
    number, way = service.begin(ctx, feature.name, state, lasts, example="A", warning=None)
    _set_end(ctx, number, 0)
    opened = OPENED.format(count=len(chosen), seconds=rules.seconds, way=way) + (IN_TEAMS if wish.in_teams else "")
    return reply(f"{opened}\n", _ask(ctx, number, state))


def _shuffle(ctx: Context, question: Question) -> Open:
    options = ctx.random.sample(question.options, len(question.options))
    right = options.index(question.options[0])
    return Open(subject=question.subject or TITLE, q=question.q, options=options, right=right)


def _set_end(ctx: Context, number: int, place: int) -> None:
    ends_at = ctx.carried_out_at + timedelta(seconds=ctx.rules(Rules).seconds)
    set_timer(ctx, feature.name, NextQuestion(quiz=number, place=place), ends_at)


def _ask(ctx: Context, number: int, state: Asked) -> Card | str:
    """Return the open question: a card with a button for each option where there can be one."""
    asked = state.questions[state.place]
    title = TITLE_OF_QUESTION.format(place=state.place + 1, subject=asked.subject)
    options = "　".join(f"{letter}. {option}" for letter, option in zip(LETTERS, asked.options, strict=False))
    if Capability.BUTTONS not in ctx.capabilities:
        return ASKED.format(title=title, q=asked.q, options=options)
    return Card(
        card=card_name(ctx, CARD_KIND, number, state.place),
        title=title,
        text=f"{asked.q}\n{options}",
        buttons=tuple(Button(key=letter, label=letter) for letter in LETTERS[: len(asked.options)]),
    )


@feature.on(Pressed)
def answer_by_button(event: Pressed, ctx: MemberContext) -> HandlerResult:
    """Take a pressed button of the open question for an answer."""
    about = read_card_name(event.card, CARD_KIND, 2)
    found = find_round(ctx, feature.name, ctx.registry.round_kinds[feature.name]) if about else None
    if found is None or about != (str(found.number), str(found.state.place)) or ctx.now >= found.ends_at:
        return None
    return _take(found, event.button, ctx, is_asked=False)


@feature.on_timer(NextQuestion)
def go_on(timer: NextQuestion, ctx: Context) -> Reply | None:
    """End a question, and ask the next one or settle the round."""
    found = get_round(ctx, timer.quiz, ctx.registry.round_kinds[feature.name])
    if found is None or found.state.place != timer.place:
        return None
    state: Asked = found.state
    told = _settle_question(ctx, state)
    state.place, state.given = state.place + 1, {}
    save_round(ctx, found.number, state)
    if state.place < len(state.questions):
        _set_end(ctx, found.number, state.place)
        return reply(f"{told}\n", _ask(ctx, found.number, state))
    close_round(ctx, feature.name, found.number, "done")
    return service.settle(ctx, feature.name, TITLE, found, f"{told}\n{ENDED}{end_teams(ctx, state)}")


def _settle_question(ctx: Context, state: Asked) -> str:
    """Add what the answers to the open question score, and return what is told of it."""
    asked = state.questions[state.place]
    right = [member_id for member_id, choice in state.given.items() if choice == asked.right]
    for member_id in state.given:
        points = 0 if member_id not in right else FIRST if member_id == right[0] else OTHERS
        state.scores[member_id] = state.scores.get(member_id, 0) + points
    state.streaks = {member_id: state.streaks.get(member_id, 0) + 1 for member_id in right}
    option = asked.options[asked.right]
    told = RIGHT.format(letter=LETTERS[asked.right], option=option, who=_name(ctx, right))
    told += "".join(_praise(ctx, state, member_id) for member_id in right)
    if state.teams:
        first, second = teams.totals(state.teams, state.scores)
        told += TEAM_SCORES.format(first=first, second=second)
    return told


def _praise(ctx: Context, state: Asked, member_id: int) -> str:
    """Add what a streak brings, and tell of it; empty where there is none."""
    count = state.streaks[member_id]
    member = roster.get(ctx.db, member_id, include_left=True)
    if count % IN_A_ROW or member is None:
        return ""
    state.scores[member_id] += BONUS
    return STREAK.format(name=member.name, count=count, bonus=BONUS)


def _name(ctx: Context, right: Sequence[int]) -> str:
    members = [member for member_id in right if (member := roster.get(ctx.db, member_id, include_left=True))]
    if not members:
        return NOBODY
    return THOSE.format(names="、".join(member.name for member in members[:NAMES]), first=members[0].name)


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Pay for the questions that were asked; the open one counts, too."""
    state: Asked = round_.state
    told = _settle_question(ctx, state) if state.place < len(state.questions) else ""
    return service.settle(ctx, feature.name, TITLE, round_, f"{told}\n{ENDED}{end_teams(ctx, state)}".strip())


@feature.opens_rounds(Asked, at_end=tell_end, start=start, prepare=load_questions, about=start_about)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    """Take somebody's first choice; nobody is told anything before the question ends."""
    taken = (
        _take(round_, half_width(form).upper(), ctx, is_asked=message.addressed) for form in guesses_in(message.text)
    )
    answered = next((answer for answer in taken if answer is not None), None)
    state: Asked = round_.state
    if answered is None and message.addressed and state.place < len(state.questions):
        return Otherwise(WHICH.format(last=LETTERS[len(state.questions[state.place].options) - 1]))
    return answered


def _take(round_: Round, words: str, ctx: MemberContext, *, is_asked: bool) -> HandlerResult:
    """Keep a member's first choice: a letter, a number, or the option itself; None where the words are none.

    Only who speaks to the bot (`is_asked`) is told that it was taken: the group would be told with every answer.
    """
    state: Asked = round_.state
    if state.place >= len(state.questions):
        return None
    choice = choice_in(words, state.questions[state.place].options)
    if choice is None:
        return None
    if ctx.member.id in state.given:
        return Otherwise(ANSWERED.format(letter=LETTERS[state.given[ctx.member.id]])) if is_asked else ()
    state.given[ctx.member.id] = choice
    if state.teams is not None:
        teams.join(state.teams, ctx.member.id)
    save_round(ctx, round_.number, state)
    return Otherwise(TAKEN) if is_asked else ()
