"""抽奖: fair by proof, never on credit, and a prize is sure after so many blanks."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections import Counter
from hashlib import sha256

import pytest
from pydantic import ValidationError

from handlers.lottery.rules import Prize, Rules, current_odds, prize_for, roll_outcome, seed_digest
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import without_weekly_report
from tests.support.steps import PICKUP_CODE, rewrite_group_file

DRAW = """
badges: {badges: []}
lottery:
  price: 5
  most: 100
  sure: 3
  prizes:
    - {name: 谢谢参与, weight: 97, blank: true}
    - {name: 小红包, weight: 2, points: 8}
    - {name: 保温杯, weight: 1, stock: 1, pickup: 到前台领}
"""
GIFT = DRAW.replace("weight: 97, blank: true", "weight: 1, points: 1").replace(
    "weight: 1, stock", "weight: 999999, stock"
)


async def rich(open_group: OpenChat, yaml: str = DRAW) -> Chat:
    chat = await open_group(yaml)
    for _ in range(5):
        await chat.say("群主", "加分 @小明 200", mentions=["小明"])
    return chat


async def test_after_three_blanks_a_prize_is_sure(open_group: OpenChat) -> None:
    chat = await rich(open_group)
    blanks = 0
    for _ in range(60):
        said = await chat.say("小明", "抽奖")
        blanks = blanks + 1 if "谢谢参与" in said else 0
        assert blanks <= 3
    assert "连着 3 次没中，下一次必中" in await chat.say("小明", "奖池")


async def test_a_draw_is_proven_by_the_seed_of_its_day(open_group: OpenChat) -> None:
    chat = await rich(open_group)
    pool = await chat.say("小明", "奖池")
    shown = re.search("[0-9a-f]{16}(?=…)", pool)
    assert shown
    first = await chat.say("小明", "抽奖")
    await chat.say("小明", "抽奖 9")
    assert shown[0] in await chat.say("小明", "抽奖验证 2026-11-23")
    assert "种子要等今天过完" in await chat.say("小明", "抽奖验证 2026-11-23")
    await chat.forward(days=1)
    said = await chat.say("小明", "抽奖验证")
    assert "一共抽了 10 次，全部对得上" in said
    seed = re.findall("[0-9a-f]{64}", said)[1]
    assert sha256(bytes.fromhex(seed)).hexdigest().startswith(shown[0])
    rolled = int(hmac.new(bytes.fromhex(seed), "2026-11-23:1:小明".encode(), "sha256").hexdigest(), 16)
    expected = "谢谢参与" if rolled % 100 < 97 else "小红包" if rolled % 100 < 99 else "保温杯"
    assert expected in first


async def test_a_turned_draw_is_found(open_group: OpenChat) -> None:
    chat = await rich(open_group)
    await chat.say("小明", "抽奖 3")
    await chat.bot.database.write(
        lambda db: db.execute("UPDATE lottery_draw SET prize = '保温杯', blank = :no WHERE number = 2", no=False)
    )
    await chat.forward(days=1)
    assert "有 1 次对不上：2" in await chat.say("小红", "抽奖验证")


async def test_twenty_turned_draws_are_named_and_all_are_counted(open_group: OpenChat) -> None:
    chat = await rich(open_group)
    for times in (10, 10, 1):
        await chat.say("小明", f"抽奖 {times}")
    await chat.bot.database.write(lambda db: db.execute("UPDATE lottery_draw SET prize = '没有的'"))
    await chat.forward(days=1)
    numbers = "、".join(map(str, range(1, 21)))
    assert await chat.say("小红", "抽奖验证") == f"2026-11-23 有 21 次对不上：{numbers}，请告诉群主。"


async def test_the_seed_of_a_day_is_there_before_anybody_draws(open_group: OpenChat) -> None:
    chat = await open_group(DRAW)
    await chat.forward(days=2)
    assert "2026-11-24 一共抽了 0 次，全部对得上" in await chat.say("小明", "抽奖验证")


async def test_a_gift_is_picked_up_by_code_and_drawn_only_as_often_as_there_is(open_group: OpenChat) -> None:
    chat = await rich(open_group, GIFT)
    said = await chat.say("小明", "抽奖")
    code = PICKUP_CODE.search(said)
    assert code
    assert "到前台领" in said
    assert "保温杯：0%，剩 0 份" in await chat.say("小明", "奖池")
    assert "保温杯" not in await chat.say("小明", "抽奖 10")
    assert "核销成功：小明 的「奖品·保温杯」" in await chat.say("店员", f"核销 {code[0]}")


async def test_a_gift_that_nobody_picks_up_returns_no_points(open_group: OpenChat) -> None:
    chat = await rich(open_group, GIFT)
    await chat.say("小明", "抽奖")
    [said] = without_weekly_report(await chat.forward(days=32))
    assert "过期了。" in said
    assert "退回" not in said
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_tickets_are_used_before_points(open_group: OpenChat) -> None:
    chat = await rich(open_group)
    await chat.say("群主", "发抽奖券 @小明 2", mentions=["小明"])
    assert "现有 2 张" in await chat.say("小助理", "确认")
    assert "你有 2 张抽奖券" in await chat.say("小明", "奖池")
    assert "用了 2 张券、花了 5 分" in await chat.say("小明", "抽奖 3")
    assert "只有管理员" in await chat.say("小明", "发抽奖券 @小明 2")


async def test_nobody_draws_on_credit_or_beyond_the_days_limit(open_group: OpenChat) -> None:
    chat = await open_group(DRAW.replace("most: 100", "most: 2"))
    assert "你有 0 分" in await chat.say("小明", "抽奖")
    await chat.say("小明", "签到")
    assert "还能抽 2 次" in await chat.say("小明", "抽奖 3")
    await chat.say("小明", "抽奖")
    await chat.say("小明", "抽奖")
    assert "2 次抽完啦" in await chat.say("小明", "抽奖")


async def test_a_hundred_at_once_draw_one_gift(open_group: OpenChat) -> None:
    chat = await open_group(GIFT)
    for number in range(20):
        await chat.say(f"成员{number}", "签到")
    said = await asyncio.gather(*(chat.say(f"成员{number}", "抽奖") for number in range(20)))
    assert sum("保温杯" in one for one in said) == 1
    numbers = await chat.bot.database.read(lambda db: db.fetch_all("SELECT number FROM lottery_draw ORDER BY number"))
    assert [row[0] for row in numbers] == list(range(1, 21))
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


@pytest.mark.parametrize(
    "said", ["抽奖 0", "抽奖 -5", "抽奖 ²", "抽奖 ٣", "抽奖 1e9", "抽奖 11", "抽奖验证 昨天", "抽奖验证 9999-99-99"]
)
async def test_odd_requests_change_nothing(said: str, open_group: OpenChat) -> None:
    chat = await rich(open_group)
    assert 0 < len(await chat.say("小明", said)) < 80
    assert "小明：1000 积分" in await chat.say("小明", "积分")


async def test_without_prizes_there_is_no_draw(chat: Chat) -> None:
    assert await chat.say("小明", "抽奖") == "这个群没有抽奖。"
    assert "抽奖" not in await chat.say("小明", "帮助")


def test_chances_are_those_of_the_weights() -> None:
    table = current_odds((Prize(name="a", weight=1), Prize(name="b", weight=3, blank=True)), {}, sure=False)
    seed = "ab" * 32
    found = Counter(prize_for(roll_outcome(seed, "2026-11-23", number, "小明"), table) for number in range(1, 20_001))
    assert 4700 < found["a"] < 5300
    assert [prize_for(rest, table) for rest in range(4)] == ["a", "b", "b", "b"]
    assert len(seed_digest(seed)) == 64


def test_what_is_sure_is_no_blank_while_there_is_anything_else() -> None:
    prizes = (Prize(name="a", weight=1, stock=1), Prize(name="b", weight=3, blank=True))
    assert current_odds(prizes, {}, sure=True) == (("a", 1),)
    assert current_odds(prizes, {"a": 1}, sure=False) == current_odds(prizes, {"a": 1}, sure=True) == ()
    assert current_odds(prizes[:1], {"a": 1}, sure=True) == ()


async def test_the_pool_tells_every_chance_also_that_of_a_blank(open_group: OpenChat) -> None:
    chat = await rich(open_group)
    head, *lines = (await chat.say("小明", "奖池")).splitlines()
    assert head == "🎰 抽一次 5 分（或 1 张抽奖券），每人每天最多 100 次："
    assert lines[:4] == [
        "谢谢参与：97%",
        "小红包，+8 分：2%",
        "保温杯：1%，剩 1 份",
        "连着 3 次没中，下一次必中；你已经连着 0 次。",
    ]
    assert lines[4].startswith("今天的指纹："), "who has no tickets is told of none"


async def test_a_pool_with_one_prize_is_empty_once_it_is_drawn(open_group: OpenChat) -> None:
    only = (
        "lottery: {price: 5, most: 3, sure: 0, prizes: [{name: 保温杯, weight: 7, stock: 2}]}\nbadges: {badges: []}\n"
    )
    chat = await rich(open_group, only)
    assert "🎉 保温杯" in await chat.say("小明", "抽奖 2")
    assert (await chat.say("小明", "奖池")).splitlines()[1] == "保温杯：0%，剩 0 份"
    assert "奖品都抽完啦" in await chat.say("小明", "抽奖")
    assert "小明：990 积分" in await chat.say("小明", "积分"), "what brought nothing costs nothing"
    await rewrite_group_file(chat, "stock: 2", "stock: 1")
    assert (await chat.say("小明", "奖池")).splitlines()[1] == "保温杯：0%，剩 0 份"
    await rewrite_group_file(chat, "stock: 1", "stock: 3")
    assert (await chat.say("小明", "奖池")).splitlines()[1] == "保温杯：100%，剩 1 份"
    assert "必中" not in await chat.say("小明", "奖池")


async def test_tickets_may_be_won_and_pay_for_the_next_draws(open_group: OpenChat) -> None:
    chat = await rich(open_group, DRAW.replace("weight: 97, blank: true", "weight: 999999, tickets: 2"))
    head, line = (await chat.say("小明", "抽奖")).splitlines()
    assert head == "🎰 小明 抽了 1 次，花了 5 分，还剩 995 分："
    assert line == "1 号：🎉 谢谢参与，得 2 张抽奖券", "tickets are not picked up at the counter"
    assert "你有 2 张抽奖券。" in await chat.say("小明", "奖池")
    assert (await chat.say("小明", "抽奖 2次")).startswith("🎰 小明 抽了 2 次，用了 2 张券，还剩 995 分：")
    assert "你有 4 张抽奖券。" in await chat.say("小明", "奖池")


async def test_admins_give_one_to_a_thousand_tickets(open_group: OpenChat) -> None:
    chat = await open_group(DRAW)
    for amount in ("0", "1001张", "1001"):
        assert "请写 1 到 1000" in await chat.say("群主", f"发抽奖券 @小明 {amount}", mentions=["小明"])
    assert await chat.say("群主", "发抽奖券 @小明 1张", mentions=["小明"]) == "给了 小明 1 张抽奖券，现有 1 张。"
    assert "小明 1000 张抽奖券" in await chat.say("群主", "发抽奖券 @小明 1000", mentions=["小明"])


async def test_a_day_without_draws_and_one_to_come_have_nothing_to_verify(open_group: OpenChat) -> None:
    chat = await open_group(DRAW)
    await chat.forward(days=1)
    assert await chat.say("小明", "抽奖验证 2026-11-22") == "2026-11-22 没有人抽奖。"
    assert await chat.say("小明", "抽奖验证 2026-11-25") == "2026-11-25 没有人抽奖。"


def test_two_prizes_of_one_name_and_only_blanks_are_refused() -> None:
    cup, blank = {"name": "杯子", "weight": 1}, {"name": "谢谢", "weight": 1, "blank": True}
    assert len(Rules.model_validate({"prizes": [cup, blank]}).prizes) == 2
    assert Rules.model_validate({"prizes": []}).prizes == ()
    with pytest.raises(ValidationError, match="前面已经有叫「杯子」的奖品"):
        Rules.model_validate({"prizes": [cup, blank, cup]})
    with pytest.raises(ValidationError, match="至少要有一样不是空奖"):
        Rules.model_validate({"prizes": [blank]})


@pytest.mark.parametrize(
    ("prize", "is_gift"),
    [({}, True), ({"blank": True}, False), ({"points": 1}, False), ({"tickets": 1}, False), ({"stock": 1}, True)],
)
def test_a_gift_is_what_is_neither_points_nor_tickets_nor_nothing(prize: dict[str, int], is_gift: bool) -> None:
    assert Prize.model_validate({"name": "a", "weight": 1, **prize}).is_gift is is_gift


async def test_the_ways_to_earn_name_the_prizes_in_points(open_group: OpenChat) -> None:
    chat = await open_group(DRAW)
    assert "抽奖：一次 5 分或 1 张抽奖券，可能抽中 小红包" in await chat.say("小明", "积分规则")
    await rewrite_group_file(chat, "points: 8", "tickets: 8")
    assert "抽奖" not in await chat.say("小明", "积分规则")


async def test_points_beyond_the_months_budget_are_owed_and_told_so(open_group: OpenChat) -> None:
    points = DRAW.replace("weight: 97, blank: true", "weight: 97, points: 50").replace("sure: 3", "sure: 0")
    chat = await open_group(f"{points}budget: {{monthly: 260}}\n")
    await chat.say("群主", "加分 @小明 200", mentions=["小明"])
    told = [await chat.say("小明", "抽奖") for _ in range(3)]
    assert "先记账" not in told[0]
    assert any("（积分先记账，有了预算就补发）" in said for said in told)


FEW = "badges: {badges: []}\nlottery: {price: 10, sure: 2, prizes: [{name: 谢谢参与, weight: 1, blank: true}, "
ONE_TOWEL = FEW + "{name: 毛巾, weight: 999999, stock: 1}]}\n"


async def test_nobody_pays_where_nothing_is_left_to_win(open_group: OpenChat) -> None:
    chat = await open_group(ONE_TOWEL)
    for who in ("小明", "小红"):
        await chat.say("群主", f"加分 @{who} 100", mentions=[who])
    told = await chat.say("小明", "抽奖 5")
    assert told.startswith("🎰 小明 抽了 1 次，花了 10 分，还剩 90 分：\n1 号：🎉 毛巾")
    assert "\n奖品抽完了，后面 4 次没有抽，也没有收。" in told
    assert await chat.say("小红", "抽奖 5") == "奖品都抽完啦，等群主补货～"
    assert "小红：100 积分" in await chat.say("小红", "积分")
    pool = await chat.say("小红", "奖池")
    assert "必中" not in pool
    assert "奖品都抽完啦" in pool


async def test_too_few_points_are_told_with_what_they_are_enough_for(open_group: OpenChat) -> None:
    chat = await open_group(FEW + "{name: 大奖, weight: 1, points: 1}]}\n")
    await chat.say("群主", "加分 @小明 25", mentions=["小明"])
    assert await chat.say("小明", "抽奖 3") == "抽 3 次要 30 分，你有 25 分，也没有抽奖券，够抽 2 次～"
    await chat.say("群主", "发抽奖券 @小明 2", mentions=["小明"])
    assert await chat.say("小明", "抽奖 五次") == "抽 5 次要 50 分，你有 25 分，2 张抽奖券抵 2 次，够抽 4 次～"
    assert "小明：25 积分" in await chat.say("小明", "积分")
    assert "抽了 4 次，用了 2 张券、花了 20 分" in await chat.say("小明", "抽奖 四次")
    assert await chat.say("小红", "抽奖") == "抽 1 次要 10 分，你有 0 分，也没有抽奖券，先攒攒吧～"


async def test_a_prize_of_points_or_tickets_says_how_much(open_group: OpenChat) -> None:
    prizes = (
        "{name: 大奖, weight: 1, points: 50}, {name: 再来, weight: 1, tickets: 2}, {name: 5 积分, weight: 1, points: 5}"
    )
    chat = await open_group("lottery: {price: 1, prizes: [" + prizes + "]}\n")
    await chat.say("群主", "加分 @小明 100", mentions=["小明"])
    pool = await chat.say("小明", "奖池")
    assert "大奖，+50 分：" in pool
    assert "再来，得 2 张抽奖券：" in pool
    assert "\n5 积分：" in pool
    said = await chat.say("小明", "抽奖 10")
    assert set(re.findall("🎉 (.*)", said)) == {"大奖，+50 分", "再来，得 2 张抽奖券", "5 积分"}


async def test_draws_of_merged_accounts_are_proven_and_those_of_the_forgotten_cannot_be(open_group: OpenChat) -> None:
    chat = await open_group(DRAW)
    for who in ("小明", "小红"):
        await chat.say("群主", f"加分 @{who} 100", mentions=[who])
        await chat.say(who, "抽奖 10")
    await chat.say("群主", "合并 @小明 @小红", mentions=["小明", "小红"])
    assert "合并好了" in await chat.say("群主", "确认")
    left = await chat.say("小明", "抽奖 81")
    assert "-" not in left
    await chat.forward(days=1)
    assert "一共抽了 20 次，全部对得上" in await chat.say("小助理", "抽奖验证")
    await chat.say("小明", "删除我的数据")
    await chat.say("小明", "确认")
    await chat.forward(days=2)
    told = await chat.say("小助理", "抽奖验证 2026-11-23")
    assert "对不上" not in told
    assert "有 20 次是已经删除资料的人抽的" in told


async def test_what_is_used_up_by_a_merge_is_no_less_than_nothing_left(open_group: OpenChat) -> None:
    chat = await open_group(DRAW.replace("most: 100", "most: 6"))
    for who in ("小明", "小红"):
        await chat.say("群主", f"加分 @{who} 100", mentions=[who])
        await chat.say(who, "抽奖 5")
    await chat.say("群主", "合并 @小明 @小红", mentions=["小明", "小红"])
    await chat.say("群主", "确认")
    assert await chat.say("小明", "抽奖") == "今天的 6 次抽完啦，明天再来～"
