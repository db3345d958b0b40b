"""退订提醒 and the daily limit hold for all that mentions members by itself."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

SCHEDULES = {
    "levels": "badges: {badges: []}\nlevels: {ladder: [{name: 新, growth: 0}, {name: 熟, growth: 5}]}\n",
    "badges": "levels: {ladder: []}\nbadges: {badges: [{name: 首签, deed: 签到天数}]}\n",
    "expiry": "levels: {ladder: []}\nbadges: {badges: []}\npoints: {expire: 1, notice: 7}\n",
}


async def mentioned(chat: Chat) -> set[str]:
    said = await chat.forward(days=40)
    return {who for who in ("小明", "小红") if any(f"@{who}" in text for text in said)}


@pytest.mark.parametrize("what", SCHEDULES)
async def test_who_opted_out_is_not_mentioned(open_group: OpenChat, what: str) -> None:
    chat = await open_group(SCHEDULES[what])
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await chat.say("小明", "退订提醒")
    assert await mentioned(chat) == {"小红"}


@pytest.mark.parametrize("what", SCHEDULES)
async def test_where_all_opted_out_nothing_is_said(open_group: OpenChat, what: str) -> None:
    chat = await open_group(SCHEDULES[what])
    await chat.say("小明", "签到")
    await chat.say("小明", "退订提醒")
    assert await chat.forward(days=40) == []


@pytest.mark.parametrize("what", SCHEDULES)
async def test_who_was_mentioned_often_enough_today_is_not_mentioned_again(open_group: OpenChat, what: str) -> None:
    plans = "reminding: {most: 1}\nsop: [{name: 早, when: 每天 08:30, say: '{name} 早', whom: {points: 1}}]\n"
    chat = await open_group(SCHEDULES[what] + plans)
    await chat.say("小明", "签到")
    said = await chat.forward(days=40)
    assert said
    assert set(said) == {"@小明 早"}


async def test_an_expiry_notice_counts_whom_it_does_not_name(open_group: OpenChat) -> None:
    chat = await open_group(SCHEDULES["expiry"])
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await chat.say("小明", "退订提醒")
    [said] = await chat.forward(days=32)
    assert said.startswith("⏰ 2 位朋友共 20 分将在 12-31 过期")
    assert said.endswith("@小红 10 分　\n还有 1 位，发「积分」就能看到自己的。")
