"""名额: who has a seat keeps it, and whoever gets or loses one is told, wherever it came about."""

from __future__ import annotations

import pytest

from tests.chat import Chat


async def with_three_seats(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 3")
    for who in ("小明", "小红", "小绿"):
        await chat.say(who, "报名 1")


async def test_nobody_takes_the_seat_of_another(chat: Chat) -> None:
    await with_three_seats(chat)
    refused = "「亲子烘焙」已经满了，加不到 2 人。你原来的报名没有变（1 人）。"
    assert await chat.say("小明", "报名 1 +1") == refused
    assert "1. 小明\n2. 小红\n3. 小绿\n" in await chat.say("店员", "活动报名表 1", private=True)


async def test_nobody_loses_their_own_seat_by_bringing_too_many(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 3")
    assert await chat.say("小明", "报名 1 +3") == "「亲子烘焙」一共只有 3 个名额，坐不下 4 人。"
    await chat.say("小明", "报名 1")
    await chat.say("小红", "报名 1")
    assert "只剩 1 个名额，加不到 3 人" in await chat.say("小明", "报名 1 ＋２")
    assert "改好了（连自己 2 人）" in await chat.say("小明", "报名 1 +1")
    assert "候补第 1 位（连自己 2 人）" in await chat.say("小绿", "报名 1 +1")
    assert "改好了" in await chat.say("小明", "报名 1 素食")


async def test_extras_do_not_pass_those_who_wait(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 3")
    await chat.say("小明", "报名 1 +1")
    await chat.say("小红", "报名 1 +1")
    assert "2 人报名，还有 1 个名额，候补 2 人" in await chat.say("小绿", "活动 1")
    assert "还有人在候补，加不到 3 人" in await chat.say("小明", "报名 1 +2")


async def test_whoever_waited_is_told_where_somebody_takes_back_in_private(chat: Chat) -> None:
    await with_three_seats(chat)
    await chat.say("小丽", "报名 1")
    assert await chat.say("小红", "取消报名", private=True) == "好的，小红 的「亲子烘焙」报名取消了。"
    (told,) = await chat.forward(seconds=1)
    assert told.strip() == "🎉 候补排上了「亲子烘焙」：@小丽"


async def test_whoever_waited_is_told_where_somebody_leaves_the_group(chat: Chat) -> None:
    await with_three_seats(chat)
    await chat.say("小丽", "报名 1")
    assert (await chat.leave("小红")).strip() == "🎉 候补排上了「亲子烘焙」：@小丽"
    assert await chat.leave("小绿") == ""


async def test_whoever_waited_is_told_where_somebody_is_forgotten(chat: Chat) -> None:
    await with_three_seats(chat)
    await chat.say("小丽", "报名 1")
    await chat.say("小明", "接龙 周日爬山 限1人")
    await chat.say("小红", "接龙")
    await chat.say("小刚", "接龙")
    await chat.say("小红", "删除我的数据", private=True)
    told = [text.strip() for text in await chat.forward(days=2) if "候补" in text]
    assert told == ["🎉 候补排上了「亲子烘焙」：@小丽", "🎉 小刚 从候补排上了。@小刚"]
    assert "1. 小明\n2. 小绿\n3. 小丽\n" in await chat.say("店员", "活动报名表 1", private=True)


@pytest.mark.parametrize("speaks", [True, False])
async def test_who_comes_back_waits_behind_everybody_who_has_a_seat_by_now(chat: Chat, *, speaks: bool) -> None:
    await with_three_seats(chat)
    await chat.say("小红", "报名 1 素食")
    await chat.say("小丽", "报名 1")
    await chat.leave("小红")
    await chat.leave("小绿")
    await chat.say("小刚", "报名 1")
    await (chat.say("小红", "我回来啦") if speaks else chat.join("小红"))
    shown = await chat.say("店员", "活动报名表 1", private=True)
    assert "1. 小明\n2. 小丽\n3. 小刚\n候补：\n4. 小红（素食）\n" in shown
    assert "候补第 1 位" in await chat.say("小红", "我的活动", private=True)
    assert "候补排上了「亲子烘焙」：@小红" in await chat.say("小刚", "取消报名")


async def test_who_leaves_while_an_event_is_called_off_waits_behind_the_others(chat: Chat) -> None:
    await with_three_seats(chat)
    await chat.say("小丽", "报名 1")
    await chat.say("店员", "取消活动 1")
    await chat.leave("小红")
    await chat.say("店员", "重开活动 1")
    await chat.join("小红")
    assert "3. 小丽\n候补：\n4. 小红\n" in await chat.say("店员", "活动报名表 1", private=True)


async def test_those_who_lose_their_seats_are_named(chat: Chat) -> None:
    await with_three_seats(chat)
    changed = await chat.say("店员", "改活动 1 名额 2")
    assert changed.startswith("📣 1 号活动有变动：\n📅 1 号活动：亲子烘焙\n")
    assert changed.strip().endswith(
        "名额满了（2 人），候补 1 人\n@小明 @小红 @小绿 \n😢 名额不够，这几位转到了候补：@小绿"
    )
    assert "候补排上了「亲子烘焙」：@小绿" in await chat.say("店员", "改活动 1 名额 3")


async def test_staff_sign_somebody_up_and_off(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 3")
    await chat.say("小红", "大家好呀")
    assert "✅ 小红 报名了" in await chat.say("店员", "报名 1 @小红 +1", mentions=["小红"])
    assert "1. 小红 +1\n" in await chat.say("店员", "活动报名表 1", private=True)
    assert await chat.say("小明", "报名 1 @小红", mentions=["小红"]) == (
        "请 TA 自己发「报名 1」，或者发「报名 1 +1」带上 TA。"
    )
    assert "请 TA 自己发" in await chat.say("小明", "取消报名 1 @小红", mentions=["小红"])
    assert "小红 的「亲子烘焙」报名取消了" in await chat.say("店员", "取消报名 1 @小红", mentions=["小红"])


async def test_staff_sign_several_up_and_off(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    for who in ("小红", "小花", "小绿"):
        await chat.say(who, "大家好呀")
    named = ["小红", "小花", "小绿"]
    said = await chat.say("店员", "报名 1 @小红 @小花 +1、@小绿 素食", mentions=named)
    assert [line.partition("「")[0] for line in said.splitlines()] == [f"✅ {who} 报名了" for who in named]
    listed = await chat.say("店员", "活动报名表 1", private=True)
    assert "1. 小红\n2. 小花 +1\n3. 小绿（素食）\n" in listed
    await chat.say("店员", "取消报名 1 @小红 @小绿", mentions=["小红", "小绿"])
    assert "1. 小花 +1\n2 人报名" in await chat.say("店员", "活动报名表 1", private=True)


async def test_who_signed_up_for_nothing_has_nothing_to_take_back(chat: Chat) -> None:
    for title in ("烘焙", "瑜伽", "爬山"):
        await chat.say("店员", f"开活动 周六 14:00 {title}")
    assert await chat.say("小明", "取消报名") == "小明 没有报名要来的活动，不用取消～"


@pytest.mark.parametrize("words", ["名额10人", "名额10", "人数 10", "限10人", "名额：10"])
async def test_seats_are_read_however_they_are_written(chat: Chat, words: str) -> None:
    announced = await chat.say("店员", f"开活动 周六 14:00 瑜伽 {words}")
    assert "📅 1 号活动：瑜伽\n" in announced
    assert "\n名额：10 人\n" in announced


async def test_an_event_is_meant_by_its_title_or_as_the_only_one_signed_up_for(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    await chat.say("店员", "开活动 周日 10:00 瑜伽")
    assert "✅ 小明 报名了「瑜伽」" in await chat.say("小明", "报名 瑜伽")
    assert "小明 的「瑜伽」报名取消了" in await chat.say("小明", "取消报名")
    for number in (1, 2):
        await chat.say("小明", f"报名 {number}")
    assert "你说的是哪个" in await chat.say("小明", "取消报名")


async def test_who_writes_less_than_nobody_is_asked(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 瑜伽")
    await chat.say("小明", "报名 1 我带孩子")
    assert "不去了发「取消报名 1」" in await chat.say("小明", "报名 1 -1")
    assert "（我带孩子）" in await chat.say("店员", "活动报名表 1", private=True)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("开活动 周六 14:00 瑜伽", "1 号活动：瑜伽"),
        ("开话题 周末吃什么？", "周末吃什么"),
        ("开晒图 我家的阳台", "我家的阳台"),
        ("发布任务 晒午餐 奖励5", "晒午餐"),
        ("发起接龙 爬山", "1 号接龙：爬山"),
        ("小组打卡 14 每组5人", "小组"),
    ],
)
async def test_what_concerns_the_group_is_said_there_though_typed_in_private(
    chat: Chat, words: str, heard: str
) -> None:
    answer = await chat.say("店员", words, private=True)
    assert answer.endswith("（已经发到群里了）")
    said = await chat.forward(seconds=1)
    assert len([text for text in said if heard in text]) == 1, said


async def test_a_cancelled_event_is_told_though_typed_in_private(chat: Chat) -> None:
    await with_three_seats(chat)
    await chat.say("店员", "改活动 1 地点 公园", private=True)
    await chat.say("店员", "取消活动 1 下雨", private=True)
    changed, cancelled = await chat.forward(seconds=1)
    assert "地点：公园" in changed
    assert "取消了（下雨）。@小明 @小红 @小绿" in cancelled


@pytest.mark.parametrize("words", ["1 +1", "+1", "＋１", "烘焙 +1", "1 带的1人"])
async def test_one_companion_fewer_is_no_sign_up_taken_back(chat: Chat, words: str) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 3")
    await chat.say("小红", "报名 1 +2 素食")
    await chat.say("小丽", "报名 1")
    said = await chat.say("小红", f"取消报名 {words}")
    assert said.startswith("好的，小红 的「亲子烘焙」少来 1 人，现在连自己 2 人。")
    assert "候补排上了「亲子烘焙」：@小丽" in said
    assert "1. 小红 +1（素食）\n2. 小丽\n" in await chat.say("店员", "活动报名表 1", private=True)


async def test_nobody_brings_fewer_than_nobody(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    await chat.say("小红", "报名 1")
    assert await chat.say("小红", "取消报名 +1") == "小红 没有带人。自己也不去了就发「取消报名 1」。"
    await chat.say("小红", "报名 1 +1")
    assert "只带了 1 人" in await chat.say("小红", "取消报名 1 +2")
    assert "取消了" in await chat.say("小红", "取消报名 1")


async def test_staff_take_one_companion_of_another_back(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    await chat.say("小红", "报名 1 +1")
    taken = await chat.say("店员", "取消报名 1 @小红 +1", mentions=["小红"])
    assert "小红 的「亲子烘焙」少来 1 人，现在连自己 1 人" in taken


async def test_one_companion_fewer_on_a_list(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山 限3人")
    await chat.say("小红", "接龙 +2")
    await chat.say("小丽", "接龙")
    said = await chat.say("小红", "退出接龙 +1")
    assert said.startswith("✅ 小红 改成了连自己 2 人，一共 3 人，名额满了。")
    assert "🎉 小丽 从候补排上了。" in said
    assert "没有带人" in await chat.say("小丽", "取消接龙 +1")
    assert "小红 改成了 1 人" in await chat.say("小明", "退出接龙 小红 +1")
    assert "划掉了" in await chat.say("小红", "退出接龙")


async def test_those_who_fit_keep_their_seats_where_there_are_fewer(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 4")
    await chat.say("小红", "报名 1 +1")
    for who in ("小明", "小刚", "小丽"):
        await chat.say(who, "报名 1")
    changed = await chat.say("店员", "改活动 1 名额 1")
    assert "名额满了（1 人），候补 4 人" in changed
    assert "转到了候补：@小红 @小刚" in changed
    assert "1. 小明\n候补：\n2. 小红 +1\n3. 小刚\n4. 小丽\n" in await chat.say("店员", "活动报名表 1", private=True)
    # Nobody who has a seat loses it to who waited before them.
    assert "候补排上了「亲子烘焙」：@小红" in await chat.say("店员", "改活动 1 名额 3")
    assert "1. 小明\n2. 小红 +1\n候补：" in await chat.say("店员", "活动报名表 1", private=True)
    await chat.say("小蓝", "报名 1")
    assert "5. 小蓝" in await chat.say("店员", "活动报名表 1", private=True)


async def test_a_single_who_waited_gets_a_seat_that_is_too_few_for_others(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 4")
    for who, words in (("小红", "报名 1 +1"), ("小明", "报名 1 +1"), ("小刚", "报名 1")):
        await chat.say(who, words)
    changed = await chat.say("店员", "改活动 1 名额 3")
    assert "候补排上了「亲子烘焙」：@小刚" in changed
    assert "转到了候补：@小明" in changed
