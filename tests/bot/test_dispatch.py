"""One message = one transaction = one answer."""

from __future__ import annotations

import asyncio
from random import Random

from handlers.kit import Feature, MemberContext, Message, Pressed, Refusal, Router
from handlers.kit.reply import plain
from storage.points import ledger
from tests.chat import Chat
from tests.conftest import OpenChat

oddities = Feature("oddities", title="怪事")


@oddities.command("崩溃", help="改了账再出错")
def crash(message: Message, ctx: MemberContext) -> str:
    ledger.earn(ctx.db, ctx.member, 5, key=f"odd:{ctx.key}", reason="怪", cause=ctx.key, at=ctx.now)
    raise RuntimeError("secret detail")


@oddities.command("数一数", help="只看不改", read_only=True)
def count(message: Message, ctx: MemberContext) -> str:
    row = ctx.db.fetch_one("SELECT COUNT(*) FROM inbox")
    assert row
    return f"收到过 {row[0]} 条"


@oddities.command("偷偷改", help="说好只看，却想改", read_only=True)
def cheat(message: Message, ctx: MemberContext) -> str:
    ctx.db.execute("DELETE FROM inbox")
    return "改了"


@oddities.command("不给看", help="看了以后不答应", read_only=True)
def refuse(message: Message, ctx: MemberContext) -> str:
    raise Refusal("这个不能看")


@oddities.on(Pressed)
def pressed(event: Pressed, ctx: MemberContext) -> str:
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
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT messages FROM activity")) == (1,)


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
        lambda db: db.fetch_one("SELECT COUNT(*), SUM(amount), COUNT(DISTINCT target) FROM entry")
    )
    assert total is not None
    assert tuple(map(int, total)) == (distinct, 10 * distinct, distinct)
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT SUM(messages), COUNT(*) FROM activity")) == (
        0,
        distinct,
    )


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
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT messages, hours FROM activity")) == (0, 1 << 8)
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM entry")) == (1,)


async def test_what_only_looks_sees_its_own_message_and_answers_a_repeat_alike(chat: Chat) -> None:
    odd(chat)
    assert await chat.say("小明", "数一数", key="q") == "收到过 1 条"
    await chat.say("小明", "早")
    assert await chat.say("小明", "数一数", key="q") == "收到过 1 条"


async def test_what_only_looks_may_refuse(chat: Chat) -> None:
    odd(chat)
    assert await chat.say("小明", "不给看", key="r") == "这个不能看"
    assert await chat.say("小明", "不给看", key="r") == "这个不能看"


async def test_what_only_looks_cannot_change_anything(open_group: OpenChat) -> None:
    chat = odd(await open_group())
    await chat.say("小明", "早", key="1")
    assert "出了点小问题" in await chat.say("小明", "偷偷改")
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM inbox")) == (2,)


async def test_what_takes_long_follows_later(chat: Chat) -> None:
    odd(chat)
    chat.bot.late_answers.time_limit = 0
    assert "稍等" in await chat.say("小明", "数一数", key="s")
    await chat.bot.late_answers.settle()
    assert await chat.forward(seconds=1) == ["收到过 1 条"]
    assert await chat.say("小明", "数一数", key="s") == "收到过 1 条"


async def test_words_do_not_wait_for_their_picture(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 杯子, points: 10}]}\n")
    await chat.say("小明", "签到")
    chat.bot.late_answers.time_limit = 0
    assert "换到「杯子」" in await chat.say("小明", "兑换 1", key="p", private=True)
    await chat.bot.late_answers.settle()
    [picture] = await chat.forward(seconds=1)
    assert picture.startswith("[取货码")
    again = await chat.say("小明", "兑换 1", key="p", private=True)
    assert "换到「杯子」" in again
    assert again.endswith(picture)


async def test_pressed_buttons_reach_the_features(chat: Chat) -> None:
    odd(chat)
    assert await chat.press("小明", "card1", "yes") == "小明 按了 yes"


async def test_messages_of_the_same_key_on_two_channels_are_two(chat: Chat) -> None:
    await chat.say("小明", "早", key="1")
    chat.bot.channels["other"] = chat.platform
    chat.platform.name = "other"
    answer = await chat.answer("小明", "你好", key="1", addressed=True)
    assert "会话 ID" in plain(answer or ())


async def test_a_name_is_one_line(chat: Chat) -> None:
    await chat.say("小\n明\t 一", "签到")
    assert "小 明  一" in await chat.say("小红", "排行")
