"""计算: what a sum comes to, right away and without a pocket calculator."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.tools.arithmetic import LONGEST, Ambiguous, TooLarge, Unreadable, evaluate, format_number

feature = Feature("calculator", title="计算", topic="小工具")

USAGE = "12×(3+4)÷2"
ANSWER = "{sum} = {value}"
HOW_TO = "请这样写：计算 {usage}。可以用 + - × ÷ ^ % 和括号。"
UNREADABLE = "这个算式没看懂。" + HOW_TO
TOO_LARGE = f"这个算式太大啦，最多 {LONGEST} 个字，数字和次方也别太大。"
AMBIGUOUS = "加减百分数有两种算法，请写清楚，例如 100×(1-20%) 或 100-0.2。"
BY_ZERO = "除数是 0，没法算～"


@feature.command("计算", help="算一个算式", usage=USAGE)
def calculate(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal(HOW_TO.format(usage=USAGE))
    try:
        value = evaluate(ctx.args)
    except Unreadable:
        raise Refusal(UNREADABLE.format(usage=USAGE)) from None
    except Ambiguous:
        raise Refusal(AMBIGUOUS) from None
    except TooLarge:
        raise Refusal(TOO_LARGE) from None
    except ZeroDivisionError:
        raise Refusal(BY_ZERO) from None
    shown = " ".join(ctx.args.rstrip("=＝?？ ").split())
    return ANSWER.format(sum=shown, value=format_number(value)).replace("= ≈", "≈")
