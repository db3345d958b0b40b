"""裂变: whom newcomers bring along, and how long after they came themselves."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


async def test_newcomers_bring_newcomers(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    await chat.join("小明")
    await chat.join("小红")
    await chat.forward(days=2)
    await chat.join("小刚", invited_by="小明")
    await chat.forward(days=4)
    await chat.join("小丽", invited_by="小刚")
    await chat.forward(days=25)
    await chat.join("小强", invited_by="小明")
    assert await chat.say("店员", "裂变 2026-11", private=True) == (
        "🌱 11-01 到 11-30 来的 4 人，进群 30 天内又带来 2 人：K = 0.50（有人来了还不满 30 天，K 还会再高一点）\n"
        "循环周期：一半的人是在带人的那位进群 3.0 天内来的\n"
        "来的人还少，K 先不用看。\n"
        "最近 30 天来了 3 人，其中 3 人是群友邀请的\n"
        "带来最多的：小明 2 人、小刚 1 人"
    )
    await chat.forward(days=9)
    assert (await chat.say("店员", "裂变", private=True)).startswith(
        "🌱 11-03 到 12-02 来的 4 人，进群 30 天内又带来 2 人：K = 0.50\n"
    )


async def test_a_span_without_newcomers_is_told(chat: Chat) -> None:
    assert (await chat.say("店员", "裂变 上月", private=True)).startswith(
        "10-01 到 10-31 没有人来，换一段时间看看，比如「裂变 本月」。"
    )
    assert "K" not in await chat.say("小明", "裂变")
    await chat.forward(days=100)
    for typed in ("裂变 本月", "裂变"):
        assert "03-03 没有人来，换一段时间看看，比如「裂变 上月」。" in await chat.say("店员", typed, private=True)


async def test_a_young_group_is_told_what_there_is(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    await chat.join("小明")
    await chat.forward(days=3)
    await chat.join("小红", invited_by="小明")
    assert (await chat.say("店员", "裂变", private=True)).startswith(
        "🌱 10-28 到 11-26 来的 2 人，进群 30 天内又带来 1 人：K = 0.50（有人来了还不满 30 天，K 还会再高一点）\n"
    )


async def test_a_merged_account_is_no_arrival_and_who_comes_at_once_comes_on_the_day(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    await chat.join("小明")
    await chat.join("小红", invited_by="小明")
    await chat.join("小号")
    before = await chat.say("店员", "裂变 本月", private=True)
    assert "循环周期：一半的人是在带人的那位进群当天来的" in before
    assert "来的 3 人" in before, "the staff, who ask, are no newcomers"
    await chat.say("群主", "合并 @小明 @小号", mentions=["小明", "小号"])
    await chat.say("群主", "确认")
    assert "来的 2 人" in await chat.say("店员", "裂变 本月", private=True)
    assert "获取：进群　2 人\n" in await chat.say("店员", "漏斗 本月", private=True)
    this_year = await chat.say("店员", "裂变 今年", private=True)
    assert this_year.startswith("🌱 01-01 到 11-23 来的 2 人")
    assert await chat.say("店员", "裂变今年", private=True) == this_year


@pytest.mark.parametrize(
    ("brought", "verdict"),
    [
        (12, "K 不小于 1：一个带一个，群会自己长大，先顾好来的人。"),
        (6, "K 小于 1：光靠邀请会慢慢停下来，每来 10 人大约再带来 5 人，别的来路不能断。"),
    ],
)
async def test_enough_newcomers_are_told_what_their_factor_means(
    open_group: OpenChat, brought: int, verdict: str
) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    for number in range(12):
        await chat.join(f"新人{number}")
    await chat.forward(days=10)
    for number in range(brought):
        await chat.join(f"朋友{number}", invited_by=f"新人{number}")
    assert verdict in await chat.say("店员", "裂变 2026-11", private=True)
