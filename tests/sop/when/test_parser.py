"""An owner's words for a time, and the moments they mean."""

from __future__ import annotations

import calendar
import contextlib
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from time import process_time
from unicodedata import normalize
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.calendar import OwnCalendar
from sop.when.clock import instant
from sop.when.durations import parse_wait
from sop.when.parser import LONGEST, When, parse
from sop.when.relative import parse_relative

SHANGHAI = ZoneInfo("Asia/Shanghai")

READ = [
    ("每天 08:00", "每天 08:00"),
    ("每日8:00", "每天 08:00"),
    ("每天 20:00、08:00，12:30", "每天 08:00、12:30、20:00"),
    ("每天 08:00 20:00", "每天 08:00、20:00"),
    ("每天 08:00、08:00", "每天 08:00"),
    ("　每天　０８：３０　", "每天 08:30"),
    ("每周一、三 20:00", "每周一、三 20:00"),
    ("每周三一 20:00", "每周一、三 20:00"),
    ("每周一和周三 20:00", "每周一、三 20:00"),
    ("每星期五 20:00", "每周五 20:00"),
    ("每周日 09:00", "每周日 09:00"),
    ("每周天 09:00", "每周日 09:00"),
    ("每周一至周五 08:00", "每周一至周五 08:00"),
    ("每周一到五 08:00", "每周一至周五 08:00"),
    ("每周六至周一 08:00", "每周一、六、日 08:00"),
    ("每周一至周日 08:00", "每天 08:00"),
    ("工作日 12:30", "工作日 12:30"),
    ("每个工作日 12:30", "工作日 12:30"),
    ("每月1日 09:00", "每月1日 09:00"),
    ("每月1号、15号 09:00", "每月1日、15日 09:00"),
    ("每月最后一天 20:00", "每月最后一天 20:00"),
    ("每月最后一天、31日、1日 20:00", "每月1日、31日、最后一天 20:00"),
    ("12月24日 20:00", "12月24日 20:00"),
    ("每年2月29日 20:00", "2月29日 20:00"),
    ("2026-12-24 20:00", "2026-12-24 20:00"),
    ("2026/12/4 9:05", "2026-12-04 09:05"),
    ("2026年12月24日 20:00", "2026-12-24 20:00"),
    ("2026.12.24 20:00", "2026-12-24 20:00"),
    ("周末 10:00", "每周六、日 10:00"),
    ("休息日 10:00", "休息日 10:00"),
    ("法定节假日 10:00", "节假日 10:00"),
    ("每3天（从 2026-11-23 起） 08:00", "每3天（从 2026-11-23 起） 08:00"),
    ("每3天 08:00（从2026-11-23起）", "每3天（从 2026-11-23 起） 08:00"),
    ("从 2026年11月23日 开始，每三天 08:00", "每3天（从 2026-11-23 起） 08:00"),
    ("隔天（从 2026-11-23 起） 08:00", "每2天（从 2026-11-23 起） 08:00"),
    ("每2周周三（从 2026-11-25 起） 20:00", "每2周周三（从 2026-11-25 起） 20:00"),
    ("隔周周三（从 2026-11-25 起） 20:00", "每2周周三（从 2026-11-25 起） 20:00"),
    ("隔周三（从 2026-11-25 起） 20:00", "每2周周三（从 2026-11-25 起） 20:00"),
    ("每两周周一、三（从 2026-11-25 起） 20:00", "每2周周一、三（从 2026-11-25 起） 20:00"),
    ("每4周的周日至周六（从 2026-11-25 起） 20:00", "每4周周一至周日（从 2026-11-25 起） 20:00"),
    ("每月第2个周六 10:00", "每月第2个周六 10:00"),
    ("每个月的第二、四个星期六 10:00", "每月第2、第4个周六 10:00"),
    ("每月最后一个周五 10:00", "每月最后一个周五 10:00"),
    ("每月第一、最后一个周五 10:00", "每月第1、最后一个周五 10:00"),
    ("每季度第一天 09:00", "每季度第一天 09:00"),
    ("每个季度最后一天 09:00", "每季度最后一天 09:00"),
    ("农历八月十五 09:00", "农历八月十五 09:00"),
    ("每年农历8月15日 09:00", "农历八月十五 09:00"),
    ("阴历十二月二十三 09:00", "农历腊月廿三 09:00"),
    ("农历十一月三十 09:00", "农历冬月三十 09:00"),
    ("农历闰六月初一 09:00", "农历闰六月初一 09:00"),
    ("农历每月十五、初一 09:00", "农历每月初一、十五 09:00"),
    ("冬至 09:00", "冬至 09:00"),
    ("每年冬至、春分 09:00", "春分、冬至 09:00"),
    ("每个节气 08:00", "每个节气 08:00"),
    ("除夕 20:00", "除夕 20:00"),
    ("大年三十 20:00", "除夕 20:00"),
    ("国庆、中秋、春节 20:00", "国庆节、春节、中秋节 20:00"),
    ("春节前3天 09:00", "春节前3天 09:00"),
    ("冬至前一天 09:00", "冬至前1天 09:00"),
    ("国庆后十天 09:00", "国庆节后10天 09:00"),
    ("2026-12-01 至 2026-12-07 每天 09:00", "2026-12-01 至 2026-12-07 每天 09:00"),
    ("从2026/12/1到2026/12/7 09:00", "2026-12-01 至 2026-12-07 每天 09:00"),
    ("2026-12-01 至 2026-12-31 每3天 09:00", "2026-12-01 至 2026-12-31 每3天（从 2026-12-01 起） 09:00"),
    ("12月1日至12月7日 每天 09:00", "12月1日至12月7日 每天 09:00"),
    ("12月1日～7日 09:00", "12月1日至12月7日 每天 09:00"),
    ("12月25日至1月5日 工作日 09:00", "12月25日至1月5日 工作日 09:00"),
    ("每天 08:00 除了节假日", "每天 除了 节假日 08:00"),
    ("每天 08:00（节假日除外）", "每天 除了 节假日 08:00"),
    ("每天（节假日除外） 08:00", "每天 除了 节假日 08:00"),
    ("每天除周日外 08:00", "每天 除了 每周日 08:00"),
    ("每天 08:00、20:00，周六、周日、节假日除外", "每天 除了 每周六、日、节假日 08:00、20:00"),
    ("每天 08:00 除夕除外", "每天 除了 除夕 08:00"),
    ("工作日 除了 2026-12-01至2026-12-05 08:00", "工作日 除了 2026-12-01 至 2026-12-05 每天 08:00"),
    ("cron: 0 9 * * mon-fri", "cron 0 9 * * mon-fri"),
    ("CRON  */5  8-20  *  JAN,6  Sat-Mon", "cron */5 8-20 * jan,6 sat-mon"),
    ("cron 0 9 29 feb *", "cron 0 9 29 feb *"),
]

