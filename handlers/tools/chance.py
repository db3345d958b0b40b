"""随机 and 抓阄: a number, one of several things, or some of several people; each is as likely as the others."""

from __future__ import annotations

import re

from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import half_width, truncate
from handlers.text.numbers import read_number, read_whole_number
from handlers.tools.names import SEPARATORS, read_names

feature = Feature("chance", title="随机", topic="小工具")

RANDOM_USAGE = "1-100"
LOTS_USAGE = "2 小明 小红 小刚"
RANDOM_HOW_TO = "请这样写：随机 1-100，或者 随机 火锅 烤肉 饺子。"
LOTS_HOW_TO = "请这样写：抓阄 2 小明 小红 小刚，或者 抓阄 1 签到（从今天签到的人里抽）。"
NUMBER = "🎲 {first} 到 {last}：{number}"
CHOICE = "🎲 {choice}"
DRAWN = "🎋 {count} 个里抽 {amount} 个：{names}"
TOO_FEW = "只有 {count} 个名字，抽的要比它少。"
LONGEST_TEXT, LONGEST_CHOICE = 1000, 40
_RANGE = re.compile(r"(?:(-?[0-9]{1,9})\s?[-~到至]\s?)?(-?[0-9]{1,9})")
_END = r"(?=[\s,，、]|$)"
_AMOUNT = re.compile(rf"([0-9]{{1,3}}(?=[个人位]?{_END})|[一二两三四五六七八九十]{{1,3}}(?=[个人位]))[个人位]?{_END}")


@feature.command("随机", help="抽一个数，或者几样里挑一样", usage=RANDOM_USAGE)
def choose(message: Message, ctx: MemberContext) -> str:
    span = _RANGE.fullmatch(half_width(ctx.args.strip()))
    if span:
        first, last = sorted((int(span[1] or 1), int(span[2])))
        return NUMBER.format(first=first, last=last, number=ctx.random.randint(first, last))
    choices = _split(ctx.args)
    if len(choices) < 2 or len(ctx.args) > LONGEST_TEXT:
        raise Refusal(RANDOM_HOW_TO)
    return CHOICE.format(choice=truncate(ctx.random.choice(choices), LONGEST_CHOICE))


@feature.command("抓阄", "抽人", help="从几个名字里抽几个，也可以从今天签到的人里抽", usage=LOTS_USAGE)
def draw_lots(message: Message, ctx: MemberContext) -> str:
    amount_typed = _AMOUNT.match(half_width(ctx.args))
    typed = amount_typed[1] if amount_typed else "1"
    amount = read_whole_number(str(read_number(typed) or typed), 1, 100)
    names = read_names(message, ctx, ctx.args[amount_typed.end() if amount_typed else 0 :])
    if not names:
        raise Refusal(LOTS_HOW_TO)
    if amount >= len(names):
        raise Refusal(TOO_FEW.format(count=len(names)))
    return DRAWN.format(count=len(names), amount=amount, names="、".join(ctx.random.sample(names, amount)))


def _split(text: str) -> list[str]:
    return text.translate(dict.fromkeys(map(ord, SEPARATORS), " ")).split()
