"""加分 全体: read back with people and points, confirmed by another admin, paid in portions, within the budget."""

from __future__ import annotations

from handlers.kit import Capability
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of, without_weekly_report

ALONE = "group: alone\nname: 小店\nchannels: {hear: chat, push: chat}\nowner: 店长\nbadges: {badges: []}\n"
PLAIN = "badges: {badges: []}\nspeaking: {points: 0}\n"


async def fill(chat: Chat, people: int) -> None:
    """Let as many be in the group, the owner and an admin among them."""
    for who in ("群主", "小助理", *(f"成员{number}" for number in range(people - 2))):
        await chat.say(who, "hi")


async def test_everybody_gets_as_much_once_another_admin_says_so(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN)
    await fill(chat, 5)
    await chat.leave("成员2")
    question = await chat.say("群主", "加分 全体 10 元旦")
    assert question.startswith("给全体 4 人每人加 10 分（元旦），一共 40 分，要另一位管理员确认")
    assert "没有等你确认" in await chat.say("群主", "确认")
    assert await chat.say("小助理", "确认") == "🎉 全体 4 人每人加了 10 分（元旦），一共 40 分。"
    assert [await points_of(chat, who) for who in ("群主", "小助理", "成员0", "成员1")] == [10] * 4
    assert "+10  元旦" in await chat.say("成员0", "明细")
    await chat.say("成员2", "我回来了")
    assert await points_of(chat, "成员2") == 0
    await assert_consistent(chat)


async def test_many_are_paid_in_portions_and_each_once(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN)
    await fill(chat, 120)
    await chat.say("群主", "加分 所有人 1")
    assert await chat.say("小助理", "确认") == "开始给全体 120 人每人加 1 分，都加完了说一声。"
    assert await points_of(chat, "成员60") == 0
    await chat.leave("成员70")
    await chat.say("新人", "hi")
    said = await chat.forward(minutes=1)
    assert [text for text in said if "🎉" in text] == ["🎉 全体 119 人每人加了 1 分，一共 119 分。"]
    assert [await points_of(chat, who) for who in ("成员60", "成员117", "新人")] == [1, 1, 0]
    assert without_weekly_report(await chat.forward(minutes=5)) == []
    await assert_consistent(chat)


async def test_a_full_last_portion_ends_as_well(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN)
    await fill(chat, 50)
    await chat.say("群主", "加分 @所有人 1")
    await chat.say("小助理", "确认")
    assert "🎉 全体 50 人每人加了 1 分，一共 50 分。" in await chat.forward(minutes=1)


async def test_the_budget_has_to_do_for_all(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN + "budget: {monthly: 30}\n")
    await fill(chat, 4)
    assert await chat.say("群主", "加分 全体 10") == (
        "全体 4 人一共要 40 分，预算只剩 30 分。请少加一点，或先发「预算 10」加拨。"
    )
    assert "一共 28 分" in await chat.say("群主", "加分 全体 7")
    await chat.say("群主", "加分 @成员0 5")
    assert "预算只剩 25 分" in await chat.say("小助理", "确认")
    assert await points_of(chat, "成员1") == 0
    await chat.say("群主", "预算 10")
    await chat.say("群主", "加分 全体 7")
    assert "一共 28 分" in await chat.say("小助理", "确认")
    await assert_consistent(chat)


async def test_what_the_budget_lacks_on_the_way_is_owed(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN + "budget: {monthly: 60}\n")
    await fill(chat, 60)
    await chat.say("群主", "加分 全体 1")
    await chat.say("小助理", "确认")
    await chat.say("小助理", "加分 @成员0 4")
    await chat.forward(minutes=1)
    assert "欠成员 4 分" in await chat.say("群主", "预算")
    await chat.say("群主", "预算 10")
    assert await points_of(chat, "成员57") == 1
    await assert_consistent(chat)


async def test_who_is_alone_confirms_it_by_themselves(open_group: OpenChat) -> None:
    chat = await open_group(more=(ALONE,))
    chat.group = "alone"
    for who in ("店长", "小明"):
        await chat.say(who, "hi")
    question = await chat.say("店长", "加分 全体 600 开业")
    assert "给全体 2 人每人加 600 分（开业），一共 1200 分，确定吗？" in question
    assert question.endswith("每周小结会写上。）")
    assert "一共 1200 分" in await chat.say("店长", "确认")
    assert any("手工加了 1200 分（店长 1200）" in text for text in await chat.forward(days=7, hours=2))


async def test_wrong_input_is_told(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN)
    assert "要几分呢？请这样写：加分 全体 10 元旦快乐" in await chat.say("群主", "加分 全体")
    assert "请写 1 到 5000" in await chat.say("群主", "加分 全体 十几")
    assert "只有管理员" in await chat.say("小明", "加分 全体 10", addressed=True)


async def test_where_nobody_lists_the_members_it_says_whom_it_counts(open_group: OpenChat) -> None:
    chat = await open_group(PLAIN)
    await fill(chat, 4)
    chat.platform.capabilities -= {Capability.SEES_JOINS}
    assert (await chat.say("群主", "加分 全体 10")).startswith(
        "给全体 4 人每人加 10 分，一共 40 分（这里看不到成员名单，只算说过话、被提到过的），要另一位管理员确认"
    )


async def test_what_is_given_to_all_counts_for_what_its_giver_may_give_alone_that_day(open_group: OpenChat) -> None:
    chat = await open_group(more=(ALONE + "points: {confirm: 20, second: 50}\n",))
    chat.group = "alone"
    for who in ("店长", "小明", "小红", "小刚"):
        await chat.say(who, "hi")
    assert "确定吗？" not in await chat.say("店长", "加分 @小明 1", mentions=["小明"])
    await chat.say("店长", "加分 全体 12")
    assert "一共 48 分" in await chat.say("店长", "确认")
    assert "确定吗？" not in await chat.say("店长", "加分 @小明 1", mentions=["小明"]), "50 in a day"
    assert "确定吗？" in await chat.say("店长", "加分 @小明 1", mentions=["小明"])
