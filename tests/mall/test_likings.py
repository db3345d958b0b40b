"""猜你喜欢: what suits whom, by rules that are told; within stock, limits and points; for nobody else to read."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from tests.chat import Chat
from tests.conftest import OpenChat

SHOP = """
badges: {badges: []}
mall:
  items:
    - {name: 帆布袋, points: 10}
    - {name: 茶杯, points: 10, likes: [喝茶]}
    - {name: 跑步腰包, points: 10}
    - {name: 毛巾, points: 10, limit: 1}
    - {name: 满50减5券, kind: 券, points: 5, minimum: 50}
    - {name: 大礼包, points: 9000}
"""


async def earn(chat: Chat, *names: str, points: int = 100) -> None:
    for who in names:
        await chat.say("群主", f"加分 @{who} {points}", mentions=[who])


async def exchange(chat: Chat, item: str, *names: str) -> None:
    for who in names:
        await chat.say(who, f"兑换 {item}")


async def ask(chat: Chat, who: str) -> list[str]:
    """Return the items that suit somebody with the reasons, without head and foot."""
    told = await chat.say(who, "猜你喜欢")
    return [
        line.split("：", 1)[0] + "：" + line.split("：因为", 1)[1] for line in told.splitlines() if "：因为" in line
    ]


async def test_what_a_member_said_they_like_comes_first(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小月", "我叫：小月\n我喜欢：喝茶、跑步\n我擅长：做饭", addressed=True)
    await earn(chat, "小月")
    assert await ask(chat, "小月") == [
        "2 号「茶杯」（10 分）：你说过喜欢喝茶一类的。",
        "3 号「跑步腰包」（10 分）：你说过喜欢跑步一类的。",
    ]
    assert await chat.say("小月", "为什么推荐") == await chat.say("小月", "猜你喜欢")


async def test_who_exchanged_the_same_shows_the_way(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    friends = ("甲", "乙", "丙", "丁")
    await earn(chat, *friends, "小月")
    await exchange(chat, "帆布袋", *friends, "小月")
    await exchange(chat, "毛巾", *friends[:3])
    assert await ask(chat, "小月") == [
        "4 号「毛巾」（10 分）：大家换得多（3 次）；还不知道你喜欢什么。"
    ]  # not counted yet
    await chat.forward(days=1)
    assert await ask(chat, "小月") == ["4 号「毛巾」（10 分）：换过「帆布袋」的 5 人里，3 人也换了它。"]
    await chat.leave("甲")
    await chat.forward(days=1)
    assert "3 人也换" not in str(await ask(chat, "小月"))  # of two people it would be told whom


async def test_who_likes_the_same_shows_the_way(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    for who in ("甲", "乙", "丙", "小月"):
        await chat.say(who, f"我叫：{who}\n我喜欢：徒步\n我期望：交朋友", addressed=True)
    await earn(chat, "甲", "乙", "丙", "小月")
    await exchange(chat, "毛巾", "甲", "乙", "丙")
    await chat.forward(days=1)
    assert await ask(chat, "小月") == ["4 号「毛巾」（10 分）：和你一样喜欢爬山一类的人里，3 人换了它。"]


async def test_a_coupon_suits_who_buys_for_so_much(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    for who, yuan, number in (("小月", 60, "A100"), ("小明", 49, "A101")):
        await earn(chat, who)
        await chat.say("店员", f"记单 @{who} {yuan} {number}", mentions=[who])
    assert await ask(chat, "小月") == ["5 号「满50减5券」（5 分）：你最近平均每单 60 元，用得上。"]
    assert await ask(chat, "小明") == []
    await chat.say("店员", "退单 A100")
    assert await ask(chat, "小月") == []


RANKED = """
badges: {badges: []}
purchase: {points: 0}
mall:
  items:
    - {name: 帆布袋, points: 10}
    - {name: 水壶, points: 10}
    - {name: 跑步腰包, points: 10}
    - {name: 满50减5券, kind: 券, points: 5, minimum: 50}
    - {name: 毛巾, points: 10}
    - {name: 茶杯, points: 10, likes: [喝茶]}