REFUSED = [
    ("", "缺少几点几分"),
    ("你好", "可以写"),
    ("每天", "缺少几点几分"),
    ("08:00", "是不是「每天 08:00」？"),
    ("周三 20:00", "是不是「每周三 20:00」？"),
    ("周一到周五 8:00", "是不是「每周一至周五 08:00」？"),
    ("每天8点", "是不是「每天 08:00」？"),
    ("每天早上8点半", "是不是「每天 08:30」？"),
    ("每周三晚上8点", "是不是「每周三 20:00」？"),
    ("每天 下午3点20", "是不是「每天 15:20」？"),
    ("每天 8.30", "是不是「每天 08:30」？"),
    ("每天 24:00", "半夜十二点是后一天的 00:00，想在当天就写 23:59"),
    ("每天 08:60", "没有 08:60 这个时间"),
    ("每天 08:00:30", "可以写"),
    ("每天 08:00-09:00", "可以写"),
    ("每周八 20:00", "一周里的日子"),
    ("每周一至 20:00", "一周里的日子"),
    ("每周 20:00", "不是能用的日子"),
    ("每月0日 20:00", "一个月里的日子"),
    ("每月32日 20:00", "一个月里的日子"),
    ("2月30日 20:00", "没有「2月30日」这一天"),
    ("13月1日 20:00", "没有「13月1日」这一天"),
    ("2026-02-29 20:00", "没有「2026-02-29」这一天"),
    ("0000-01-01 20:00", "没有「0000-01-01」这一天"),
    ("每天 ٠٨:٠٠", "缺少几点几分"),
    ("明天 08:00", "不是能用的日子"),
    ("每天" * 500, "写得太长"),
    ("每3天 08:00", "例如 每3天（从 2026-11-23 起）"),
    ("隔周周三 20:00", "例如 每2周周三（从 2026-11-23 起）"),
    ("每隔三天（从 2026-11-23 起） 08:00", "两种意思"),
    ("每1天（从 2026-11-23 起） 08:00", "每2天 到 每366天"),
    ("每53周周三（从 2026-11-23 起） 08:00", "每52周"),
    ("每3天（从 2026-02-30 起） 08:00", "没有「从2026-02-30起」这一天"),
    ("工作日（从 2026-11-23 起） 08:00", "别的请写一段日子"),
    ("每2周（从 2026-11-23 起） 08:00", "一周里的日子"),
    ("每月第6个周六 10:00", "第1个 到 第5个"),
    ("每月第2个周六、日 10:00", "只能写一个周几"),
    ("农历十三月初一 09:00", "不是农历的月"),
    ("农历八月三十一 09:00", "初一 到 三十"),
    ("农历 09:00", "可以写 农历八月十五"),
    ("农历闰正月初一 09:00", "1901 到 2099 年都没有"),
    ("春节、国庆前1天 09:00", "只能跟一个节日"),
    ("春节前61天 09:00", "1 到 60 天"),
    ("春节前0天 09:00", "1 到 60 天"),
    ("万圣节 09:00", "不是能用的日子"),
    ("2026-12-07 至 2026-12-01 每天 09:00", "把前后换过来"),
    ("2026-12-01 至 2026-12-03 每周日 09:00", "一天也没有"),
    ("2026-12-01 至 2026-12-32 每天 09:00", "没有「"),
    ("13月1日至13月7日 每天 09:00", "没有「13月1日」这一天"),
    ("每天 08:00 除了 每天", "一天也不剩"),
    ("每天 08:00 除了 周一至周五、周末", "一天也不剩"),
    ("每天 08:00 除了 胡说", "「除了」后面的「胡说」"),
    ("每天 08:00 除了", "那里只能写 除了 节假日"),
    ("每天 08:00 和别的", "那里只能写 除了 节假日"),
    ("cron: 0 9 * * 1", "星期请写名字"),
    ("cron: 0 9 * * mon-7", "星期请写名字"),
    ("cron: 0 9 * * mon/2", "星期请写名字"),
    ("cron: 0 9 1 * mon", "日和星期只能限定一个"),
    ("cron: 0 9 30 2 *", "永远不会到"),
    ("cron: 0 9 31 apr,6 *", "永远不会到"),
    ("cron: 60 9 * * *", "0 到 59"),
    ("cron: 0 24 * * *", "0 到 23"),
    ("cron: 0 0 0 * *", "1 到 31"),
    ("cron: 0 0 * foo *", "1 到 12"),
    ("cron: 0 20-8 * * *", "请分成两段写"),
    ("cron: */0 * * * *", "至少是 1"),
    ("cron: 5/10 * * * *", "只能写在 * 或一段后面"),
    ("cron: ,5 * * * *", "读不懂「」"),
    ("cron: 0 0 9 * * mon", "最细到分钟"),
    ("cron: @daily", "五项"),
    ("cron: ٣ * * * *", "cron 的「分」"),
    ("入群第3天 10:00", "按每位成员算"),
    ("生日 10:00", "按每位成员算"),
    ("上午9点", "是不是「每天 09:00」？"),
    ("晚上8点半", "是不是「每天 20:30」？"),
    ("每天 9.30", "是不是「每天 09:30」？"),
    ("每天9:30分", "可以写"),
    ("礼拜三 20:00", "是不是「每周三 20:00」？"),
    ("每晚10点", "是不是「每天 22:00」？"),
    ("每早8点", "是不是「每天 08:00」？"),
    ("每天八点", "是不是「每天 08:00」？"),
    ("每天下午三点一刻", "是不是「每天 15:15」？"),
    ("每天晚上十一点三刻", "是不是「每天 23:45」？"),
    ("每天二十点零五分", "是不是「每天 20:05」？"),
    ("每周三八点", "是不是「每周三 08:00」？"),
    ("每周三十点半", "是不是「每周三 10:30」？"),
    ("每天中午12点", "是不是「每天 12:00」？"),
    ("每天中午1点", "是不是「每天 13:00」？"),
    ("每天凌晨2点", "是不是「每天 02:00」？"),
    ("每天晚上12点", "可以写"),
    ("每天晚上1点", "可以写"),
    ("每天 25:00", "一天是 00:00 到 23:59"),
    ("20:00 每天", "是不是「每天 20:00」？"),
    ("天天8点", "是不是「每天 08:00」？"),
    ("逢周三晚上8点", "是不是「每周三 20:00」？"),
    ("双休日 10点", "是不是「每周六、日 10:00」？"),
    ("平日 10点", "是不是「工作日 10:00」？"),
]


