"""抽奖验证: everybody can see that no draw was rigged, and calculate it again."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.kit import Context, Feature, MemberContext, Message, Refusal
from handlers.lottery.rules import Rules, prize_for, roll_outcome, seed_digest
from storage import lottery
from storage.lottery import Draw
from storage.members import aliases, personal_data

NO_DRAWS = "{day} 没有人抽奖。"
NOT_YET_PUBLISHED = "今天的指纹：{digest}\n种子要等今天过完才公布，明天发「抽奖验证 {day}」。"
VERIFIED = "{day} 一共抽了 {count} 次，全部对得上 ✅\n指纹：{digest}\n种子：{seed}"
NOT_VERIFIED = "{day} 有 {count} 次对不上：{numbers}，请告诉群主。"
FORGOTTEN = "\n有 {count} 次是已经删除资料的人抽的，没有 TA 的 ID，算不了。"
HOW_TO_VERIFY = (
    "自己算：种子的 SHA-256 就是指纹；N 号的结果是 HMAC-SHA256(种子, 「日期:N:用户ID」)，"
    "除以权重的总和取余数，按奖品的顺序数过去。抽完的奖品不算在里面，必中的那一次空奖也不算。"
)
ONE_DAY = timedelta(days=1)

feature = Feature("lottery_proof", title="抽奖验证", topic="兑换", visible=lambda ctx: bool(ctx.rules(Rules).prizes))


@feature.command("抽奖验证", help="查一天的抽奖有没有动过手脚", usage="2026-11-23", read_only=True)
def verify_draws(message: Message, ctx: MemberContext) -> str:
    day = _read_day(ctx) if ctx.args else ctx.today - ONE_DAY
    seed = lottery.get_seed(ctx.db, ctx.group.id, day)
    if seed is None or day > ctx.today:
        raise Refusal(NO_DRAWS.format(day=day))
    if day == ctx.today:
        return NOT_YET_PUBLISHED.format(digest=seed_digest(seed), day=day)
    draws = lottery.list_day(ctx.db, ctx.group.id, day)
    known = [draw for draw in draws if not personal_data.is_forgotten(draw.member)]
    forgotten = FORGOTTEN.format(count=len(draws) - len(known)) if len(known) < len(draws) else ""
    wrong = [draw.number for draw in known if not _is_correct(ctx, draw, seed, day)]
    if wrong:
        return NOT_VERIFIED.format(day=day, count=len(wrong), numbers="、".join(map(str, wrong[:20]))) + forgotten
    verified = VERIFIED.format(day=day, count=len(known), digest=seed_digest(seed), seed=seed)
    return "\n".join([verified + forgotten, HOW_TO_VERIFY])


def _is_correct(ctx: Context, draw: Draw, seed: str, day: date) -> bool:
    """Return whether a draw's prize is the one that follows from the day's seed and the draw's odds.

    Somebody whose accounts were merged has drawn under one of their user ids.
    """
    users = (draw.member.user_id, *aliases.list_of(ctx.db, draw.member.id))
    outcomes = (roll_outcome(seed, day.isoformat(), draw.number, user) for user in users)
    return any(prize_for(outcome, draw.odds) == draw.prize for outcome in outcomes)


def _read_day(ctx: MemberContext) -> date:
    try:
        return date.fromisoformat(ctx.args.strip())
    except ValueError:
        raise Refusal(f"日期请这样写：抽奖验证 {ctx.today - ONE_DAY}") from None
