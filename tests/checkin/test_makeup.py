"""补签: a missed day for points; the streak heals, and every bonus is paid once."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from random import Random

import pytest

from handlers.checkin.parsing import read_day
from handlers.kit import Refusal
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.steps import live_days

TODAY = date(2026, 11, 23)


async def test_making_up_heals_the_streak_and_pays_the_bonus(chat: Chat) -> None:
    await live_days(chat, "1110111")
    said = await chat.say("小明", "补签")
    assert said == ("小明 补签了 11月26日，花了 20 分，现在连续 7 天。🎉 连签满 7 天，补得 30 分！还有 70 分。")
    await chat.say("小明", "签到")
    assert "小明：80 积分" in await chat.say("小明", "积分")


async def test_the_bonus_of_a_healed_run_is_not_paid_again(chat: Chat) -> None:
    """Seven days after the gap were paid; the ten that they become owe no more until the fourteenth."""
    await live_days(chat, "110111111")
    assert "🎉 满 7 天" in await chat.say("小明", "签到")
    said = await chat.say("小明", "补签")
    assert "现在连续 10 天。还有" in said
    for _ in range(4):
        assert "🎉" not in said
        await chat.forward(days=1)
        said = await chat.say("小明", "签到")
    assert "连续 14 天，+40 积分" in said


async def test_a_day_made_up_earns_no_points_of_its_own(open_group: OpenChat) -> None:
    chat = await open_group('checkin: {special: {"11-24": 66}}\nmakeup: {price: 1}\n')
    await live_days(chat, "10")
    assert "花了 1 分，现在连续 2 天。还有 9 分。" in await chat.say("小明", "补签 昨天")


async def test_a_day_made_up_counts_for_its_own_month(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {monthly: {8: 50}}\n")
    await live_days(chat, "11111101")
    said = await chat.say("小明", "补签 11-29")
    assert "📅 11 月签满 8 天，多得 50 分！" in said


async def test_a_new_month_brings_new_chances(open_group: OpenChat) -> None:
    chat = await open_group("makeup: {price: 0, most: 1}\n")
    await live_days(chat, "1111000")
    assert "补签了 11月29日" in await chat.say("小明", "补签")
    assert "这个月已经补签 1 次了，每月最多 1 次" in await chat.say("小明", "补签")
    await chat.forward(days=1)
    assert "补签了 11月28日" in await chat.say("小明", "补签 28日")


async def test_who_has_too_few_points_is_told_how_many_are_missing(chat: Chat) -> None:
    await live_days(chat, "10")
    assert await chat.say("小明", "补签") == "补签一天要 20 分，你有 10 分，还差 10 分。"
    assert "小明：10 积分" in await chat.say("小明", "积分")
    assert "连续 1 天" in await chat.say("小明", "签到")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("补签 今天", "今天还没过完，直接发「签到」就行～"),
        ("补签 12-25", "12月25日还没到，到那天再签到吧～"),
        ("补签 31日", "12月31日还没到"),
        ("补签 2月30日", "不是日期"),
        ("补签 随便", "「随便」不是日期，请这样写：补签 11-20"),
        ("补签 11-01", "11月1日过去太久了，只能补最近 7 天的（11月24日以后）。"),
        ("补签 2020年1月1日", "1月1日过去太久了"),
        ("补签 11-24", "11月24日已经签过了，不用补～"),
        ("补签 30号", "11月30日已经补过了。"),
        ("补签 11-28", "11月28日用了连签保护，连续没有断，不用补～"),
    ],
)
async def test_every_other_day_has_its_friendly_no(open_group: OpenChat, words: str, answer: str) -> None:
    """Checked in from the 23rd to the 27th and on the 29th, frozen on the 28th, made up on the 30th; it is the 1st."""
    chat = await open_group("freeze: {price: 1}\nmakeup: {price: 1}\n")
    await live_days(chat, "11111")
    await chat.say("小明", "连签保护")
    await live_days(chat, "010")
    await chat.say("小明", "补签")
    assert answer in await chat.say("小明", words)


async def test_nobody_makes_up_days_before_they_joined(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    assert await chat.say("小明", "补签") == "你是 11月23日进群的，还没有漏签，不用补～"
    await chat.forward(days=1)
    assert await chat.say("小明", "补签 11-22") == "你是 11月23日进群的，之前的日子不能补。"
    assert "补签一天要 20 分" in await chat.say("小明", "补签 11-23")


async def test_who_missed_nothing_has_nothing_to_make_up(chat: Chat) -> None:
    await live_days(chat, "11111111")
    assert await chat.say("小明", "补签") == "最近 7 天没有漏签，不用补～"


async def test_an_owner_may_do_without(open_group: OpenChat) -> None:
    chat = await open_group("makeup: {most: 0}\n")
    assert await chat.say("小明", "补签") == "这个群不能补签。"
    assert "补签" not in await chat.say("小明", "帮助")


async def test_fifty_at_once_make_up_one_day_for_one_price(open_group: OpenChat) -> None:
    chat = await open_group("makeup: {most: 31}\n")
    await live_days(chat, "1111110")
    said = await asyncio.gather(*(chat.say("小明", "补签 昨天", key=f"k{number}") for number in range(50)))
    assert sum("补签了 11月29日" in one for one in said) == 1
    assert sum("已经补过了" in one for one in said) == 49
    assert "小明：70 积分" in await chat.say("小明", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("11-20", date(2026, 11, 20)),
        ("11/20", date(2026, 11, 20)),
        ("１１－２０", date(2026, 11, 20)),
        ("11月20日", date(2026, 11, 20)),
        ("11 月 20 号", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026年11月20日", date(2026, 11, 20)),
        ("20日", date(2026, 11, 20)),
        ("２０", date(2026, 11, 20)),
        ("昨天", date(2026, 11, 22)),
        ("前天", date(2026, 11, 21)),
        ("大前天", date(2026, 11, 20)),
    ],
)
def test_a_day_is_read_however_it_is_written(words: str, day: date) -> None:
    assert read_day(words, TODAY, 7) == day


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("30日", date(2026, 12, 2), date(2026, 11, 30)),
        ("12-30", date(2027, 1, 2), date(2026, 12, 30)),
        ("29", date(2028, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_day_without_month_or_year_is_the_one_within_reach(words: str, today: date, day: date) -> None:
    assert read_day(words, today, 7) == day


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("11-16", None),
        ("11-15", "11月15日过去太久了，只能补最近 7 天的（11月16日以后）。"),
        ("11-22", None),
        ("11-23", "今天还没过完，直接发「签到」就行～"),
        ("11-24", "11月24日还没到，到那天再签到吧～"),
        ("16日", None),
        ("15日", "11月15日过去太久了"),
        ("23日", "今天还没过完"),
        ("24日", "11月24日还没到"),
    ],
)
def test_the_days_within_reach_end_yesterday_and_begin_a_week_ago(words: str, answer: str | None) -> None:
    if answer is None:
        assert read_day(words, TODAY, 7).day == int(words.rpartition("-")[2].removesuffix("日"))
    else:
        with pytest.raises(Refusal, match=answer):
            read_day(words, TODAY, 7)


async def test_the_last_day_within_reach_is_made_up_without_a_date_too(open_group: OpenChat) -> None:
    chat = await open_group("makeup: {price: 1, days: 3}\n")
    await live_days(chat, "11011")
    assert "补签了 11月25日" in await chat.say("小明", "补签")
    await live_days(chat, "0111")
    assert "最近 3 天没有漏签" in await chat.say("小明", "补签")


async def test_the_day_of_joining_is_made_up_without_a_date_too(open_group: OpenChat) -> None:
    chat = await open_group("makeup: {price: 0}\n")
    await chat.say("小明", "大家好")
    await chat.forward(days=1)
    assert "补签了 11月23日" in await chat.say("小明", "补签")
    assert "你是 11月23日进群的，还没有漏签" in await chat.say("小明", "补签")


async def test_where_cycles_bring_nothing_a_day_made_up_brings_nothing(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {bonus: 0}\n")
    await live_days(chat, "1110111")
    assert await chat.say("小明", "补签") == "小明 补签了 11月26日，花了 20 分，现在连续 7 天。还有 40 分。"


async def test_what_an_empty_treasury_owes_for_a_day_made_up_is_told_in_one_sum(open_group: OpenChat) -> None:
    chat = await open_group(
        "budget: {monthly: 60}\ncheckin: {monthly: {7: 50}}\nmakeup: {price: 1}\nbadges: {badges: []}\n"
    )
    await live_days(chat, "1110111")
    assert "80 分先记账" in await chat.say("小明", "补签")


@pytest.mark.parametrize("words", ["", "0", "32", "13-01", "11-", "-", "²", "٣", "1" * 500, "今年", "{0}", "昨天的"])
def test_anything_else_is_no_day(words: str) -> None:
    with pytest.raises(Refusal):
        read_day(words, TODAY, 7)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_the_books_pay_what_the_days_are_worth(open_group: OpenChat, seed: int) -> None:
    """Six weeks of check-ins, some of them a day late, of make-ups and cards; counted by hand at the end."""
    chat = await open_group("makeup: {price: 1, most: 31}\nfreeze: {price: 1}\n")
    chance = Random(seed)
    sent: list[datetime] = []
    for _ in range(42):
        did = chance.choices(("签到", "晚到", "漏签"), (6, 2, 2))[0]
        arriving = [*sent, *([chat.now] if did == "签到" else [])]
        for at in chance.sample(arriving, len(arriving)):
            await chat.say("小明", "签到", at=at)
        sent = [chat.now] if did == "晚到" else []
        for extra in ("补签", "连签保护"):
            if chance.random() < 0.15:
                await chat.say("小明", extra)
        await chat.forward(days=1)
    rows, earned = await chat.bot.database.read(
        lambda db: (
            db.fetch_all("SELECT day, kind FROM checkin ORDER BY day"),
            db.fetch_one("SELECT SUM(amount) FROM entry WHERE kind IN ('checkin', 'bonus')"),
        )
    )
    kinds = {date.fromisoformat(day): kind for day, kind in rows}
    expected, run = 0, 0
    for number in range(60):
        kind = kinds.get(date(2026, 11, 23) + timedelta(days=number))
        run = run + (kind != "frozen") if kind else 0
        expected += 10 * (kind == "checked") + 30 * (kind != "frozen" and run > 0 and run % 7 == 0)
    assert earned
    assert earned[0] == expected
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
