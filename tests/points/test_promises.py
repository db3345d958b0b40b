"""What staff and admins promise those who take part: no detour around what they may give by hand."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

PROMISES = ("发布任务 晒早餐 奖励{points}", "开活动 周六 14:00 爬山 积分 {points}", "小组打卡 7 奖励{points}")


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group("points: {confirm: 200}\n")


@pytest.mark.parametrize("words", PROMISES)
@pytest.mark.parametrize(
    ("who", "points", "allowed"),
    [("店员", 50, True), ("店员", 51, False), ("小助理", 51, True), ("小助理", 200, True), ("群主", 201, False)],
)
async def test_nobody_promises_more_than_they_may_give(
    chat: Chat, words: str, who: str, points: int, allowed: bool
) -> None:
    said = await chat.say(who, words.format(points=points))
    assert ("太多了" not in said) is allowed, said


@pytest.mark.parametrize("words", PROMISES)
async def test_what_the_file_promises_is_never_too_much(open_group: OpenChat, words: str) -> None:
    chat = await open_group("quests: {reward: 300}\nevents: {points: 300}\nteams: {reward: 300}\n")
    assert "太多了" not in await chat.say("店员", words.format(points=300))
    assert "太多了" in await chat.say("店员", words.format(points=301))


async def test_an_event_is_not_made_dearer_afterwards(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 爬山 积分 20")
    assert "太多了" in await chat.say("店员", "改活动 1 积分 900")
    assert "有变动" in await chat.say("店员", "改活动 1 积分 30")
