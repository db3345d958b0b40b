"""What leaves the bot: in order, at a pace, once, or openly in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.channels.channel import SendResult, SendStatus
from bot.sender import Sender
from handlers.kit import reply
from storage.messages import outbox
from tests.chat import Chat


async def announce(chat: Chat, *texts: str) -> None:
    group = chat.bot.groups.get(chat.group)
    assert group
    for text in texts:
        post = partial(chat.bot.outgoing.post, group=group, key=f"test:{text}", notice=reply(text), now=chat.now)
        await chat.bot.database.write(post)


async def states(chat: Chat) -> dict[str, int]:
    return await chat.bot.database.read(outbox.count_by_state)


async def test_a_lane_keeps_its_order(chat: Chat) -> None:
    await announce(chat, "一", "二", "三")
    assert await chat.forward(seconds=1) == ["一", "二", "三"]


async def test_the_same_key_leaves_once(chat: Chat) -> None:
    await announce(chat, "一", "一")
    assert await chat.forward(seconds=1) == ["一"]


async def test_a_retry_keeps_the_order_and_backs_off(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.RETRY, "系统繁忙")] * 2
    await announce(chat, "一", "二")
    assert await chat.forward(seconds=1) == ["一"]
    assert await chat.forward(seconds=60) == ["一", "一", "二"]


async def test_after_many_tries_a_message_is_given_up_and_listed(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.RETRY, "系统繁忙")] * 10
    await announce(chat, "一", "二")
    said = await chat.forward(minutes=50)
    assert said == ["一"] * 10 + ["二"]
    assert "没有送达：一（系统繁忙）" in await chat.say("群主", "重发")


async def test_a_pause_holds_the_whole_lane(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.PAUSE, "太快了", timedelta(seconds=60))]
    await announce(chat, "一", "二")
    assert await chat.forward(seconds=59) == ["一"]
    assert await chat.forward(seconds=2) == ["一", "二"]


async def test_a_refused_message_is_parked_and_the_next_goes_on(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.REFUSED, "内容太长")]
    await announce(chat, "一", "二")
    assert await chat.forward(seconds=1) == ["一", "二"]
    assert await states(chat) == {"refused": 1, "sent": 1}


async def test_a_broadcast_in_doubt_is_never_repeated_by_itself(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.DOUBTFUL, "没有收到回应")]
    await announce(chat, "一", "二")
    assert await chat.forward(hours=2) == ["一", "二"]
    assert "1. " in await chat.say("群主", "重发")
    assert "不确定是否送达：一" in await chat.say("群主", "忽略")


async def test_an_admin_sends_a_doubtful_message_again_or_lets_it_be(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.DOUBTFUL), SendResult(SendStatus.DOUBTFUL)]
    await announce(chat, "一", "二")
    await chat.forward(seconds=1)
    assert "重新发送" in await chat.say("群主", "重发 1")
    assert "不再处理" in await chat.say("群主", "忽略 2")
    assert await chat.forward(seconds=1) == ["一"]
    assert "都送到了" in await chat.say("群主", "重发")
    assert "没有待处理的 9 号" in await chat.say("群主", "重发 9")
    assert "请写 1 到" in await chat.say("群主", "重发 abc")


async def test_a_dead_target_takes_the_lane_out_of_use_until_an_admin_says_so(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.DISABLED, "机器人被移出群")]
    await announce(chat, "一", "二")
    assert await chat.forward(minutes=5) == ["一"]
    assert "机器人被移出群" in await chat.say("群主", "重发")
    await chat.say("群主", "重发 1")
    assert await chat.forward(seconds=1) == ["一", "二"]


async def test_what_waited_too_long_is_not_sent_but_listed(chat: Chat) -> None:
    chat.platform.outcomes = [SendResult(SendStatus.PAUSE, "停一停", timedelta(hours=2))]
    await announce(chat, "一")
    assert await chat.forward(hours=3) == ["一"]
    assert "过时未发：一" in await chat.say("群主", "重发")


async def test_a_channel_that_fails_in_code_is_in_doubt_and_the_lane_goes_on(chat: Chat) -> None:
    class Failing(list[SendResult]):
        def pop(self, index: int = 0) -> SendResult:  # type: ignore[override]
            super().pop(index)
            raise RuntimeError("bug")

    chat.platform.outcomes = Failing([SendResult(SendStatus.SENT)])
    await announce(chat, "一", "二")
    assert await chat.forward(seconds=1) == ["一", "二"]
    assert await states(chat) == {"doubtful": 1, "sent": 1}


async def test_after_a_stop_in_mid_send_answers_repeat_and_broadcasts_are_in_doubt(chat: Chat) -> None:
    await announce(chat, "一")
    [letter] = await chat.bot.database.read(lambda db: outbox.list_ready(db, chat.now))
    now = chat.now
    assert await chat.bot.database.write(lambda db: outbox.claim(db, letter, now))
    doubtful = await chat.bot.database.write(lambda db: outbox.recover(db, now))
    assert doubtful == 1
    assert await chat.forward(minutes=1) == []


@pytest.mark.parametrize("restarts", [0, 10])
async def test_a_paced_lane_never_bursts_even_over_restarts(chat: Chat, restarts: int) -> None:
    chat.platform.pace = (20, timedelta(seconds=60))
    await announce(chat, *(f"第{number}条" for number in range(100)))
    moments: list[datetime] = []
    send = chat.platform.send

    async def watched(target: str, piece: tuple[object, ...], key: str) -> SendResult:
        moments.append(chat.now)
        return await send(target, piece, key)  # type: ignore[arg-type]

    chat.platform.send = watched  # type: ignore[method-assign]
    for _ in range(restarts):
        await chat.forward(seconds=6)
        chat.bot.sender = Sender(
            chat.bot.database, chat.bot.channels, chat.bot.renderer, chat.bot.clock, chat.bot.random, chat.bot.sightings
        )
    await chat.forward(minutes=6)
    assert chat.broadcasts == [f"第{number}条" for number in range(100)]
    for first, later in zip(moments, moments[20:], strict=False):
        assert later - first >= timedelta(seconds=60)


async def test_a_group_without_a_pushing_channel_says_so(chat: Chat) -> None:
    del chat.bot.channels["chat"]
    await announce(chat, "一")
    await chat.bot.sender.drain()
    assert await states(chat) == {"refused": 1}
