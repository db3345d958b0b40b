"""成语接龙: each idiom begins with the character, or the sound, with which the last one ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from pydantic import Field, field_validator

from handlers.games import service
from handlers.games.guessing import load_sounds, tell_near
from handlers.games.idioms import LETTERS, Idioms, UsedIdioms, load_idioms
from handlers.games.rules import GameState
from handlers.games.rules import Rules as GameRules
from handlers.kit import (
    Capability,
    Context,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Query,
    Reply,
    Section,
    TimerPayload,
)
from handlers.kit.audience import NoGuess
from handlers.kit.declarations import Command, Round
from handlers.kit.rounds import find_round, get_round, save_round
from handlers.kit.timers import set_timer
from handlers.kit.words import normalize, undress
from handlers.points import payments
from handlers.text.answers import answer_in

TITLE = "成语接龙"
OPENED = "🐉 成语接龙开始！用上一个成语的最后一个字（{sound}也行）接，{minutes} 分钟，一个一分。第一个：「{word}」{way}"
SAME_SOUND, SAME_TONE = "同音", "同音同声调"
LINKED = "✅ {name} 接得好！下一个从「{last}」开始{combo}"
ALONG = "🐉 我来陪你接：「{word}」，下一个从「{last}」开始"
COMBO = "（已经连了 {count} 个）"
USED = "「{word}」用过了，换一个～"
NO_LINK = "「{word}」要接「{last}」才行～"
NEAR = "「{word}」读音像，可是声调不一样，要接「{last}」～"
UNKNOWN = "词典里没有「{word}」这个成语，现在要接「{last}」～"
DEAD_END = "✅ {name} 厉害，「{word}」后面没有成语能接了，多得 {bonus} 分！换一条：「{opening}」"
HINT_AGAIN = "💡 刚才的提示：{shown}"
HINT = "💡 {name} 花 {price} 分看提示：{shown}"
TOO_FEW = "一次提示要 {price} 分，你有 {balance} 分，再想想～"
SOON = "⏳ 还有 1 分钟，现在要接「{word}」的「{last}」！"
ENDED = "🐉 成语接龙结束，一共接了 {count} 个。"
STANDS = "正在玩成语接龙，现在要接「{word}」的「{last}」，直接发成语就行～"
SIGN_UP = "接龙"
"""The command of sign-up lists, which members also write before an idiom."""
COMBO_FROM = 5
ALONG_OF = 10
"""The bot chooses among so many, those that most people know first."""
PATIENCE = timedelta(seconds=20)
"""So long somebody else may link first."""
BONUS = 2


class Rules(Section):
    """成语接龙"""

    minutes: int = Field(5, ge=1, le=60, description="一局几分钟")
    tone: bool = Field(False, description="同音要不要连声调也一样")
    along: bool = Field(True, description="只有一个人在玩的时候，群伴陪着接")


class Chain(GameState):
    """A chain as it stands."""

    needs_pushes: ClassVar[bool] = True
    word: str
    used: str
    """See UsedIdioms: however long the chain, an answer costs the same."""
    linked: int = 0
    hinted: str = ""
    """The word for which a hint was paid: it is told again for nothing."""

    @field_validator("used", mode="before")
    @classmethod
    def _read_list(cls, used: object) -> object:
        """Read what chains were stored as that began before there were digits."""
        return _mark(used).digits if isinstance(used, list) else used


def _mark(words: list[str]) -> UsedIdioms:
    """Return these idioms as used."""
    idioms = load_idioms()
    used = UsedIdioms(idioms, "")
    for word in idioms.by_word.keys() & words:
        used.add(word)
    return used


class PlayAlong(TimerPayload):
    """The timer after which the bot links, where a member is alone."""

    chain: int
    """The round's number."""
    linked: int
    """How many idioms were linked when it was set."""

    @property
    def key(self) -> str:
        return f"along:{self.chain}:{self.linked}"

    @property
    def breaks_silence(self) -> bool:
        return True


feature = Feature("game_idioms", Rules, title=TITLE, topic="游戏")
feature.requires(Capability.PUSHES, service.UNPLAYABLE)


@feature.command(TITLE, "接龙游戏", help="一个接一个，看谁接得多")
def begin(_: Message, __: MemberContext) -> Query:
    return Query(lambda _: service.load_and_start(load_idioms, start))


