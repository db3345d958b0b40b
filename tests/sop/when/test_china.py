"""Days off and at work: those announced, those guessed, and an owner's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import app
from bot.clock import SystemClock
from config.group import Group, load_group
from config.problems import ConfigError
from handlers.dates.china import is_announced
from sop.advice import unannounced_holidays
from sop.group_file import group_file_model
from sop.plans.sections import plans_of
from sop.plans.timetable import Timetable
from tests.chat import GROUP, write_config

START = datetime(2026, 11, 23, tzinfo=UTC)
OWN = "calendar: {休息: [2026-11-24], 上班: [2026-11-29, 2027-01-01]}\n"


def group(folder: Path, *lines: str) -> Group:
    path = folder / "group.yaml"
    path.write_text(GROUP + "\n".join(lines))
    return load_group(path, group_file_model(), ["chat"], folder)


def planned(when: str) -> str:
    return f"sop: [{{name: a, when: {when}, say: x}}]\n"


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("工作日 09:00", ["11-23", "11-25", "11-26", "11-27", "11-29", "11-30"]),
        ("休息日 09:00", ["11-24", "11-28", "12-05"]),
        ("2026-11-23 至 2026-12-31 节假日 09:00", ["11-24"]),
        ("每天 除了 节假日 09:00", ["11-23", "11-25"]),
        ("每周二、日 除了 休息日 09:00", ["11-29", "12-01"]),
        ("2026-11-23 至 2026-11-30 休息日 09:00", ["11-24", "11-28"]),
    ],
)
def test_an_owner_has_the_last_word(tmp_path: Path, when: str, days: list[str]) -> None:
    mine = group(tmp_path, OWN + planned(when))
    timetable = Timetable([(mine, plans_of(mine)[0], START)])
    found = [f"{one.moment:%m-%d}" for one in timetable.due(datetime(2027, 2, 6, tzinfo=UTC))]
    assert found[: len(days)] == days


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("calendar: {休息: [明天]}\n", "日期要写成 2027-02-05 这样"),
        ("calendar: {休息: [1770000000]}\n", "日期要写成 2027-02-05 这样"),
        ("calendar: {上班: [2027-02-30]}\n", "没有「2027-02-30」这一天"),
        ("calendar: {上班: 2027-02-05}\n", "这里要写一个列表"),
        ("calendar: {上班: [2027-02-05], 休息: [2027-02-05]}\n", "2027-02-05 不能又休息又上班"),
        ("calendar: {放假: [2027-02-05]}\n", "不认识的键「放假」"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, lines: str, told: str) -> None:
    with pytest.raises(ConfigError) as refused:
        group(tmp_path, lines)
    assert told in str(refused.value)
    assert "group.yaml:7" in str(refused.value)


@pytest.mark.parametrize(
    "when",
    ["工作日 09:00", "每天 除了 节假日 09:00", "2035-12-01 至 2035-12-07 休息日 09:00", "12月1日至7日 工作日 09:00"],
)
def test_an_owner_is_told_once_that_days_off_are_guessed(tmp_path: Path, when: str) -> None:
    told = unannounced_holidays(group(tmp_path, planned(when)), date(2035, 11, 23))
    assert told == "2035 年放假安排还没公布，先按周末和法定节日算"
    assert unannounced_holidays(group(tmp_path, planned(when)), date(2025, 11, 23)) == ""


def test_nobody_is_told_what_he_does_not_ask_for(tmp_path: Path) -> None:
    assert unannounced_holidays(group(tmp_path, planned("每天 除了 周日 09:00")), date(2035, 11, 23)) == ""


def test_check_and_doctor_tell_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_config(tmp_path / "config", GROUP + planned("工作日 09:00"), GROUP.replace("demo", "other"))
    monkeypatch.setenv("QUNBAN_CONFIG", str(folder))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'data' / 'cli.db'}")
    year = SystemClock().now().year
    times = 0 if is_announced(year) and is_announced(year + 1) else 1
    checked = CliRunner().invoke(app, ["check"])
    assert checked.exit_code == 0
    assert checked.output.count("年放假安排还没公布") == times
    assert CliRunner().invoke(app, ["doctor"]).output.count("年放假安排还没公布") == times
