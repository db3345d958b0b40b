"""提醒我 and 提醒大家: on time, to the right people, and never more often than wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.kit import Capability
from handlers.kit.reply import plain
from tests.chat import GROUP, START, Chat, open_chat, write_config
from tests.conftest import OpenChat

ALONE = "badges: {badges: []}\n"
"""Nothing else is said by itself."""


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which reminders are all that is said by itself."""
    return await open_group(ALONE)


def said_to(chat: Chat, target: str) -> list[str]:
    return [plain(words) for to, words in chat.platform.got if to == target]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("提醒我 明天下午3点 开会", "好，11-24 15:00（周二）提醒你：开会"),
        ("提醒我 开会 明天下午3点", "好，11-24 15:00（周二）提醒你：开会"),
        ("提醒我 半小时后 关火", "好，今天 08:30（周一）提醒你：关火"),
        ("提醒我 明天 {time}", "好，11-24 09:00（周二）提醒你：{time}"),
        ("提醒我 每周一 09:00 例会", "好，每周一 09:00（下一次 今天 09:00）提醒你：例会"),
        ("提醒我 每周一 07:00 例会", "好，每周一 07:00（下一次 11-30 07:00）提醒你：例会"),
        ("提醒我 工作日 18:00 写  日报", "好，每个工作日 18:00（下一次 今天 18:00）提醒你：写 日报"),
        ("提醒我30分钟后开会", "好，今天 08:30（周一）提醒你：开会"),
        ("提醒我明天交作业", "好，11-24 09:00（周二）提醒你：交作业"),
        ("提醒我明天下午3点开会", "好，11-24 15:00（周二）提醒你：开会"),
        ("提醒我周五晚上8点一起吃饭", "好，11-27 20:00（周五）提醒你：一起吃饭"),
        ("提醒我 喝水 30分钟后", "好，今天 08:30（周一）提醒你：喝水"),
        ("30分钟后提醒我喝水", "好，今天 08:30（周一）提醒你：喝水"),
        ("30分钟后 提醒我 喝水", "好，今天 08:30（周一）提醒你：喝水"),
        ("半小时后记得提醒我关火", "好，今天 08:30（周一）提醒你：关火"),
        ("明天早上8点提醒我吃药", "好，11-24 08:00（周二）提醒你：吃药"),
        ("请明天下午3点提醒我一下：开会", "好，11-24 15:00（周二）提醒你：开会"),
        ("每天晚上9点提醒我吃药", "好，每天 21:00（下一次 今天 21:00）提醒你：吃药"),
        ("每周一18:00提醒我写周报", "好，每周一 18:00（下一次 今天 18:00）提醒你：写周报"),
        ("请提醒我明天交作业", "好，11-24 09:00（周二）提醒你：交作业"),
    ],
)
async def test_what_was_understood_is_read_back(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == f"{answer}\n（1 号，不要了发「取消提醒 1」）"


HOW_TO = "什么时候提醒、提醒什么？请这样写：提醒我 明天下午3点 开会，或者 提醒我 每周一 09:00 例会。"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("提醒我", HOW_TO),
        ("提醒我 开会", HOW_TO),
        ("提醒我 明天下午3点", HOW_TO),
        ("提醒我 每周一 09:00", HOW_TO),
        ("提醒我 今天 07:00 开会", "这个时间不行，请写以后的时间，最多一年。"),
        ("30分钟后提醒我", HOW_TO),
        ("提醒我 2028-01-01 开会", "这个时间不行，请写以后的时间，最多一年。"),
        ("提醒我 明天 9:00 " + "啊" * 101, "提醒的话最多 100 个字。"),
        ("提醒我 " + "@a " * 20_000, "提醒的话最多 100 个字。"),
    ],
)
async def test_what_is_missing_is_told(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == answer


@pytest.mark.parametrize("said", ["提醒我 明天8点 开会", "提醒我 待会儿 开会", "提醒我 每天3点 喝水"])
async def test_a_time_that_is_not_clear_is_asked_back(said: str, chat: Chat) -> None:
    assert "「" in await chat.say("小明", said)
    assert "你没有提醒" in await chat.say("小明", "我的提醒")


@pytest.mark.parametrize(
    "said",
    [
        "他提醒我明天交作业",
        "小红提醒我开会 明天下午3点",
        "谢谢提醒我",
        "昨天你提醒我的事办好了",
        "晚点提醒我",
        "明天7点叫我起床",
        "@小红 明天提醒我交作业",
    ],
)
async def test_talk_about_reminding_sets_nothing(said: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == ""
    assert "你没有提醒" in await chat.say("小明", "我的提醒")


async def test_who_asks_the_bot_is_answered(chat: Chat) -> None:
    assert "11-24 07:00（周二）提醒你：起床" in await chat.say("小明", "明天早上7点叫我起床", addressed=True)
    assert "没看懂时间" in await chat.say("小明", "晚点提醒我喝水", addressed=True)
    assert "什么时候提醒" in await chat.say("小明", "提醒我开会", addressed=True)


async def test_the_same_twice_is_said_and_not_doubled(chat: Chat) -> None:
    for said in ("提醒我 30分钟后 喝水", "每天晚上9点提醒我吃药"):
        assert (await chat.say("小明", said)).startswith("好，")
        await chat.forward(seconds=40)
        assert (await chat.say("小明", said)).startswith("这条已经记着了：")
    assert (await chat.say("小明", "提醒我 30分钟后 关火")).startswith("好，")
    assert (await chat.say("小红", "提醒我 30分钟后 关火")).startswith("好，")
    assert (await chat.say("小明", "我的提醒")).count("号：") == 3
    await chat.forward(minutes=10)
    assert (await chat.say("小明", "提醒我 30分钟后 喝水")).startswith("好，"), "another time is another reminder"


async def test_staff_remind_all_with_the_time_first(chat: Chat) -> None:
    assert "提醒大家：开会" in await chat.say("小助理", "20:00提醒大家开会")
    assert await chat.say("小明", "20:00提醒大家开会") == ""


async def test_it_is_said_in_private_and_once(chat: Chat) -> None:
    await chat.say("小明", "提醒我 10:00 交体检报告")
    assert await chat.forward(hours=1) == []
    assert await chat.forward(hours=1) == ["⏰ 提醒你：交体检报告"]
    assert said_to(chat, "小明") == ["⏰ 提醒你：交体检报告"]
    assert await chat.forward(days=8, minutes=1) == []


async def test_where_nobody_can_be_written_to_the_group_reads_how_to_see_it(chat: Chat) -> None:
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY}
    await chat.say("小明", "大家好")
    await chat.say("小明", "提醒我 10:00 交体检报告", private=True)
    assert await chat.forward(hours=2) == ["@小明 到时间啦 ⏰\n私聊我发「我的提醒」就能看到。"]
    assert await chat.say("小明", "我的提醒", private=True) == "你的提醒：\n刚提醒过：交体检报告（今天 10:00）"
    await chat.forward(days=1, minutes=1)
    assert "你没有提醒" in await chat.say("小明", "我的提醒", private=True)


async def test_it_comes_again_and_again(chat: Chat) -> None:
    await chat.say("小明", "提醒我 每周一、三 09:00 例会")
    assert len(await chat.forward(days=14)) == 4
    assert "1 号：例会，每周一、三 09:00（下一次 今天 09:00）" in await chat.say("小明", "我的提醒")


async def test_days_at_work_are_the_groups_own(open_group: OpenChat) -> None:
    chat = await open_group(ALONE + "calendar: {休息: [2026-11-24], 上班: [2026-11-28]}\n")
    await chat.say("小明", "提醒我 工作日 09:00 打卡机")
    said = [len(await chat.forward(days=1)) for _ in range(7)]
    assert said == [1, 0, 1, 1, 1, 1, 0]


async def test_staff_remind_the_group(chat: Chat) -> None:
    answer = await chat.say("店员", "提醒大家 20:00 开会")
    assert answer.startswith("好，今天 20:00（周一）提醒大家：开会")
    assert await chat.forward(hours=12) == ["⏰ 提醒大家：开会"]
    assert said_to(chat, "demo") == ["⏰ 提醒大家：开会"]
    assert "只有员工可以用" in await chat.say("小明", "提醒大家 20:00 开会")


async def test_reminders_are_listed_and_cancelled_by_whose_they_are(chat: Chat) -> None:
    await chat.say("店员", "提醒我 10:00 关火")
    await chat.say("店员", "提醒大家 每天 09:00 喝水")
    assert await chat.say("店员", "我的提醒") == (
        "你的提醒：\n2 号：提醒大家：喝水，每天 09:00（下一次 今天 09:00）\n1 号：关火，今天 10:00（周一）"
    )
    assert chat.shown == "发到你的私聊了～"
    assert "你没有 1 号提醒" in await chat.say("小明", "取消提醒 1")
    assert await chat.say("店员", "取消提醒 1号") == "取消了 1 号提醒。"
    assert "你没有 1 号提醒" in await chat.say("店员", "取消提醒 1")
    assert "请这样写：取消提醒 2" in await chat.say("店员", "取消提醒")
    assert "你没有「睡觉」的提醒" in await chat.say("店员", "取消提醒 睡觉")
    assert await chat.forward(hours=3) == ["⏰ 提醒大家：喝水"]
    assert "（1 号" in await chat.say("店员", "提醒我 23:00 睡觉")


async def test_nobody_has_more_than_twenty(chat: Chat) -> None:
    for number in range(1, 21):
        assert f"（{number} 号" in await chat.say("小明", f"提醒我 10:00 喝水{number}")
    assert "你已经有 20 条提醒了" in await chat.say("小明", "提醒我 10:00 喝水")
    assert "（1 号" in await chat.say("小红", "提醒我 10:00 喝水")
    assert len(await chat.forward(hours=3)) == 21
    assert "（21 号" in await chat.say("小明", "提醒我 20:00 喝水")


async def test_who_has_left_is_not_reminded(chat: Chat) -> None:
    await chat.say("小明", "提醒我 每天 10:00 喝水")
    await chat.leave("小明")
    assert await chat.forward(days=3) == []


@pytest.mark.parametrize(
    ("when", "within"),
    [
        ("每天 10:00", 1),
        ("每天 22:00", 1),
        ("工作日 18:00", 1),
        ("每周一 09:00", 7),
        ("每周三 09:00", 7),
        ("每月1号 09:00", 31),
        ("每月15号 09:00", 31),
    ],
)
@pytest.mark.parametrize("away", [2, 8, 40])
async def test_what_comes_again_goes_on_for_who_comes_back(chat: Chat, when: str, within: int, away: int) -> None:
    await chat.say("小明", f"提醒我 {when} 喝水")
    before = await chat.say("小明", "我的提醒", private=True)
    await chat.leave("小明")
    assert await chat.forward(days=away) == []
    await chat.say("小明", "我回来了")
    assert before.partition("（下一次")[0] in await chat.say("小明", "我的提醒", private=True)
    told = await chat.forward(days=max(within, 4))
    assert "⏰ 提醒你：喝水" in told
    assert not [text for text in told if "本来是" in text], "what was missed is not made up for"


async def test_what_comes_once_is_gone_with_its_time(chat: Chat) -> None:
    await chat.say("小明", "提醒我 今天 10:00 喝水")
    await chat.say("小明", "提醒我 明天 10:00 吃饭")
    await chat.leave("小明")
    assert await chat.forward(hours=5) == []
    await chat.say("小明", "我回来了")
    shown = await chat.say("小明", "我的提醒", private=True)
    assert "喝水" not in shown
    assert "吃饭" in shown
    assert await chat.forward(days=1) == ["⏰ 提醒你：吃饭"]


async def test_what_staff_set_for_all_goes_on_as_well(chat: Chat) -> None:
    await chat.say("店员", "提醒大家 每天 10:00 喝水")
    await chat.leave("店员")
    assert await chat.forward(days=2) == []
    await chat.say("店员", "我回来了")
    assert await chat.forward(days=1) == ["⏰ 提醒大家：喝水"]


@pytest.mark.parametrize(("away", "left"), [(80, 1), (100, 0)])
async def test_who_stays_away_for_good_is_forgotten(chat: Chat, away: int, left: int) -> None:
    await chat.say("小明", "提醒我 每天 10:00 喝水")
    await chat.leave("小明")
    assert await chat.forward(days=away) == []
    count = "SELECT (SELECT COUNT(*) FROM reminder) + (SELECT COUNT(*) FROM timer WHERE feature = 'reminders')"
    assert await chat.bot.database.read(lambda db: db.fetch_value(count)) == 2 * left


NIGHT = 'timetable: {quiet: ["22:00-24:00", "00:00-08:00"]}\n'


async def test_a_reminder_for_oneself_comes_in_the_quiet_hours_too(open_group: OpenChat) -> None:
    chat = await open_group(ALONE + NIGHT)
    assert "静默" not in await chat.say("小明", "提醒我 每天 23:00 睡觉")
    assert await chat.forward(hours=16) == ["⏰ 提醒你：睡觉"]
    assert await chat.forward(days=1) == ["⏰ 提醒你：睡觉"]


async def test_what_the_group_would_hear_waits_and_says_so_at_once(open_group: OpenChat) -> None:
    chat = await open_group(ALONE + NIGHT)
    assert "（那时是群里的静默时段，我到 11-24 08:00 再说）" in await chat.say("群主", "提醒大家 23:00 锁门")
    chat.platform.capabilities = frozenset(Capability) - {Capability.WRITES_PRIVATELY}
    assert "（那时是群里的静默时段，我到 11-24 08:00 再说）" in await chat.say("小明", "提醒我 23:30 睡觉")
    assert "静默" not in await chat.say("小明", "提醒我 21:30 洗漱")
    assert len(await chat.forward(hours=23)) == 1
    assert len(await chat.forward(hours=2)) == 2


async def test_a_restart_loses_nothing_and_repeats_nothing(sqlite_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + ALONE)
    chat = await open_chat(config, sqlite_url)
    await chat.say("小明", "提醒我 每天 10:00 喝水")
    await chat.say("小明", "提醒我 11:00 开会")
    await chat.bot.close()
    later = await open_chat(config, sqlite_url, at=START.replace(day=26))
    assert sorted(await later.forward(hours=1)) == [
        "⏰ 提醒你：喝水（本来是 11-23 10:00 的）",
        "⏰ 提醒你：开会（本来是 11-23 11:00 的）",
    ]
    assert await later.forward(hours=2) == ["⏰ 提醒你：喝水"]
    await later.bot.close()


async def test_a_space_may_be_missing_where_the_bot_is_meant(chat: Chat) -> None:
    assert "提醒你：开会" in await chat.say("小明", "提醒我明天下午3点 开会", addressed=True)
    assert "提醒你：散步" in await chat.say("小明", "提醒我明天下午3点 散步")
    assert await chat.say("小明", "提醒我一下", addressed=True) == HOW_TO


async def test_without_a_way_to_speak_it_is_told_at_once(chat: Chat) -> None:
    chat.platform.capabilities -= {Capability.WRITES_PRIVATELY, Capability.PUSHES}
    assert await chat.say("小明", "提醒我 10:00 喝水") == "这个群的通道不能主动发消息，到时候没法提醒。"


async def test_all_of_ones_own_are_cancelled_at_once(chat: Chat) -> None:
    for said in ("提醒我 10:00 喝水", "提醒我 11:00 开会"):
        await chat.say("小明", said)
    await chat.say("小红", "提醒我 10:00 喝茶")
    assert await chat.say("小明", "取消所有提醒") == "取消了全部 2 条提醒。"
    assert "你没有提醒" in await chat.say("小明", "取消所有提醒")
    assert await chat.forward(hours=4) == ["⏰ 提醒你：喝茶"]


async def test_midnight_is_of_the_day_that_it_ends(chat: Chat) -> None:
    assert "今天 24:00（周一）提醒你：新年" in await chat.say("小明", "提醒我 零点 新年")


async def test_whom_a_reminder_is_about_stands_behind_its_time(chat: Chat) -> None:
    assert "请这样写" in await chat.say("小明", "提醒我 @小红 明天9:00 开会", mentions=["小红"])
    assert "提醒你：@小红 开会" in await chat.say("小明", "提醒我 明天9:00 @小红 开会", mentions=["小红"])
