"""成员任务: published, taken on, handed in on trust, a few of them reviewed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from handlers.kit.reply import plain
from storage import retention
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

ORDER = "发布任务 群内 晒一张早餐照 奖励10 名额2 截止 周五20:00\n今天也要好好吃早餐 #早餐打卡"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group("quests: {review: 0, most: 2}\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("拍店门口的招牌 奖励8 名额3 两天内", "拍店门口的招牌，8 分，还剩 3 个名额，11-25 08:00 截止"),
        ("拍店门口的招牌 两天内 奖励8", "拍店门口的招牌，8 分，"),
        ("拍店门口的招牌 周五前 奖励8", "拍店门口的招牌，8 分，还剩 100 个名额，11-27 20:00"),
        ("拍店门口的招牌 明天下午三点", "拍店门口的招牌，10 分，还剩 100 个名额，11-24 15:00 截止"),
        ("跑步 30分钟", "跑步 30分钟，"),
        ("晒一张今天的早餐", "晒一张今天的早餐，"),
    ],
)
async def test_a_deadline_behind_a_title_is_one_without_being_called_so(chat: Chat, words: str, told: str) -> None:
    assert told in await chat.say("店员", f"发布任务 {words}")


async def test_a_task_is_published_taken_on_and_handed_in(chat: Chat) -> None:
    assert await chat.say("店员", ORDER) == (
        "🎯 新任务！1 号【群内】晒一张早餐照，10 分，还剩 2 个名额，11-27 20:00 截止\n"
        "想做的发「领任务 1」，做好了发「交任务 1」。"
    )
    assert "先发「领任务 1」" in await chat.say("小明", "交任务 1")
    taken = await chat.say("小明", "领任务 1")
    assert "✅ 小明 领了 1 号任务「晒一张早餐照」" in taken
    assert taken.endswith("下面这段可以直接复制：\n今天也要好好吃早餐 #早餐打卡")
    assert "已经领了" in await chat.say("小明", "领任务 1")
    await chat.say("小红", "领任务 1")
    assert "名额被领完了" in await chat.say("小绿", "领任务 1")
    assert "完成了 1 号任务，+10 积分，现有 10 分" in await chat.say("小明", "交任务 1 吃了鸡蛋和粥")
    assert "你已经完成了" in await chat.say("小明", "交任务 1")
    assert await points_of(chat, "小明") == 10
    assert await chat.say("小明", "任务进度", private=True) == "你的任务：\n1 号 晒一张早餐照　完成 ✓"
    assert "领了 2 人，完成 1 人，等复核 0 份" in await chat.say("店员", "任务统计", private=True)
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_fifty_at_once_share_what_there_is(chat: Chat) -> None:
    await chat.say("店员", "发布任务 晒早餐 名额10")
    said = await asyncio.gather(*(chat.say(f"成员{n}", "领任务 1", key=f"k{n}") for n in range(50)))
    assert sum("领了 1 号任务" in text for text in said) == 10
    assert sum("领完了" in text for text in said) == 40


async def test_a_share_is_reviewed_before_it_is_paid(open_group: OpenChat) -> None:
    chat = await open_group("quests: {review: 100}\n")
    await chat.say("店员", ORDER)
    for who in ("小明", "小红"):
        await chat.say(who, "领任务 1")
        assert "抽到了复核" in await chat.say(who, "交任务 1 做好了")
    assert "在等员工复核" in await chat.say("小明", "交任务 1")
    assert "1 号 小明「晒一张早餐照」：做好了" in await chat.say("店员", "复核", private=True)
    assert "做好了\n发「复核 1 过」" in await chat.say("店员", "复核 1", private=True)
    assert "请这样写" in await chat.say("店员", "复核 1 也许", private=True)
    assert "小明 的任务通过了，+10 分" in await chat.say("店员", "复核 1 过", private=True)
    assert "小红 的任务没有通过" in await chat.say("店员", "复核 2 退 没有看到照片", private=True)
    assert "没有 1 号要复核的" in await chat.say("店员", "复核 1 退", private=True)
    await chat.forward(seconds=1)
    told = {target: plain(said) for target, said in chat.platform.got}
    assert "复核通过了，+10 分" in told["小明"]
    assert "没有通过：没有看到照片" in told["小红"]
    assert [await points_of(chat, who) for who in ("小明", "小红")] == [10, 0]
    # The place of who may hand in again is kept for them.
    assert "还剩 0 个名额" in await chat.say("小红", "任务大厅")
    assert "领完了" in await chat.say("小绿", "领任务 1")
    assert "没有通过，名额给你留到截止" in await chat.say("小红", "领任务 1")
    assert "没有通过，名额给你留到截止" in await chat.say("小红", "放弃任务 1")
    assert "你已经完成了" in await chat.say("小明", "领任务 1")
    assert "又交了一次 1 号任务" in await chat.say("小红", "交任务 1 照片补上了")
    assert "2 号 小红「晒一张早餐照」：照片补上了" in await chat.say("店员", "复核", private=True)
    assert "小红 的任务没有通过" in await chat.say("店员", "复核 2 没过", private=True)
    assert "又交了一次 1 号任务" in await chat.say("小红", "交任务 1 这次一定行")


async def test_those_in_charge_are_told_once_an_hour_what_waits(open_group: OpenChat) -> None:
    chat = await open_group("quests: {review: 100}\n")

    async def told(**duration: float) -> list[tuple[str, str]]:
        before = len(chat.platform.got)
        await chat.forward(**duration)
        return [(target, plain(said)) for target, said in chat.platform.got[before:] if "等你们复核" in plain(said)]

    await chat.say("店员", "发布任务 晒早餐 奖励10 名额30 截止 今天12:00")
    for who in ("小明", "小红", "小绿"):
        await chat.say(who, "领任务 1")
    await chat.say("小明", "交任务 1")
    await chat.forward(minutes=30)
    await chat.say("小红", "交任务 1")
    assert await told(minutes=29) == []
    words = "📋 有 2 份任务等你们复核，发「复核」来看。"
    assert sorted(await told(minutes=2)) == [(who, words) for who in ("小助理", "店员", "群主")]
    assert await told(hours=2) == []
    await chat.say("小绿", "交任务 1")
    await chat.say("店员", "复核 全部 过", private=True)
    assert await told(hours=2) == []


async def test_what_waits_is_not_forgotten_when_the_task_is_over(open_group: OpenChat) -> None:
    chat = await open_group("quests: {review: 100}\n")
    await chat.say("店员", "发布任务 晒早餐 奖励10 名额30 截止 今天12:00")
    await chat.say("小明", "领任务 1")
    await chat.say("小明", "交任务 1")
    await chat.forward(hours=5)
    assert await chat.say("店员", "任务统计", private=True) == (
        "1 号「晒早餐」已经结束\n　领了 1 人，完成 0 人，等复核 1 份"
    )
    assert "在等员工复核" in await chat.say("小明", "交任务 1")
    assert "没有通过" in await chat.say("店员", "复核 1 退 没有照片", private=True)
    assert "没有任务" in await chat.say("店员", "任务统计", private=True)
    await chat.forward(seconds=1)
    assert "你的任务「晒早餐」这次没有通过：没有照片。" in [
        plain(said) for target, said in chat.platform.got if target == "小明"
    ]
    assert "已经结束了" in await chat.say("小明", "交任务 1")


async def test_staff_are_paid_for_a_task_by_others_only(chat: Chat) -> None:
    await chat.say("店员", "发布任务 晒早餐 奖励20")
    await chat.say("店员", "领任务 1")
    assert "请另一位员工复核" in await chat.say("店员", "交任务 1 我自己做的")
    assert "请别的员工来复核" in await chat.say("店员", "复核 1 过", private=True)
    await chat.say("小助理", "领任务 1")
    await chat.say("小助理", "交任务 1")
    assert await chat.say("店员", "复核 全部 过", private=True) == "✅ 小助理 的任务通过了，+20 分。"
    assert "请别的员工来复核" in await chat.say("店员", "复核 全部 过", private=True)
    assert "店员 的任务通过了，+20 分" in await chat.say("小助理", "复核 1 过", private=True)


async def test_everything_that_waits_is_reviewed_at_once(open_group: OpenChat) -> None:
    chat = await open_group("quests: {review: 100, most: 1}\n")
    for title in ("晒早餐", "晒午餐"):
        await chat.say("店员", f"发布任务 {title} 奖励10")
        await chat.say("小明", f"领任务 {title}")
        await chat.say("小明", f"交任务 {title}")
    await chat.say("小红", "领任务 1")
    await chat.say("小红", "交任务")
    assert "请这样写" in await chat.say("店员", "复核 全部 退", private=True)
    assert "请这样写" in await chat.say("店员", "复核 过", private=True)
    assert "没有 9 号" in await chat.say("店员", "复核 1 9 过", private=True)
    assert (await chat.say("店员", "复核 1、2号 通过", private=True)).splitlines() == [
        "✅ 小明 的任务通过了，+10 分。",
        "✅ 小明 的任务通过了（今天的任务分已经满了，这一个不加分）。",
    ]
    assert await chat.say("店员", "复核 全部 过", private=True) == "✅ 小红 的任务通过了，+10 分。"
    assert await chat.say("店员", "复核 全部 过", private=True) == "没有要复核的任务。"


async def test_a_task_is_meant_by_its_title_or_as_the_only_one(chat: Chat) -> None:
    assert "现在没有任务" in await chat.say("小明", "领任务")
    await chat.say("店员", "发布任务 晒一张早餐照")
    await chat.say("店员", "发布任务 写一条好评")
    await chat.say("店员", "发布任务 想一个店名")
    which = "你说的是哪个任务？\n1 号 晒一张早餐照：发「领任务 1」\n2 号 写一条好评：发「领任务 2」\n"
    assert which in await chat.say("小明", "领任务")
    assert "领了 2 号任务" in await chat.say("小明", "领任务 好评")
    assert "领了 3 号任务" in await chat.say("小明", "领任务 三号")
    assert "你说的是哪个任务？\n2 号 写一条好评：发「交任务 2」\n3 号" in await chat.say("小明", "交任务")
    assert "完成了 2 号任务" in await chat.say("小明", "交任务 写一条好评 写好啦")
    assert "不做 3 号任务" in await chat.say("小明", "放弃任务")


async def test_a_day_has_so_many_rewards(chat: Chat) -> None:
    for number in range(1, 4):
        await chat.say("店员", f"发布任务 任务{number} 奖励5")
        await chat.say("小明", f"领任务 {number}")
    said = [await chat.say("小明", f"交任务 {number}") for number in range(1, 4)]
    assert ["+5" in text for text in said] == [True, True, False]
    assert "今天的任务分已经满了" in said[2]


async def test_sharing_to_contacts_is_off_until_the_owner_wants_it(chat: Chat) -> None:
    said = await chat.say("群主", "发布任务 朋友圈 转发新品海报 奖励10")
    assert "微信不允许用积分、奖品引人转发" in said
    assert "quests: {moments: true}" in said
    assert "现在没有任务" in await chat.say("小明", "任务大厅")


@pytest.mark.parametrize(
    "words",
    [
        "转发朋友圈 奖励5",
        "转发到朋友圈 奖励5",
        "分享海报到微信朋友圈集赞 奖励5",
        "把海报分享给3个微信好友 奖励5",
        "转发海报到 3 个微信群 奖励5",
        "集赞30个 奖励5",
        "推荐给你的朋友 奖励5",
        "拉三位好友进群 奖励5",
        "创意 发一条朋 友 圈",
        "群内 转发海报\n发到朋友圈的文字",
    ],
)
async def test_sharing_to_contacts_is_known_wherever_it_is_named(open_group: OpenChat, words: str) -> None:
    chat = await open_group("quests: {moments: false}\n")
    assert "微信不允许用积分、奖品引人转发" in await chat.say("店员", f"发布任务 {words}")
    assert "现在没有任务" in await chat.say("小明", "任务大厅")


@pytest.mark.parametrize(("moments", "reason"), [("false", "朋友圈任务现在不能发"), ("true", "请管理员来发")])
async def test_the_timetable_says_why_it_does_not_share_to_contacts(
    open_group: OpenChat, moments: str, reason: str
) -> None:
    plan = "sop: [{name: 转发, when: 每周一 09:00, do: 发布任务, with: {task: 转发朋友圈 奖励5}}]\n"
    chat = await open_group(f"quests: {{moments: {moments}}}\n{plan}")
    with capture_logs() as logs:
        await chat.forward(hours=2)
    assert [reason in log["reason"] for log in logs if log["event"] == "sop_refused"] == [True]
    assert "现在没有任务" in await chat.say("小明", "任务大厅")


@pytest.mark.parametrize("words", ["奖励-5", "奖励 -5", "奖励：－5", "奖励1.5", "名额-3", "名额0", "奖励.5"])
async def test_a_number_that_cannot_be_is_refused(chat: Chat, words: str) -> None:
    said = await chat.say("店员", f"发布任务 晒午餐 {words}")
    assert "整数" in said or "名额 1 到" in said
    assert "现在没有任务" in await chat.say("小明", "任务大厅")


async def test_sharing_to_contacts_is_confirmed_after_the_rule_was_read(open_group: OpenChat) -> None:
    chat = await open_group("quests: {moments: true}\n")
    assert "请管理员来发" in await chat.say("店员", "发布任务 朋友圈 转发新品海报 奖励10")
    asked = await chat.say("小助理", "发布任务 朋友圈 转发新品海报 奖励10")
    assert "别写「转发有奖」" in asked
    assert "现在没有任务" in await chat.say("小明", "任务大厅")
    assert "1 号【朋友圈】转发新品海报，10 分" in await chat.say("小助理", "确认")


async def test_who_took_a_withdrawn_task_on_is_told(chat: Chat) -> None:
    await chat.say("店员", "发布任务 晒早餐")
    await chat.say("店员", "发布任务 晒晚餐 截止 今天 20:00")
    for who in ("小明", "小红", "小绿"):
        await chat.say(who, "领任务 1")
    await chat.say("小红", "交任务 1 面包")
    await chat.leave("小绿")
    await chat.say("小明", "领任务 2")
    await chat.say("店员", "收回任务 1", private=True)
    [told] = [said for said in await chat.forward(seconds=1) if "收回了" in said]
    assert told.startswith("1 号任务「晒早餐」收回了，不用做啦，谢谢～ @小明")
    assert "小红" not in told
    assert "小绿" not in told
    await chat.forward(hours=13)
    assert await chat.say("小明", "任务进度", private=True) == (
        "你的任务：\n2 号 晒晚餐　过了截止时间\n1 号 晒早餐　收回了，不用做"
    )


async def test_a_task_is_given_back_and_taken_again(chat: Chat) -> None:
    await chat.say("店员", "发布任务 晒早餐 名额1")
    assert "还没有领 1 号任务" in await chat.say("小明", "放弃任务 1")
    await chat.say("小明", "领任务 1")
    assert "名额被领完了" in await chat.say("小红", "领任务 1")
    assert "小明 不做 1 号任务了" in await chat.say("小明", "放弃任务 1")
    assert "没有领过任务" in await chat.say("小明", "任务进度", private=True)
    assert "小红 领了 1 号任务" in await chat.say("小红", "领任务 1")
    await chat.say("小红", "交任务 1")
    assert "已经完成" in await chat.say("小红", "放弃任务 1")


async def test_a_task_ends_at_its_time_or_is_withdrawn(chat: Chat) -> None:
    await chat.say("店员", ORDER)
    await chat.say("店员", "发布任务 晒晚餐")
    assert "收回了" in await chat.say("店员", "收回任务 2")
    assert "已经结束了" in await chat.say("小明", "领任务 2")
    await chat.forward(days=5)
    assert "已经结束了" in await chat.say("小明", "领任务 1")
    assert "现在没有任务" in await chat.say("小明", "任务大厅")


async def test_the_timetable_publishes_tasks(open_group: OpenChat) -> None:
    chat = await open_group(
        "sop: [{name: 早餐, when: 每周一 09:00, do: 发布任务, with: {task: 晒早餐 奖励5, words: 早安}}]\n"
    )
    assert any("1 号【群内】晒早餐，5 分" in text for text in await chat.forward(hours=2))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("发布任务", "请这样写"),
        ("发布任务 奖励10", "任务叫什么"),
        (f"发布任务 {'晒' * 41}", "最多 40 个字"),
        ("发布任务 晒早餐 奖励9999", "奖励最多 1000 分"),
        ("发布任务 晒早餐 名额0", "名额 1 到 9999"),
        ("发布任务 晒早餐 截止 以后", "没看懂什么时候截止"),
        ("领任务", "现在没有任务"),
        ("领任务 7", "没有 7 号任务"),
    ],
)
async def test_bad_input_says_what_to_do(chat: Chat, typed: str, words: str) -> None:
    assert words in await chat.say("店员", typed)


async def test_a_picture_goes_with_the_words(chat: Chat) -> None:
    await chat.show("店员", "海报", "发布任务 转告邻居 奖励10\n周六有新品")
    taken = await chat.answer("小明", "领任务 1")
    assert plain(taken or ()).startswith("✅ 小明 领了 1 号任务「转告邻居」")
    assert chat.pictures(taken) == ["任务的图片"]
    needed = await chat.bot.database.read(lambda db: retention.list_needed_pictures(db, chat.now))
    assert len(needed) == 1
    later = chat.now + timedelta(days=60)
    assert await chat.bot.database.read(lambda db: retention.list_needed_pictures(db, later)) == frozenset()


async def test_the_timetable_publishes_with_a_picture(open_group: OpenChat, tmp_path: Path) -> None:
    (tmp_path / "config" / "content").mkdir(parents=True)
    (tmp_path / "config" / "content" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    task = "do: 发布任务, with: {task: 转告邻居, picture: a.png}"
    chat = await open_group(f"sop: [{{name: 任务, when: '每天 09:00', {task}}}]\n")
    await chat.forward(hours=2)
    assert chat.pictures(await chat.answer("小明", "领任务 1")) == ["任务的图片"]


async def test_the_example_keeps_what_was_handed_in(chat: Chat) -> None:
    for title in ("晒早餐", "写好评"):
        await chat.say("店员", f"发布任务 {title}")
        await chat.say("小明", f"领任务 {title}")
    assert "2 号 写好评：发「交任务 2 做好了～」" in await chat.say("小明", "交任务 做好了～")