"""


async def test_of_several_reasons_the_strongest_counts_and_of_several_items_the_strongest_comes_first(
    open_group: OpenChat,
) -> None:
    chat = await open_group(RANKED)
    tea, others = ("甲", "乙", "丙"), ("丁", "戊", "己", "庚")
    for who in (*tea, "小月"):
        await chat.say(who, f"我叫：{who}\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    await earn(chat, *tea, *others, "小月")
    for item, people in (("帆布袋", (*tea, "小月")), ("毛巾", tea), ("跑步腰包", tea), ("水壶", others)):
        await exchange(chat, item, *people)
    await exchange(chat, "跑步腰包", *others)
    await chat.say("店员", "记单 @小月 50 A100", mentions=["小月"])
    await chat.forward(days=1)
    assert await ask(chat, "小月") == [
        "6 号「茶杯」（10 分）：你说过喜欢喝茶一类的。",
        "3 号「跑步腰包」（10 分）：换过「帆布袋」的 4 人里，3 人也换了它。",
        "5 号「毛巾」（10 分）：换过「帆布袋」的 4 人里，3 人也换了它。",
    ]
    await exchange(chat, "茶杯", "小月")
    await exchange(chat, "毛巾", "小月")
    await exchange(chat, "跑步腰包", "小月")
    assert await ask(chat, "小月") == [
        "2 号「水壶」（10 分）：换过「跑步腰包」的 7 人里，4 人也换了它。",
        "4 号「满50减5券」（5 分）：你最近平均每单 50 元，用得上。",
    ]
    await exchange(chat, "水壶", "小月")
    await exchange(chat, "4", "小月")
    assert await ask(chat, "小月") == ["4 号「满50减5券」（5 分）：你最近平均每单 50 元，用得上。"], "a coupon again"


async def test_a_coupon_is_no_reason_for_itself(open_group: OpenChat) -> None:
    chat = await open_group(RANKED)
    await earn(chat, "甲", "乙", "丙", "小月")
    await exchange(chat, "4", "甲", "乙", "丙", "小月")
    await chat.forward(days=1)
    assert await ask(chat, "小月") == ["4 号「满50减5券」（5 分）：大家换得多（4 次）；还不知道你喜欢什么。"]


@pytest.mark.parametrize(
    ("orders", "mean"),
    [
        (["50"], "50"),
        (["49.99"], ""),
        (["60", "40"], "50"),
        (["60", "39.99"], ""),
        (["60", "40.01"], "50"),
        (["1000", *["49"] * 9], "144.10"),
        (["1000", *["49"] * 10], ""),
    ],
)
async def test_a_coupon_suits_from_the_mean_of_the_ten_latest_orders_on(
    open_group: OpenChat, orders: list[str], mean: str
) -> None:
    chat = await open_group(RANKED)
    await earn(chat, "小月")
    for number, yuan in enumerate(orders):
        await chat.say("店员", f"记单 @小月 {yuan} A{number:03}", mentions=["小月"])
    told = f"4 号「满50减5券」（5 分）：你最近平均每单 {mean} 元，用得上。"
    assert await ask(chat, "小月") == ([told] if mean else [])


async def test_what_was_returned_of_an_order_does_not_count(open_group: OpenChat) -> None:
    chat = await open_group(RANKED)
    await earn(chat, "小月")
    for yuan, number in (("90", "A1-1"), ("70", "A1-2")):
        await chat.say("店员", f"记单 @小月 {yuan} {number}", mentions=["小月"])
    await chat.say("店员", "退单 A1-1 30")
    assert "每单 65 元" in str(await ask(chat, "小月"))
    await chat.say("店员", "退单 A1-1")
    assert "每单 70 元" in str(await ask(chat, "小月"))


@pytest.mark.parametrize(("points", "told"), [(9, []), (10, ["6 号「茶杯」（10 分）：你说过喜欢喝茶一类的。"])])
async def test_what_suits_is_within_the_points_to_the_point(open_group: OpenChat, points: int, told: list[str]) -> None:
    chat = await open_group("welcome: {points: 0}\n" + RANKED)
    await chat.say("小月", "我叫：小月\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    await earn(chat, "小月", points=points)
    assert await ask(chat, "小月") == told


@pytest.mark.parametrize(
    ("likes", "told"), [("茶", []), ("茶杯", ["6 号「茶杯」（10 分）：你说过喜欢茶杯一类的。"]), ("杯", [])]
)
async def test_one_character_is_too_little_to_find_in_a_name(open_group: OpenChat, likes: str, told: list[str]) -> None:
    chat = await open_group(RANKED.replace(", likes: [喝茶]", ""))
    await chat.say("小月", f"我叫：小月\n我喜欢：{likes}\n我擅长：做饭", addressed=True)
    await earn(chat, "小月")
    assert await ask(chat, "小月") == told


async def test_stock_limits_and_points_are_respected(open_group: OpenChat) -> None:
    chat = await open_group("welcome: {points: 0}\n" + SHOP.replace("likes: [喝茶]", "likes: [喝茶], stock: 1"))
    for who in ("小月", "小明"):
        await chat.say(who, f"我叫：{who}\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    assert await ask(chat, "小月") == []  # nothing within their points
    await earn(chat, "小月", "小明")
    assert len(await ask(chat, "小月")) == 1
    await exchange(chat, "茶杯", "小明")
    assert await ask(chat, "小月") == []
    assert await ask(chat, "小明") == []


async def test_the_group_reads_no_reason(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小月", "我叫：小月\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    await earn(chat, "小月")
    shop = await chat.say("小月", "商城")
    assert shop.endswith("🎯 发「猜你喜欢」看看哪样适合你。")
    assert "喝茶" not in shop
    private = await chat.say("小月", "商城", private=True)
    assert private.endswith("🎯 猜你喜欢 2 号「茶杯」：你说过喜欢喝茶一类的。")
    told = await chat.say("小月", "兑换 帆布袋")
    assert "🎯 猜你喜欢 2 号「茶杯」" in told
    assert "茶杯" not in chat.shown
    assert "喝茶" not in await chat.say("小明", "猜你喜欢")


async def test_after_an_order_the_buyer_alone_hears_what_suits_them(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小月", "我叫：小月\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    said = await chat.say("店员", "记单 @小月 60 A100", mentions=["小月"])
    assert "猜你喜欢" not in said + chat.shown
    await chat.forward(minutes=1)
    hints = [target for target, parts in chat.platform.got if "🎯 猜你喜欢 2 号「茶杯」" in str(parts)]
    assert hints == [chat.platform.private_target("demo", "小月")]


async def test_where_nothing_is_known_it_is_said(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await earn(chat, "小月")
    assert (await chat.say("小月", "猜你喜欢")).startswith("现在还挑不出来：说说你喜欢什么")
    assert "猜你喜欢" not in await chat.say("小月", "商城")


async def test_what_is_missing_is_said_and_nothing_else(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.join("小月")
    assert "你有 0 分，攒够能换一样的积分再来看看。" in await chat.say("小月", "猜你喜欢")
    await earn(chat, "小月")
    await chat.say("小月", "我叫：小月\n我喜欢：爬山", addressed=True)
    told = await chat.say("小月", "猜你喜欢")
    assert told == "现在还挑不出来：你喜欢的和换过的，商城里还没有对得上的。发「商城」看全部。"


GIFTS = "sop: [{name: 挑, when: 每天 20:00, say: '{name}，给你挑了{gift}', whom: {points: 1}}]\n"


async def test_a_plan_tells_each_member_alone_what_suits_them(open_group: OpenChat) -> None:
    chat = await open_group(SHOP + GIFTS)
    await chat.say("小月", "我叫：小月\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    await earn(chat, "小月", "小明")
    said = "\n".join(await chat.forward(hours=13))
    assert "小月，给你挑了「茶杯」（10 分，你说过喜欢喝茶一类的，发「兑换 2」）" in said
    assert "小明，给你挑了商城里的新东西（发「商城」看看）" in said
    targets = {target for target, parts in chat.platform.got if "给你挑了" in str(parts)}
    assert targets == {chat.platform.private_target("demo", who) for who in ("小月", "小明")}


async def test_where_nobody_can_be_written_to_the_group_reads_how_to_ask(open_group: OpenChat) -> None:
    chat = await open_group(SHOP + GIFTS)
    chat.platform.capabilities = frozenset(Capability) - {Capability.WRITES_PRIVATELY}
    await chat.say("小月", "我叫：小月\n我喜欢：喝茶\n我擅长：做饭", addressed=True)
    await earn(chat, "小月")
    said = [words for words in await chat.forward(hours=13) if "给你挑了" in words]
    assert said == ["@小月 ，给你挑了一样适合你的东西（发「猜你喜欢」看是什么）"]
