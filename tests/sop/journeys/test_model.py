"""What an owner may write under `journeys:`, and what he is told when it is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from config.group import Group, load_group
from config.problems import ConfigError
from sop.group_file import group_file_model
from sop.journeys.model import Journey
from sop.journeys.section import journeys_of
from storage.db import EPOCH
from tests.chat import GROUP, START

HEAD = GROUP.count("\n") + 1
"""Lines in front of what a test writes, and the line of `journeys:`."""
NAMED = "journeys:\n  - name: 甲\n    begin: 入群\n    steps:\n"


def load(folder: Path, yaml: str) -> Group:
    (folder / "g.yaml").write_text(GROUP + yaml)
    return load_group(folder / "g.yaml", group_file_model(), ["chat"], folder)


def steps(*lines: str) -> str:
    return NAMED + "".join(f"      - {line}\n" for line in lines)


def with_keys(*lines: str) -> str:
    return "journeys:\n  - name: 甲\n" + "".join(f"    {line}\n" for line in lines) + "    steps: [{say: 好}]\n"


def test_a_whole_journey_is_read(tmp_path: Path) -> None:
    yaml = with_keys("begin: 沉默7天后 10:00", "goal: [发言, 下单]", "again: 90天", "thanks: 好呀 {name}")
    found: Journey = journeys_of(load(tmp_path, yaml))[0]
    assert found.begin.when
    assert str(found.begin.when) == "每天 10:00"
    assert [goal.value for goal in found.goal] == ["发言", "下单"]
    assert found.again
    assert found.again.days == 90


@pytest.mark.parametrize("begin", ["入群", " 入群 ", "入群当天 20:00", "生日前3天 09:00"])
def test_beginnings_that_need_no_whom(tmp_path: Path, begin: str) -> None:
    assert journeys_of(load(tmp_path, with_keys(f"begin: '{begin}'")))


@pytest.mark.parametrize(
    ("yaml", "line", "told"),
    [
        (with_keys("begin: 入郡"), 2, "看不懂时间「入郡」"),
        (with_keys("begin: 入群2小时后"), 2, "入群以后只能按天算"),
        (with_keys("begin: 每天 10:00"), 2, "要用 whom 写哪些人"),
        (with_keys("begin: 入群", "whom: {silent: 7}"), 3, "不用写 whom"),
        (with_keys("begin: 沉默7天后 10:00", "whom: {silnt: 7}"), 3, "是不是「silent」"),
        (with_keys("begin: 入群", "goal: 签倒"), 3, "没有叫「签倒」的目标。是不是「签到」？"),
        (with_keys("begin: 入群", "goal: [发言, 点赞了]"), 3, "可以写：发言、签到、介绍、兑换、下单"),
        (with_keys("begin: 入群", "goal: [发言, 3]"), 3, "没有叫「3」的目标"),
        (with_keys("begin: 入群", "again: 0天"), 3, "1 到 3650 天"),
        (with_keys("begin: 入群", "again: 3651天"), 3, "1 到 3650 天"),
        (with_keys("begin: 入群", "again: 一直"), 3, "1 到 3650 天"),
        (with_keys("begin: 入群", "again: 99999天"), 3, "1 到 3650 天"),
        (with_keys("begin: 入群", "thanks: 恭喜"), 3, "没有写 goal"),
        (with_keys("begin: 入群", "goal: 发言", "thanks: '恭喜 {nme}'"), 4, "不认识 {nme}，可以用：{name}、{date}"),
        (with_keys("begin: 入群", "goall: 发言"), 3, "是不是「goal」"),
        ("journeys:\n  - begin: 入群\n    steps: [{say: 好}]\n", 1, "缺少「name」"),
        ("journeys:\n  - name: 甲@乙\n    begin: 入群\n    steps: [{say: 好}]\n", 1, "名字里不能有 @"),
        ("journeys: {name: 甲}\n", 0, "每一项前面要写「- 」"),
        (steps("say: ''"), 4, "要写出说什么"),
        (steps(f"say: {'长' * 501}"), 4, "太长了，最多 500 个字"),
        (steps("say: '{who}'"), 4, "不认识 {who}"),
        (steps("say: 一", "wait: 91天"), 5, "只能等 1 分钟到 90 天"),
        (steps("say: 一", "wait: 0分钟"), 5, "只能等 1 分钟到 90 天"),
        (steps("say: 一", "wait: 明天 10:00"), 5, "看不懂「明天 10:00」，可以写：30分钟"),
        (steps("say: 一", "wait: 3"), 5, "可以写：30分钟"),
        (steps("say: 一", "{}"), 5, "这一步什么也没写"),
        (steps("say: 一", "wait:"), 5, "这一步什么也没写"),
        (steps("say: 一", "{wait: 1天, if: {silent: 3}}"), 5, "if 要和 say、task 或 go 一起写"),
        (steps("{say: 一, go: 甲}"), 4, "一步只做一件事"),
        (steps("{say: 一, hours: 3}"), 4, "hours 只能和 task 一起写"),
        (steps("{task: 打电话, hours: 721}"), 4, "不能大于 720"),
        (steps("say: 一", "{wait: 1天, go: 已}"), 5, "没有叫「已」的旅程。可以写：甲"),
        (steps("{wait: 1天, go: 甲}", "say: 二"), 5, "这一步到不了"),
        (steps("go: 甲"), 4, "「甲」 → 「甲」 会一直转下去"),
        (steps("say: 一", "{if: {points: 5}, go: 甲}", "wait: 1天"), 5, "会一直转下去"),
        (steps(*["say: 好"] * 31), 3, "太多了，最多 30 个"),
        ("journeys:\n  - name: 甲\n    begin: 入群\n    steps: []\n", 3, "不能为空"),
        (steps("say: 一", "says: 二"), 5, "是不是「say」"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, yaml: str, line: int, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, yaml)
    found = caught.value.problems[0]
    assert told in str(found)
    assert found.line == HEAD + line
    assert len(str(found)) < 1000


def test_the_limits_themselves_may_be_written(tmp_path: Path) -> None:
    yaml = with_keys("begin: 入群", "again: 3650天").replace("name: 甲", f"name: {'长' * 40}")
    (long,) = journeys_of(load(tmp_path, yaml))
    assert long.again == timedelta(days=3650)
    assert len(long.name) == 40
    thirty = steps(f"say: {'长' * 500}", "{wait: 90天, task: 打电话, hours: 720}", *["say: 好"] * 28)
    (found,) = journeys_of(load(tmp_path, thirty))
    assert len(found.steps) == 30


def test_who_may_begin_again_has_to_have_begun_so_many_days_before(tmp_path: Path) -> None:
    (once,) = journeys_of(load(tmp_path, with_keys("begin: 入群")))
    (again,) = journeys_of(load(tmp_path, with_keys("begin: 入群", "again: 1 天")))
    assert once.since(START) == EPOCH
    assert again.since(START) == START - timedelta(days=1)


def several(**named: str) -> str:
    """Return journeys with these steps."""
    return "journeys:\n" + "".join(
        f"  - name: {name}\n    begin: 入群\n    steps: {inner}\n" for name, inner in named.items()
    )


def test_a_circle_is_told_by_all_its_names(tmp_path: Path) -> None:
    yaml = several(
        丁="[{go: 甲}]", 甲="[{say: 一}, {go: 乙}]", 乙="[{if: {points: 5}, go: 丙}, {wait: 1天}]", 丙="[{go: 甲}]"
    )
    with pytest.raises(ConfigError, match="「甲」 → 「乙」 → 「丙」 → 「甲」 会一直转下去") as caught:
        load(tmp_path, yaml)
    assert caught.value.problems[0].line == HEAD + 6


def test_a_circle_with_a_wait_is_fine(tmp_path: Path) -> None:
    assert journeys_of(load(tmp_path, several(甲="[{say: 一}, {go: 乙}]", 乙="[{wait: 1天, go: 甲}]")))


def test_many_journeys_that_lead_everywhere_are_read_quickly(tmp_path: Path) -> None:
    """A search of every path would not come back."""
    onward = {
        f"路{one}": [f"{{if: {{points: 1}}, go: 路{other}}}" for other in range(one + 1, 30)] for one in range(30)
    }
    assert load(tmp_path, several(**{name: f"[{', '.join([*inner, 'say: 好'])}]" for name, inner in onward.items()}))


def test_no_more_than_fifty(tmp_path: Path) -> None:
    fifty = {f"路{number}": "[{say: 好}]" for number in range(50)}
    assert len(journeys_of(load(tmp_path, several(**fifty)))) == 50
    with pytest.raises(ConfigError, match="太多了，最多 50 个"):
        load(tmp_path, several(**fifty, 又一条="[{say: 好}]"))


@pytest.mark.parametrize(
    "yaml",
    [
        several(甲="[{say: 一}]") + "  - {name: 甲, begin: 入群, steps: [{say: 二}]}\n",
        several(乙="[{say: 一}]")
        + "  - {name: 甲, begin: 入群, steps: [{say: 二}]}\nsop: [{name: 甲, when: 每天 08:00, say: 早}]\n",
        several(乙="[{say: 一}]") + "  - {name: 头条, begin: 入群, steps: [{say: 二}]}\npresets: {文章三条: {}}\n",
    ],
)
def test_a_name_is_for_one_thing(tmp_path: Path, yaml: str) -> None:
    with pytest.raises(ConfigError, match=r"已经有一个同名的(计划|旅程)（第 (8|12) 行）") as caught:
        load(tmp_path, yaml)
    assert caught.value.problems[0].line == HEAD + 4
    assert caught.value.problems[0].column == 6


def test_whatever_is_said_or_done_makes_another_version(tmp_path: Path) -> None:
    base = "journeys:\n  - {name: 甲, begin: 沉默7天后 10:00, goal: 发言, steps: [{wait: 1天, say: 好}]}\n"
    changes = [("7天后", "8天后"), ("发言", "签到"), ("1天", "1天 10:00"), ("好", "嗨"), ("goal", "again: 9天, goal")]
    versions = {
        journeys_of(load(tmp_path, text))[0].version for text in [base, base, *(base.replace(*one) for one in changes)]
    }
    assert len(versions) == 1 + len(changes)
