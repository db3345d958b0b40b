"""What the shop has: an item as the owner writes it, and how it is priced, shown and named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from config.content import ContentPicture
from handlers.kit import Refusal, Section
from handlers.kit.words import ENDINGS, fold, half_width, tidy
from handlers.ladder import Level, discounted

DAY = "要写成 2026-12-01 这样的日期"
KIND = "只能是 gift（礼品）或 coupon（券）"
MONEY = "要写几元，最多两位小数，例如 9.9，最大 99999.99"
NAME = "名字要写在一行里，不能是空的"
NUMBER_AS_NAME = "名字不能只有数字，不然和编号分不清"
TWICE = "前面已经有一样同名的商品，请换个名字"
BACKWARDS = "until 不能早于 from"
NOT_A_COUPON = "只有券（kind: coupon）才能写 minimum"

EMPTY = "商城还没有上架商品，先攒积分吧～"
WHICH = "想换哪一样？发「商城」看看，再发「兑换 1」。"
NO_NUMBER = "商城里没有 {number} 号，发「商城」看看有什么。"
UNKNOWN = "商城里没有「{name}」，发「商城」看看有什么。"
MEANT = "商城里没有「{name}」，是不是「{near}」？发「兑换 {number}」。"
SOLD_OUT = "售罄"
LONGEST = 60
"""Characters looked at for a name; no item has a longer one."""
SHOWN = 20
_KINDS = {"gift": "gift", "coupon": "coupon", "礼品": "gift", "券": "coupon"}


def _kind(value: object) -> str:
    if str(value) not in _KINDS:
        raise ValueError(KIND)
    return _KINDS[str(value)]


def _day(value: object) -> object:
    try:
        return value if isinstance(value, date) or value is None else date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(DAY) from None


def _fen(value: object) -> int:
    found = re.fullmatch(r"([0-9]{1,5})(?:\.([0-9]{1,2}))?", str(value).strip().removesuffix("元").rstrip())
    if not found:
        raise ValueError(MONEY)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _named(name: str) -> str:
    name = tidy(name)
    if not name or "\n" in name:
        raise ValueError(NAME)
    if same(name).removesuffix("号").isdecimal():
        raise ValueError(NUMBER_AS_NAME)
    return name


Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=str | None)]
Money = Annotated[int, BeforeValidator(_fen, json_schema_input_type=str | float)]
"""Written in yuan, kept in fen."""


class Item(Section):
    """商城里的一样商品"""

    name: Annotated[str, AfterValidator(_named)] = Field(
        min_length=1, max_length=30, description="叫什么，一个群里不能重复；改了名字就算换了一样商品"
    )
    points: int = Field(ge=1, le=1_000_000, description="要几分")
    cash: Money = Field(0, description="领取时另付几元，可以有两位小数；群伴只提醒，不收钱", examples=[9.9])
    kind: Annotated[
        Literal["gift", "coupon"],
        BeforeValidator(_kind, json_schema_input_type=Literal["gift", "coupon", "礼品", "券"]),
    ] = Field("gift", description="gift 礼品，coupon 券")
    stock: int | None = Field(
        None, ge=0, le=1_000_000, description="一共投放多少，兑出去的也算在内，随时可以改；不写就是不限"
    )
    limit: int | None = Field(None, ge=1, le=1000, description="每人最多换几件；不写就是不限")
    since: Day = Field(None, alias="from", description="从哪一天开始兑换", examples=["2026-12-01"])
    until: Day = Field(None, description="兑换到哪一天为止，当天也算", examples=["2026-12-31"])
    minimum: Money = Field(0, description="券：消费满几元可用", examples=[100])
    level: str = Field("", max_length=12, description="哪个等级以上才能换", examples=["老朋友"])
    approve: bool = Field(False, description="兑换要不要管理员批准")
    picture: ContentPicture = Field(None, description="商品图，content 文件夹里的 png 或 jpg，最大 2 MB")
    pickup: str = Field("", max_length=100, description="在哪里、怎么领", examples=["到前台报取货码"])
    days: int = Field(30, ge=1, le=366, description="取货码几天内有效，过期退回积分")

    @field_validator("until")
    @classmethod
    def _forwards(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if until and since and until < since:
            raise ValueError(BACKWARDS)
        return until

    @field_validator("minimum")
    @classmethod
    def _of_a_coupon(cls, minimum: int, info: ValidationInfo) -> int:
        if minimum and info.data.get("kind") == "gift":
            raise ValueError(NOT_A_COUPON)
        return minimum


def _distinct(items: list[Item]) -> list[Item]:
    """What was taken of an item is remembered under its name."""
    names: set[str] = set()
    for place, item in enumerate(items):
        if same(item.name) in names:
            kind = PydanticCustomError("value_error", "{error}", {"error": TWICE})
            twice = InitErrorDetails(type=kind, loc=(place, "name"), input=item.name)
            raise ValidationError.from_exception_data("items", [twice])
        names.add(same(item.name))
    return items


class Newcomer(Section):
    """送给新人的券"""

    name: Annotated[str, AfterValidator(_named)] = Field(min_length=1, max_length=30, description="叫什么")
    minimum: Money = Field(0, description="消费满几元可用", examples=[100])
    days: int = Field(30, ge=1, le=366, description="领了以后几天内有效")
    within: int = Field(7, ge=1, le=366, description="进群几天内可以领")


EXAMPLES = [
    {
        "name": "帆布购物袋",
        "points": 300,
        "stock": 20,
        "limit": 1,
        "pickup": "到前台报取货码",
        "picture": "morning.png",
    },
    {"name": "保温杯", "points": 50, "cash": 39.9, "from": "2026-12-01", "until": "2026-12-31"},
    {"name": "满100减20券", "kind": "券", "points": 30, "minimum": 100, "days": 7},
    {"name": "徒步免费名额", "points": 800, "stock": 5, "approve": True, "level": "老朋友"},
]


class Rules(Section):
    """积分商城"""

    items: Annotated[list[Item], AfterValidator(_distinct)] = Field(
        [], max_length=50, description="有哪些商品；编号就是这里的顺序", examples=[EXAMPLES]
    )
    newcomer: Newcomer | None = Field(
        None,
        description="新人发「新人券」可以领一张；不写就没有",
        examples=[{"name": "新人满50减10", "minimum": 50, "within": 7, "days": 30}],
    )


def same(name: str) -> str:
    """A name as it is compared: width, capitals and spaces do not matter."""
    return "".join(fold(name).split())


def choose(items: Sequence[Item], said: str) -> Item:
    """The item meant by its number or its name; raises Refusal that helps on."""
    if not items:
        raise Refusal(EMPTY)
    said = said[:LONGEST].strip(ENDINGS + " \n")
    if not said:
        raise Refusal(WHICH)
    digits = half_width(said).removesuffix("号")
    if digits.isascii() and digits.isdigit():
        if len(digits) > 4 or not 1 <= int(digits) <= len(items):
            raise Refusal(NO_NUMBER.format(number=digits[:SHOWN]))
        return items[int(digits) - 1]
    wanted = same(said)
    for item in items:
        if same(item.name) == wanted:
            return item
    name = said if len(said) <= SHOWN else said[:SHOWN] + "…"
    for number, item in enumerate(items, 1):
        if wanted and wanted in same(item.name):
            raise Refusal(MEANT.format(name=name, near=item.name, number=number))
    raise Refusal(UNKNOWN.format(name=name))


def priced(items: Sequence[Item], level: Level | None) -> list[Item]:
    """The items at what they cost a member of this level, in the same order."""
    if level is None or not level.discount:
        return list(items)
    return [item.model_copy(update={"points": discounted(item.points, level)}) for item in items]


def left(item: Item, taken: Mapping[str, int]) -> int | None:
    """How many are to be had, never below 0; None where there is no end."""
    return None if item.stock is None else max(0, item.stock - taken.get(item.name, 0))


def on_sale(item: Item, today: date) -> bool:
    """Whether today is in the item's period."""
    return (item.since is None or item.since <= today) and (item.until is None or today <= item.until)


