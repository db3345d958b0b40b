"""Triggers in the YAML: their bounds hold, and a mistake is explained."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.redpackets.rules import Trigger
from sop.group_file import group_file_model
from tests.chat import GROUP, write_config


@pytest.mark.parametrize(
    ("trigger", "message"),
    [
        ("{after: 下雨}", "没有「下雨」这件事"),
        ("{after: 下雨}", "新人介绍（一位成员第一次自我介绍）"),
        ("{after: 节日, days: [双十三]}", "没有「双十三」这个节日"),
        ("{after: 新人介绍, least: 50, most: 20}", "least 不能大于 most"),
        ("{after: 新人介绍, least: 5, shares: 6}", "5 分最多分 5 份"),
        ("{after: 新人介绍, least: 25, most: 25, shares: 10, kind: 普通}", "没有能平分成 10 份的数"),
        (
            "{after: 新人介绍, least: 300, most: 400}",
            "最少发 300 分（least），一天却只有 200 分（budget）",
        ),
        ("{after: 新人介绍, words: '{name}'}", "不认识 {name}"),
        ("{after: 新人介绍, chance: 0}", "不能小于 1"),
        ("{}", "after"),
    ],
)
def test_a_mistake_in_a_trigger_is_explained(tmp_path: Path, trigger: str, message: str) -> None:
    config = write_config(tmp_path, GROUP + f"redpackets: {{triggers: [{trigger}]}}\n")
    with pytest.raises(ConfigError) as caught:
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "sizes"), [("拼手气", set(range(10, 31))), ("普通", {12, 16, 20, 24, 28})], ids=["lucky", "equal"]
)
def test_the_dice_stay_within_the_bounds(kind: str, sizes: set[int]) -> None:
    trigger = Trigger.model_validate({"after": "新人介绍", "least": 10, "most": 30, "shares": 4, "kind": kind})
    random = Random(1)
    assert {trigger.roll("好", random).points for _ in range(500)} == sizes


@pytest.mark.parametrize(
    ("packets", "minutes", "least"),
    [(10, 10, 20), (5, 5, 10), (5, 9, 10), (2, 3, 4), (10, 19, 20), (10, 20, 0), (2, 4, 0)],
)
def test_a_rain_leaves_time_for_each_packet_by_plan_as_by_hand(
    tmp_path: Path, packets: int, minutes: int, least: int
) -> None:
    terms = f"{{points: 200, packets: {packets}, shares: 2, minutes: {minutes}}}"
    plan = f"sop: [{{name: 下雨, when: 每天 09:00, do: 红包雨, with: {terms}}}]\n"
    config = write_config(tmp_path, GROUP + plan)
    told = ""
    try:
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")
    except ConfigError as error:
        told = str(error)
    assert (f"{packets} 个红包至少要 {least} 分钟：每个能抢 2 分钟，大家才来得及" in told) == bool(least), told
