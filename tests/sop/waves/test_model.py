"""waves: what the file may say, and where it is told what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.group import Group, load_group
from config.problems import ConfigError
from handlers.segments.rules import SegmentRule
from sop.group_file import group_file_model
from sop.waves.model import Wave, is_held_out
from sop.waves.section import waves_of
from tests.chat import GROUP
from tests.support.waves import wave


@pytest.mark.parametrize(
    ("keys", "place", "message"),
    [
        ({"whom": "沉默"}, "whom", "要写成条件"),
        ({"holdout": "5"}, "holdout", "10"),
        ({"holdout": "30"}, "holdout", "20"),
        ({"days": "0"}, "days", "1"),
        ({"again": "3天"}, "again", "again 要比 days 长"),
        ({"again": "7天"}, "again", "again 要比 days 长"),
        ({"days": "61"}, "days", "60"),
        ({"holdout": "9"}, "holdout", "10"),
        ({"holdout": "21"}, "holdout", "20"),
        ({"hours": "3"}, "hours", "只能和 touch: 任务 一起写"),
        ({"touch": "任务", "hours": "721"}, "hours", "720"),
        ({"touch": "旅程", "journey": "路"}, "say", "旅程有自己的词"),
        ({"say": f"'{'长' * 501}'"}, "say", "最多 500 个字"),
        ({"thanks": f"'{'长' * 501}'"}, "thanks", "500"),
        ({"thanks": "'{offer}'"}, "thanks", "没有写 offer"),
        ({"survey": "[一, 二, 三, 四, 五, 六, 七, 八, 九]"}, "survey", "8"),
        ({"offer": "{points: 10001}"}, "offer", "10000"),
        ({"again": "很久"}, "again", "要写几天以后可以再来"),
        ({"touch": "电话"}, "touch", "私聊"),
        ({"touch": "旅程"}, "touch", "要写 journey"),
        ({"journey": "路"}, "journey", "只能和 touch: 旅程 一起写"),
        ({"to": "店员"}, "to", "只能和 touch: 任务 一起写"),
        ({"say": "'{offer} 给你'"}, "say", "没有写 offer"),
        ({"say": "'{who} 好'"}, "say", "不认识 {who}"),
        ({"say": "''"}, "say", "要写出说什么"),
        ({"offer": "{item: 没有的}"}, "offer", "商城里没有「没有的」"),
        ({"offer": "{item: 茶, points: 3}"}, "offer", "只写一样"),
        ({"offer": "{}"}, "offer", "要写送什么"),
        ({"cost": "{offer: 3}"}, "cost", "没有写 offer"),
        ({"cost": "{touch: 便宜}"}, "cost", "要写几元"),
        ({"survey": "[忙]", "touch": "群里"}, "survey", "只能私下问"),
        ({"goal": "[起床]"}, "goal", "没有叫「起床」的目标"),
        ({"when": "有空"}, "when", "看不懂时间"),
        ({"scene": "月球"}, "scene", "线上"),
        ({"thanks": "'{him}'"}, "thanks", "不认识 {him}"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, keys: dict[str, str], place: str, message: str) -> None:
    text = GROUP + wave(**keys)
    line = next(number for number, words in enumerate(text.split("\n"), 1) if words.startswith(f"    {place}:"))
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert message in f"{problem.message}。{problem.fix}"


def load(folder: Path, text: str) -> Group:
    (folder / "g.yaml").write_text(text)
    return load_group(folder / "g.yaml", group_file_model(), ["chat"], folder)


def test_a_name_is_given_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, GROUP + "sop: [{name: 唤回, when: 每天 08:00, say: 早}]\n" + wave())
    assert "已经有一个同名的计划" in caught.value.problems[0].message


def test_what_is_left_out_has_sensible_defaults(tmp_path: Path) -> None:
    (plain,) = waves_of(load(tmp_path, GROUP + wave()))
    assert (plain.touch, plain.holdout, plain.again.days, plain.cost.touch, plain.worth) == ("私聊", 10, 90, 0, None)
    assert [goal.value for goal in plain.goal] == ["发言", "签到", "下单"]


def test_an_approval_is_for_all_that_is_said_done_and_spent(tmp_path: Path) -> None:
    keys: tuple[dict[str, str], ...] = (
        {},
        {"say": "别的话"},
        {"when": "每天 10:00"},
        {"cost": "{touch: 1}"},
        {"whom": "{absent: 15}"},
    )
    versions = {waves_of(load(tmp_path, GROUP + wave(**given)))[0].version for given in keys}
    assert len(versions) == len(keys)


def test_the_limits_themselves_may_be_written(tmp_path: Path) -> None:
    eight = "[一, 二, 三, 四, 五, 六, 七, 八]"
    most = {"days": "60", "again": "61天", "holdout": "20", "survey": eight, "offer": "{points: 10000}"}
    (found,) = waves_of(load(tmp_path, GROUP + wave(**most, say=f"'{'长' * 500}'", thanks="''")))
    assert (found.days, found.again.days, found.holdout, len(found.survey)) == (60, 61, 20, 8)
    (found,) = waves_of(load(tmp_path, GROUP + wave(days="1", again="2天", holdout="10", touch="任务", hours="720")))
    assert (found.days, found.again.days, found.holdout, found.hours) == (1, 2, 10, 720)


def shaped(name: str, holdout: int) -> Wave:
    return Wave(name=name, whom=SegmentRule(absent=7), say=("回来吧",), holdout=holdout)


@given(st.text("甲乙丙丁abc", min_size=1, max_size=8), st.integers(0, 10**9), st.integers(10, 20))
def test_who_is_left_alone_is_always_the_same_and_stays_so_when_more_are(name: str, member: int, holdout: int) -> None:
    first, again = shaped(name, holdout), shaped(name, holdout)
    assert is_held_out("g", first, member) == is_held_out("g", again, member)
    assert is_held_out("g", first, member) <= is_held_out("g", shaped(name, 20), member)


@pytest.mark.parametrize("holdout", [10, 15, 20])
@pytest.mark.parametrize("name", ["唤回老客", "b"])
def test_the_share_is_even_over_all_ids(name: str, holdout: int) -> None:
    chosen = [is_held_out("g", shaped(name, holdout), member) for member in range(20_000)]
    assert abs(sum(chosen) / 20_000 - holdout / 100) < 0.008  # three standard deviations
    for part in range(10):  # ids that end alike are no more often chosen than others
        assert abs(sum(chosen[part::10]) / 2000 - holdout / 100) < 0.03


def test_another_wave_leaves_others_alone() -> None:
    one, two = ([is_held_out("g", shaped(name, 20), member) for member in range(5000)] for name in ("甲", "乙"))
    both = sum(a and b for a, b in zip(one, two, strict=True))
    assert abs(both / 5000 - 0.04) < 0.01
