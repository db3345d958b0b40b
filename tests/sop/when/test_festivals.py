"""Festivals of the shops, a month's days at work, and days that give way to holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.calendar import OwnCalendar
from config.group import load_group
from sop.group_file import group_file_model
from sop.plans.sections import plans_of
from sop.when.china import works
from sop.when.parser import parse
from tests.chat import GROUP

ZONE = ZoneInfo("Asia/Shanghai")
NOVEMBER = datetime(2025, 11, 27, tzinfo=UTC)
OWN = OwnCalendar.model_validate({"休息": ["2026-03-02"], "上班": ["2026-03-29"]})


def dates(words: str, number: int, own: OwnCalendar | None = None) -> list[str]:
    moments: list[str] = []
    after = NOVEMBER
    when = parse(f"{words} 09:00")
    assert parse(str(when)) == when
    while len(moments) < number and (moment := when.next(after, ZONE, own or OwnCalendar())):
        moments.append(f"{moment.astimezone(ZONE).date()}")
        after = moment
    return moments


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("圣诞节", ["2025-12-25", "2026-12-25"]),
        ("圣诞", ["2025-12-25", "2026-12-25"]),
        ("平安夜", ["2025-12-24", "2026-12-24"]),
        ("情人节前1天", ["2026-02-13", "2027-02-13"]),
        ("母亲节", ["2026-05-10", "2027-05-09", "2028-05-14"]),
        ("父亲节", ["2026-06-21", "2027-06-20", "2028-06-18"]),
        ("教师节", ["2026-09-10"]),
        ("双十一前3天", ["2026-11-08"]),
        ("双11", ["2026-11-11"]),
        ("双十二", ["2025-12-12"]),
        ("618", ["2026-06-18"]),
        ("618前3天", ["2026-06-15"]),
        ("小年", ["2026-02-10", "2027-01-30", "2028-01-19"]),
        ("情人节、教师节", ["2026-02-14", "2026-09-10"]),
    ],
)
def test_the_shops_festivals_are_known_by_name(words: str, days: list[str]) -> None:
    assert dates(words, len(days)) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("每月最后一个工作日", ["2025-11-28", "2025-12-31", "2026-01-30", "2026-02-28"]),
        ("每月第一个工作日", ["2025-12-01", "2026-01-04", "2026-02-02"]),
        ("每个月的第1个工作日", ["2025-12-01", "2026-01-04"]),
        ("每月第3、最后一个工作日", ["2025-11-28", "2025-12-03", "2025-12-31"]),
        ("每月1日（遇节假日顺延）", ["2025-12-01", "2026-01-04", "2026-02-02", "2026-03-02"]),
        ("每月15日 遇周末顺延", ["2025-12-15", "2026-01-15", "2026-02-24"]),
        ("10月1日，遇节假日顺延", ["2026-10-08"]),
        ("每月1日 除了 2026-02-01（遇节假日顺延）", ["2025-12-01", "2026-01-04", "2026-03-02"]),
    ],
)
def test_days_at_work_are_those_of_the_state_council(words: str, days: list[str]) -> None:
    assert dates(words, len(days)) == days


def test_words_of_giving_way_may_stand_behind_the_time() -> None:
    assert str(parse("每月1日 09:00 遇节假日顺延")) == "每月1日（遇节假日顺延） 09:00"
    assert str(parse("每月1日 09:00（如遇节假日顺延到下一个工作日）")) == "每月1日（遇节假日顺延） 09:00"


def test_a_groups_own_days_off_and_at_work_count() -> None:
    assert dates("每月1日（遇节假日顺延）", 4, OWN)[3] == "2026-03-03"
    assert dates("每月最后一个工作日", 5, OWN)[4] == "2026-03-31"
    assert dates("每月第1个工作日", 4, OWN)[3] == "2026-03-03"


@pytest.mark.parametrize("words", ["每月1日", "每周一、六", "每月最后一天", "春节", "每天", "农历每月十五"])
def test_giving_way_is_the_next_day_at_work_of_each_day(words: str) -> None:
    """Each day by itself, looked for one by one, is the slower and obvious way."""
    plain, own = parse(f"{words} 09:00").days, OwnCalendar()
    obvious = set()
    for ahead in range(400):
        day = date.fromordinal(date(2025, 11, 1).toordinal() + ahead)
        if plain.first(day, own) == day:
            numbers = count(day.toordinal())
            obvious.add(next(later for number in numbers if works(later := date.fromordinal(number), own)))
    given = [date.fromisoformat(day) for day in dates(f"{words}（遇节假日顺延）", 40)]
    reached = [day for day in given if day < date(2026, 11, 1)]
    assert reached == sorted(day for day in obvious if NOVEMBER.date() <= day < date(2026, 11, 1))[: len(reached)]
    assert reached


def test_a_group_may_keep_its_own_day_of_such_a_name(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    plan = "sop: [{name: 甲, when: 小年 09:00, say: 好}]\n"
    path.write_text(f"{GROUP}calendar: {{日子: {{小年: 2026-02-11}}}}\n{plan}", "utf-8")
    group = load_group(path, group_file_model(), ["chat"], tmp_path)
    moment = plans_of(group)[0].when.next(NOVEMBER, ZONE, group.calendar)
    assert moment == datetime(2026, 2, 11, 1, tzinfo=UTC)
