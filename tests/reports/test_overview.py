"""日报, 周报, 月报: the figures are what was done, told to those in charge and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.kit import Capability
from handlers.kit.reply import plain
from handlers.pictures.report_specs import ReportSpec
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.shop import find_code


async def week(chat: Chat) -> None:
    """Let a week pass: 小明 comes daily, 小红 on three days, 小刚 once, 小丽 leaves."""
    for who in ("小明", "小红", "小刚", "小丽"):
        await chat.join(who)
    for day in range(7):
        await chat.say("小明", "签到")
        await chat.say("小明", f"今天是第{day}天啦")
        if day < 3:
            await chat.say("小红", f"早上好呀{day}")
        if day == 6:
            await chat.say("小刚", "签到")
            await chat.leave("小丽")
        await chat.forward(days=1)


async def test_a_week_is_told_with_its_figures(chat: Chat) -> None:
    await week(chat)
    assert (await chat.say("群主", "周报 文字", private=True)).split("\n") == [
        "📋 测试群 周报（11-23 到 11-29）",
        "成员 3 人：新来 4 人，退群 1 人，新增跑赢流失",
        "平均每天 1.6 人露面，三十天里来过 3 人",
        "2 人说了 10 句话",
        "签到 8 次",
        "积分发出 120 分，花掉 0 分",
        "新面孔：小刚、小红、小明，2 人开过口（新来的 4 人里，又走了的、走了又来的和员工不在这儿）",
        "要感谢：小明、小红、小刚",
        "💡 发出 120 分，只花掉 0 分：商城可以上点新东西，攒着不花就没了劲头。",
    ]


async def test_a_day_is_held_against_the_day_before(chat: Chat) -> None:
    for who in range(6):
        await chat.say(f"成员{who}", "大家好呀")
    await chat.forward(days=1)
    for who in range(2):
        await chat.say(f"成员{who}", "今天也好")
    told = await chat.say("群主", "日报 今天 文字", private=True)
    assert "3 人露面" in told  # the owner, who asks, is one of them
    assert "比前一天" not in told, "the day is not over"
    await chat.forward(days=1)
    told = await chat.say("群主", "日报 文字", private=True)
    assert "3 人露面（比前一天 -50%）" in told
    assert "💡 3 人露面，比前一天少 50%：先找三五位老朋友聊聊。" in told


async def test_two_accounts_that_were_merged_are_one_arrival_and_nobody_s_leaving(chat: Chat) -> None:
    for who in ("小明", "ZhangSan"):
        await chat.join(who)
    await chat.say("群主", "合并 @小明 @ZhangSan", mentions=["小明", "ZhangSan"])
    assert "合并好了" in await chat.say("群主", "确认")
    told = await chat.say("群主", "日报 今天 文字", private=True)
    assert "成员 2 人：新来 2 人，退群 0 人" in told  # the owner, heard for the first time, is the other one


async def test_what_is_told_live_is_what_is_kept(chat: Chat) -> None:
    await week(chat)
    folded = await chat.say("群主", "周报 文字", private=True)
    await chat.bot.database.write(lambda db: db.execute("DELETE FROM day_sum"))
    assert await chat.say("群主", "周报 文字", private=True) == folded


async def test_the_picture_has_no_names_of_the_silent(chat: Chat) -> None:
    await week(chat)
    [sheet] = await chat.sheets(await chat.answer("群主", "周报", private=True))
    assert isinstance(sheet, ReportSpec)
    assert [tile.value for tile in sheet.tiles] == ["3", "1.6", "—", "10 句", "8 次", "+120"]
    assert [bar.value for bar in sheet.bars] == [2, 2, 2, 1, 1, 1, 2]
    assert [line.head for line in sheet.lines] == ["来和走", "新面孔", "要感谢"]
    assert sheet.lines[0].words.endswith("新增跑赢流失")


async def test_the_picture_tells_how_many_are_silent(chat: Chat) -> None:
    await chat.say("小刚", "大家好")
    await chat.forward(days=8)
    await chat.say("小明", "早上好")
    [sheet] = await chat.sheets(await chat.answer("群主", "周报 本周", private=True))
    assert isinstance(sheet, ReportSpec)
    assert (sheet.lines[-1].head, sheet.lines[-1].words) == ("沉默", "1 人 7 天没动静")


async def test_the_rate_of_check_ins_is_held_against_the_one_before_in_points(chat: Chat) -> None:
    for day, count in enumerate((2, 5)):
        for number in range(10):
            await chat.say(f"成员{number}", "签到" if number < count else f"第{day}天的早上好")
        await chat.forward(days=1)
    assert "签到率 50%（比前一天 高 30 个百分点）" in await chat.say("群主", "日报 文字", private=True)
    [sheet] = await chat.sheets(await chat.answer("群主", "日报", private=True))
    assert isinstance(sheet, ReportSpec)
    assert (sheet.tiles[4].change, sheet.tiles[4].trend) == ("高 30 个百分点", "good")


async def test_members_are_refused_and_the_group_reads_nothing(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=1)
    assert await chat.say("小明", "日报") == ""
    assert "只有管理员可以用" in await chat.say("小明", "日报", addressed=True)
    assert "露面" in await chat.say("小助理", "日报 昨天 文字")
    assert chat.shown == "发到你的私聊了～"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("周报 明年", "「明年」看不懂，可以写：今天、昨天、本周、上周、本月、上月，或 11-23、2026-11。"),
        ("月报 2027-05", "2027-05 还没到呢～"),
        ("月报 2020-05", "05-01 到 05-31 还没有记录，之后的日子才看得到。现在就能看的：月报 本月。"),
        ("日报 11-20", "11-20 还没有记录，之后的日子才看得到。现在就能看的：日报 今天。"),
        ("周报", "11-16 到 11-22 还没有记录，之后的日子才看得到。现在就能看的：周报 本周。"),
    ],
)
async def test_what_cannot_be_told_is_said(chat: Chat, words: str, answer: str) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=1)
    assert await chat.say("群主", words, private=True) == answer


async def test_what_can_be_read_now_can_be_read(chat: Chat) -> None:
    await chat.say("小明", "签到")
    for words in ("日报", "周报", "月报"):
        told = await chat.say("群主", words, private=True)
        assert "还没有记录" in told
        now = told.partition("现在就能看的：")[2].removesuffix("。")
        assert "签到 1 次" in await chat.say("群主", f"{now} 文字", private=True)


async def test_a_message_is_not_praised_for_talk_before_it(open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早安, when: 每天 08:30, say: 早上好}]\n")
    for number in range(4):
        await chat.say("小明", f"第{number}句话来了")
    await chat.forward(hours=4)
    told = await chat.say("群主", "日报 今天 文字", private=True)
    assert "最带动：「早安」（11-23 08:30），从 8 点算起两小时里 4 句话、0 人签到" in told


async def test_points_are_counted_once_however_late(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=1)
    await chat.say("小红", "签到", at=chat.now - timedelta(hours=9))  # yesterday at 23:00, told after the day was kept
    await chat.forward(days=1)
    await chat.say("小刚", "签到")
    assert "积分发出 30 分" in await chat.say("群主", "群报告 本周 文字", private=True)


async def test_the_week_comes_by_itself_where_the_owner_wants_it(open_group: OpenChat) -> None:
    chat = await open_group("digest: {weekly: true, at: '08:30'}\n")
    await week(chat)
    chat.platform.got.clear()
    await chat.forward(hours=1)
    told = [target for target, words in chat.platform.got if plain(words).startswith("[📋 测试群 周报")]
    assert sorted(told) == ["小助理", "群主"]


async def test_a_group_without_pictures_reads_words(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    await chat.say("小明", "签到")
    assert (await chat.say("群主", "日报 今天", private=True)).startswith("📋 测试群 日报")


async def test_points_that_came_back_are_called_so(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 书签, points: 10}]}\n")
    await chat.say("小明", "签到")
    code = find_code(await chat.say("小明", "兑换 书签"))
    assert "积分发出 10 分，花掉 10 分" in await chat.say("群主", "日报 今天 文字", private=True)
    await chat.forward(days=1)
    assert "已取消" in await chat.say("小明", f"取消兑换 {code}", private=True)
    assert "积分发出 0 分，退回 10 分" in await chat.say("群主", "日报 今天 文字", private=True)


@pytest.mark.parametrize("words", ["周报 文字 上周", "周报文字 上周", "周报文字上周", "周报 文字", "统计 文字 上周"])
async def test_words_may_be_asked_for_before_the_days(chat: Chat, words: str) -> None:
    await week(chat)
    answer = await chat.answer("群主", words, private=True)
    assert plain(answer or ()).startswith("📋 测试群 周报（11-23 到 11-29）")


@pytest.mark.parametrize("words", ["周报 上个礼拜", "周报 上星期", "统计", "统计 上周"])
async def test_last_week_has_many_names(chat: Chat, words: str) -> None:
    await week(chat)
    assert "周报（11-23 到 11-29）" in await chat.say("群主", f"{words} 文字", private=True)


async def test_a_change_of_rates_is_rounded_once(chat: Chat) -> None:
    for number in range(16):
        await chat.join(f"成员{number}")
    for number in range(3):
        await chat.say(f"成员{number}", "签到")
    await chat.forward(days=1)
    for number in range(2):
        await chat.say(f"成员{number}", "签到")
    await chat.forward(days=1)
    told = await chat.say("群主", "日报 文字", private=True)
    assert "签到率 13%（比前一天 低 6 个百分点）" in told  # 2/16 after 3/16


async def test_more_came_is_judged_without_staff_and_without_who_came_back(chat: Chat) -> None:
    for who in ("甲", "乙", "丙"):
        await chat.join(who)
    await chat.forward(days=1)
    await chat.say("小助理", "大家好呀")
    await chat.leave("甲")
    await chat.join("甲")
    told = await chat.say("群主", "日报 今天 文字", private=True)
    assert "新来 3 人，退群 1 人，新增和流失持平（不算员工）" in told
    await chat.leave("乙")
    told = await chat.say("群主", "日报 今天 文字", private=True)
    assert "新来 3 人，退群 2 人，新增没有跑赢流失（不算员工）" in told
    await chat.join("新朋友")
    await chat.join("又一位")
    told = await chat.say("群主", "日报 今天 文字", private=True)
    assert "新来 5 人，退群 2 人，新增跑赢流失" in told
    assert "不算" not in told


async def test_who_leaves_and_returns_within_a_day_came_and_left(chat: Chat) -> None:
    for who in ("甲", "乙", "丙", "丁", "戊", "己"):
        await chat.join(who)
    await chat.forward(days=1)
    for there in (False, True, False):
        await (chat.join if there else chat.leave)("乙")
    assert "成员 6 人：新来 2 人，退群 2 人" in await chat.say("群主", "日报 今天 文字", private=True)
    await chat.forward(days=1)
    for there in (True, False, True):
        await (chat.join if there else chat.leave)("乙")
    await chat.leave("丙")
    await chat.say("丙", "我其实还在")
    assert "成员 7 人：新来 1 人，退群 0 人" in await chat.say("群主", "日报 今天 文字", private=True)
    await chat.forward(days=6)
    assert "成员 7 人：新来 9 人，退群 2 人" in await chat.say("群主", "周报 文字", private=True)


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("日报 前天", "日报（12-12）"),
        ("日报 12-06", "日报（12-06）"),
        ("日报 2026年12月6日", "日报（12-06）"),
        ("群报告 2026-12-06", "日报（12-06）"),
        ("周报 上上周", "周报（11-30 到 12-06）"),
        ("群报告 上上个星期", "周报（11-30 到 12-06）"),
        ("周报 12-06", "周报（11-30 到 12-06）"),
        ("周报 11-30", "周报（11-30 到 12-06）"),
        ("周报 12-14", "周报（12-14）"),
        ("周报 11月", "月报（11-23 到 11-30）"),
    ],
)
async def test_a_day_or_week_of_the_past_is_asked_for(chat: Chat, typed: str, head: str) -> None:
    await chat.join("小明")
    await chat.forward(days=21)  # until Monday, 2026-12-14
    assert head.replace("11-23", "11-01") in (await chat.say("群主", f"{typed} 文字", private=True)).splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "told"), [("日报 2027-01-01", "2027-01-01 还没到呢"), ("日报 02-30", "看不懂"), ("周报 前前天", "看不懂")]
)
async def test_days_that_are_none_are_refused(chat: Chat, typed: str, told: str) -> None:
    assert told in await chat.say("群主", typed, private=True)


async def test_a_week_of_the_past_has_its_own_figures(chat: Chat) -> None:
    await week(chat)
    own = await chat.say("群主", "周报 文字", private=True)
    await chat.forward(days=7)
    figures = [line for line in own.splitlines() if line.endswith("句话") or line.startswith(("签到", "要感谢"))]
    told = await chat.say("群主", "周报 11-25 文字", private=True)
    assert [line for line in told.splitlines() if line in figures] == figures
    assert len(figures) == 3
