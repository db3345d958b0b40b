"""presets: timetables ready made, taken by name and changed where the owner wants it otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import group_file_model
from config.group import load_group
from config.problems import ConfigError
from sop.presets import PRESETS
from tests.chat import GROUP
from tests.conftest import OpenChat

QUIET = 'badges: {badges: []}\nwelcome: {gather: 0, text: "你好{name}"}\n'


async def test_a_newcomer_is_accompanied_for_a_week(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {新人第一周: {}}\n")
    await chat.forward(days=3)
    await chat.join("小明")
    said = [one for one in await chat.forward(days=10) if "@小明" in one and "你好" not in one]
    assert len(said) == 5
    assert "「帮助」" in said[0]
    assert "来一周啦" in said[-1]


async def test_an_owner_changes_what_he_wants_otherwise(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET + "presets:\n  文章三条: {first: '09:15', 次条: {say: 聊聊吧}, 三条: 不要}\n  课程周: {course: 读书会}\n"
    )
    plans = {plan.name: plan for plan in chat.bot.groups.all()[0].plans}
    assert str(plans["头条"].when) == "每周二、五 09:15"
    assert plans["次条"].say == ("聊聊吧",)
    assert "三条" not in plans
    assert "读书会开课啦" in plans["课程预告"].say[0]
    assert "今晚 20:00" in plans["课程预告"].say[0]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_taken_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(f"{GROUP}presets: {{{name}: {{}}}}\n")
    group = load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path)
    assert len(group.plans) == len(PRESETS[name].plans)


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("presets: {新人第1周: {}}", "没有叫「新人第1周」的预设。是不是「新人第一周」？"),
        ("presets: {火箭: {}}", "可以用：新人第一周、"),
        ("presets: [新人第一周]", "要写「预设的名字: {改动}」"),
        ("presets: {课程周: {老师: 张}}", "「课程周」里没有「老师」"),
        ("presets: {课程周: {start: 25点}}", "看不懂时间"),
        ("presets: {课程周: {课程预告: {say: ''}}}", "要写出说什么"),
        ("presets: {课程周: 5}", "这里要写「键: 值」"),
        ("sop: [{name: 头条, when: 每天 08:00, say: 早}]\npresets: {文章三条: {}}", "「头条」已经有一个同名的计划"),
    ],
)
def test_a_mistake_is_named_with_its_line(yaml: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUP + yaml + "\n")
    with pytest.raises(ConfigError) as caught:
        load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path)
    assert told in str(caught.value.problems[0])
    assert caught.value.problems[0].line > 6
