"""Opening, stopping and settling a round, for all games."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from handlers.dates.numerals import spoken_number
from handlers.games.rules import PREFIX, GameState, Rules
from handlers.kit import Context, HandlerResult, MemberContext, Message, Refusal, Reply, Role, reply
from handlers.kit.capability import Capability
from handlers.kit.declarations import Prepared, Round
from handlers.kit.rounds import list_features, open_round, save_round
from handlers.kit.words import half_width
from handlers.points import payments
from handlers.points.prizes import Place, rank, within_budget
from handlers.points.treasury import left_to_pay
from handlers.text.answers import answer_in, guesses_in
from handlers.text.hearing import describe_way
from storage import games, state
from storage.members import roster
from storage.members.roster import Member

ONLY_STAFF = "这个群的游戏由员工来开局，请管理员或员工说一声～"
IN_GROUP = "游戏要大家一起玩，在群里发一遍就行～"
NOT_HERE = "「{title}」到时间要我自己说话，在这里说不了，玩不起来～发「游戏」看看能玩什么。"
UNPLAYABLE = "玩不了，它到时间要自己说话。"
ALREADY = "「{title}」还在玩呢，先把这一局玩完；开局的人或管理员可以发「结束游戏」提前结束。"
WRONG = "不对，再想想～"
_HINT = re.compile(
    "(?:再|求|要|给|来|看|点|个|一|下|还|有|能|我|没|可以){0,6}提示(?:一下|下|一个|吧|吗|呗|啊|呢|么|嘛){0,2}"
)
HUNDRED = {"一百": 100, "百": 100}
NOBODY = "这一局没有人参加，下次再来～"
LINE = "{medal} {name} {score} 分{prize}"
PRIZE = "，+{points} 积分"
MEDALS = ("🥇", "🥈", "🥉")
ALONE = "一个人玩，今天这个游戏的积分已经拿满了，叫上群友一起来～"
TO_WIN = "\n🏅 赢的得 {prize} 积分。"
TO_WIN_OF_SOME = "\n🏅 按比分排，前 {count} 名得 {prizes} 积分。"
FOR_FUN = "\n今天这个游戏的奖励已经发完了，这一局玩个开心～"
FOR_FUN_THIS_MONTH = "\n这个月的积分预算已经发完了，这一局玩个开心～"
SPENT_THIS_MONTH = "这个月的积分预算发完了，下个月再来拿～"
SPENT = "今天这个游戏的奖励发完了，明天再来拿～"
UNFINISHED = "没玩到底，这一局不发积分，也不算战绩～"
LONGEST_HINT = 12
SHOWN = 8
"""Places that are told."""
WARNING = timedelta(minutes=1)
REMEMBERED, TRIES = 100, 40
"""What a group was asked lately is not asked again, as far as the bank and chance allow."""
T = TypeVar("T")


class Lately(BaseModel):
    """Digests of what a group was asked, the latest first."""

    asked: list[str] = []


class Begun(NamedTuple):
    """A round that has just been opened."""

    number: int
    way: str
    """What has to be said besides: that answers need a mention, that there is nothing left to win; else empty."""


def load_and_start(load: Callable[[], object], start: Callable[[Context], HandlerResult]) -> Prepared:
    """Load what a game needs, which takes its time: to be called beside the writer."""
    load()
    return Prepared(start)


def require_group(ctx: Context) -> None:
    """Refuse in a private conversation, where nobody else would see the game."""
    if isinstance(ctx, MemberContext) and ctx.choices:
        raise Refusal(IN_GROUP)


def begin(
    ctx: Context,
    feature: str,
    state: GameState,
    lasts: timedelta,
    *,
    example: str,
    warning: timedelta | None = WARNING,
    posted: bool = False,
) -> Begun:
    """Open a round; raises Refusal, also in private unless the opening is `posted` in the group."""
    if not posted:
        require_group(ctx)
    if state.needs_pushes and Capability.PUSHES not in ctx.capabilities:
        raise Refusal(NOT_HERE.format(title=ctx.registry.titles[feature]))
    if isinstance(ctx, MemberContext) and ctx.rules(Rules).who == "员工" and ctx.role < Role.STAFF:
        raise Refusal(ONLY_STAFF)
    played = next((name for name, _, _ in list_features(ctx) if name.startswith(PREFIX)), None)
    if played:
        raise Refusal(ALREADY.format(title=ctx.registry.titles[played]))
    number = open_round(ctx, feature, state, lasts, warning=warning)
    return Begun(number, describe_way(ctx, example) + _promise(ctx, feature, state))


def _promise(ctx: Context, feature: str, state: GameState) -> str:
    """Return what there is to win in a round that begins, within what the day has left; empty without prizes."""
    rules, left = ctx.rules(Rules), left_today(ctx, feature)
    if not rules.prizes or not left:
        for_fun = FOR_FUN if left_to_pay(ctx) != 0 else FOR_FUN_THIS_MONTH
        return for_fun if rules.prizes and rules.budget else ""
    prizes = enumerate(state.lower(rules.prizes), 1)
    places = within_budget([Place(0, 0, place, prize) for place, prize in prizes], left)
    promised = [place.prize for place in places if place.prize]
    if len(promised) == 1:
        return TO_WIN.format(prize=promised[0])
    return TO_WIN_OF_SOME.format(count=len(promised), prizes="、".join(map(str, promised)))


def left_today(ctx: Context, feature: str) -> int:
    """Return how many points a game can still pay on the group's local day, within what the group's budget holds."""
    of_day = max(0, ctx.rules(Rules).budget - games.sum_paid(ctx.db, ctx.group.id, feature, ctx.today))
    of_month = left_to_pay(ctx)
    return of_day if of_month is None else min(of_day, of_month)


def choose_fresh(ctx: Context, feature: str, bank: Sequence[T], name_of: Callable[[T], str]) -> T:
    """Return something out of a bank that the group has not been asked lately, and remember it."""
    name = f"{feature} asked"
    lately = state.load(ctx.db, ctx.group.id, name, Lately)
    chosen, digest = _draw(ctx, bank, name_of)
    for _ in range(TRIES):
        if digest not in lately.asked:
            break
        chosen, digest = _draw(ctx, bank, name_of)
    most = min(REMEMBERED, len(bank) // 2)
    state.save(ctx.db, ctx.group.id, name, Lately(asked=[digest, *lately.asked][:most]))
    return chosen


def _draw(ctx: Context, bank: Sequence[T], name_of: Callable[[T], str]) -> tuple[T, str]:
    chosen = ctx.random.choice(bank)
    return chosen, sha256(name_of(chosen).encode()).hexdigest()[:8]


def asks_hint(words: str) -> bool:
    """Return whether somebody wants a hint: 提示, 再来个提示吧."""
    return len(words) <= LONGEST_HINT and _HINT.fullmatch(words) is not None


def number_of(message: Message, most: int) -> int | None:
    """Return the number of so many digits that somebody guesses: 50, 我猜五十, 是 ２５ 吗; None for none or several."""
    said, guess = answer_in(message.text).split(), guesses_in(message.text)[-1]
    return _read_guess(guess, most) if sum(_read_guess(word, most) is not None for word in said) < 2 else None


def _read_guess(text: str, most: int) -> int | None:
    words = half_width(text)
    if words.isascii() and words.isdigit():
        return int(words) if len(words) <= most else None
    return HUNDRED.get(words, spoken_number(words) if len(words) <= 3 else None)


def add_score(ctx: MemberContext, round_: Round, points: int) -> None:
    """Add to what the member has scored, and keep the round's state."""
    scores: dict[int, int] = round_.state.scores
    scores[ctx.member.id] = scores.get(ctx.member.id, 0) + points
    save_round(ctx, round_.number, round_.state)


