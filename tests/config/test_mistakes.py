"""No mistake in a group's file is answered in the parser's English or passed over: each is told with its line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from config.channels import load_channels
from config.group import load_group
from config.loader import tree
from config.oversights import oversights
from config.problems import ConfigError, Problem
from sop.group_file import group_file_model
from tests.config.mistakes import HEAD, MISTAKES, PLAN, Mistake

ENGLISH = re.compile("expected|found|could not|allowed here|scalar|Input|Extra|token")
SECRET = "canary-5f3a9"


def findings(folder: Path, mistake: Mistake) -> tuple[bool, list[Problem]]:
    """Return whether the file can be used, and what is told of it."""
    path = folder / "group.yaml"
    path.write_text(mistake.text, "utf-8", newline="")
    try:
        load_group(path, group_file_model(), ["chat"], folder)
    except ConfigError as error:
        return False, list(error.problems)
    return True, oversights(path, path.read_text("utf-8"), date(2026, 11, 27))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.text.splitlines()[-1][:40])
def test_a_mistake_is_told_on_its_line_with_what_to_write(tmp_path: Path, mistake: Mistake) -> None:
    usable, problems = findings(tmp_path, mistake)
    assert usable is mistake.advice
    told = [str(problem) for problem in problems if problem.line == mistake.line]
    assert any(all(word in line for word in mistake.words) for line in told), problems
    assert not any(ENGLISH.search(problem.message + problem.fix) for problem in problems)
    assert all(problem.file == tmp_path / "group.yaml" for problem in problems)


def test_there_are_many_kinds() -> None:
    assert len({(mistake.text, mistake.line) for mistake in MISTAKES}) >= 150


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.text.splitlines()[-1][:40])
def test_the_line_ends_of_windows_and_a_mark_in_front_change_no_line(tmp_path: Path, mistake: Mistake) -> None:
    windows = mistake._replace(text="\ufeff" + mistake.text.replace("\n", "\r\n"))
    usable, problems = findings(tmp_path, windows)
    assert usable is mistake.advice
    assert mistake.line in [problem.line for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        PLAN + "    say: 早安 # 打卡的人多\n",
        PLAN + '    say: "早安 #打卡"\n',
        PLAN + "    say: 早安#打卡\n",
        PLAN + "    say: 他说“早上好”\n",
        PLAN + '    say: "{date}，早上好"\n',
        PLAN + "    say: 看 https://example.com/a?b=1#c\n",
        PLAN + "    say: |\n      早上好：\n      - 第一，喝水\n      name：不是键\n",
        PLAN + "    say: >-\n      早上好 #打卡\n      大家好\n",
        PLAN + '    say: "早上好\\n大家好"\n',
        PLAN + "    say: 今天 20:00 见：东门、西门，都行\n",
        PLAN + "    say: [早, 好，都好]\n",
        "staff: [Amy Li, O'Neil, 张_三]\n",
        "staff: Amy\n",
        PLAN + "    say:\n      早上好\n      · 记得签到\n",
        "admins2: []\n".replace("admins2", "staff"),
        "#staff: a、b\n",
    ],
)
def test_what_is_meant_so_is_let_pass(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, Mistake(HEAD + text, 1, ())) == (True, [])


@pytest.mark.parametrize(
    ("people", "fix"),
    [
        ("staff: 小助理、小红", "请写成 staff: [小助理, 小红]"),
        ("staff: [店员小李、店员小周]", "请写成 staff: [店员小李, 店员小周]"),
        ("staff: ['LiNa;WangFang', ZhangWei]", "请写成 staff: [LiNa, WangFang]"),
        ("staff: [a|b|c]", "请写成 staff: [a, b, c]"),
    ],
)
def test_several_people_in_one_entry_are_told(tmp_path: Path, people: str, fix: str) -> None:
    _, problems = findings(tmp_path, Mistake(HEAD + people + "\n", 6, ()))
    assert [(problem.line, problem.fix) for problem in problems] == [(6, fix)]


def test_there_is_one_owner(tmp_path: Path) -> None:
    _, (problem,) = findings(tmp_path, Mistake(HEAD.replace("owner: 群主", "owner: 王芳/李娜"), 4, ()))
    assert "owner 只写一个人" in problem.fix


@pytest.mark.parametrize(
    "text",
    [
        f"channels:\n  hook：{{kind: wecom_robot, key: {SECRET}}}\n",
        f"channels:\n  hook: {{kind: wecom_robot, key：{SECRET}}}\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    key:{SECRET}\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    key：{SECRET}\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    key: @{SECRET}\n",
        f'channels:\n  hook:\n    kind: wecom_robot\n    key: "{SECRET}\n',
        f'channels:\n  hook:\n    kind: wecom_robot\n    key: "{SECRET}" {SECRET}\n',
        f'channels:\n  hook:\n    kind: wecom_robot\n    key: "{SECRET}\\图"\n',
        f"channels:\n  hook:\n    kind: wecom_robot\n    key {SECRET}\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    {SECRET}\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    {SECRET}: a\n    {SECRET}: b\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    key: *{SECRET}\n",
        f"channels:\n  hook:\n    kind: wecom_robot\n    key: {SECRET}: {SECRET}\n",
        f"channels:\n  hook:\n    - kind: wecom_robot\n    -{SECRET}\n",
        f"{SECRET}：x\n",
    ],
)
def test_a_broken_file_of_channels_shows_nothing_of_itself(tmp_path: Path, text: str) -> None:
    (tmp_path / "channels.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_channels(tmp_path / "channels.yaml", {})
    assert SECRET not in str(caught.value)
    assert not ENGLISH.search(caught.value.problems[0].message)


def test_a_merged_mapping_is_refused_instead_of_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("<<: {a: b}\n", "utf-8")
    with pytest.raises(ConfigError, match="合并"):
        tree(tmp_path / "a.yaml")
