"""分群: the ready segments are shown with what they mean and who is in them, to those in charge, and plans use them."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\n"


async def live(chat: Chat) -> None:
    """Let 小月 buy much, 小明 little and long ago, 小红 often, and 小刚 nothing."""
    for who in ("小月", "小明", "小红", "小刚"):
        await chat.say(who, "大家好呀")
    await chat.say("店员", "记单 @小明 10 A100", mentions=["小明"])
    await chat.forward(days=20)
    await chat.say("店员", "记单 @小月 300 B100", mentions=["小月"])
    for number in range(8):
        await chat.say("店员", f"记单 @小红 5 C10{number}", mentions=["小红"])


async def test_all_segments_are_listed_with_counts(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    await live(chat)
    await chat.say("小月", "又来啦")
    told = await chat.say("店员", "分群")
    assert chat.shown == "发到你的私聊了～"
    assert told.splitlines()[1:] == [
        "【下单（RFM）】最好 0、重点突破 1、重点维护 1、一般 1、重点唤回 0、新近 0",
        "【买过几次】一次性买家 2、回头客 1",
        "【生命周期】获取期 0、激活期 2、成熟期 0、沉默期 2、流失期 0",
        "【活跃】一次性会员 1、沉默会员 0、一般会员 3、忠诚会员 0",
        "【关系】陌生关系 0、弱关系 1、中关系 3、强关系 0、铁杆粉丝 0",
        "【不活跃】沉默客户 2、睡眠客户 0、流失客户 0",
        "【粉丝】体验客户 3、普通粉 0、高级粉 0、骨灰级 0",
        "【路径】潜在客户 1、客户 2、会员 1、合伙人 0",
        "【传播】种子用户 0",
        "【综合分级】甲级 0、乙级 0、丙级 4、丁级 0",
        "【终身价值】高价值 1、中价值 0、低价值 2",
        "【活跃渠道】媒体渠道 0、官网渠道 0、线下渠道 0、群里渠道 4",
        "【活跃方式】赠品型下单 0、习惯性下单 0、目的明确 0、主动查阅 0、被动浏览 0",
        "自己的分群写在群的 YAML 里，例如 segments: {铁粉: {streak: 7, spoke: 3}}。",
    ]


async def test_what_staff_buy_moves_nobody_to_another_segment(chat: Chat) -> None:
    for number, (who, yuan) in enumerate({"小月": 100, "小明": 100, "小红": 40}.items()):
        await chat.say("群主", f"记单 @{who} {yuan} A10{number}", mentions=[who])
    told = await chat.say("群主", "分群", private=True)
    mean = await chat.say("群主", "分群 重点突破", private=True)
    assert "近 30 天大家平均每单 80 元" in mean
    for number, who in enumerate(("店员", "小助理", "群主")):
        await chat.say("群主", f"记单 @{who} 10000 B10{number}", mentions=[who])
    assert await chat.say("群主", "分群", private=True) == told
    assert await chat.say("群主", "分群 重点突破", private=True) == mean


async def test_a_segment_is_told_with_what_it_means_and_who_is_in_it(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tiers: {recent: 10}\n")
    await live(chat)
    assert await chat.say("店员", "分群 重点突破") == (
        "「重点突破」现在有 1 人：小月\n"
        "怎么算：近 30 天下单不到 8 次，每单不低于大家的平均：请他们常来。\n"
        "近 30 天大家平均每单 35 元。"
    )
    assert (await chat.say("店员", "分群 一般")).splitlines()[:2] == [
        "「一般」现在有 1 人：小明",
        "怎么算：近 30 天下过单但已隔 10 天以上，不到 8 次，每单低于大家的平均。",
    ]
    assert (await chat.say("店员", "分群 最好")).startswith("「最好」现在没有人。\n怎么算：最近 10 天内")


async def test_a_word_that_several_begin_with_is_asked_back(chat: Chat) -> None:
    assert await chat.say("店员", "分群 沉默") == "「沉默」有几种：沉默期、沉默会员、沉默客户。要哪一种？"
    assert (await chat.say("店员", "分群 铁杆")).startswith("「铁杆粉丝」现在没有人")
    assert await chat.say("店员", "分群 重点突碎") == "没有叫「重点突碎」的分群。是不是「重点突破」？"
    assert "发「分群」看有哪些" in await chat.say("店员", "分群 {name}xyz")


@pytest.mark.parametrize("words", ["分群", "分群 重点突破", "分群对比 回头客 一次性买家"])
async def test_members_are_told_nothing(chat: Chat, words: str) -> None:
    await chat.say("店员", "记单 @小月 300 B100", mentions=["小月"])
    told = await chat.say("小明", words, addressed=True)
    assert "只有员工可以用" in told
    assert "小月" not in told + chat.shown


async def test_two_segments_are_held_side_by_side(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "segments: {老客: {points: 10}}\n")
    await live(chat)
    for _ in range(3):
        await chat.say("小红", "签到")
        await chat.forward(days=1)
    assert (await chat.say("店员", "分群对比 重点突破 重点维护")).splitlines() == [
        "「重点突破」和「重点维护」（近 30 天）：",
        "人数：1 人 / 1 人",
        "平均露面：1.0 天 / 4.0 天",
        "平均说话：1.0 天 / 1.0 天",
        "平均签到：0.0 天 / 3.0 天",
        "下过单：1 人 / 1 人",
        "人均消费：300 元 / 40 元",
        "带来过人：0 人 / 0 人",
        "两边都在：0 人",
    ]
    told = await chat.say("店员", "分群对比 老客 重点维护")
    assert "人数：3 人 / 1 人" in told
    assert told.endswith("两边都在：1 人")
    assert "人均消费：— / 40 元" in await chat.say("店员", "分群对比 最好 重点维护")
    assert await chat.say("店员", "分群对比 重点突破") == "要写两个分群，请这样写：分群对比 重点突破 回头客"
    assert await chat.say("店员", "分群对比 重点突 重点突破") == "要两个不一样的分群才能比。"


async def test_figures_are_of_the_month_up_to_today(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    await live(chat)
    # 小月 bought today, 小明 twenty days ago.
    assert "人均消费：300 元 / 10 元" in await chat.say("店员", "分群对比 重点突破 一般")
    await chat.forward(days=9)
    assert "人均消费：300 元 / 10 元" in await chat.say("店员", "分群对比 重点突破 一般")
    await chat.forward(days=1)
    assert "人均消费：300 元 / —" in await chat.say("店员", "分群对比 重点突破 一般")
    await chat.forward(days=19)
    assert "人数：1 人 / 0 人" in await chat.say("店员", "分群对比 重点突破 一般")
    await chat.forward(days=1)
    assert "人数：0 人 / 0 人" in await chat.say("店员", "分群对比 重点突破 一般")


async def test_who_buys_slowly_is_not_lost(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "tiers: {silent: 5, asleep: 10, lost: 20}\n")
    await chat.say("小明", "大家好呀")
    await chat.say("小月", "大家好呀")
    for number in range(3):
        await chat.say("店员", f"记单 @小月 30 A10{number}", mentions=["小月"])
        await chat.forward(days=20)
    assert (await chat.say("店员", "分群 成熟期")).startswith("「成熟期」现在有 1 人：小月")
    assert (await chat.say("店员", "分群 流失期")).startswith("「流失期」现在有 1 人：小明")
    assert (await chat.say("店员", "分群 流失客户")).startswith("「流失客户」现在有 2 人：小明、小月")
    await chat.forward(days=30)
    assert (await chat.say("店员", "分群 沉默期")).startswith("「沉默期」现在有 1 人：小月")


async def test_what_was_returned_is_no_order(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    await chat.say("小月", "大家好呀")
    await chat.say("店员", "记单 @小月 300 B100", mentions=["小月"])
    await chat.say("店员", "退单 B100")
    assert "没有人" in await chat.say("店员", "分群 重点突破")
    assert "没有人" in await chat.say("店员", "分群 一次性买家")


@pytest.mark.parametrize(
    ("whom", "meant"),
    [
        ("{segment: 重点突破}", "@小月 来看看"),
        ("{any: [{segment: 重点突破}, {segment: 一般}]}", "@小月 @小明 来看看"),
        ("{segment: 一次性买家, not: [{segment: 一般}]}", "@小月 来看看"),
        ("{segment: 大客}", "@小月 来看看"),
        ("{segment: 回头客}", "@小明 来看看"),
    ],
)
async def test_plans_speak_to_ready_segments(open_group: OpenChat, whom: str, meant: str) -> None:
    own = "segments: {大客: {segment: 重点突破, points: 100}, 回头客: {points: 1, not: [{points: 12}]}}\n"
    chat = await open_group(QUIET + own + f"sop: [{{name: 请, when: 每天 20:00, say: 来看看, whom: {whom}}}]\n")
    await live(chat)
    assert [said for said in await chat.forward(hours=13) if said.startswith("@")] == [meant]


async def test_journeys_choose_by_ready_segments(open_group: OpenChat) -> None:
    steps = "[{say: 谢谢惠顾, if: {segment: 重点突破}}, {say: 常来呀, if: {segment: 一般}}]"
    chat = await open_group(
        QUIET
        + f"journeys: [{{name: 回访, begin: 每天 20:00, whom: {{segment: 一次性买家}}, again: 1天, steps: {steps}}}]\n"
    )
    await live(chat)
    said = await chat.forward(hours=13, minutes=1)
    assert [words for words in said if words.startswith("@")] == ["@小月 谢谢惠顾", "@小明 常来呀"]


async def test_plans_thank_seed_users_and_partners(open_group: OpenChat) -> None:
    plans = "".join(
        f"  - {{name: 谢{name}, when: 每天 20:0{place}, say: 谢谢{name}, whom: {{segment: {name}}}}}\n"
        for place, name in enumerate(("种子用户", "合伙人", "普通粉", "高价值", "潜在客户", "甲级"))
    )
    chat = await open_group(QUIET + "reminding: {most: 9}\ntiers: {seed: 2, partner: 2}\nsop:\n" + plans)
    for number in range(2):
        await chat.join(f"友{number}", invited_by="小月")
        await chat.say("店员", f"记单 @小月 300 B10{number}", mentions=["小月"])
    await chat.join("友2", invited_by="小明")
    for who, order in (("小明", "A100"), ("小红", "C100")):
        await chat.say("店员", f"记单 @{who} 10 {order}", mentions=[who])
    for number in range(3):
        await chat.leave(f"友{number}")
    said = [words for words in await chat.forward(hours=13) if "谢谢" in words]
    assert said == ["@小月 谢谢种子用户", "@小月 谢谢合伙人", "@小月 @小明 谢谢普通粉", "@小月 谢谢高价值"]
    assert (await chat.say("店员", "分群 合伙人")).endswith(
        "怎么算：一共下过两单以上，还带来过 2 人以上。\n"
        "够得上几个的只算一个，按这样先看先算：合伙人、会员、客户、潜在客户。"
    )
    await chat.say("店员", "退单 B100")
    assert (await chat.say("店员", "分群 客户")).startswith("「客户」现在有 3 人：小月、小明、小红")
