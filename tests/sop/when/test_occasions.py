"""An owner's own days: named in the calendar, planned around, moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.group import load_group
from config.problems import ConfigError
from sop.group_file import group_file_model
from sop.plans.sections import plans_of
from sop.when.parser import parse
from tests.chat import GROUP
from tests.conftest import OpenChat
from tests.support.steps import rewrite_group_file

QUIET = "badges: {badges: []}\n"
NAMES = ("读书会", "店庆", "双11")
CLUB = QUIET + "calendar: {日子: {读书会: 2026-11-26}}\n"
PLANS = """sop:
  - {name: 预告, when: 读书会前2天 20:00, say: 后天读书会}
  - {name: 开始, when: 读书会当天 09:00, say: 读书会开始}
  - {name: 回味, when: 读书会后1天 20:00, say: 昨天的读书会}
"""


@pytest.mark.parametrize(
    ("words", "canonical"),
    [
        ("读书会前3天 20:00", "读书会前3天 20:00"),
        ("读书会 前三天 20:00", "读书会前3天 20:00"),
        ("读书会当天 09:00", "读书会 09:00"),
        ("读书会后1天 9:00、20:00", "读书会后1天 09:00、20:00"),
        ("读书会、店庆 09:00", "店庆、读书会 09:00"),
        ("双１１前10天 09:00", "双11前10天 09:00"),
        ("双11 09:00", "双11 09:00"),
        ("每天 09:00（店庆除外）", "每天 除了 店庆 09:00"),
        ("每天 09:00 除了 店庆前1天、周日", "每天 除了 店庆前1天、每周日 09:00"),
        ("2026-12-01 至 2026-12-31 店庆后1天 09:00", "2026-12-01 至 2026-12-31 店庆后1天 09:00"),
        ("春节当天 09:00", "春节 09:00"),
        ("2026-12-20前3天 09:00", "2026-12-17 09:00"),
        ("2026年12月20日当天 09:00", "2026-12-20 09:00"),
    ],
)
def test_words_are_read(words: str, canonical: str) -> None:
    when = parse(words, NAMES)
    assert str(when) == canonical
    assert parse(canonical, NAMES) == when


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("读数会前3天 20:00", "是不是「读书会前3天 20:00」？"),
        ("店请当天 20:00", "是不是「店庆 20:00」？"),
        ("年会前3天 20:00", "例如 {日子: {年会: 2026-12-05}}"),
        ("读书会前61天 20:00", "1 到 60 天"),
        ("读书会前0天 20:00", "1 到 60 天"),
        ("读书会、店庆前1天 20:00", "只能跟一个节日或日子"),
        ("读书会、春节 20:00", "不是能用的日子"),
        ("2026-02-30前1天 20:00", "没有「2026-02-30」这一天"),
        ("9999-12-31后1天 20:00", "没有「9999-12-31后1天」这一天"),
        ("读书会", "缺少几点几分"),
        ("{读书会.__class__}前3天 20:00", "可以写"),
    ],
)
def test_what_cannot_be_read_is_explained(words: str, told: str) -> None:
    with pytest.raises(ValueError, match="时间") as refused:
        parse(words, NAMES)
    assert told in str(refused.value)


def problem(folder: Path, text: str) -> str:
    (folder / "g.yaml").write_text(GROUP + text)
    with pytest.raises(ConfigError) as caught:
        load_group(folder / "g.yaml", group_file_model(), ["chat"], folder)
    return "\n".join(str(one).removeprefix(f"{folder}/") for one in caught.value.problems)


NAMES_TAKEN = [
    *(
        "春节",
        "国庆",
        "冬至",
        "周三",
        "星期天",
        "周末",
        "双休日",
        "工作日",
        "节假日",
        "每天",
        "最后一天",
        "1日",
        "初一",
    ),
    *("正月初一", "12月24日", "生日会", "入群礼", "沉默日", "cron", "和平日", "除外", "店庆前3天", "开业当天"),
]


@pytest.mark.parametrize("name", NAMES_TAKEN)
def test_a_name_that_means_something_else_is_refused(name: str, tmp_path: Path) -> None:
    told = problem(tmp_path, f"calendar:\n  日子:\n    店庆: 2026-12-20\n    {name}: 2026-12-05\n")
    assert told.startswith("g.yaml:10:5: ")
    assert f"「{name}」在定时计划里有别的意思" in told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("{读书会: 明天}", "g.yaml:8:8: 「读书会」写的是 '明天'，日期要写成 2027-02-05 这样"),
        ("{读书会: 2026-02-30}", "没有「2026-02-30」这一天"),
        ("{读书会: []}", "「读书会」不能为空"),
        ("{读 书 会: 2026-12-05}", "g.yaml:8:8: 「读 书 会」写的是 '读 书 会'，日子的名字只能用"),
        ("{ＶＩＰ日: 2026-12-05}", "半角的字母和数字"),
        (f"{{{'长' * 13}: 2026-12-05}}", "1 到 12 个"),
        ("{会，议: 2026-12-05}", "不带空格和标点"),
        ("[2026-12-05]", "这里要写「键: 值」"),
        ("{读书会: 2026-12-05, 读书会: 2026-12-06}", "同一个键写了两次"),
    ],
)
def test_a_mistake_is_named_with_its_line(days: str, told: str, tmp_path: Path) -> None:
    assert told in problem(tmp_path, f"calendar:\n  日子: {days}\n")


def test_an_unknown_day_is_named_with_its_line(tmp_path: Path) -> None:
    text = "calendar: {日子: {读书会: 2026-12-05}}\nsop:\n  - {name: a, when: 读数会前3天 20:00, say: b}\n"
    assert problem(tmp_path, text).startswith("g.yaml:9:15: 「when」写的是 '读数会前3天 20:00'，看不懂时间")


def test_plans_are_not_blamed_for_the_calendar(tmp_path: Path) -> None:
    text = "calendar: {日子: {读书会: 明天}}\nsop:\n  - {name: a, when: 读书会前3天 20:00, say: b}\n"
    assert problem(tmp_path, text).count("g.yaml") == 1


def test_an_occasion_may_lie_behind(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(
        GROUP + "calendar: {日子: {店庆: [2020-01-01, 2019-01-01]}}\n" + PLANS.replace("读书会", "店庆")
    )
    assert len(plans_of(load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path))) == 3


async def test_plans_go_by_the_owners_own_day(open_group: OpenChat) -> None:
    chat = await open_group(CLUB + PLANS)
    shown = await chat.say("群主", "SOP")
    assert "11-24 周二 20:00 预告" in shown
    assert "11-26 周四 09:00 开始" in shown
    assert "11-27 周五 20:00 回味" in shown
    assert await chat.forward(days=7) == ["后天读书会", "读书会开始", "昨天的读书会"]


async def test_plans_move_with_their_day_and_never_keep_the_old_time(open_group: OpenChat) -> None:
    chat = await open_group(CLUB + PLANS)
    await chat.forward(days=1)
    await rewrite_group_file(chat, "2026-11-26", "2026-12-05")
    assert await chat.forward(days=8) == []
    assert await chat.forward(days=7) == ["后天读书会", "读书会开始", "昨天的读书会"]


async def test_what_is_held_when_its_day_moves_waits_for_the_new_day(open_group: OpenChat) -> None:
    chat = await open_group('timetable: {quiet: ["08:30-10:00"]}\n' + CLUB + PLANS)
    await chat.forward(days=3, hours=1, minutes=30)
    await rewrite_group_file(chat, "2026-11-26", "2026-11-27")
    said = await chat.forward(days=3)
    assert said == ["读书会开始", "昨天的读书会"]
    assert chat.broadcasts == ["后天读书会", *said]


async def test_an_approval_stays_when_the_day_moves(open_group: OpenChat) -> None:
    chat = await open_group(CLUB + "sop: [{name: 预告, when: 读书会前1天 20:00, say: 明天见, approve: true}]\n")
    assert "批准了" in await chat.say("群主", "SOP 批准 预告")
    await rewrite_group_file(chat, "2026-11-26", "2026-11-28")
    assert await chat.forward(days=7) == ["明天见"]
    await rewrite_group_file(chat, "前1天", "前2天")
    await rewrite_group_file(chat, "2026-11-28", "2026-12-28")
    assert await chat.forward(days=30) == []


async def test_a_plan_about_an_occasion_is_added_in_the_chat(open_group: OpenChat) -> None:
    chat = await open_group(CLUB)
    assert "when: 读书会前1天 20:00" in await chat.say("群主", "SOP 新增 读书会前一天 20:00 明天读书会")
    await chat.say("群主", "确认")
    await chat.bot.reload()
    assert await chat.forward(days=7) == ["明天读书会"]
    assert "不知道「年会」是哪一天" in await chat.say("群主", "SOP 新增 年会前一天 20:00 明天年会")


async def test_a_preset_may_be_about_an_occasion(open_group: OpenChat) -> None:
    chat = await open_group(CLUB + "presets: {课程周: {days: 读书会当天, course: 读书会, 课程作业: 不要}}\n")
    assert [one[:12] for one in await chat.forward(days=7)] == ["📚 今晚 20:00，读", "🔔 读书会开始啦，听到的"]