def start(ctx: Context) -> str:
    """Open a round; raises Refusal."""
    idioms, rules = load_idioms(), ctx.rules(Rules)
    word = idioms.opening(ctx.random, (), tone=rules.tone)
    lasts = timedelta(minutes=rules.minutes)
    _, way = service.begin(ctx, feature.name, Chain(word=word, used=_mark([word]).digits), lasts, example="你接的成语")
    sound = SAME_TONE if rules.tone else SAME_SOUND
    return OPENED.format(minutes=rules.minutes, word=word, way=way, sound=sound)


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Say how far the chain came, and pay."""
    return service.settle(ctx, feature.name, TITLE, round_, ENDED.format(count=round_.state.linked))


def warn(round_: Round, _: Context) -> str:
    """Say that a minute is left."""
    word = round_.state.word
    return SOON.format(word=word, last=word[-1])


@feature.on_timer(PlayAlong)
def play_along(timer: PlayAlong, ctx: Context) -> str | None:
    """Link an idiom that most people know, where one member plays alone and nobody has linked since."""
    found = get_round(ctx, timer.chain, ctx.registry.round_kinds[feature.name])
    chain: Chain | None = found.state if found else None
    if found is None or chain is None or chain.linked != timer.linked or len(chain.scores) > 1:
        return None
    idioms, tone = load_idioms(), ctx.rules(Rules).tone
    used = UsedIdioms(idioms, chain.used)
    known = idioms.following(chain.word, used, tone=tone)[:ALONG_OF]
    fitting = [word for word in known if idioms.can_go_on(word, used, tone=tone)]
    if not fitting:
        return None
    chain.word = ctx.random.choice(fitting)
    used.add(chain.word)
    chain.used = used.digits
    save_round(ctx, found.number, chain)
    return ALONG.format(word=chain.word, last=chain.word[-1])


def load_all() -> None:
    """Load the idioms, and what near misses are told by."""
    load_idioms()
    load_sounds()


@feature.opens_rounds(Chain, at_end=tell_end, warn=warn, start=start, prepare=load_all)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    chain: Chain = round_.state
    word = answer_in(message.text)
    if service.asks_hint(word):
        return _hint(round_, ctx)
    stands = NoGuess(STANDS.format(word=chain.word, last=chain.word[-1])) if message.addressed else None
    if len(word) != LETTERS:
        return stands
    idioms, tone = load_idioms(), ctx.rules(Rules).tone
    if word not in idioms.by_word:
        near = tell_near([word], idioms.written_like(word, chain.word))
        if near:
            return near
        # Four characters may well be talk, or something else that is asked.
        return NoGuess(UNKNOWN.format(word=word, last=chain.word[-1])) if message.addressed else None
    if not idioms.links(chain.word, word, tone=tone):
        if idioms.links(chain.word, word, tone=False):
            return NEAR.format(word=word, last=chain.word[-1])
        return NO_LINK.format(word=word, last=chain.word[-1]) if message.addressed else None
    if word in UsedIdioms(idioms, chain.used):
        return USED.format(word=word)
    return _link(idioms, round_, word, ctx, tone=tone)


@feature.guard
def take_sign_up(message: Message, command: Command | None, ctx: MemberContext) -> HandlerResult:
    """Take 接龙 for the game while one is open: before an idiom as a link, alone as a question for where it stands."""
    if command is None or command.word != SIGN_UP or message.chat is None:
        return None
    found = find_round(ctx, feature.name, ctx.registry.round_kinds[feature.name])
    if found is None or ctx.now >= found.ends_at:
        return None
    chain: Chain = found.state
    word = undress(normalize(message.text).removeprefix(SIGN_UP))
    if not word:
        return STANDS.format(word=chain.word, last=chain.word[-1])
    if word not in load_idioms().by_word:
        return None
    return answer(found, replace(message, text=word, addressed=True), ctx)


def _link(idioms: Idioms, round_: Round, word: str, ctx: MemberContext, *, tone: bool) -> str:
    chain: Chain = round_.state
    used = UsedIdioms(idioms, chain.used)
    used.add(word)
    chain.word, chain.linked, chain.used = word, chain.linked + 1, used.digits
    if idioms.can_go_on(word, used, tone=tone):
        service.add_score(ctx, round_, 1)
        if ctx.rules(Rules).along and len(chain.scores) == 1:
            set_timer(ctx, feature.name, PlayAlong(chain=round_.number, linked=chain.linked), ctx.now + PATIENCE)
        combo = COMBO.format(count=chain.linked) if chain.linked % COMBO_FROM == 0 else ""
        return LINKED.format(name=ctx.member.name, last=word[-1], combo=combo)
    chain.word = idioms.opening(ctx.random, used, tone=tone)
    used.add(chain.word)
    chain.used = used.digits
    service.add_score(ctx, round_, 1 + BONUS)
    return DEAD_END.format(name=ctx.member.name, word=word, bonus=BONUS, opening=chain.word)


def _hint(round_: Round, ctx: MemberContext) -> str:
    """Return the beginning of an idiom that goes on; it is paid for once, by whoever asks first."""
    chain: Chain = round_.state
    price = ctx.rules(GameRules).hint
    idioms = load_idioms()
    shown = idioms.following(chain.word, UsedIdioms(idioms, chain.used), tone=ctx.rules(Rules).tone)[0]
    if chain.hinted == chain.word:
        return HINT_AGAIN.format(shown=f"{shown[:2]}＿＿")
    if price:
        key = f"hint:{ctx.key}"
        payments.charge(ctx, ctx.member, price, key=key, reason=f"{TITLE}提示", refusal=TOO_FEW)
    chain.hinted = chain.word
    save_round(ctx, round_.number, chain)
    return HINT.format(name=ctx.member.name, price=price, shown=f"{shown[:2]}＿＿")
