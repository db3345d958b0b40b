"""发起投票: orders are read as people write them, and refused with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.kit import Refusal
from handlers.polls.parsing import Order, read_order
from tests.chat import START
from tests.support.polls import DAY, LOCAL


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("周末去哪？ 爬山 火锅", Order("周末去哪？", ("爬山", "火锅"), 1, False, None)),
        ("周末去哪？爬山 火锅", Order("周末去哪？", ("爬山", "火锅"), 1, False, None)),
        ("周末去哪 爬山　火锅", Order("周末去哪", ("爬山", "火锅"), 1, False, None)),
        ("周末 去哪玩？？ 爬山 火锅", Order("周末 去哪玩？？", ("爬山", "火锅"), 1, False, None)),
        ("去？ 多选 a b c", Order("去？", ("a", "b", "c"), 3, False, None)),
        ("去？ a b c 最多选２个", Order("去？", ("a", "b", "c"), 2, False, None)),
        ("去？ a b 匿名 c 最多选 2", Order("去？", ("a", "b", "c"), 2, True, None)),
        ("去？ a b 截止 2小时", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=2))),
        ("去？ a b 截止20:00", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=12))),
        ("去？ 截止：明天 ２０：００ 匿名 a b", Order("去？", ("a", "b"), 1, True, START + timedelta(hours=36))),
        ("去？ a b 截止 今晚1点", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=17))),
        ("去？ a b 截止 明天中午1点", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=29))),
        ("去？ a b 截止 3天后 15:00", Order("去？", ("a", "b"), 1, False, START + timedelta(days=3, hours=7))),
        ("去？ a b 截止今晚八点半", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=12.5))),
        ("去？ a b 截止 今晚", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=12))),
        ("去？\na\nb\n截止 两小时后", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=2))),
        ("去？ 截止 月底前 a b", Order("去？", ("a", "b"), 1, False, START + timedelta(days=7, hours=12))),
        ("去？ a b 截止到周五", Order("去？", ("a", "b"), 1, False, START + timedelta(days=4, hours=12))),
        ("几点？ 8点 9点 截止 明天", Order("几点？", ("8点", "9点"), 1, False, START + timedelta(hours=36))),
        ("去？ 截止日期提前 不提前", Order("去？", ("截止日期提前", "不提前"), 1, False, None)),
        ("去？\n爬 山\n看 电影", Order("去？", ("爬 山", "看 电影"), 1, False, None)),
        ("去 吗\n\n 爬 山 \nb\n匿名 多选\n截止 2天", Order("去 吗", ("爬 山", "b"), 2, True, START + 2 * DAY)),
        ("周末 去哪 匿名 最多选2\na\nb\nc", Order("周末 去哪", ("a", "b", "c"), 2, True, None)),
        ("去？ a b\n截止 2小时", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=2))),
        ("去？\n1. 爬山\n2、火锅", Order("去？", ("爬山", "火锅"), 1, False, None)),
        ("花多少？\n1.5 元\n2.5 元", Order("花多少？", ("1.5 元", "2.5 元"), 1, False, None)),
        ("去？爬山、火锅、看电影", Order("去？", ("爬山", "火锅", "看电影"), 1, False, None)),
        ("去？ 爬山，火锅,看电影，", Order("去？", ("爬山", "火锅", "看电影"), 1, False, None)),
        ("去？ 爬山， 火锅， 看电影", Order("去？", ("爬山", "火锅", "看电影"), 1, False, None)),
        ("去？ 爬山/火锅", Order("去？", ("爬山", "火锅"), 1, False, None)),
        ("去哪 爬山 / 火锅", Order("去哪", ("爬山", "火锅"), 1, False, None)),
        ("去？ 爬山/徒步、火锅", Order("去？", ("爬山/徒步", "火锅"), 1, False, None)),
        ("去？ 爬山/徒步 火锅", Order("去？", ("爬山/徒步", "火锅"), 1, False, None)),
        ("吃？ 米、面 饺子", Order("吃？", ("米、面", "饺子"), 1, False, None)),
        ("去？\n爬山、火锅、看电影", Order("去？", ("爬山", "火锅", "看电影"), 1, False, None)),
        ("去？\n爬山 火锅\n多选", Order("去？", ("爬山", "火锅"), 2, False, None)),
        ("去？\n爬山/徒步\n火锅、烧烤", Order("去？", ("爬山/徒步", "火锅、烧烤"), 1, False, None)),
        ("去？ 爬山、火锅、匿名，多选", Order("去？", ("爬山", "火锅"), 2, True, None)),
        ("去？ 爬山、火锅 匿名 截止 2小时", Order("去？", ("爬山", "火锅"), 1, True, START + timedelta(hours=2))),
        ("去？ 多选，匿名 a b", Order("去？", ("a", "b"), 2, True, None)),
        ("去？ a b 单选 实名", Order("去？", ("a", "b"), 1, False, None)),
        ("匿名 周末去哪？ a b", Order("周末去哪？", ("a", "b"), 1, True, None)),
        ("实名、多选 周末去哪？ a b", Order("周末去哪？", ("a", "b"), 2, False, None)),
        ("多选\n周末 去哪\na\nb", Order("周末 去哪", ("a", "b"), 2, False, None)),
        ("匿名投票好吗？ 好 不好", Order("匿名投票好吗？", ("好", "不好"), 1, False, None)),
        ("单选题难吗？ 难 不难", Order("单选题难吗？", ("难", "不难"), 1, False, None)),
        ("最多 3 天够吗？ 够 不够", Order("最多 3 天够吗？", ("够", "不够"), 1, False, None)),
        ("要吗？ 最多选3个月 不要", Order("要吗？", ("最多选3个月", "不要"), 1, False, None)),
    ],
)  # fmt: skip
def test_orders_are_read_kindly(typed: str, order: Order) -> None:
    assert read_order(typed, LOCAL) == order


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("去？", "现在有 0 个"),
        ("去？ 爬山", "现在有 1 个"),
        ("去？ 实名 匿名", "现在有 0 个"),
        ("去？ " + " ".join(f"第{number}" for number in range(11)), "现在有 11 个"),
        ("去？ 爬山 爬山", "「爬山」写了两次"),
        ("去？ Tea ｔｅａ！", "写了两次"),
        ("去？ 1 2", "只有数字"),
        ("去？ ① ②", "只有数字"),
        ("去？\n3号 2\n爬山", "只有数字"),
        ("去？ 爬山 " + "长" * 21, "太长了，最多 20 个字"),
        ("问" * 61 + "？ a b", "问题太长了"),
        ("\n？\n\u200b", "现在有 0 个"),
        ("去？ a b 最多选3", "不能最多选 3 个"),
        ("去？ a b 最多选0", "至少写 1"),
        ("去？ a b 截止", "没看懂截止时间"),
        ("去？ a b 截止 有空的时候", "没看懂截止时间"),
        ("几点？ 截止 周五 20:00 9点 10点", "分不清"),
        ("哪天？ 截止 今晚8点 周六 周日", "分不清"),
        ("哪天？ 截止 明晚 周末 平时", "分不清"),
        ("几点？ 截止 周五 8点 9点 10点", "「11-27 08:00」还是「11-27 20:00」"),
        ("去？ a b 截止 明天3点", "「11-24 03:00」还是「11-24 15:00」"),
        ("去？ a b 截止 下班前", "没看懂时间「下班前」"),
        ("去？ a b 截止 差五分八点", "没看懂时间「差五分八点」"),
        ("去？ a b 截止 8点左右", "没看懂时间「8点左右」"),
        ("去？ a b 截止今晚25点", "没看懂时间「今晚25点」"),
        ("去？ a b 截止 昨天", "已经过去"),
        ("a" * 3000, "太长了"),
    ],
)
def test_an_order_that_cannot_be_carried_out_says_why(typed: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        read_order(typed, LOCAL)