@pytest.mark.parametrize(("words", "canonical"), READ)
def test_words_are_read(words: str, canonical: str) -> None:
    when = parse(words)
    assert str(when) == canonical
    assert parse(canonical) == when


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_cannot_be_read_is_explained(words: str, told: str) -> None:
    with pytest.raises(ValueError, match="时间") as refused:
        parse(words)
    assert told in str(refused.value)


LETTERS = "每天周月日号年工作最后一二三至到和、，:：0123456789点半早晚下午-/ 　²٣除夕外农历闰初十春节前（）从起隔第个"
WORDS = st.sampled_from([words for words, _ in (*READ, *REFUSED)])
PIECES = st.lists(
    st.text(LETTERS, max_size=6) | WORDS | WORDS.flatmap(lambda one: st.sampled_from(one.split() or [""]))
)


@settings(deadline=None, max_examples=300)
@given(PIECES.map(" ".join))
def test_any_text_is_read_or_refused(words: str) -> None:
    try:
        when = parse(words)
    except ValueError:
        return
    assert parse(str(when)) == when


@pytest.mark.parametrize(
    ("words", "after", "moments"),
    [
        ("每天 08:00、20:00", "2026-11-23 08:00", ["2026-11-23 20:00", "2026-11-24 08:00"]),
        ("每天 08:00", "2026-11-23 07:59", ["2026-11-23 08:00", "2026-11-24 08:00"]),
        ("工作日 12:30", "2026-11-27 12:30", ["2026-11-30 12:30", "2026-12-01 12:30"]),
        ("工作日 12:30", "2026-11-28 00:00", ["2026-11-30 12:30"]),
        ("工作日 12:30", "2026-09-30 13:00", ["2026-10-08 12:30", "2026-10-09 12:30", "2026-10-10 12:30"]),
        ("休息日 12:30", "2026-10-07 13:00", ["2026-10-11 12:30", "2026-10-17 12:30"]),
        ("节假日 09:00", "2026-09-28 00:00", ["2026-10-01 09:00", "2026-10-02 09:00"]),
        ("节假日 09:00", "2026-11-23 00:00", ["2027-01-01 09:00", "2027-02-05 09:00", "2027-02-06 09:00"]),
        ("每3天（从 2026-11-24 起） 08:00", "2026-11-01 00:00", ["2026-11-24 08:00", "2026-11-27 08:00"]),
        ("隔周周一、三（从 2026-11-25 起） 08:00", "2026-11-01 00:00", ["2026-11-25 08:00", "2026-12-07 08:00"]),
        ("每月第5个周六 10:00", "2026-11-23 00:00", ["2027-01-30 10:00", "2027-05-29 10:00"]),
        ("每月最后一个周五 10:00", "2026-11-27 10:00", ["2026-12-25 10:00", "2027-01-29 10:00"]),
        ("每季度第一天 09:00", "2026-11-23 00:00", ["2027-01-01 09:00", "2027-04-01 09:00"]),
        ("春节 08:00", "2026-01-01 00:00", ["2026-02-17 08:00", "2027-02-06 08:00"]),
        ("除夕 20:00", "2024-12-01 00:00", ["2025-01-28 20:00", "2026-02-16 20:00", "2027-02-05 20:00"]),
        ("农历腊月三十 20:00", "2024-12-01 00:00", ["2030-02-02 20:00", "2033-01-30 20:00"]),
        ("农历腊月廿三 09:00", "2026-11-23 00:00", ["2027-01-30 09:00", "2028-01-19 09:00"]),
        ("农历冬月初一 09:00", "2033-01-01 00:00", ["2033-11-22 09:00", "2034-12-11 09:00"]),
        ("农历闰冬月初一 09:00", "2026-01-01 00:00", ["2033-12-22 09:00", None]),
        ("农历每月初一 09:00", "2033-11-01 00:00", ["2033-11-22 09:00", "2033-12-22 09:00", "2034-01-20 09:00"]),
        ("农历八月十五 09:00", "2099-10-01 00:00", [None]),
        ("端午节 09:00", "2032-12-01 00:00", ["2033-06-01 09:00"]),
        ("中秋节、国庆节 09:00", "2020-01-01 00:00", ["2020-10-01 09:00", "2021-09-21 09:00"]),
        ("冬至前一天 09:00", "2026-11-23 00:00", ["2026-12-21 09:00", "2027-12-21 09:00"]),
        ("元旦前3天 09:00", "2026-12-29 09:00", ["2027-12-29 09:00"]),
        ("国庆节 09:00", "2150-01-01 00:00", ["2150-10-01 09:00"]),
        ("2026-12-01 至 2026-12-03 每天 09:00", "2026-12-02 09:00", ["2026-12-03 09:00", None]),
        (
            "12月31日至1月1日 每天 09:00",
            "2026-11-23 00:00",
            ["2026-12-31 09:00", "2027-01-01 09:00", "2027-12-31 09:00"],
        ),
        (
            "2月28日至2月29日 每天 09:00",
            "2027-01-01 00:00",
            ["2027-02-28 09:00", "2028-02-28 09:00", "2028-02-29 09:00"],
        ),
        ("2月29日至3月1日 每天 09:00", "2027-01-01 00:00", ["2027-03-01 09:00", "2028-02-29 09:00"]),
        ("每天 除了 节假日 09:00", "2026-09-30 10:00", ["2026-10-08 09:00"]),
        ("每天 除了 2026-12-01 至 2040-12-01 09:00", "2026-11-30 09:00", ["2040-12-02 09:00"]),
        ("每天 除了 3月1日至2月28日 09:00", "2026-11-23 00:00", ["2028-02-29 09:00", "2032-02-29 09:00"]),
        (
            "cron */30 9,18 * dec mon-fri",
            "2026-11-23 00:00",
            ["2026-12-01 09:00", "2026-12-01 09:30", "2026-12-01 18:00"],
        ),
        ("cron 0 9 29 feb *", "2026-11-23 00:00", ["2028-02-29 09:00", "2032-02-29 09:00"]),
        ("cron 59 23 31 dec *", "9999-12-31 23:59", [None]),
        ("每月31日 09:00", "2026-01-31 09:00", ["2026-03-31 09:00", "2026-05-31 09:00"]),
        ("每月30日、最后一天 09:00", "2027-01-31 10:00", ["2027-02-28 09:00", "2027-03-30 09:00", "2027-03-31 09:00"]),
        ("2月29日 09:00", "2026-11-23 00:00", ["2028-02-29 09:00", "2032-02-29 09:00"]),
        ("2月29日 09:00", "2096-02-29 09:00", ["2104-02-29 09:00"]),
        ("12月24日 20:00", "2026-12-24 20:00", ["2027-12-24 20:00"]),
        ("2026-12-24 20:00、21:00", "2026-12-24 20:00", ["2026-12-24 21:00", None]),
        ("2020-01-01 00:00", "2026-11-23 00:00", [None]),
        ("每天 08:00", "9999-12-31 08:00", [None]),
        ("每月最后一天 23:59", "9999-12-31 23:59", [None]),
        ("2月29日 23:59", "9996-02-29 23:59", [None]),
    ],
)
def test_what_comes_next_in_shanghai(words: str, after: str, moments: list[str | None]) -> None:
    moment: datetime | None = datetime.fromisoformat(after).replace(tzinfo=SHANGHAI)
    for expected in moments:
        assert moment
        moment = parse(words).next(moment, SHANGHAI)
        assert (f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if moment else None) == expected
        assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_the_end_of_the_calendar_is_the_end(zone: str) -> None:
    last = datetime.max.replace(tzinfo=UTC)
    for words in ("每天 00:00", "每周五 23:59", "每月31日 12:00", "12月31日 23:45", "9999-12-31 23:59"):
        assert parse(words).next(last, ZoneInfo(zone)) is None


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00"),
        ("Asia/Beirut", "2026-03-29 00:30", "2026-03-28 22:00"),
        ("America/Havana", "2026-03-08 00:15", "2026-03-08 05:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("Pacific/Apia", "2011-12-30 20:00", "2011-12-30 10:00"),
        ("America/St_Johns", "2006-04-02 00:30", "2006-04-02 03:31"),
        ("America/St_Johns", "2006-10-28 23:30", "2006-10-29 02:00"),
    ],
)
def test_a_missing_time_is_the_end_of_the_gap_and_a_double_one_its_first(zone: str, local: str, utc: str) -> None:
    wall = datetime.fromisoformat(local)
    assert instant(wall.date(), wall.time(), ZoneInfo(zone)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


Falls = Callable[[date], bool]

DAYS: dict[str, Falls] = {
    "每天": lambda _: True,
    "每周一": lambda day: day.weekday() == 0,
    "每周日": lambda day: day.weekday() == 6,
    "每周二、五": lambda day: day.weekday() in (1, 4),
    "每周六至周一": lambda day: day.weekday() in (5, 6, 0),
    "每月1日": lambda day: day.day == 1,
    "每月29日、31日": lambda day: day.day in (29, 31),
    "每月最后一天": lambda day: day.day == calendar.monthrange(day.year, day.month)[1],
    "每月30日、最后一天": lambda day: day.day in (30, calendar.monthrange(day.year, day.month)[1]),
    "2月29日": lambda day: (day.month, day.day) == (2, 29),
    "12月30日": lambda day: (day.month, day.day) == (12, 30),
    "2011-12-30": lambda day: day == date(2011, 12, 30),
}
TIMES = ("00:00", "02:15、02:45", "00:30、12:00、23:45", "01:30、02:00")
SPECS = [f"{days} {times}" for days in DAYS for times in TIMES]
ZONES = [
    ("Asia/Shanghai", 2011),
    ("America/New_York", 2026),
    ("Africa/Cairo", 2024),
    ("Asia/Beirut", 2026),
    ("America/Havana", 2026),
    ("Australia/Lord_Howe", 2026),
    ("Pacific/Apia", 2011),
    ("America/Santiago", 2027),
    ("UTC", 2028),
]
STEP = timedelta(minutes=15)


@cache
def walls(zone: str, year: int) -> tuple[list[datetime], list[datetime], list[datetime]]:
    """Return every quarter of an hour around a year: UTC, the zone's wall clock, and the latest wall clock so far."""
    start = datetime(year - 1, 12, 20, tzinfo=UTC)
    moments = [start + place * STEP for place in range(4 * 24 * 390)]
    local = [moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in moments]
    return moments, local, list(accumulate(local, max))


def by_looking_at_the_clock(words: str, zone: str, year: int) -> list[datetime]:
    """Return all moments of a year: the first time the clock shows them, or the first it shows after them."""
    falls, times = DAYS[words.split()[0]], [time.fromisoformat(one) for one in words.split()[1].split("、")]
    moments, _, latest = walls(zone, year)
    days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365 + calendar.isleap(year))]
    wanted = [datetime.combine(day, at) for day in days if falls(day) for at in times]
    return sorted({moments[bisect_right(latest, wall - timedelta(microseconds=1))] for wall in wanted})


