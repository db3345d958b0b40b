"""开活动 is read as staff write it, and refused with what is missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.events.parsing import read_changes, read_terms
from handlers.events.rules import Rules
from handlers.kit import Refusal
from storage.events.events import Terms
from tests.chat import START

LOCAL = START.astimezone(ZoneInfo("Asia/Shanghai"))
SATURDAY = START + timedelta(days=5, hours=6)
"""14:00 in Shanghai."""


def terms(title: str = "亲子烘焙", starts_at: datetime = SATURDAY, hours: float = 2, **others: object) -> Terms:
    ends_at = starts_at + timedelta(hours=hours)
    return Terms(title=title, starts_at=starts_at, ends_at=ends_at, **{"points": 10, **others})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("周六 14:00 亲子烘焙", terms()),
        ("周六下午两点 亲子烘焙", terms()),
        ("11月28日 14:00 亲子烘焙", terms()),
        ("时间 周六 14:00 标题 亲子烘焙", terms()),
        ("亲子烘焙 时间：周六 14:00", terms()),
        ("周六 14:00 亲子烘焙 地点 店里 名额 12", terms(place="店里", seats=12)),
        ("周六 14:00 亲子烘焙 地点：店里，名额：12人", terms(place="店里", seats=12)),
        ("周六 14:00 亲子烘焙 费用 30元/人 积分 20", terms(fee="30元/人", points=20)),
        ("周六 14:00 亲子烘焙 名额 不限 积分 0", terms(points=0)),
        ("周六 14:00 亲子烘焙 时长 90分钟", terms(hours=1.5)),
        ("周六 14:00-16:30 亲子烘焙", terms(hours=2.5)),
        ("周六 14:00 ~ 16:30 亲子烘焙", terms(hours=2.5)),
        ("周六 下午2点到4点半 亲子烘焙", terms(hours=2.5)),
        ("亲子烘焙 时间 周六 14:00—16:30", terms(hours=2.5)),
        ("周六 14:00-01:00 亲子烘焙", terms(hours=11)),
        ("周六 14:00 亲子烘焙 时长 1天", terms(hours=24)),
        ("周六 14:00 亲子烘焙 每周", terms(weekly=True)),
        ("周六 14:00 每周 亲子 烘焙 地点 人民公园 南门", terms("亲子 烘焙", weekly=True, place="人民公园 南门")),
        ("周六 14:00 亲子烘焙 地点 店里\n带围裙\n带水", terms(place="店里", details="带围裙\n带水")),
        ("周六 １４：００ 亲子烘焙 名额 １２", terms(seats=12)),
        ("周六下午两点 亲子烘焙 地点店里 限3人 费用50元", terms(place="店里", seats=3, fee="50元")),
        ("周六 14:00 亲子烘焙，地点店里，名额12人，每人30元", terms(place="店里", seats=12, fee="每人30元")),
        ("周六 14:00 亲子烘焙 收费：30 积分20", terms(fee="30元", points=20)),
        ("时间：周六 14:00 内容：亲子烘焙 地点：店里", terms(place="店里")),
        ("周六 14:00 亲子烘焙 内容：做一个小蛋糕", terms(details="做一个小蛋糕")),
        ("周六 14:00 亲子烘焙 在店里", terms(place="店里")),
        ("周六 14:00 我们 在一起", terms("我们 在一起")),
        ("周六 14:00 积分兑换日 主题 亲子烘焙", terms()),
    ],
)
def test_an_event_is_read(typed: str, expected: Terms) -> None:
    assert read_terms(typed, LOCAL, Rules()) == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("亲子烘焙", "什么时候开始"),
        ("周六 亲子烘焙", "是几点"),
        ("周六 14:00", "活动叫什么"),
        ("昨天 14:00 亲子烘焙", "过"),
        ("2029-01-01 14:00 亲子烘焙", "已经过了"),
        ("周六 14:00 亲子烘焙 名额 很多", "「名额」要写 0 到 9999 的整数"),
        ("周六 14:00 亲子烘焙 名额 12人 每人交30元", "「12人 每人交30元」"),
        ("周六 14:00 亲子烘焙 名额 99999", "「名额」要写 0 到 9999 的整数"),
        ("周六 14:00 亲子烘焙 积分 1001", "「积分」要写 0 到 1000 的整数"),
        ("周六 14:00 亲子烘焙 时长 很久", "「时长」请写成"),
        ("周六 14:00 亲子烘焙 时长 15天", "「时长」请写成"),
        ("周六 14:00 亲子烘焙 地点 名额 12", "「地点」后面要写内容"),
        (f"周六 14:00 {'烘' * 41}", "「标题」太长了，最多 40 个字"),
        (f"周六 14:00 亲子烘焙\n{'烘' * 501}", "「介绍」太长了，最多 500 个字"),
    ],
)
def test_what_is_missing_is_said(typed: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read_terms(typed, LOCAL, Rules())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("时间 周日 15:00", terms(starts_at=SATURDAY + timedelta(hours=25))),
        ("周日 15:00", terms(starts_at=SATURDAY + timedelta(hours=25))),
        ("地点 公园", terms(place="公园")),
        ("名额 20 费用 免费", terms(seats=20, fee="免费")),
        ("时长 3小时", terms(hours=3)),
        ("周日 15:00-16:00", terms(starts_at=SATURDAY + timedelta(hours=25), hours=1)),
        ("标题 亲子陶艺", terms("亲子陶艺")),
        ("名字 亲子陶艺", terms("亲子陶艺")),
        ("下午三点", terms(starts_at=SATURDAY + timedelta(hours=1))),
        ("时间 15:00-16:00", terms(starts_at=SATURDAY + timedelta(hours=1), hours=1)),
        ("改到周日15:00", terms(starts_at=SATURDAY + timedelta(hours=25))),
        ("时间改到11月29号下午3点", terms(starts_at=SATURDAY + timedelta(hours=25))),
        ("时间推迟到下午四点", terms(starts_at=SATURDAY + timedelta(hours=2))),
        ("地点改到二楼 名额改成8人", terms(place="二楼", seats=8)),
        ("每周", terms(weekly=True)),
    ],
)
def test_only_what_is_named_is_changed(typed: str, expected: Terms) -> None:
    assert read_changes(terms(), typed, LOCAL) == expected


@pytest.mark.parametrize("typed", ["", "明天再说", "公园", "时间 以后"])
def test_a_change_of_nothing_is_asked_back(typed: str) -> None:
    with pytest.raises(Refusal):
        read_changes(terms(), typed, LOCAL)
