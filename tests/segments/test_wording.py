"""What a segment of the owner's means is told in words, whatever it asks for."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.segments.ready import ORDERS, READY
from handlers.segments.rules import SegmentRule
from handlers.segments.wording import describe_rule
from tests.conftest import OpenChat

TOLD: list[tuple[dict[str, Any], str]] = [
    ({"level": "老朋友"}, "「老朋友」以上"),
    ({"joined": "1-7"}, "入群第 1 到 7 天"),
    ({"joined": 3}, "入群第 3 天"),
    ({"spoke": 3, "streak": 7}, "最近 3 天说过话，连续签到 7 天以上"),
    ({"silent": 7}, "7 天以上没说话"),
    ({"absent": 14, "seen": 30}, "14 天以上没露面，最近 30 天露过面"),
    ({"points": 0}, "有 0 积分以上"),
    ({"birthday": 0}, "今天过生日"),
    ({"birthday": 3}, "3 天后过生日"),
    ({"unchecked": True}, "今天还没签到"),
    ({"unchecked": False}, "今天签过到"),
    ({"introduced": False, "staff": True}, "还没介绍过自己，是员工、管理员或群主"),
    ({"introduced": True, "staff": False}, "介绍过自己，不是员工、管理员或群主"),
    ({"said": ["宝妈", "孩子"], "tag": "老客"}, "介绍里说过「宝妈」或「孩子」，有标签「老客」"),
    ({"spent": "99.5", "segment": "重点突破"}, "一共花了 99.50 元以上，是「重点突破」"),
    ({"wave": "唤回", "back": False}, "唤醒「唤回」最近一轮找过，还没回来"),
    ({"wave": "唤回", "back": True}, "唤醒「唤回」最近一轮找过，后来回来了"),
    ({"all": [{"silent": 7}, {"points": 5}]}, "7 天以上没说话，有 5 积分以上"),
    ({"any": [{"silent": 7, "points": 5}, {"tag": "甲"}]}, "（7 天以上没说话，有 5 积分以上），或者有标签「甲」"),
    ({"streak": 3, "not": [{"tag": "甲"}, {"tag": "乙"}]}, "连续签到 3 天以上，除去有标签「甲」、有标签「乙」的人"),
]


@pytest.mark.parametrize(("written", "told"), TOLD)
def test_a_rule_is_told_in_words(written: dict[str, Any], told: str) -> None:
    assert describe_rule(SegmentRule.model_validate(written)) == told


def test_no_key_of_a_rule_goes_untold() -> None:
    told = {key for written, _ in TOLD for key in written}
    assert told == {field.alias or name for name, field in SegmentRule.model_fields.items()}


def test_what_is_looked_at_first_is_said_of_all_in_a_heading() -> None:
    headings = [set(names) for names in READY.values()]
    assert all(set(names) in headings for names in ORDERS)


async def test_one_s_own_segment_is_told_with_what_it_means(open_group: OpenChat) -> None:
    chat = await open_group("segments: {铁粉: {streak: 2, not: [{tag: 同行}]}, 客户: {spent: 10}}\n")
    for _ in range(2):
        await chat.say("小明", "签到")
        await chat.forward(days=1)
    assert await chat.say("店员", "分群 铁粉") == (
        "「铁粉」现在有 1 人：小明\n怎么算：连续签到 2 天以上，除去有标签「同行」的人。"
    )
    assert await chat.say("店员", "分群 客户") == "「客户」现在没有人。\n怎么算：一共花了 10 元以上。"