@pytest.mark.parametrize(("zone", "year"), ZONES)
def test_each_local_date_has_its_times_once(zone: str, year: int) -> None:
    for words in SPECS:
        expected = by_looking_at_the_clock(words, zone, year)
        when, found = parse(words), []
        moment = when.next(
            instant(date(year, 1, 1), time(), ZoneInfo(zone)) - timedelta(microseconds=1), ZoneInfo(zone)
        )
        last = instant(date(year, 12, 31), time(23, 59), ZoneInfo(zone))
        while moment and moment <= last:
            found.append(moment)
            moment = when.next(moment, ZoneInfo(zone))
        assert found == [one for one in expected if one <= last], (words, zone)


specs = st.sampled_from(SPECS).map(parse)
zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
moments = st.integers(631_152_000, 2_840_140_800).map(lambda second: datetime.fromtimestamp(second, UTC))


@settings(max_examples=400, deadline=None)
@given(when=specs, zone=zones, after=moments, share=st.floats(0, 1, exclude_max=True), later=st.timedeltas(timedelta()))
def test_next_is_later_and_never_goes_back(
    when: When, zone: ZoneInfo, after: datetime, share: float, later: timedelta
) -> None:
    found = when.next(after, zone)
    if found is None:
        assert after.year >= 2011
        return
    assert found > after
    between = after + (found - after) * share
    assert between >= found or when.next(between, zone) == found
    beyond = when.next(after + min(later, timedelta(days=4000)), zone)
    assert beyond is None or beyond >= found


