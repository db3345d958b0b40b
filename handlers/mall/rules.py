"""The shop's section of the group's YAML: its items as the owner writes them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from config.content import ContentPicture
from handlers.kit import Section
from handlers.kit.words import casefold_width, normalize
from handlers.text.money import Money

NOT_A_DATE = "要写成 2026-12-01 这样的日期"
UNKNOWN_KIND = "只能是 gift（礼品）或 coupon（券）"
BAD_NAME = "名字要写在一行里，不能是空的"
NUMBER_AS_NAME = "名字不能只有数字，不然和编号分不清"
DUPLICATE_ITEM = "前面已经有一样同名的商品，请换个名字"
ENDS_BEFORE_START = "until 不能早于 from"
NOT_A_COUPON = "只有券（kind: coupon）才能写 minimum"
_KINDS = {"gift": "gift", "coupon": "coupon", "礼品": "gift", "券": "coupon"}


def _read_kind(value: object) -> str:
    if str(value) not in _KINDS:
        raise ValueError(UNKNOWN_KIND)
    return _KINDS[str(value)]


def _read_day(value: object) -> object:
    try:
        return value if isinstance(value, date) or value is None else date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(NOT_A_DATE) from None


def _check_name(name: str) -> str:
    name = normalize(name)
    if not name or "\n" in name:
        raise ValueError(BAD_NAME)
    if comparable(name).removesuffix("号").isdecimal():
        raise ValueError(NUMBER_AS_NAME)
    return name


Day = Annotated[date | None, BeforeValidator(_read_day, json_schema_input_type=str | None)]


class Item(Section):
    """商城里的一样商品"""

    name: Annotated[str, AfterValidator(_check_name)] = Field(
        min_length=1, max_length=30, description="叫什么，一个群里不能重复；改了名字就算换了一样商品"
    )
    points: int = Field(ge=1, le=1_000_000, description="要几分")
    cash: Money = Field(0, description="领取时另付几元，可以有两位小数；群伴只提醒，不收钱", examples=[9.9])
    kind: Annotated[
        Literal["gift", "coupon"],
        BeforeValidator(_read_kind, json_schema_input_type=Literal["gift", "coupon", "礼品", "券"]),
    ] = Field("gift", description="gift 礼品，coupon 券")
    stock: int | None = Field(
        None, ge=0, le=1_000_000, description="一共投放多少，兑出去的也算在内，随时可以改；不写就是不限"
    )
    limit: int | None = Field(None, ge=1, le=1000, description="每人最多换几件；不写就是不限")
    since: Day = Field(None, alias="from", description="从哪一天开始兑换", examples=["2026-12-01"])
    until: Day = Field(None, description="兑换到哪一天为止，当天也算", examples=["2026-12-31"])
    minimum: Money = Field(0, description="券：消费满几元可用", examples=[100])
    level: str = Field("", max_length=12, description="哪个等级以上才能换", examples=["老朋友"])
    likes: list[Annotated[str, Field(min_length=1, max_length=12)]] = Field(
        [], max_length=20, description="喜欢什么的人会想要，「猜你喜欢」会照着挑", examples=[["喝茶"]]
    )
    approve: bool = Field(False, description="兑换要不要管理员批准")
    picture: ContentPicture = Field(None, description="商品图，content 文件夹里的 png 或 jpg，最大 2 MB")
    pickup: str = Field("", max_length=100, description="在哪里、怎么领", examples=["到前台报取货码"])
    days: int = Field(30, ge=1, le=366, description="取货码几天内有效，过期退回积分")

    @field_validator("until")
    @classmethod
    def _forwards(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if until and since and until < since:
            raise ValueError(ENDS_BEFORE_START)
        return until

    @field_validator("minimum")
    @classmethod
    def _of_a_coupon(cls, minimum: int, info: ValidationInfo) -> int:
        if minimum and info.data.get("kind") == "gift":
            raise ValueError(NOT_A_COUPON)
        return minimum


def _check_distinct(items: list[Item]) -> list[Item]:
    """Return the items; raises ValidationError where a name comes twice, since stock is counted by name."""
    names: set[str] = set()
    for place, item in enumerate(items):
        if comparable(item.name) in names:
            kind = PydanticCustomError("value_error", "{error}", {"error": DUPLICATE_ITEM})
            error = InitErrorDetails(type=kind, loc=(place, "name"), input=item.name)
            raise ValidationError.from_exception_data("items", [error])
        names.add(comparable(item.name))
    return items


class Newcomer(Section):
    """送给新人的券"""

    name: Annotated[str, AfterValidator(_check_name)] = Field(min_length=1, max_length=30, description="叫什么")
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
    {"name": "保温杯", "points": 50, "cash": 39.9, "from": "2026-12-01", "until": "2026-12-31", "likes": ["喝茶"]},
    {"name": "满100减20券", "kind": "券", "points": 30, "minimum": 100, "days": 7},
    {"name": "徒步免费名额", "points": 800, "stock": 5, "approve": True, "level": "老朋友"},
]


class Rules(Section):
    """积分商城"""

    items: Annotated[list[Item], AfterValidator(_check_distinct)] = Field(
        [], max_length=50, description="有哪些商品；编号就是这里的顺序", examples=[EXAMPLES]
    )
    newcomer: Newcomer | None = Field(
        None,
        description="新人发「新人券」可以领一张；不写就没有",
        examples=[{"name": "新人满50减10", "minimum": 50, "within": 7, "days": 30}],
    )


def comparable(name: str) -> str:
    """Return a name in the form in which names are compared, without differences of width, case and spaces."""
    return "".join(casefold_width(name).split())
