"""今天吃什么: a dish from the owner's list, never the same twice in a row."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from handlers.kit import Feature, MemberContext, Message, Section
from handlers.text.names import refuse_duplicates
from storage import state

MEALS = ("早上", "中午", "晚上", "今晚", "今早", "早饭", "早餐", "午饭", "午餐", "晚饭", "晚餐", "夜宵")
ANSWER = "🍚 今天吃「{dish}」吧！"
DUPLICATE_DISH = "前面已经有「{name}」了"
DISHES = (
    *(
        "番茄炒蛋盖饭",
        "红烧牛肉面",
        "黄焖鸡米饭",
        "麻辣香锅",
        "饺子",
        "兰州拉面",
        "煲仔饭",
        "酸菜鱼",
        "宫保鸡丁",
        "小笼包",
    ),
    *("炒河粉", "螺蛳粉", "石锅拌饭", "咖喱饭", "鱼香肉丝", "清炒时蔬配米饭", "馄饨", "火锅", "烤鱼", "砂锅米线"),
    *(
        "蒸蛋配青菜",
        "土豆炖牛腩",
        "鸡胸肉沙拉",
        "皮蛋瘦肉粥",
        "葱油拌面",
        "三明治",
        "寿司",
        "肉夹馍",
        "炸酱面",
        "白切鸡",
    ),
)


def _check_dishes(dishes: tuple[str, ...]) -> tuple[str, ...]:
    refuse_duplicates(dishes, DUPLICATE_DISH)
    return dishes


class Rules(Section):
    """今天吃什么"""

    dishes: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=20)], ...], AfterValidator(_check_dishes)] = (
        Field(
            DISHES,
            min_length=2,
            max_length=200,
            description="从哪些里面挑，至少两样；不写就用自带的家常菜",
            examples=[["番茄炒蛋", "牛肉面", "饺子"]],
        )
    )


class Last(BaseModel):
    """What the group was told last."""

    dish: str = ""


feature = Feature("menu", Rules, title="今天吃什么", topic="小工具")


@feature.command(
    *("今天吃什么", "吃什么", "吃啥", "今日菜单"),
    *(f"{meal}吃{what}" for meal in MEALS for what in ("什么", "啥")),
    "今天吃啥",
    help="替你挑一样",
    asked=tuple(
        f"{meal}吃{what}{ending}" for meal in ("", "今天", *MEALS) for what in ("什么", "啥") for ending in "好呢呀啊"
    ),
)
def choose_dish(message: Message, ctx: MemberContext) -> str:
    last = state.load(ctx.db, ctx.group.id, feature.name, Last)
    dish = ctx.random.choice([dish for dish in ctx.rules(Rules).dishes if dish != last.dish])
    state.save(ctx.db, ctx.group.id, feature.name, Last(dish=dish))
    return ANSWER.format(dish=dish)
