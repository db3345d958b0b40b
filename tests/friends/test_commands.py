"""加友: what staff report day by day, and how many of their requests pass."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from handlers.friends.rules import Rules, advice, rate, read_numbers
from handlers.kit import Refusal
from storage.db import Db, Row
from storage.friends import RequestCounts
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat

TEAM = GROUP.replace("group: demo", "group: team").replace("staff: [店员]", "staff: [店员, 小李]")


def run(sql: str, db: Db) -> int:
    return db.execute(sql)


def kept(db: Db) -> list[Row]:
    return db.fetch_all("SELECT day, sent, passed, answered, actor FROM friend_report ORDER BY id")


async def test_a_day_is_reported_with_its_pass_rate_and_a_word(chat: Chat) -> None:
    answer = await chat.say("店员", "加友 申请 30 通过 6 回复 4")
    assert answer == "店员 11-23：申请 30，通过 6，回复 4，通过率 20.0%。很好，把话术分享给同事吧。"
    assert "通过 0，回复 0，通过率 0.0%。低于 8%" in await chat.say("小助理", "加友 5")
    assert (await chat.say("小助理", "加友 4")).endswith("通过率 —。"), "of a handful no share is told"


async def test_a_correction_counts_and_what_it_corrects_is_kept(chat: Chat) -> None:
    await chat.say("店员", "加友 30")
    assert "申请 30，通过 3，" in await chat.say("店员", "加友 通过 3")
    assert "正常" in await chat.say("小助理", "加友 @店员 申请 ２８", mentions=["店员"])
    assert await chat.bot.database.read(kept) == [
        ("2026-11-23", 30, 0, 0, "店员"),
        ("2026-11-23", 30, 3, 0, "店员"),
        ("2026-11-23", 28, 3, 0, "小助理"),
    ]
    assert "店员：申请 28，通过 3" in await chat.say("店员", "加友报表 今天")
    for sql in ("UPDATE friend_report SET sent = 1", "DELETE FROM friend_report"):
        with pytest.raises(Exception, match="append-only"):
            await chat.bot.database.write(partial(run, sql))


async def test_a_week_is_told_by_person_and_by_day(open_group: OpenChat) -> None:
    chat = await open_group(more=(TEAM,))
    chat.group = "team"
    await chat.say("店员", "加友 申请 20 通过 1")
    await chat.forward(days=1)
    await chat.say("店员", "加友：申请20，通过2，回复1")
    await chat.say("小李", "加友 昨天 申请10通过2")
    assert (await chat.say("群主", "加友报表")).splitlines() == [
        "加友报表 11-23 至 11-24",
        "店员：申请 40，通过 3，回复 1，通过率 7.5%（低于 8%，换个开场白：说清你是谁、从哪里认识、能帮上什么）",
        "小李：申请 10，通过 2，回复 0，通过率 20.0%（很好，把话术分享给同事吧）",
        "合计：申请 50，通过 5，回复 1，通过率 10.0%",
        "11-23：申请 30，通过 3，回复 0，通过率 10.0%",
        "11-24：申请 20，通过 2，回复 1，通过率 10.0%",
    ]
    assert "小李" not in await chat.say("店员", "加友报表")
    assert "还没有人报" in await chat.say("群主", "加友报表 上周")
    await chat.forward(days=7)
    assert "合计：申请 50" in await chat.say("群主", "加友报表 上周")
    assert "小李：申请 10" in await chat.say("群主", "加友报表 11-23")


async def test_the_bounds_are_the_owners(open_group: OpenChat) -> None:
    chat = await open_group("friends: {low: 30, good: 50}\n")
    assert "低于 30%" in await chat.say("店员", "加友 申请 30 通过 6")


def test_the_rate_meets_its_bounds_exactly() -> None:
    rules = Rules()
    assert "低于" in advice(RequestCounts(100, 7), rules)
    assert "正常" in advice(RequestCounts(100, 8), rules)
    assert "正常" in advice(RequestCounts(1000, 149), rules)
    assert "很好" in advice(RequestCounts(100, 15), rules)
    assert advice(RequestCounts(), rules) == ""
    assert (rate(RequestCounts(4, 3)), rate(RequestCounts(5, 3))) == ("—", "60.0%")


@pytest.mark.parametrize(
    "said", ["申请", "申请 5 好友 3", "5 3", "通过", "申请 99999", "申请 5 通过 6", "申请 9 通过 5 回复 6"]
)
def test_half_a_report_is_refused(said: str) -> None:
    with pytest.raises(Refusal):
        read_numbers(said, RequestCounts())


STRANGE = [
    *["²", "٣", "1e9", "-5", "十", "10001", "9" * 10_000, "长" * 10_000, "%s", "{name}", "@无名 5"],
    *["申请 ²", "申请 -5", "12-31 5", "2-30 5", "明天 5", "2030-01-01 5", "0000-01-01 5", "昨天 " + "申请 5 " * 2000],
]


@pytest.mark.parametrize("strange", STRANGE)
async def test_strange_reports_change_nothing(chat: Chat, strange: str) -> None:
    answer = await chat.say("群主", f"加友 {strange}")
    assert 4 < len(answer) < 160, answer[:200]
    assert "小问题" not in answer
    assert await chat.bot.database.read(kept) == []
    assert 4 < len(await chat.say("群主", f"加友报表 {strange}")) < 160


async def test_members_report_nothing(chat: Chat) -> None:
    assert "可以用哦" in await chat.say("小明", "加友 5")
    assert "只有管理员可以替别人改" in await chat.say("店员", "加友 @小助理 5", mentions=["小助理"])
    assert await chat.bot.database.read(kept) == []


async def test_the_day_is_the_groups_own(chat: Chat) -> None:
    await chat.forward(hours=17)
    await chat.say("店员", "加友 5")
    [row] = await chat.bot.database.read(kept)
    assert row[0] == date(2026, 11, 24).isoformat()
