"""Deadlines: read as people say them, in the group's zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.dates.deadlines import read_deadline

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI)
"""A Monday."""


@pytest.mark.parametrize(
    ("said", "when", "rest"),
    [
        ("今晚 20:00 前 早安海报", "2026-11-23 20:00", "早安海报"),
        ("今晚8点前 早安海报", "2026-11-23 20:00", "早安海报"),
        ("今晚 12点 前 海报", "2026-11-24 00:00", "海报"),
        ("今天 24:00 海报", "2026-11-24 00:00", "海报"),
        ("明天", "2026-11-24 18:00", ""),
        ("明天前 打电话", "2026-11-24 18:00", "打电话"),
        ("明天下午3点半 打电话", "2026-11-24 15:30", "打电话"),
        ("明天 15:00 备注", "2026-11-24 15:00", "备注"),
        ("后天９：０５ 备注", "2026-11-25 09:05", "备注"),
        ("9:05", "2026-11-23 09:05", ""),
        ("7点15分 起床", "2026-11-24 07:15", "起床"),
        ("周一 07:00 早会", "2026-11-30 07:00", "早会"),
        ("周一 09:00 早会", "2026-11-23 09:00", "早会"),
        ("下周三 早会", "2026-12-02 18:00", "早会"),
        ("星期天 10点 早会", "2026-11-29 10:00", "早会"),
        ("12-24 18:30 圣诞", "2026-12-24 18:30", "圣诞"),
        ("1月2日 新年", "2027-01-02 18:00", "新年"),
        ("2027/2/28 新年", "2027-02-28 18:00", "新年"),
        ("3小时内 海报", "2026-11-23 11:00", "海报"),
        ("30分钟 海报", "2026-11-23 08:30", "海报"),
        ("2天后", "2026-11-25 08:00", ""),
        ("昨天 海报", None, "昨天 海报"),
        ("明天见 海报", None, "明天见 海报"),
        ("25:00 海报", None, "25:00 海报"),
        ("2-30 海报", None, "2-30 海报"),
        ("0000-01-01 海报", None, "0000-01-01 海报"),
        ("0001-01-01 00:00 海报", None, "0001-01-01 00:00 海报"),
        ("9999-12-31 24:00 海报", None, "9999-12-31 24:00 海报"),
        ("10分 海报", None, "10分 海报"),
        ("٣点 海报", None, "٣点 海报"),
        ("", None, ""),
        ("9" * 10_000, None, "9" * 10_000),
    ],
)
def test_deadlines_are_read_as_people_say_them(said: str, when: str | None, rest: str) -> None:
    due, left = read_deadline(said, NOW, "18:00")
    assert (due and f"{due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", left) == (when, rest)


def test_what_has_passed_is_left_to_the_caller() -> None:
    due, _ = read_deadline("今天 07:00", NOW, "18:00")
    assert due
    assert due < NOW
