"""What an owner may write under `sop:`, and what he is told when it is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from config.group import GroupHead, group_model, load_group
from config.problems import ConfigError
from handlers.kit import Context, Feature, FeatureRegistry, Section
from sop.plans.fields import LATE
from sop.plans.plan import Plan, plan_model
from sop.plans.sections import own_plans_section, plans_of

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
HEAD = "group: g\nname: 群\nchannels: {hear: s}\nsop:\n"


class Chain(Section):
    """How the game goes."""

    minutes: int = Field(10, ge=1, le=60)
    points: int
    words: tuple[str, ...] = ()


games = Feature("games")


@games.action("成语接龙", Chain)
def play(params: Chain, ctx: Context) -> str:
    return f"{params.minutes}"


@games.action("合影")
def pose(params: Section, ctx: Context) -> None:
    return None


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "morning.png").write_bytes(PNG)
    (folder / "群.JPG").write_bytes(JPEG)
    (folder / "fake.png").write_bytes(JPEG)
    (folder / "full.jpeg").write_bytes(JPEG.ljust(2 * 1024 * 1024))
    (folder / "huge.jpeg").write_bytes(JPEG.ljust(2 * 1024 * 1024 + 1))
    (folder / "notes.txt").write_text("x")
    (folder / "课件.pdf").write_bytes(b"%PDF-1.7")
    (folder / "huge.zip").write_bytes(b"P".ljust(10 * 1024 * 1024 + 1))
    return folder


@pytest.fixture
def model(content: Path) -> type[GroupHead]:
    return group_model([own_plans_section(plan_model(FeatureRegistry([games]).actions))])


def plans(model: type[GroupHead], folder: Path, yaml: str) -> list[Plan]:
    path = folder / "group.yaml"
    path.write_text(HEAD + yaml)
    return list(plans_of(load_group(path, model, ["s"], folder / "content")))


def plan(model: type[GroupHead], folder: Path, *lines: str) -> Plan:
    """Return one plan: name and time are given where the lines do not."""
    whole = list(lines)
    for key, value in (("when", "每天 08:00"), ("name", "早安")):
        if not any(line.startswith(f"{key}:") for line in lines):
            whole.insert(0, f"{key}: {value}")
    (only,) = plans(model, folder, "  - " + "\n    ".join(whole) + "\n")
    return only


def test_cron_may_stand_under_its_own_key(model: type[GroupHead], tmp_path: Path) -> None:
    assert str(plan(model, tmp_path, "when: {cron: 0 9 * * mon-fri}", "say: x").when) == "cron 0 9 * * mon-fri"
    with pytest.raises(ConfigError, match="星期请写名字"):
        plan(model, tmp_path, "when: {cron: 0 9 * * 1}", "say: x")
    with pytest.raises(ConfigError, match="看不懂时间"):
        plan(model, tmp_path, "when: {cron: 0 9 * * mon, zone: x}", "say: x")


def test_a_plan_that_says_something(model: type[GroupHead], tmp_path: Path) -> None:
    found = plan(model, tmp_path, 'say: "早上好！今天是{date}{weekday}{time}{group} {} { a }"')
    assert (found.name, str(found.when), found.late, found.params) == ("早安", "每天 08:00", LATE, None)


def test_a_plan_that_does_something(model: type[GroupHead], tmp_path: Path) -> None:
    found = plan(model, tmp_path, "do: 成语接龙", "with: {minutes: 5, points: 2, words: [一]}")
    assert found.params == Chain(minutes=5, points=2, words=("一",))
    assert plan(model, tmp_path, "do: 合影").do == "合影"


@pytest.mark.parametrize("name", ["morning.png", "群.JPG", "full.jpeg"])
def test_a_picture_goes_with_words(model: type[GroupHead], tmp_path: Path, content: Path, name: str) -> None:
    assert plan(model, tmp_path, "say: 早", f"picture: {name}").picture == content / name


def test_files_and_links_go_with_words(model: type[GroupHead], tmp_path: Path, content: Path) -> None:
    one = "{title: 报名, url: 'https://example.invalid/a?b=1', text: 名额有限}"
    found = plan(model, tmp_path, "say: 早", "file: 课件.pdf", f"link: {one}")
    assert found.file == content / "课件.pdf"
    assert [(link.title, link.url, link.text) for link in found.link] == [
        ("报名", "https://example.invalid/a?b=1", "名额有限")
    ]
    several = plan(model, tmp_path, "say: 早", "file: 课件.pdf", f"link: [{one}, {one}]")
    assert len(several.link) == 2
    before = several.version
    (content / "课件.pdf").write_bytes(b"%PDF-1.8")
    again = plan(model, tmp_path, "say: 早", "file: 课件.pdf", f"link: [{one}, {one}]")
    assert again.version != before, "an approval is for what the file says, too"


@pytest.mark.parametrize(
    ("words", "late"),
    [
        ("10", timedelta(minutes=10)),
        ("1分钟", timedelta(minutes=1)),
        ("90 分钟", timedelta(minutes=90)),
        ("2小时", timedelta(hours=2)),
        ("7天", timedelta(days=7)),
    ],
)
def test_how_late_is_too_late(model: type[GroupHead], tmp_path: Path, words: str, late: timedelta) -> None:
    assert plan(model, tmp_path, "say: 早", f"late: {words}").late == late


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["name: 早安"], "要写 say（说什么）或 do（做什么）"),
        (["say: 早", "do: 合影"], "say 和 do 只能写一个"),
        (["say: ''"], "要写出说什么"),
        (["say: [[a]]"], "这里要写一段文字"),
        (["say: 早", "when: 入群2小时后"], "入群以后只能按天算"),
        (["say: 早", "missed: 随便"], "只能写：跳过、补发、只补最后一次"),
        (["say: 早", "avoid: 3小时"], "1 分钟到 2 小时"),
        (["say: 早", "name: ·早"], "名字不能用 · 开头"),
        (
            ["say: 早上好{名字}"],
            "不认识 {名字}，可以用：{date}、{weekday}、{occasion}、{time}、{group}",
        ),
        (["say: 早上好{name}"], "{name} 要和 whom 一起写"),
        (["say: [早, '连签 {streak} 天']"], "{streak} 要和 whom 一起写"),
        (["say: 早", "whin: 每天 08:00"], "不认识的键「whin」。是不是「when」？"),
        (["say: 早", "with: {a: 1}"], "这些参数只能和 do 一起写"),
        (["say: 早", "when: 每天8点"], "是不是「每天 08:00」？"),
        (["say: 早", "when: [1]"], "看不懂时间"),
        (["do: 成语"], "不会做「成语」。是不是「成语接龙」？"),
        (["do: 发射火箭"], "可以做的有：成语接龙、合影"),
        (["do: 成语接龙"], "缺少「points」"),
        (["do: 成语接龙", "with: 5"], "这里要写「键: 值」"),
        (["do: 成语接龙", "with: {points: 2, minutes: 100}"], "「minutes」写的是 '100'，不能大于 60"),
        (["do: 成语接龙", "with: {points: 2, words: [[]]}"], "这里要写一段文字"),
        (["do: 成语接龙", "with: {points: 2, minute: 5}"], "没有这个参数。是不是「minutes」？"),
        (["do: 成语接龙", "with: {points: 2, 颜色: 红}"], "可用的有：minutes、points、words"),
        (["do: 合影", "with: {a: 1}"], "「合影」没有这个参数。它没有参数"),
        (["do: 合影", "picture: morning.png"], "图只能和 say 一起发"),
        (["say: 早", "picture: ../content/morning.png"], "不带路径"),
        (["say: 早", "picture: notes.txt"], "png 或 jpg 的文件名"),
        (["say: 早", "picture: .png"], "png 或 jpg 的文件名"),
        (["say: 早", "picture: mornin.png"], "没有这张图。是不是「morning.png」？"),
        (["say: 早", "picture: fake.png"], "不是 png 或 jpg 图片"),
        (["say: 早", "picture: huge.jpeg"], "最大 2 MB"),
        (["do: 合影", "file: 课件.pdf"], "文件只能和 say 一起发"),
        (["say: 早", "whom: {silent: 3}", "file: 课件.pdf"], "@ 人的消息不能带文件"),
        (["say: 早", "whom: {silent: 3}", "link: {title: a, url: 'http://a.b'}"], "@ 人的消息不能带链接"),
        (["say: 早", "file: ../group.yaml"], "不带路径"),
        (["say: 早", 'file: "a\\nb.pdf"'], "不带路径"),
        (["say: 早", "file: .hidden"], "不带路径"),
        (["say: 早", "file: 课件.pd"], "没有这个文件。是不是「课件.pdf」？"),
        (["say: 早", "file: notes.txt"], "是空的"),
        (["say: 早", "file: huge.zip"], "最大 10 MB"),
        (["say: 早", "link: https://example.invalid"], "这里要写"),
        (["say: 早", "link: {title: 报名}"], "缺少「url」"),
        (["say: 早", "link: {title: 报名, url: 'javascript:alert(1)'}"], "https:// 开头"),
        (["say: 早", "link: {title: 报名, url: 'http://[::1'}"], "https:// 开头"),
        (["say: 早", "link: {title: '', url: 'http://a.b'}"], "不能为空"),
        (["say: 早", "link: [" + "{title: a, url: 'http://a.b'}, " * 9 + "]"], "最多 8 个"),
        (["say: 早", "late: 0"], "1 分钟到 7 天"),
        (["say: 早", "late: 8天"], "1 分钟到 7 天"),
        (["say: 早", "late: 一会儿"], "1 分钟到 7 天"),
        (["say: 早", "name: ''"], "不能为空"),
        (["say: 早", "name: '  '"], "1 到 40 个字"),
        (["say: 早", "name: " + "长" * 41], "最多 40"),
        (["say: 早", 'name: "a\\nb"'], "一行"),
    ],
)
def test_what_is_wrong_is_told(model: type[GroupHead], tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        plan(model, tmp_path, *lines)
    assert told in str(wrong.value)


def test_a_mistake_in_with_is_on_its_own_line(model: type[GroupHead], tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as wrong:
        plan(model, tmp_path, "do: 成语接龙", "with:", "  points: 2", "  minutes: 0")
    assert [problem.line for problem in wrong.value.problems] == [10]


def test_two_plans_never_share_a_name(model: type[GroupHead], tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as wrong:
        plans(
            model,
            tmp_path,
            "  - {name: 早安, when: 每天 08:00, say: 早}\n  - {name: ' 早安 ', when: 每天 09:00, say: 早}\n",
        )
    assert "同名" in str(wrong.value)
    assert [problem.line for problem in wrong.value.problems] == [6]


def test_two_features_never_share_an_action() -> None:
    other = Feature("other")
    other.action("合影")(pose)
    with pytest.raises(ValueError, match="合影"):
        FeatureRegistry([games, other])


def test_editors_are_told_what_may_be_written(model: type[GroupHead]) -> None:
    schema: dict[str, Any] = model.model_json_schema()["$defs"]["Plan"]
    assert schema["required"] == ["name", "when"]
    assert schema["properties"]["do"]["anyOf"][0]["enum"] == ["成语接龙", "合影"]
    rule = schema["allOf"][0]
    assert rule["if"]["properties"]["do"] == {"const": "成语接龙"}
    assert rule["then"]["properties"]["with"]["properties"]["minutes"]["maximum"] == 60
