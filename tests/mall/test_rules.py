"""The shop's section of the YAML: mistakes are explained, and an item's stock and days are exact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.mall.items import choose_item, is_on_sale, remaining
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


async def test_a_picture_that_is_not_there_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    config = write_config(tmp_path, GROUP + "mall: {items: [{name: 杯子, points: 10, picture: cup.png}]}\n")
    with pytest.raises(ConfigError, match="没有这张图"):
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")
