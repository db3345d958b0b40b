"""What the timetable will bring, as owners and admins see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from config.group import Group
from handlers.kit import Context, Feature, FeatureRegistry, NoRules
from sop.plans.placeholders import values
from sop.plans.plan import plan_model
from sop.plans.preview import later, sheet, table, upcoming
from sop.plans.sections import OwnPlans
from tests.chat import Chat
from tests.conftest import OpenChat

START = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Monday, 09:00 in Shanghai."""

PLANS = """
sop:
  - {name: 早安, when: 每天 08:00, say: 早上好}
  - {name: 晚安, when: 每天 22:00, say: 晚安}
  - {name: 下月, when: 每月25日 09:00, say: 发工资}
"""

games = Feature("games")


@games.action("接龙")
def play(_: NoRules, ctx: Context) -> None:
    return None


def group(folder: Path, name: str, *plans: dict[str, str], zone: str = "Asia/Shanghai") -> Group:
    kind = plan_model(FeatureRegistry([games]).actions)
    return Group(
        id=name,
        name=name,
        zone=ZoneInfo(zone),
        hear=("s",),
        push=None,
        owner="",
        admins=frozenset(),
        staff=frozenset(),
        sections={OwnPlans: OwnPlans(tuple(kind.model_validate(plan, context={"content": folder}) for plan in plans))},
        path=folder,
    )


def test_a_week_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    one = group(
        tmp_path,
        "健康群",
        {"name": "周会", "when": "每周一、四 20:00", "say": "今天{weekday}\n开会", "picture": "a.png"},
        {"name": "game", "when": "2026-11-24 08:00", "do": "接龙"},
        {"name": "长", "when": "2026-11-30 09:00", "say": "字" * 30},
        {"name": "短", "when": "2026-11-30 09:00", "say": "字" * 24},
        {"name": "下周", "when": "2026-11-30 09:01", "say": "不在表里"},
    )
    assert table(upcoming([one], START, 7)).splitlines() == [
        "日期        星期  时间   计划  内容",
        "2026-11-23  周一  20:00  周会  今天星期一 开会 [图]",
        "2026-11-24  周二  08:00  game  〔接龙〕",
        "2026-11-26  周四  20:00  周会  今天星期四 开会 [图]",
        f"2026-11-30  周一  09:00  长    {'字' * 24}…",
        f"2026-11-30  周一  09:00  短    {'字' * 24}",
    ]


def test_several_groups_each_in_its_own_time(tmp_path: Path) -> None:
    plan = {"name": "早", "when": "每天 08:00", "say": "早"}
    both = [group(tmp_path, "甲群", plan), group(tmp_path, "B", plan, zone="America/New_York")]
    assert table(upcoming(both, START, 1)).splitlines()[1:] == [
        "2026-11-23  周一  08:00  B     早    早",
        "2026-11-24  周二  08:00  甲群  早    早",
    ]


def test_what_comes_after_these_days_is_named_with_its_number(tmp_path: Path) -> None:
    whens = {
        "今": "每天 08:00",
        "七": "2026-11-30 09:00",
        "八": "2026-11-30 09:01",
        "年": "2027-01-01 09:00",
        "过": "2026-11-23 09:00",
    }
    one = group(tmp_path, "健康群", *({"name": name, "when": when, "say": "早"} for name, when in whens.items()))
    assert later(one, START, 7) == [
        (3, "「八」下一次：11-30 周一 09:01"),
        (4, "「年」下一次：2027-01-01 周五 09:00"),
        (5, "「过」不会再来了（2026-11-23 09:00 已经过去），请改成以后的日子，或删掉它"),
    ]


def test_words_are_of_their_own_moment(tmp_path: Path) -> None:
    one = group(tmp_path, "健康群")
    assert values(one, datetime(2026, 12, 21, 15, 59, tzinfo=UTC)) == {
        "date": "12月21日",
        "weekday": "星期一",
        "occasion": "星期一",
        "time": "23:59",
        "group": "健康群",
    }
    assert values(one, datetime(2026, 12, 21, 16, tzinfo=UTC))["occasion"] == "冬至"
    assert values(one, datetime(2026, 12, 6, tzinfo=UTC))["weekday"] == "星期日"


def test_a_sheet_has_each_day_with_what_is_planned_on_it(tmp_path: Path) -> None:
    plan = {"name": "早", "when": "每天 08:30、09:00", "say": "早"}
    drawn = sheet(group(tmp_path, "健康群", plan), START, 2)
    assert (drawn.title, drawn.first) == ("健康群 · 接下来 2 天", 0)
    assert [(day.day, day.off, day.entries) for day in drawn.days] == [
        ("11-23", False, ()),
        ("11-24", False, ("08:30 早", "09:00 早")),
    ]


def test_nothing_to_come(tmp_path: Path) -> None:
    assert table(upcoming([group(tmp_path, "甲群")], START, 7)) == "这段时间没有定时消息。"
    last = datetime(9999, 12, 31, tzinfo=UTC)
    assert upcoming([group(tmp_path, "甲群")], last, 7) == []


async def test_an_admin_sees_the_next_days(open_group: OpenChat) -> None:
    chat = await open_group(PLANS)
    assert await chat.say("小助理", "SOP") == "\n".join(
        [
            "接下来 7 天的定时消息：",
            "#2 11-23 周一 22:00 晚安：晚安",
            *(
                line
                for day, name in ((24, "二"), (25, "三"), (26, "四"), (27, "五"), (28, "六"), (29, "日"))
                for line in (
                    f"#1 11-{day} 周{name} 08:00 早安：早上好",
                    *(["#3 11-25 周三 09:00 下月：发工资"] if day == 25 else []),
                    f"#2 11-{day} 周{name} 22:00 晚安：晚安",
                )
            ),
            "#1 11-30 周一 08:00 早安：早上好",
        ]
    )
    assert (await chat.say("小助理", "sop 1")).count("\n") == 2
    assert (await chat.say("小助理", "SOP 31天")).endswith("…还有 43 条")
    assert "1 到 31" in await chat.say("小助理", "SOP 32")
    assert "管理员" in await chat.say("小明", "SOP", addressed=True)


async def test_a_group_without_plans_is_told_how_to_begin(chat: Chat) -> None:
    assert "没有定时计划" in await chat.say("群主", "SOP")


async def test_plans_that_are_over(open_group: OpenChat) -> None:
    chat = await open_group("\nsop:\n  - {name: 过去, when: 2020-01-01 08:00, say: 早}\n")
    assert await chat.say("群主", "SOP 3") == (
        "接下来 3 天没有定时消息。\n#1 「过去」不会再来了（2020-01-01 08:00 已经过去），请改成以后的日子，或删掉它"
    )


async def test_what_was_not_sent_is_told_to_who_asks(open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早安, when: 每天 09:00, say: 早上好}]\n")
    chat.bot.clock.set_to(chat.now + timedelta(hours=3))
    assert await chat.forward(seconds=1) == []
    said = await chat.say("群主", "SOP")
    assert "最近 7 天没有发出（SOP 补发 名字）：\n11-23 09:00 早安（过了时间）" in said