def settle(ctx: Context, feature: str, title: str, round_: Round, told: str) -> Reply:
    """Rank the players of a closed round who are still there, pay the prizes, and say so behind what is `told`.

    One that was ended before its goal is ranked, but neither paid nor counted.
    """
    found = {member_id: roster.get(ctx.db, member_id) for member_id in round_.state.scores}
    members = {member_id: member for member_id, member in found.items() if member}
    scores = {member_id: score for member_id, score in round_.state.scores.items() if member_id in members}
    if not scores:
        return reply(f"{told}\n{NOBODY}")
    if round_.state.unfinished:
        ranked = [_describe(members[place.member_id], place) for place in rank(scores, ())]
        return reply("\n".join([told, *ranked[:SHOWN], UNFINISHED]))
    rules = ctx.rules(Rules)
    wanted = rank(scores, round_.state.lower(rules.prizes))
    note = ""
    players = _count_players(ctx, round_, scores)
    if players == 1 and games.count_alone(ctx.db, members[wanted[0].member_id], feature, ctx.today) >= rules.alone:
        wanted, note = [place._replace(prize=0) for place in wanted], ALONE
    left = left_today(ctx, feature)
    places = within_budget(wanted, left)
    spent = SPENT_THIS_MONTH if left == left_to_pay(ctx) else SPENT
    note = note or (spent if places != wanted else "")
    lines = [_settle_place(ctx, feature, title, round_, members[place.member_id], place, players) for place in places]
    return reply("\n".join([told, *lines[:SHOWN], *([note] if note else [])]))


def _count_players(ctx: Context, round_: Round, scores: Mapping[int, int]) -> int:
    """Return how many played; whoever began a game that only the winner scores in did so for others, too."""
    opener = round_.opened_by
    is_more = round_.state.has_one_winner and opener and opener not in scores and roster.get(ctx.db, opener)
    return len(scores) + bool(is_more)


def _settle_place(
    ctx: Context, feature: str, title: str, round_: Round, member: Member, place: Place, players: int
) -> str:
    """Pay and keep what one player has won, and return their line."""
    paid = 0
    if place.prize:
        key = f"game:{round_.number}:{member.id}"
        payment = payments.pay(ctx, member, place.prize, key=key, reason=title)
        paid = payment.points if payment else 0
    games.record(
        ctx.db,
        games.Score(
            round_.number, member.id, ctx.group.id, feature, ctx.today, place.score, place.place, players, paid
        ),
    )
    return _describe(member, place, paid)


def _describe(member: Member, place: Place, paid: int = 0) -> str:
    medal = MEDALS[place.place - 1] if place.place <= len(MEDALS) and place.score else "·"
    prize = PRIZE.format(points=paid) if paid else ""
    return LINE.format(medal=medal, name=member.name, score=place.score, prize=prize)
