"""积分: balances, statements, rankings, and what admins may add or take."""

from __future__ import annotations

import pytest

from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat


async def test_somebody_without_points_is_told_how_to_get_some(chat: Chat) -> None:
    assert "发「签到」" in await chat.say("小明", "积分")


async def test_the_balance_names_what_is_in_reach_and_what_comes_next(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 果汁, points: 10}, {name: 帆布袋, points: 50}]}\n")
    await chat.say("小明", "签到")
    said = await chat.say("小明", "查积分")
    assert "可以换「果汁」" in said
    assert "再攒 40 分（照这几天的速度约 4 天）就能换「帆布袋」" in said


async def test_admins_add_and_take_points(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    assert (
        await chat.say("小助理", "加分 @小明 10 分享干货", mentions=["小明"])
        == "已给 小明 加 10 分（分享干货），现有 10 分。"
    )
    assert await chat.say("群主", "扣分 @小明 3", mentions=["小明"]) == "已扣 小明 3 分，现有 7 分。"
    statement = await chat.say("小明", "明细")
    assert "+10  分享干货" in statement
    assert "-3  管理员扣分" in statement
    assert "现有 7 分" in statement


async def test_a_name_with_spaces_is_understood_from_the_mention(chat: Chat) -> None:
    await chat.say("Tom Li", "hi")
    assert "已给 Tom Li 加 10 分" in await chat.say("群主", "加分 @Tom Li 10", mentions=["Tom Li"])


async def test_who_never_spoke_can_be_given_points_by_mention(chat: Chat) -> None:
    assert "已给 新人 加 5 分" in await chat.say("群主", "加分 @新人 5", mentions=["新人"])


async def test_members_cannot_grant_themselves_points(chat: Chat) -> None:
    assert "只有管理员可以用" in await chat.say("小明", "加分 @小明 1000", mentions=["小明"])
    assert "还没有积分" in await chat.say("小明", "积分")


async def test_a_nickname_gives_no_power(chat: Chat) -> None:
    said = await chat.answer("impostor", "加分 @小明 1000")
    assert said
    assert "只有管理员可以用" in said[0].text  # type: ignore[union-attr]


async def test_nobody_goes_below_zero(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "只有 10 分" in await chat.say("群主", "扣分 @小明 11", mentions=["小明"])
    assert "10 积分" in await chat.say("小明", "积分")


@pytest.mark.parametrize(
    "amount", ["-5", "0", "1e9", "²", "٣", "十三四", "1_000", "99999999999999999999", "10.5", "9" * 5000]
)
async def test_a_strange_amount_is_refused_kindly_and_changes_nothing(chat: Chat, amount: str) -> None:
    await chat.say("小明", "hi")
    said = await chat.say("群主", f"加分 @小明 {amount}", mentions=["小明"])
    assert "请写 1 到 5000 之间的整数" in said
    assert len(said) < 100
    assert "还没有积分" in await chat.say("小明", "积分")


async def test_full_width_digits_are_numbers(chat: Chat) -> None:
    await chat.say("小明", "hi")
    assert "加 10 分" in await chat.say("群主", "加分 @小明 １０分 辛苦了", mentions=["小明"])


async def test_an_unknown_or_missing_person_is_asked_for(chat: Chat) -> None:
    assert "没有找到「张三」" in await chat.say("群主", "加分 @张三 10")
    assert "请这样写" in await chat.say("群主", "加分")
    await chat.say("小明", "hi")
    assert "要几分呢" in await chat.say("群主", "加分 @小明", mentions=["小明"])


async def test_the_ranking_leaves_out_who_left(chat: Chat) -> None:
    assert "第一个就是你" in await chat.say("小明", "排行")
    for who, points in (("小明", 30), ("小红", 50), ("老王", 40)):
        await chat.say(who, "hi")
        await chat.say("群主", f"加分 @{who} {points}", mentions=[who])
    assert (await chat.say("小明", "排行")).splitlines()[1:] == ["1. 小红  50 分", "2. 老王  40 分", "3. 小明  30 分"]
    await chat.leave("小红")
    assert "第 1 名" in await chat.say("老王", "积分")
    assert "小红" not in await chat.say("小明", "排行")


async def test_the_statement_shows_the_last_ten(chat: Chat) -> None:
    await chat.say("小明", "hi")
    for number in range(1, 13):
        await chat.say("群主", f"加分 @小明 {number}", mentions=["小明"])
    lines = (await chat.say("小明", "明细")).splitlines()
    assert len(lines) == 12
    assert "+12" in lines[1]
    assert "+3" in lines[10]


async def test_the_books_balance_after_all_this(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("群主", "加分 @小明 5", mentions=["小明"])
    await chat.say("群主", "扣分 @小明 2", mentions=["小明"])
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
    total = await chat.bot.database.read(lambda db: db.fetch_one("SELECT SUM(balance) FROM account"))
    assert total == (0,)


async def test_the_rules_show_every_source_and_its_limit(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    lines = (await chat.say("小明", "积分规则")).splitlines()
    assert "签到：每天 10 分，每连续 7 天再得 30 分" in lines
    assert any(line.startswith("发言：每条 1 分") and "每天最多 10 分" in line for line in lines)
    assert "自我介绍：20 分，每人一次" in lines
    assert not any(line.startswith("邀请") for line in lines)


async def test_the_best_gift_in_reach_is_named(open_group: OpenChat) -> None:
    items = "[{name: 糖, points: 1}, {name: 杯, points: 9}, {name: 伞, points: 5}, {name: 鞋, points: 30}]"
    chat = await open_group(f"mall: {{items: {items}}}\n")
    await chat.say("小明", "签到")
    answer = await chat.say("小明", "积分")
    assert "可以换「杯」啦（9 分）" in answer
    assert "就能换「鞋」" in answer


async def test_the_rules_name_gifts_draws_and_tasks(open_group: OpenChat) -> None:
    chat = await open_group(
        "lottery: {price: 7, prizes: [{name: 大奖, weight: 1, points: 50}, {name: 毛巾, weight: 1}]}\n"
    )
    rules = await chat.say("小明", "积分规则")
    assert "群友送的积分：发「送 @小红 20」，每人每天最多送出 100 分" in rules
    assert "抽奖：一次 7 分或 1 张抽奖券，可能抽中 大奖" in rules
    assert "任务：派给员工的任务，做完得写明的分，一个最多 200 分" in rules


async def test_the_rules_name_no_way_that_is_closed(open_group: OpenChat) -> None:
    chat = await open_group(
        "giving: {most: 0}\ntasks: {most: 0}\nquests: {most: 0}\nlottery: {prizes: [{name: 毛巾, weight: 1}]}\n"
    )
    rules = await chat.say("小明", "积分规则")
    assert not any(word in rules for word in ("送", "抽奖", "任务"))