@pytest.mark.parametrize("words", [words for words, _ in REFUSED])
def test_a_refusal_names_what_was_read(words: str) -> None:
    with pytest.raises(ValueError, match="时间") as refused:
        parse(words)
    assert len(words) > LONGEST or " ".join(normalize("NFKC", words).split()) in str(refused.value)


HOSTILE = [
    "每",
    "除",
    "除了",
    "外",
    "除外",
    "(",
    "、",
    "农历",
    "月",
    "从",
    "至",
    "9",
    "9:99",
    "08:00",
    "08:00 ",
    "cron",
    "*/",
    "1,",
    " ",
    "一",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_words_are_refused_at_once(piece: str) -> None:
    for words in (piece * (LONGEST // len(piece)), ("每天 08:00 " + piece * LONGEST)[:LONGEST], piece * 1000):
        begin = process_time()
        with contextlib.suppress(ValueError):
            parse(words)
        assert process_time() - begin < 0.1, words


def test_a_day_that_is_never_left_over_is_known_as_never() -> None:
    assert parse("每周日 09:00 除了 休息日").next(datetime(2040, 1, 1, tzinfo=UTC), SHANGHAI) is None


def test_a_rare_day_is_found_without_a_search() -> None:
    looked: list[date] = []

    class Counted:
        def first(self, day: date, own: OwnCalendar, /) -> date | None:
            looked.append(day)
            return parse("2月29日 00:00").days.first(day, own)

    assert When(Counted(), (time(0),)).next(datetime(2096, 3, 1, tzinfo=UTC), SHANGHAI)
    assert len(looked) == 1


@pytest.mark.parametrize(
    "words",
    ["每天 ²:00", "每天 0٨:00", "每月①日 09:00", "每²天 08:00（从 2026-11-23 起）", "𝟐月3日 09:00", "cron 0 ² * * *"],
)
def test_digits_that_are_none_of_ours_are_no_times(words: str) -> None:
    with pytest.raises(ValueError, match="看不懂时间"):
        parse(words)


@pytest.mark.parametrize("words", ["²天", "٣天", "③小时", "𝟐分钟"])
def test_digits_that_are_none_of_ours_are_no_wait(words: str) -> None:
    with pytest.raises(ValueError, match="看不懂"):
        parse_wait(words)


@pytest.mark.parametrize("words", ["入群第²天 10:00", "沉默٧天后 10:00"])
def test_digits_that_are_none_of_ours_are_no_days_of_members(words: str) -> None:
    with pytest.raises(ValueError, match="看不懂时间"):
        parse_relative(words)