def to_be_had(items: Sequence[Item], taken: Mapping[str, int], kept: Mapping[str, int], today: date) -> list[Item]:
    """What a member of the right level who keeps these may take today, if he has the points."""
    return [
        item
        for item in items
        if on_sale(item, today)
        and left(item, taken) != 0
        and (item.limit is None or kept.get(item.name, 0) < item.limit)
    ]


def yuan(fen: int) -> str:
    """100 or 9.90, without the unit."""
    return f"{fen // 100}.{fen % 100:02}" if fen % 100 else str(fen // 100)


def price(item: Item) -> str:
    """100 分, 50 分 + 9.90 元, 10 分（满 100 元可用）."""
    return f"{item.points} 分" + (f" + {yuan(item.cash)} 元" if item.cash else "") + terms(item.minimum)


def terms(minimum: int) -> str:
    """What a coupon asks for."""
    return f"（满 {yuan(minimum)} 元可用）" if minimum else ""


def line(item: Item, taken: Mapping[str, int], today: date) -> str:
    """The item as the shop's list shows it, without its number."""
    return f"{item.name}：{'，'.join([price(item), *facts(item, taken, today)])}"


def facts(item: Item, taken: Mapping[str, int], today: date) -> list[str]:
    """What there is to know of an item beside its price."""
    rest = left(item, taken)
    found = []
    if rest is not None:
        found.append(f"剩 {rest} {'张' if item.kind == 'coupon' else '件'}" if rest else SOLD_OUT)
    if item.level:
        found.append(f"{item.level}以上")
    if item.limit:
        found.append(f"每人限 {item.limit}")
    if item.since and today < item.since:
        found.append(f"{item.since:%m-%d} 开始")
    elif item.until:
        found.append(f"到 {item.until:%m-%d} 为止")
    if item.approve:
        found.append("要管理员批准")
    return found
