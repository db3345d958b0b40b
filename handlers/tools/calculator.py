"""计算: what a sum comes to, right away and without a pocket calculator."""

from __future__ import annotations

import re

from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import normalize, undress
from handlers.tools.arithmetic import LONGEST, Ambiguous, TooLarge, Unreadable, evaluate, format_number

feature = Feature("calculator", title="计算", topic="小工具")

USAGE = "12×(3+4)÷2"
ANSWER = "{sum} = {value}"
HOW_TO = "请这样写：计算 {usage}。可以用 + - × ÷ ^ % 和括号，也可以写 10 除以 3。"
UNREADABLE = "这个算式没看懂。" + HOW_TO
TOO_LARGE = f"这个算式太大啦，最多 {LONGEST} 个字，数字和次方也别太大。"
AMBIGUOUS = "加减百分数有两种算法，请写清楚，例如 100×(1-20%) 或 100-0.2。"
_ASKED = re.compile(
    r"(?:请|帮我|帮忙|来){0,2}(?:算一?下|算算|计算一?下|算)?\s{0,3}"
    r"(?P<sum>[0-9０-９(（零一二两三四五六七八九十百][-0-9０-９.,，．+×xX*/÷^%()（）－＋＊／＾％"
    r"零一二两三四五六七八九十百千万加减乘除以上去掉的打折平立次方分之倍\s]{1,80}?)"
    r"(?:等于|是|得|=|＝)?(?:几|多少)?"
)
_OPERATOR = re.compile("[-+×xX*/÷^%－＋＊／＾％加减乘除折方的]")
_ASKS_HOW_MUCH = re.compile(r"(?:等于|是|得)?(?:几|多少)[？?呀啊呢]{0,2}\Z")
_SPOKEN = re.compile("[\u4e00-\u9fff]")
BY_ZERO = "除数是 0，没法算～"


@feature.command("计算", help="算一个算式", usage=USAGE)
def calculate(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal(HOW_TO.format(usage=USAGE))
    return _answer(ctx.args)


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Take 算一下 12*12 and 1+1等于几 for the command, where they are said to the bot."""
    text = undress(normalize(message.text)) if message.addressed and len(message.text) <= LONGEST else ""
    asked = _ASKED.fullmatch(text)
    if asked is None or not _OPERATOR.search(asked["sum"], 1):
        return None
    try:
        return _answer(asked["sum"])
    except Refusal:
        if _SPOKEN.search(asked["sum"]):
            return None  # 三方的 is no sum that went wrong
        raise


def _answer(typed: str) -> str:
    """Return what a sum comes to; raises Refusal."""
    try:
        value = evaluate(typed)
    except Unreadable:
        raise Refusal(UNREADABLE.format(usage=USAGE)) from None
    except Ambiguous:
        raise Refusal(AMBIGUOUS) from None
    except TooLarge:
        raise Refusal(TOO_LARGE) from None
    except ZeroDivisionError:
        raise Refusal(BY_ZERO) from None
    shown = " ".join(_ASKS_HOW_MUCH.sub("", typed).rstrip("=＝?？ ").split())
    return ANSWER.format(sum=shown, value=format_number(value)).replace("= ≈", "≈")
