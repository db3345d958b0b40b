"""One message = one transaction = one answer."""

from __future__ import annotations

import asyncio
from random import Random

from handlers.kit import Context, Errand, Feature, Message, Pressed, Router
from handlers.kit.reply import plain
from storage import ledger
from tests.chat import Chat

oddities = Feature("oddities", title="怪事")
gates: list[asyncio.Event] = []
"""What slow errands wait for."""


@oddities.command("崩溃", help="改了账再出错")
def crash(message: Message, ctx: Context) -> str:
    ledger.earn(ctx.db, ctx.member, 5, key=f"odd:{ctx.key}", reason="怪", cause=ctx.key, at=ctx.now)
    raise RuntimeError("secret detail")


@oddities.command("快问", help="马上有结果的差事")
def quick(message: Message, ctx: Context) -> Errand:
    async def fetch() -> str:
        return "晴，21 度"

    return Errand(fetch)


@oddities.command("慢问", help="要等很久的差事")
def slow(message: Message, ctx: Context) -> Errand:
    async def fetch() -> str:
        await gates[-1].wait()
        return "终于查到了"

    return Errand(fetch)


@oddities.command("坏问", help="会失败的差事")
def broken(message: Message, ctx: Context) -> Errand:
    async def fetch() -> str:
        raise ConnectionError("no route")

    return Errand(fetch)


@oddities.on(Pressed)
def pressed(event: Pressed, ctx: Context) -> str:
    return f"{ctx.member.name} 按了 {event.button}"


def odd(chat: Chat) -> Chat:
    router = Router((oddities, *chat.bot.router.features))
    chat.bot.router = router
    chat.bot.dispatcher._router = router
    return chat


async def test_a_repeat_gets_the_same_answer_and_changes_nothing(chat: Chat) -> None:
    first = await chat.say("小明", "签到", key="same")
    await chat.forward(days=1)
    for _ in range(3):
        assert await chat.say("小明", "签到", key="same") == first
    assert "10 积分" in await chat.say("小明", "积分")


async def test_a_repeat_of_silence_is_silence(chat: Chat) -> None:
    assert await chat.say("小明", "早", key="same") == ""
    assert await chat.say("小明", "早", key="same") == ""
    assert await chat.bot.database.read(lambda db: db.one("SELECT messages FROM activity")) == (1,)


async def test_two_thousand_callbacks_in_any_order_and_number_count_once_each(chat: Chat) -> None:
    random = Random(7)
    # PostgreSQL commits each message by itself; a tenth of them shows the same.
    distinct = 2000 if chat.bot.database.writer else 200
    deliveries = [number for number in range(distinct) for _ in range(random.randint(1, 3))]
    random.shuffle(deliveries)
    answers: dict[int, set[str]] = {}

    async def deliver(number: int) -> None:
        answers.setdefault(number, set()).add(await chat.say(f"成员{number}", "签到", key=f"msg{number}"))

    for start in range(0, len(deliveries), 200):
        await asyncio.gather(*(deliver(number) for number in deliveries[start : start + 200]))
    assert all(len(said) == 1 and "签到成功" in next(iter(said)) for said in answers.values())
    total = await chat.bot.database.read(
        lambda db: db.one("SELECT COUNT(*), SUM(amount), COUNT(DISTINCT target) FROM entry")
    )
    assert total is not None
    assert tuple(map(int, total)) == (distinct, 10 * distinct, distinct)
    assert await chat.bot.database.read(lambda db: db.one("SELECT SUM(messages) FROM activity")) == (distinct,)


async def test_an_error_undoes_what_the_handler_did_and_apologises(chat: Chat) -> None:
    odd(chat)
    said = await chat.say("小明", "崩溃", key="bad")
    assert "出了点小问题" in said
    assert "secret" not in said
    assert await chat.say("小明", "崩溃", key="bad") == said
    assert "还没有积分" in await chat.say("小明", "积分")


async def test_a_refusal_undoes_what_the_handler_did_but_the_activity_stays(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小明", "签到")
    assert await chat.bot.database.read(lambda db: db.one("SELECT messages FROM activity")) == (2,)
    assert await chat.bot.database.read(lambda db: db.one("SELECT COUNT(*) FROM entry")) == (1,)


async def test_a_quick_errand_is_the_answer(chat: Chat) -> None:
    odd(chat)
    assert await chat.say("小明", "快问", key="q") == "晴，21 度"
    assert await chat.say("小明", "快问", key="q") == "晴，21 度"


async def test_a_failing_errand_apologises(chat: Chat) -> None:
    odd(chat)
    assert "出了点小问题" in await chat.say("小明", "坏问")


async def test_a_slow_errand_follows_later(chat: Chat) -> None:
    odd(chat)
    gates.append(asyncio.Event())
    chat.bot.dispatcher.patience = 0.01
    assert "稍等" in await chat.say("小明", "慢问", key="s")
    assert "刚才没有查成" in await chat.say("小明", "慢问", key="s")
    gates[-1].set()
    await chat.bot.dispatcher.settle()
    assert await chat.forward(seconds=1) == ["终于查到了"]
    assert await chat.say("小明", "慢问", key="s") == "终于查到了"


async def test_pressed_buttons_reach_the_features(chat: Chat) -> None:
    odd(chat)
    assert await chat.press("小明", "card1", "yes") == "小明 按了 yes"


async def test_messages_of_the_same_key_on_two_channels_are_two(chat: Chat) -> None:
    await chat.say("小明", "早", key="1")
    chat.bot.channels["other"] = chat.platform
    chat.platform.name = "other"
    answer = await chat.answer("小明", "你好", key="1", addressed=True)
    assert "会话 ID" in plain(answer or ())
