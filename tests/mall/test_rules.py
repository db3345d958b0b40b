"""The shop's section of the YAML: mistakes are explained, and an item's stock and days are exact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.group import load_group
from config.problems import ConfigError
from handlers.kit import Refusal
from handlers.mall.items import available_items, choose_item, is_on_sale, item_details, remaining
from handlers.mall.rules import Item
from handlers.text.money import format_yuan
from sop.group_file import group_file_model
from tests.chat import GROUP, write_config


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{name: 杯, points: 0}", "不能小于 1"),
        ("{name: 杯, points: 10, cash: 1.234}", "最多两位小数"),
        ("{name: 杯, points: 10, cash: -1}", "最多两位小数"),
        ("{name: 杯, points: 10, cash: 1e3}", "最多两位小数"),
        ("{name: 杯, points: 10, from: 明天}", "2026-12-01"),
        ("{name: 杯, points: 10, from: 2026-12-02, until: 2026-12-01}", "until 不能早于 from"),
        ("{name: 杯, points: 10, minimum: 10}", "只有券"),
        ("{name: 12, points: 10}", "不能只有数字"),
        ("{name: '  ', points: 10}", "不能是空的"),
        ("{name: 杯, points: 10}, {name: 杯, points: 20}", "同名的商品"),
        ("{name: Cup, points: 10}, {name: ｃｕｐ, points: 20}", "同名的商品"),
        ("{name: 杯, points: 10, kind: 卡}", "只能是"),
        ("{name: 杯, points: 10, stock: -1}", "不能小于 0"),
        ("{name: 杯, points: 10, limit: 0}", "不能小于 1"),
        ("{name: 杯, points: 10, stok: 1}", "是不是「stock」"),
    ],
)
def test_a_mistake_in_the_shop_is_explained(tmp_path: Path, item: str, message: str) -> None:
    config = write_config(tmp_path, GROUP + f"mall: {{items: [{item}]}}\n")
    with pytest.raises(ConfigError) as caught:
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")
    assert message in str(caught.value)


def test_money_is_shown_without_needless_zeros() -> None:
    assert [format_yuan(fen) for fen in (0, 5, 990, 1000, 123456)] == ["0", "0.05", "9.90", "10", "1234.56"]


def test_stock_is_never_negative_and_days_are_inclusive() -> None:
    item = Item.model_validate(
        {"name": "杯", "points": 1, "stock": "2", "from": "2026-12-01", "until": "2026-12-31", "cash": "9.9"}
    )
    assert [remaining(item, {"杯": number}) for number in (0, 2, 5)] == [2, 0, 0]
    assert item.cash == 990
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [is_on_sale(item, day) for day in days] == [False, True, True, False]
    assert choose_item([item], "1") is item


SIMILAR = [Item.model_validate({"name": name, "points": 1}) for name in ("红茶杯", "绿茶杯", "茶杯", "花茶杯", "茶")]


@pytest.mark.parametrize(
    ("typed", "number"), [("1", 1), ("5", 5), ("0005", 5), ("5号", 5), ("５", 5), ("茶杯", 3), (" 茶 ", 5), ("茶！", 5)]
)
def test_an_item_is_chosen_by_its_number_or_its_whole_name(typed: str, number: int) -> None:
    assert choose_item(SIMILAR, typed) is SIMILAR[number - 1]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        *((number, f"商城里没有 {number.removesuffix('号')} 号，") for number in ("0", "6", "00005", "6号")),
        ("茶 杯 子", "商城里没有「茶 杯 子」，发"),
        ("红杯", "商城里没有「红杯」，是不是「红茶杯」？发「兑换 1」。"),
        ("红", "商城里没有「红」，发「商城」看看有什么。"),
        ("", "想换哪一样？"),
        ("长" * 61, f"商城里没有「{'长' * 20}…」，发"),
    ],
)
def test_what_is_not_in_the_shop_is_answered_with_what_may_be_meant(typed: str, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        choose_item(SIMILAR, typed)
    assert str(refused.value).startswith(told)


def test_of_many_that_may_be_meant_three_are_told_how_to_get() -> None:
    items = [Item.model_validate({"name": f"{colour}茶水杯", "points": 1}) for colour in "红绿花白"]
    with pytest.raises(Refusal) as refused:
        choose_item(items, "茶杯")
    near = "「红茶水杯」、「绿茶水杯」、「花茶水杯」、「白茶水杯」"
    assert str(refused.value) == (f"商城里没有「茶杯」，是不是{near}？发「兑换 1」或「兑换 2」或「兑换 3」。")


@pytest.mark.parametrize(
    ("item", "taken", "details"),
    [
        ({}, 0, []),
        ({"stock": 2}, 1, ["剩 1 件"]),
        ({"stock": 2, "kind": "券"}, 0, ["剩 2 张"]),
        ({"stock": 2}, 2, ["售罄"]),
        ({"limit": 1, "level": "朋友", "approve": True}, 0, ["朋友以上", "每人限 1", "要管理员批准"]),
        ({"from": "2026-12-02", "until": "2026-12-05"}, 0, ["12-02 开始"]),
        ({"from": "2026-12-01", "until": "2026-12-05"}, 0, ["到 12-05 为止"]),
        ({"from": "2026-12-01"}, 0, []),
        ({"until": "2026-12-01"}, 0, ["到 12-01 为止"]),
    ],
)
def test_the_conditions_of_an_item_are_told_in_order(item: dict[str, object], taken: int, details: list[str]) -> None:
    read = Item.model_validate({"name": "杯", "points": 1, **item})
    assert item_details(read, {"杯": taken}, date(2026, 12, 1)) == details


@pytest.mark.parametrize(
    ("item", "taken", "kept", "available"),
    [
        ({"stock": 2, "limit": 2}, 1, 1, True),
        ({"stock": 2}, 2, 0, False),
        ({"stock": 0}, 0, 0, False),
        ({"limit": 2}, 9, 2, False),
        ({"limit": 2}, 9, 1, True),
        ({}, 9, 9, True),
        ({"until": "2026-11-30"}, 0, 0, False),
        ({"from": "2026-12-02"}, 0, 0, False),
    ],
)
def test_what_a_member_may_have_is_on_sale_in_stock_and_within_their_share(
    item: dict[str, object], taken: int, kept: int, available: bool
) -> None:
    read = Item.model_validate({"name": "杯", "points": 1, **item})
    found = available_items([read], {"杯": taken}, {"杯": kept}, date(2026, 12, 1))
    assert found == ([read] if available else [])


@pytest.mark.parametrize("name", ["1", "１２号", "12 ", "十二", "1a"])
def test_a_name_is_told_from_a_number(name: str) -> None:
    if name in ("十二", "1a"):
        assert Item.model_validate({"name": name, "points": 1}).name == name
    else:
        with pytest.raises(ValidationError, match="不能只有数字"):
            Item.model_validate({"name": name, "points": 1})


@pytest.mark.parametrize(("since", "until", "fits"), [(1, 1, True), (1, 2, True), (2, 1, False)])
def test_a_sale_may_last_a_day(since: int, until: int, fits: bool) -> None:
    days = {"name": "杯", "points": 1, "from": f"2026-12-0{since}", "until": f"2026-12-0{until}"}
    if fits:
        assert Item.model_validate(days).until == date(2026, 12, until)
        assert Item.model_validate({**days, "until": None}).until is None
    else:
        with pytest.raises(ValidationError, match="until 不能早于 from"):
            Item.model_validate(days)


async def test_a_picture_that_is_not_there_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    config = write_config(tmp_path, GROUP + "mall: {items: [{name: 杯子, points: 10, picture: cup.png}]}\n")
    with pytest.raises(ConfigError, match="没有这张图"):
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")
