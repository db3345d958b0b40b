"""随机 and 抓阄: a number, one of several things, or some of several people; each is as likely as the others."""

from __future__ import annotations

import re

from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import half_width, normalize, truncate
from handlers.text.numbers import read_number, read_whole_number
from handlers.tools.names import SEPARATORS, read_names

feature = Feature("chance", title="随机", topic="小工具")

RANDOM_USAGE = "1-100"
LOTS_USAGE = "2 小明 小红 小刚"
RANDOM_HOW_TO = "请这样写：随机 1-100，或者 随机 火锅 烤肉 饺子。"
LOTS_HOW_TO = "请这样写：抓阄 2 小明 小红 小刚，或者 抓阄 1 签到（从今天签到的人里抽）。"
NUMBER = "🎲 {first} 到 {last}：{number}"
NUMBERS = "🎲 {first} 到 {last} 里的 {amount} 个：{numbers}"
TOO_MANY = "{first} 到 {last} 里一次最多抽 {most} 个。"
COIN = "🪙 {side}！"
CHOICE = "🎲 {choice}"
DRAWN = "🎋 {count} 个里抽 {amount} 个：{names}"
TOO_FEW = "只有 {count} 个名字，抽的要比它少。"
LONGEST_TEXT, LONGEST_CHOICE = 1000, 40
LONGEST_RANGE = 50
MOST_NUMBERS = 50
"""Numbers that are drawn at once."""
LONGEST_AMOUNT = 12
LOTS = "抽签"
SIDES = ("正面", "反面")
_RANGE = re.compile(r"(?:(-?[0-9]{1,9})(?:\s?[-~到至]\s?|\s))?(-?[0-9]{1,9})")
_COUNT = "(?P<amount>[0-9]{1,3}|[一二两三四五六七八九十])"
_HOW_MANY = re.compile(rf"(?:抽|来|选|要)?{_COUNT}个(?:数字?|号码?)?\s?")
_HOW_MANY_BEHIND = re.compile(rf"(?:[\s,、]|[里中]?[抽选取要]|[里中]){_COUNT}个?(?:数字?|号码?)?\Z")
_END = r"(?=[\s,，、]|$)"
_DRAWN = "[抽选取要出]"
_SPELLED = "[一二两三四五六七八九十]"
_AMOUNT = re.compile(rf"{_DRAWN}?([0-9]{{1,3}}(?=[个人位]?{_END})|{_SPELLED}{{1,3}}(?=[个人位]))[个人位]?{_END}")
_AMOUNT_BEHIND = re.compile(
    rf"(?<![\s,，、])[\s,，、]++(?:{_DRAWN}{{0,2}}([0-9]{{1,3}})|{_DRAWN}{{1,2}}({_SPELLED})|({_SPELLED})(?=[个人位名]))[个人位名]?\Z"
)
_DIFFERENT = re.compile(r"\s?(?:不要|不能|不许|不可以|不)重复的?\s?")


@feature.command("抛硬币", "丢硬币", "掷硬币", "扔硬币", "抛个硬币", help="正面还是反面")
def toss(_: Message, ctx: MemberContext) -> str:
    return COIN.format(side=ctx.random.choice(SIDES))


@feature.command("随机", help="抽一个数，或者几样里挑一样", usage=RANDOM_USAGE)
def choose(message: Message, ctx: MemberContext) -> str:
    amount, first, last = _read_range(half_width(ctx.args.strip())) if len(ctx.args) <= LONGEST_RANGE else (0, 0, 0)
    if amount == 1:
        return NUMBER.format(first=first, last=last, number=ctx.random.randint(first, last))
    if amount:
        if amount > min(MOST_NUMBERS, last - first + 1):
            raise Refusal(TOO_MANY.format(first=first, last=last, most=min(MOST_NUMBERS, last - first + 1)))
        numbers = ctx.random.sample(range(first, last + 1), amount)
        return NUMBERS.format(first=first, last=last, amount=amount, numbers="、".join(map(str, numbers)))
    choices = _split(ctx.args)
    if len(choices) < 2 or len(ctx.args) > LONGEST_TEXT:
        raise Refusal(RANDOM_HOW_TO)
    return CHOICE.format(choice=truncate(ctx.random.choice(choices), LONGEST_CHOICE))


@feature.command("抓阄", "抽人", help="从几个名字里抽几个，也可以从今天签到的人里抽", usage=LOTS_USAGE)
def draw_lots(message: Message, ctx: MemberContext) -> str:
    typed, text = _split_amount(ctx.args)
    amount = read_whole_number(str(read_number(typed) or typed), 1, 100)
    names = read_names(message, ctx, text)
    if not names:
        raise Refusal(LOTS_HOW_TO)
    if amount >= len(names):
        raise Refusal(TOO_FEW.format(count=len(names)))
    return DRAWN.format(count=len(names), amount=amount, names="、".join(ctx.random.sample(names, amount)))


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Take 抽签 2 小明 小红 小刚 for 抓阄; the word alone where it is said to the bot."""
    text = normalize(message.text)
    if not text.startswith(LOTS) or text[len(LOTS) :].strip()[:1] == "奖":
        return None
    ctx.args = text[len(LOTS) :].strip(" :：")
    is_meant = message.addressed or (text[len(LOTS) : len(LOTS) + 1] in " :：" and _AMOUNT.match(half_width(ctx.args)))
    return draw_lots(message, ctx) if is_meant else None


def _split_amount(text: str) -> tuple[str, str]:
    """Return how many are drawn, as typed before the names or behind them, and the names: 小明 小红 抽2个."""
    plain = half_width(text).rstrip()
    first = _AMOUNT.match(plain)
    if first:
        return first[1], text[first.end() :]
    last = _AMOUNT_BEHIND.search(plain[-LONGEST_AMOUNT:])
    if last:
        return last[1] or last[2] or last[3], text[: len(plain) - len(last[0])]
    return "1", text


def _read_range(typed: str) -> tuple[int, int, int]:
    """Return how many numbers are wanted, and from where to where they may be; none of them where it is no range.

    1-100, 1 100, 100; and 1-100 3个, 抽3个 1-100, 三个1到100 for some that differ.
    """
    typed = _DIFFERENT.sub(" ", typed, count=1).strip()
    span = _RANGE.fullmatch(typed)
    amount = None if span else _HOW_MANY.match(typed) or _HOW_MANY_BEHIND.search(typed)
    if amount:
        # 1 100 is a range, and 1 2 3 are three numbers to choose from.
        rest = (typed[: amount.start()] + typed[amount.end() :]).strip()
        span = _RANGE.fullmatch(rest) if " " not in rest else None
    if span is None or (amount and not span[1]):
        return 0, 0, 0
    first, last = sorted((int(span[1] or 1), int(span[2])))
    return (read_number(amount["amount"]) or 0 if amount else 1), first, last


def _split(text: str) -> list[str]:
    return text.translate(dict.fromkeys(map(ord, SEPARATORS), " ")).split()
