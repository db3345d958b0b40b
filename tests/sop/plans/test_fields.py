"""What a plan's keys may say: each with its limits; and what holds for all plans. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from handlers.dates.windows import Hours, read_window
from sop.plans.fields import LONGEST_NAME, Missed, Name, pool, read_late, read_missed, read_patience
from sop.plans.links import Link, Links
from sop.plans.rules import Rules, quiet_until

SHANGHAI = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("words", "late", "patience"),
    [
        ("1", MINUTE, MINUTE),
        (1, MINUTE, MINUTE),
        ("1分", MINUTE, MINUTE),
        ("120 分钟", 120 * MINUTE, 120 * MINUTE),
        ("121分钟", 121 * MINUTE, None),
        ("2小时", 120 * MINUTE, 120 * MINUTE),
        ("3小时", 180 * MINUTE, None),
        ("1天", timedelta(days=1), None),
        ("7天", timedelta(days=7), None),
        ("10080分钟", timedelta(days=7), None),
        ("10081分钟", None, None),
        ("8天", None, None),
        ("0分钟", None, None),
        ("1.5小时", None, None),
        ("2周", None, None),
        ("100000", None, None),
        ("", None, None),
    ],
)
def test_how_late_and_how_patient_a_plan_may_be(
    words: object, late: timedelta | None, patience: timedelta | None
) -> None:
    for read, expected in ((read_late, late), (read_patience, patience)):
        if expected:
            assert read(words) == expected
        else:
            with pytest.raises(ValueError, match="1 分钟到"):
                read(words)
    assert read_patience(None) is None


def test_what_is_missed_is_told_in_three_ways() -> None:
    ways = [read_missed(word) for word in ("跳过", "补发", "只补最后一次", "skip", "send", "last")]
    assert ways == [Missed.SKIP, Missed.SEND, Missed.LAST] * 2
    with pytest.raises(ValueError, match="跳过、补发、只补最后一次"):
        read_missed("随便")


def test_a_name_is_one_line_of_some_length() -> None:
    name: TypeAdapter[str] = TypeAdapter(Name)
    assert name.validate_python(" 早 ") == "早"
    assert len(name.validate_python("长" * LONGEST_NAME)) == LONGEST_NAME
    for wrong in ("", " ", "长" * (LONGEST_NAME + 1), "两\n行", " ·早"):
        with pytest.raises(ValidationError):
            name.validate_python(wrong)


def test_one_text_is_a_pool_of_one() -> None:
    assert pool("早") == ["早"]
    assert pool(["早", "晚"]) == ["早", "晚"]
    with pytest.raises(ValueError, match="要写出说什么"):
        pool(None)


@pytest.mark.parametrize(
    ("url", "is_address"),
    [
        *(("http://a.b", True), ("https://a.b/c?d=e", True), ("HTTPS://a.b", True)),
        *(("ftp://a.b", False), ("https://", False), ("//a.b", False), ("http://a.b/c d", False)),
        *(("http://a.b/\n", False), ("http://[::1", False), ("https://a.b/" + "c" * 1012, True)),
        ("https://a.b/" + "c" * 1013, False),
    ],
)
def test_a_link_is_a_whole_address(url: str, is_address: bool) -> None:
    if is_address:
        assert Link(title="看", url=url).url == url
    else:
        with pytest.raises(ValidationError):
            Link(title="看", url=url)


def test_a_message_has_eight_links_at_most() -> None:
    links: TypeAdapter[tuple[Link, ...]] = TypeAdapter(Links)
    one = {"title": "看", "url": "http://a.b"}
    assert len(links.validate_python(one)) == 1
    assert len(links.validate_python([one] * 8)) == 8
    with pytest.raises(ValidationError):
        links.validate_python([one] * 9)


NIGHT = (read_window("00:00-07:00"), read_window("12:00-12:30"), read_window("22:00-24:00"))


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("21:59", None),
        ("22:00", "24 07:00"),
        ("23:59", "24 07:00"),
        ("00:00", "23 07:00"),
        ("06:59", "23 07:00"),
        ("07:00", None),
        ("11:59", None),
        ("12:00", "23 12:30"),
        ("12:29", "23 12:30"),
        ("12:30", None),
    ],
)
def test_quiet_is_from_its_first_minute_to_the_one_before_its_last(at: str, until: str | None) -> None:
    moment = datetime(2026, 11, 23, int(at[:2]), int(at[3:]), tzinfo=SHANGHAI)
    end = quiet_until(NIGHT, moment, SHANGHAI)
    assert (end and f"{end.astimezone(SHANGHAI):%d %H:%M}") == until
    assert end is None or end.tzinfo is UTC


def test_quiet_that_ends_at_midnight_ends_there_where_no_other_begins() -> None:
    moment = datetime(2026, 11, 30, 23, tzinfo=SHANGHAI)
    assert quiet_until((read_window("22:00-24:00"),), moment, SHANGHAI) == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_quiet_may_last_all_but_a_minute() -> None:
    assert Rules.model_validate({"quiet": ["00:00-12:00", "12:00-23:59"]}).quiet == (Hours(0, 720), Hours(720, 1439))
    with pytest.raises(ValidationError, match="占满了一整天"):
        Rules.model_validate({"quiet": ["00:00-12:00", "12:00-24:00"]})
